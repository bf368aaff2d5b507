"""One thing that can be wrong in the text of a workspace, and the finding that it makes."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from ea_repo.finding import Finding, Lang, Position, Severity, Text


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that can be wrong: its sentence, with places for facts as `{name}`, and its remedy.

    `title` and `why` are for the page that explains it, where it has one.
    """

    message: Text
    fix: Text
    severity: Severity = "error"
    title: Text | None = None
    why: Text | None = None

    def finding(
        self,
        id: str,
        at: Position | None,
        subject: str,
        field: str | None = None,
        related: tuple[str, ...] = (),
        /,
        **facts: str | Text,
    ) -> Finding:
        """The finding that this problem makes under its id at this place, its sentence completed with the facts."""

        def completed(text: Text, lang: Lang) -> str:
            return text[lang].format_map(
                {name: fact[lang] if isinstance(fact, Text) else fact for name, fact in facts.items()}
            )

        message, fix = (Text(completed(text, "fr"), completed(text, "en")) for text in (self.message, self.fix))
        hides, value = id in _HIDING, _value(facts, (subject, field))
        return Finding(id, self.severity, subject, message, field, at, related, fix=fix, hides=hides, value=value)


_PASSING = frozenset(("hint", "what", "other", "choices", "wanted", "expected", "limit", "count"))
"""The facts that may change while what is written stays: places, what other text says, what the program knows."""
_LONGEST = 60
"""How many characters of a value are shown; a digest stands for the rest."""


def _value(facts: Mapping[str, str | Text], known: Collection[str | None]) -> str | None:
    """What tells a problem from another one of that subject and field: where in the structure, and what is written.

    A fact called `value` is what is written, whether a sentence says it or not; a reason then adds nothing.
    """
    passing = _PASSING | {"reason"} if "value" in facts else _PASSING
    texts = (fact.en if isinstance(fact, Text) else fact for name, fact in facts.items() if name not in passing)
    value = " ".join("; ".join(text for text in texts if text and text not in known).split())
    if len(value) <= _LONGEST:
        return value or None
    return f"{value[:_LONGEST]}… {hashlib.sha256(value.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"


_HIDING = frozenset(
    (
        *("file-unreadable", "file-encoding", "yaml-syntax", "yaml-tab", "yaml-documents", "yaml-merge", "yaml-alias"),
        *("yaml-aliases", "yaml-depth", "yaml-key", "duplicate-key", "duplicate-id", "unknown-kind", "not-a-mapping"),
        *("file-outside", "too-many-files", "too-many-bytes", "too-many-depth", "too-many-elements"),
        *("unknown-field", "wrong-choice", "wrong-value", "wrong-text", "wrong-date"),
    )
)
"""The problems for which something that is written is not in the graph: a file, an element, a field, an item of it."""
