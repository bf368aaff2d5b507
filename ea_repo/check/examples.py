"""A rule's examples, run: the good ones must flag nothing, the bad ones exactly what they say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ea_repo.check.outcome import Unknown, Violation
from ea_repo.check.rule import Charter, Example, Rule
from ea_repo.check.run import Setting, judge
from ea_repo.graph import Changes, Graph, Record
from ea_repo.load.files import Source
from ea_repo.load.locate import Locator
from ea_repo.load.model import read_model
from ea_repo.metamodel import accepts, kind
from ea_repo.metamodel.dates import last_day
from ea_repo.select import Known

DATE = "2021-12-31"
"""The date at which an example is looked at, unless it says another."""


@dataclass(frozen=True)
class Mismatch:
    """An example that does not turn out as it says."""

    rule: str
    example: str
    expected: tuple[str, ...]
    found: tuple[str, ...]

    def __str__(self) -> str:
        shown = [", ".join(each) or "nothing" for each in (self.expected, self.found)]
        return f"{self.rule}, {self.example}: expected {shown[0]}; found {shown[1]}"


def mismatches(rule: Rule, charter: Charter | None = None) -> Iterator[Mismatch]:
    """The examples of a rule that do not turn out as they say; the charter is there for rules that ask others."""
    others = charter or Charter({rule.id: rule}, {}, {})
    for name, examples in (("good", rule.good), ("bad", rule.bad)):
        for number, example in enumerate(examples, 1):
            where = f"{name} example {number}"
            graph, flaws = read(example)
            if flaws:
                yield Mismatch(rule.id, where, ("a model without flaws",), flaws)
                continue
            _, outcomes = judge(rule, graph, Setting(Known(example.complete), example.thresholds, {}, others))
            flagged = tuple(sorted(each.subject for each in outcomes if isinstance(each, Violation)))
            unknown = tuple(sorted({each.subject for each in outcomes if isinstance(each, Unknown)}))
            if flagged != tuple(sorted(example.flags)):
                yield Mismatch(rule.id, where, example.flags, flagged)
            if unknown != tuple(sorted(example.unknown)):
                yield Mismatch(rule.id, f"{where}, unknown", example.unknown, unknown)
            if name == "bad" and not example.flags:
                yield Mismatch(rule.id, where, ("something flagged",), ())


def read(example: Example) -> tuple[Graph, tuple[str, ...]]:
    """The graph of an example at its date, with stubs for what its links point at, and the flaws of its text."""
    graph, findings = read_model([Source("example", example.model)], Locator.reading(lambda _: example.model))
    flaws = tuple(f"{each.at} {each.message.en}" for each in findings if each.rule != "dangling-link")
    whole = graph.with_(Changes(put=_stubs(graph)))
    return whole.at(last_day(example.at or DATE)), flaws


def _stubs(graph: Graph) -> list[Record]:
    wanted: dict[str, str] = {}
    for id in graph:
        record = graph.record(id)
        for field, link in kind(record.kind).links.items():
            for ref in record.fields.get(field, ()):
                named = next((each for each in link.to if each != "*"), "application")
                if ref.to not in graph and (ref.to not in wanted or accepts(wanted[ref.to], named)):
                    wanted[ref.to] = named
    return [Record(id, name, {}) for id, name in wanted.items()]
