"""A rule's examples, run: the good ones must flag nothing, the bad ones exactly what they say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ea_repo.check.audit_settings import AuditSettings
from ea_repo.check.charter import Charter
from ea_repo.check.example_text import model_of
from ea_repo.check.judge import judge
from ea_repo.check.rule import Example, Rule
from ea_repo.finding import Position, Text
from ea_repo.metamodel import Vocabulary, built_in


@dataclass(frozen=True)
class Mismatch:
    """An example that does not turn out as it says: the `number`-th of the good or of the bad ones."""

    rule: str
    key: str
    number: int
    message: Text
    at: Position | None = None

    @property
    def text(self) -> Text:
        """The whole sentence."""
        name = f"{self.key} {self.number}"
        return Text(f"{self.rule}, {name} : {self.message.fr}", f"{self.rule}, {name}: {self.message.en}")


def mismatches(rule: Rule, charter: Charter | None = None, vocabulary: Vocabulary | None = None) -> Iterator[Mismatch]:
    """The examples of a rule that do not turn out as they say; the charter is there for rules that ask others."""
    others = charter or Charter({rule.id: rule})
    for key, examples in (("good", rule.good), ("bad", rule.bad)):
        for number, example in enumerate(examples, 1):
            yield from (
                Mismatch(rule.id, key, number, message) for message in _mismatches(rule, example, others, vocabulary)
            )


def _mismatches(rule: Rule, example: Example, charter: Charter, vocabulary: Vocabulary | None) -> Iterator[Text]:
    model = model_of(example, vocabulary)
    for flaw in model.flaws:
        yield flaw.message
    if model.flaws:
        return
    try:
        judgement = judge(rule, model.graph, settings_of(example, charter, model.graph.vocabulary))
    except MemoryError:
        raise
    except Exception as error:  # The rule is at fault, not who tries it.
        reason = f"{type(error).__name__}: {error}"
        yield Text(f"le contrôle a échoué ({reason})", f"the check failed ({reason})")
        return
    flagged = [violation.subject for violation in judgement.violations]
    unknown = [unknown.subject for unknown in judgement.unknown]
    if sorted(flagged) != sorted(example.flags):
        yield _differs(Text("en écart", "flagged"), example.flags, flagged)
    if {*unknown} != {*example.unknown}:
        yield _differs(Text("inconnu", "unknown"), example.unknown, sorted({*unknown}))


def settings_of(example: Example, charter: Charter, vocabulary: Vocabulary | None = None) -> AuditSettings:
    """What an example is judged with: what it says itself, and the other rules; the same in every workspace."""
    principles = {
        id: section.model_copy(update={"granted_by": example.granted_by.get(id)})
        for id, section in charter.principles.items()
    }
    return AuditSettings(
        example.known(vocabulary or built_in()),
        example.thresholds,
        {},
        Charter(charter.rules, principles, laid_over=charter.laid_over),
    )


def _differs(what: Text, expected: Sequence[str], actual: Sequence[str]) -> Text:
    nothing = Text("rien", "nothing")
    french, english = ([", ".join(ids) or nothing[lang] for ids in (expected, actual)] for lang in ("fr", "en"))
    return Text(
        f"{what.fr} : attendu {french[0]}, obtenu {french[1]}",
        f"{what.en}: expected {english[0]}, not {english[1]}",
    )
