"""What an analysis says of each element of a map, as marks: findings, impact, lineage, changes, support."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from ea_repo.draw.context import NOT_RECORDED, Mark
from ea_repo.finding import SEVERITIES, Finding, Lang, Text
from ea_repo.graph import Changes, Graph, difference
from ea_repo.impact.impact import Impact
from ea_repo.impact.lineage import Holder, lineage
from ea_repo.metamodel import family
from ea_repo.report.impact_words import both, message
from ea_repo.report.words import count_of, date
from ea_repo.semantics.support import support, support_under

Marks = dict[str, Mark]
_FINDINGS = Text("écart|écarts", "finding|findings")
_FROM = {"master": "from-master", "relay": "relay", "copy": "copy"}
_RANK = ("from-master", "relay", NOT_RECORDED, "copy", "from-rival", "rival", "peer", "master")
_APPLICATIONS = frozenset(family("application"))


@dataclass(frozen=True)
class MarkedGraph:
    """A graph, and the marks of its elements."""

    graph: Graph
    marks: Marks


def of_findings(graph: Graph, findings: Iterable[Finding], lang: Lang) -> Marks:
    """The worst finding of each element: its own, one that it makes, or one of a flow that it sends or receives.

    Accepted and illustrative ones are left out.
    """
    by_element: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.counts:
            named = (finding.subject, *finding.offenders)
            ends = (end for subject in named for end in _flow_ends(graph, subject))
            for id in dict.fromkeys((*named, *ends)):
                by_element.setdefault(id, []).append(finding)
    marks = {}
    for id, of_element in by_element.items():
        worst = min(of_element, key=lambda finding: SEVERITIES.index(finding.severity))
        number = count_of(len(of_element), _FINDINGS, lang)
        colon = Text(" : ", ": ")[lang]
        marks[id] = Mark(worst.severity, f"{number}{colon}{worst.message[lang]}")
    return marks


def _flow_ends(graph: Graph, id: str) -> tuple[str, ...]:
    """What a flow goes from and to; nothing of another element."""
    if id not in graph or graph.kind(id) != "flow":
        return ()
    return *graph.targets(id, "source"), *graph.targets(id, "target")


def of_impact(impact: Impact, lang: Lang) -> Marks:
    """The state of each element that a loss touches, certain or only possible; of flows too."""
    marks = {id: Mark("lost") for id in impact.flows_lost["state"]}
    marks |= {id: Mark("possible") for id in impact.flows_lost["possible"] if id not in marks}
    for affected in impact.elements:
        sentence = message(impact.graph, affected, lang)
        marks[affected.id] = Mark(affected.state or "possible", sentence, both(affected, lang))
    return marks | {id: Mark("root") for id in impact.roots}


def of_lineage(graph: Graph, roots: Iterable[str]) -> Marks:
    """From whom each holder, and each flow, has the data that some elements master; the worst of several data."""
    origins = _Origins(graph, tuple(roots))
    parts = {part for id in origins.roots for part in graph.parts(id)}
    for datum in sorted({datum for part in parts for datum in graph.targets(part, "masters")}):
        origins.add(datum)
    return origins.marks


class _Origins:
    """The marks of those who hold what some elements master, datum by datum."""

    def __init__(self, graph: Graph, roots: tuple[str, ...]) -> None:
        self.graph, self.roots = graph, roots
        self.homes = {graph.solution(id) for id in roots}
        self.marks: Marks = {id: Mark("master") for id in roots}

    def add(self, datum: str) -> None:
        """Marks the holders of a datum, and the flows that bring it to them."""
        holders = lineage(self.graph, datum).holders
        masters = {holder.id for holder in holders if holder.master} - self.homes
        rivals = {id for id in masters if self._is_rival(id)}
        given: dict[str, str] = {}
        for holder in holders:
            self._received(holder, rivals, given)
            if holder.id in masters:
                self._put(holder.id, "rival" if holder.id in rivals else "peer")
            elif not holder.receipts and holder.id not in self.homes:
                self._put(holder.id, NOT_RECORDED)
        for source, solution in given.items():
            # A module that gives what another module of its solution receives or masters.
            self._put(source, self.marks[solution].value if solution in self.marks else NOT_RECORDED)

    def _received(self, holder: Holder, rivals: set[str], given: dict[str, str]) -> None:
        """Marks the flows that bring a datum and their ends; keeps who gave it by which module."""
        for receipt in holder.receipts:
            value = "from-rival" if receipt.giver in rivals else _FROM[receipt.origin]
            for id in (receipt.flow, *self.graph.targets(receipt.flow, "target")):
                self._put(id, value)
            given |= dict.fromkeys(self.graph.targets(receipt.flow, "source"), receipt.giver)

    def _put(self, id: str, value: str) -> None:
        known = self.marks.get(id)
        if known is None or _RANK.index(value) > _RANK.index(known.value):
            self.marks[id] = Mark(value)

    def _is_rival(self, id: str) -> bool:
        """Whether another master contradicts these: they are protected, and neither may master what the other does."""
        protected = any(self.graph.value(known, "sanctuarised") is True for known in (*self.roots, *self.homes))
        return protected and not any(_may_master(self.graph, known) for known in (id, *self.homes))


def _may_master(graph: Graph, id: str) -> bool:
    """Whether something may master what another one masters: it is from outside, national or regional, or a replica."""
    outside = graph.value(id, "type") == "external" or graph.value(id, "scope") in ("national", "regional")
    return outside or bool(graph.kind(id) in _APPLICATIONS and graph.targets(id, "replica_of"))


def of_changes(before: Graph, after: Graph) -> MarkedGraph:
    """What is in service on one side only, or written otherwise; with the graph that has both sides."""
    changes = difference(before, after)
    both = after.with_(Changes(put=[before.record(id) for id in changes.removed])).at(None)
    marks: Marks = {}
    for id in both:
        was, is_ = id in before and before.in_service(id), id in after and after.in_service(id)
        if was != is_:
            marks[id] = Mark("added" if is_ else "removed")
        elif id in changes.changed and is_:
            marks[id] = Mark("changed")
    for id in list(marks):
        for end in _flow_ends(both, id):
            marks.setdefault(end, Mark("same"))
    return MarkedGraph(both, marks)


def of_support(graph: Graph, day: dt.date, lang: Lang) -> Marks:
    """Whether each technology still has its vendor's support, or ours, on a day, and until when."""
    marks = {}
    for id in graph.of("technology"):
        known = support(graph, id)
        if known is None:
            marks[id] = Mark(NOT_RECORDED)
            continue
        until = Text(f"soutenue jusqu'au {date(known.last, 'fr')}", f"supported until {date(known.last, 'en')}")[lang]
        if known.vendor is not None and known.vendor != known.last:
            vendor = date(known.vendor, lang)
            until += Text(f", par l'éditeur jusqu'au {vendor}", f", by its vendor until {vendor}")[lang]
        marks[id] = Mark(known.state(day), until, day=known.last)
    return marks


def of_support_under(graph: Graph, day: dt.date) -> Marks:
    """How each application stands on a day by the worst technology under it."""
    applications = (id for kind in sorted(_APPLICATIONS) for id in graph.of(kind))
    return {id: Mark(support_under(graph, id, day)) for id in applications}
