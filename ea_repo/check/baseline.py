"""Baselines: what was wrong when one began to look, so that only what is new or worse fails."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from ea_repo.check.problems import finding as problem
from ea_repo.finding import Finding, Position, Text, Wrong
from ea_repo.load.files import read_as
from ea_repo.visible import escaped

VERSION, FIRST = 2, 1
"""The form that is written, and an older one that is still read: its keys know no value of the text."""
_BEGINNING = re.compile(rb'\s*\{\s*"version"')
FAILED = "check-failed"
"""Counts though it was there before: a rule that fails hides all that it would find."""
_NEVER_HELD = (FAILED, "idle-baseline", "old-baseline")
"""What no baseline holds: what is told of one is nothing to hold either."""
Naming = Callable[[str], str]
"""Gives the name that people know an element by."""


class BaselineUnreadable(Wrong):
    """A file that is no baseline."""

    @classmethod
    def at(cls, place: str, why: str) -> BaselineUnreadable:
        return cls(Text(f"{place} : ce n'est pas une référence ({why})", f"{place}: not a baseline ({why})"))


class Held:
    """What was wrong before: each finding by its key, with its offenders. A finding of now answers one of them.

    `old`: whether the keys are those of the first form, which know no value.
    """

    def __init__(self, findings: Iterable[tuple[str, frozenset[str]]] = (), *, old: bool = False) -> None:
        self.old = old
        self._left: dict[str, list[frozenset[str]]] = {}
        for key, offenders in findings:
            self._left.setdefault(key, []).append(offenders)

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> Held:
        """These findings of before; what is only an example is left out."""
        return cls((finding.key, frozenset(finding.offenders)) for finding in findings if not finding.illustrative)

    def take(self, finding: Finding) -> frozenset[str] | None:
        """The offenders of the finding of before that this one answers, which is then no more; None for a new one."""
        left = self._left.get(finding.key_without_value if self.old else finding.key)
        return left.pop(0) if left else None

    @property
    def left(self) -> list[str]:
        """The keys of those that nothing answered, in order."""
        return sorted(key for key, several in self._left.items() for _ in several)


def write(findings: Iterable[Finding]) -> str:
    """The text of a baseline of these findings: their keys and offenders; accepted and illustrative ones stay out."""
    open_ = (finding for finding in findings if not finding.illustrative and not finding.accepted_by)
    real = (finding for finding in open_ if finding.rule not in _NEVER_HELD)
    entries = [
        {"key": finding.key, "offenders": sorted(finding.offenders)}
        for finding in sorted(real, key=lambda finding: finding.key)
    ]
    data = {"version": VERSION, "findings": entries}
    return escaped(json.dumps(data, ensure_ascii=False, indent=2)) + "\n"


def read_file(path: Path) -> Held:
    """What a file holds; raises BaselineUnreadable for one that cannot be read, or is none."""
    source = read_as(str(path), path)
    if source.text is None:
        why = source.findings[0].message
        raise BaselineUnreadable(Text(f"{path} : {why.fr}", f"{path}: {why.en}"))
    return read(source.text, str(path))


def looks_like_one(data: bytes) -> bool:
    """Whether these bytes begin as those of a baseline do, whatever its version: one may take its place."""
    return _BEGINNING.match(data) is not None


def read(text: str, name: str) -> Held:
    """What a baseline holds; raises BaselineUnreadable, naming the file and what is wrong."""
    try:
        data = json.loads(text)
        version = data["version"]
        if version not in (FIRST, VERSION):
            french = f"{name} : version {version}, attendu {VERSION}"
            raise BaselineUnreadable(Text(french, f"{name}: version {version}, expected {VERSION}"))
        entries = [(str(entry["key"]), frozenset(map(str, entry["offenders"]))) for entry in data["findings"]]
    except json.JSONDecodeError as error:
        raise BaselineUnreadable.at(f"{name}:{error.lineno}:{error.colno}", error.msg) from None
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise BaselineUnreadable.at(f"{name}:1:1", str(error)) from None
    return Held(entries, old=version == FIRST)


def marked(findings: Iterable[Finding], held: Held, name: Naming) -> list[Finding]:
    """The findings, those that were there before marked as known; one that got worse names whom it adds."""
    return [_marked(finding, held.take(finding), name) for finding in findings]


def _marked(finding: Finding, before: frozenset[str] | None, name: Naming) -> Finding:
    if before is None or finding.rule == FAILED:
        return finding
    newcomers = sorted(set(finding.offenders) - before)
    if not newcomers:
        return replace(finding, known=True)
    named = ", ".join(map(name, newcomers))
    worse = Text(f"Aggravé, avec en plus : {named}", f"Worsened, with in addition: {named}")
    return replace(finding, details=(*finding.details, worse), worse=(*finding.worse, worse))


def remarks(held: Held, name: str) -> list[Finding]:
    """What there is to say of a baseline: each line that no finding answers any more, and that it is of an old form."""
    at = Position(name)
    idle = [problem("idle-baseline", at, key, key=key) for key in held.left]
    return [*([problem("old-baseline", at, name)] if held.old else ()), *idle]
