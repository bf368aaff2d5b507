"""What lives when: phases of elements, overlaps with successors, gaps in the cover of processes."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ea_repo.finding import Lang, Text
from ea_repo.graph import Graph, Phase
from ea_repo.impact.days import ALWAYS, LIFE, NEVER, RUN, Days, Span, after, stretches
from ea_repo.impact.gaps import Gap, Gaps
from ea_repo.impact.refusal import Refusal
from ea_repo.metamodel import accepts, kind
from ea_repo.metamodel.dates import last_day

SHOWN = ("application", "process", "site", "node", "technology", "project", "contract")
"""The kinds looked at where nothing is asked, in the order of the answer."""
LIVING = (*SHOWN, "api", "flow", "state")
"""The kinds with a life cycle, or a day of their own."""
AROUND = (
    *("covered_by", "successor", "predecessors", "delivered_by", "retired_by", "contracts"),
    *("delivers", "retires", "applications_under", "technologies_under"),
)
"""The relations, from either end, by which the dates of one element speak of another."""
LANGS: tuple[Lang, Lang] = ("fr", "en")
MOST_YEARS = 10
"""How far from the day looked at the answer goes, unless asked."""


@dataclass(frozen=True)
class Life:
    """An element over the days looked at: its phases, one after the other, and its run (of a project, a contract).

    `within` is the element under which it is shown: the whole of a module. `dated`: whether dates of its own say it.
    """

    id: str
    phases: tuple[tuple[Phase, Span], ...]
    run: Span | None = None
    within: str | None = None
    dated: bool = False

    def changes(self, range_: Span) -> bool:
        """Whether something of it begins or ends on the days looked at."""
        run = self.run or Span()
        return len(self.phases) > 1 or any(range_.since <= each <= range_.until for each in (run.since, run.until))


@dataclass(frozen=True)
class Overlap:
    """Some days on which an application and its successor are both in service.

    `allowed_until` is the last day on which they may be, None where it is not written.
    """

    application: str
    successor: str
    span: Span
    allowed_until: dt.date | None

    @property
    def beyond(self) -> Span | None:
        """The days beyond what was agreed, None where there are none or nothing is written of it."""
        begins = after(self.allowed_until) if self.allowed_until else None
        return self.span.within(Span(begins)) if begins else None


@dataclass(frozen=True)
class Timeline:
    """What lives when between two days.

    `undated` are those of the elements looked at that have no date of their own; `pairs` and `processes` how many
    successors and covered processes were looked at.
    """

    graph: Graph
    date: dt.date
    range: Span
    asked: tuple[str, ...]
    lives: tuple[Life, ...]
    marks: tuple[tuple[dt.date, str], ...]
    overlaps: tuple[Overlap, ...]
    gaps: tuple[Gap, ...]
    undated: tuple[str, ...]
    pairs: int
    processes: int

    @property
    def moving(self) -> tuple[Life, ...]:
        """The lives to show first: all where some were asked, else those that change and the wholes of these."""
        if self.asked:
            return self.lives
        shown = {each.id for each in self.lives if each.changes(self.range)}
        above = {each.id: each.within for each in self.lives}
        for id in list(shown):
            while (whole := above[id]) is not None:
                shown.add(id := whole)
        return tuple(each for each in self.lives if each.id in shown)

    def undated_by_kind(self) -> dict[str, int]:
        """How many no date speaks of, by kind."""
        return dict(Counter(shown_as(self.graph, id) for id in self.undated))


def may_be_drawn(graph: Graph, id: str) -> None:
    """Refuses what has no life cycle, neither by its kind nor by what is written of it."""
    known = any(accepts(each, graph.kind(id)) for each in LIVING)
    if known or any(graph.value(id, field) for field in (*LIFE, *RUN)):
        return
    label = kind(graph.kind(id)).label
    fr, en = (", ".join(kind(each).label[lang] for each in LIVING) for lang in LANGS)
    raise Refusal(
        Text(
            f"« {id} » est de genre {label.fr}, sans cycle de vie ; demander l'un de : {fr}",
            f"“{id}” is of kind {label.en}, which has no life cycle; ask about one of: {en}",
        )
    )


def in_order(first: dt.date | None, last: dt.date | None) -> None:
    """Refuses days of which the last comes before the first."""
    if first and last and last < first:
        fr = f"la période finit ({last:%d/%m/%Y}) avant de commencer ({first:%d/%m/%Y})"
        raise Refusal(Text(fr, f"the period ends ({last}) before it begins ({first})"))


def shown_as(graph: Graph, id: str) -> str:
    """The kind under which an element is shown: that of which its own is a special case."""
    return next((each for each in LIVING if accepts(each, graph.kind(id))), graph.kind(id))


def timeline(
    graph: Graph,
    date: dt.date,
    asked: Iterable[str] = (),
    first: dt.date | None = None,
    last: dt.date | None = None,
) -> Timeline:
    """What lives when, from `first` to `last`: of the elements asked and of those around them, of all without any.

    Without days, whole years around what is written, not too far from `date`.
    """
    return _Answer(Days(graph), date, tuple(dict.fromkeys(asked))).between(first, last)


class _Answer:
    """A timeline in the making."""

    def __init__(self, days: Days, date: dt.date, asked: tuple[str, ...]) -> None:
        self._days, self._graph, self._date, self._asked = days, days.graph, date, asked
        graph = self._graph
        self._inside = [part for id in asked for part in sorted(graph.parts(id))]
        self._marks = [
            (last_day(written), id) for id in graph.of("state") if (written := graph.value(id, "date")) is not None
        ]

    def between(self, first: dt.date | None, last: dt.date | None) -> Timeline:
        about = [each for each in self._about() if not accepts("state", self._graph.kind(each))]
        shown = [each for each in about if each in self._asked or self._dated(each)]
        pairs, processes = list(self._pairs()), self._processes()
        overlaps = [each for pair in pairs for each in self._together(*pair)]
        gaps = self._gaps(processes)
        spans = [*(each.span for each in overlaps), *(each.span for each in gaps)]
        range_ = _between(first, last, self._range([*self._written(shown), *_ends(spans)]))
        return Timeline(
            self._graph,
            self._date,
            range_,
            self._asked,
            tuple(self._lives(shown, range_)),
            tuple(sorted(each for each in self._marks if range_.since <= each[0] <= range_.until)),
            tuple(each for each in overlaps if each.span.within(range_)),
            tuple(each for each in gaps if each.span.within(range_)),
            tuple(each for each in about if not self._dated(each)),
            len(pairs),
            len(processes),
        )

    # Which elements

    def _about(self) -> list[str]:
        """The elements to look at: those asked, what they are made of, and what is linked to their dates."""
        graph = self._graph
        if not self._asked:
            return [id for each in SHOWN for id in graph.of(each)]
        found = dict.fromkeys([*self._asked, *self._inside])
        for id in self._inside:
            for name in AROUND:
                found |= dict.fromkeys(graph.targets(id, name))
        return list(found)

    def _dated(self, id: str) -> bool:
        return bool(self._days.own(id)) or self._days.run(id) is not None

    def _lives(self, ids: Iterable[str], range_: Span) -> Iterator[Life]:
        """The lives in the order of the answer: by kind, modules and parts after their whole."""
        graph = self._graph
        wholes = {id: graph.wholes(id, "part_of") for id in ids}
        shown = {each for chain in wholes.values() for each in chain}
        order = {name: number for number, name in enumerate(LIVING)}

        def place(id: str) -> tuple[int, list[tuple[str, str]]]:
            chain = [(graph.name(each).casefold(), each) for each in reversed(graph.wholes(id, "part_of"))]
            return order.get(shown_as(graph, id), len(order)), chain

        for id in sorted(shown, key=place):
            above = graph.wholes(id, "part_of")[1:2]
            yield self._life(id, range_, above[0] if above else None)

    def _life(self, id: str, range_: Span, within: str | None) -> Life:
        days = (each for each in self._days.life(id) if range_.since < each <= range_.until)
        told = stretches((range_.since, *days), lambda day: self._days.view(max(day, range_.since)).phase(id))
        phases = tuple((phase, span) for phase, whole in told if (span := whole.within(range_)))
        return Life(id, phases, self._days.run(id), within, self._dated(id))

    # Overlaps and gaps

    def _pairs(self) -> Iterator[tuple[str, str]]:
        """The applications looked at, each with a successor of it."""
        graph, inside = self._graph, set(self._inside)
        for id in graph.of("application"):
            for successor in graph.targets(id, "successor"):
                if not self._asked or id in inside or successor in inside:
                    yield id, successor

    def _together(self, id: str, successor: str) -> Iterator[Overlap]:
        days = self._days
        until = self._graph.value(id, "overlap_until")

        def both(day: dt.date) -> bool:
            view = days.view(day)
            linked = successor in view.targets(id, "successor")
            return linked and view.in_service(id) and view.in_service(successor)

        changes = {*days.life(id), *days.life(successor), *days.links((id,), "successor")}
        for together, span in stretches(changes, both):
            if together:
                yield Overlap(id, successor, span, last_day(until) if until else None)

    def _processes(self) -> list[str]:
        """The processes looked at that something covers on some day."""
        graph = self._graph
        if not self._asked:
            return [id for id in graph.of("process") if graph.targets(id, "covered_by")]
        found = {id for id in self._inside if accepts("process", graph.kind(id)) and graph.targets(id, "covered_by")}
        covering = (id for id in self._inside if accepts("application", graph.kind(id)))
        return sorted(found.union(*(graph.targets(id, "covers") for id in covering)))

    def _gaps(self, processes: Iterable[str]) -> list[Gap]:
        gaps = Gaps(self._days)
        found = [gap for id in processes for gap in gaps.of(id)]
        return sorted(found, key=lambda each: (not each.certain, each.span, each.process, each.sites))

    # Which days

    def _written(self, ids: Iterable[str]) -> Iterator[dt.date]:
        for id in ids:
            yield from self._days.own(id)
            yield from _ends([self._days.run(id) or Span()])

    def _range(self, days: Iterable[dt.date]) -> Span:
        """Whole years: one before what is written and one after, as far as that is near the day looked at."""
        here = self._date.year
        years = [here, *(day.year for day in (*days, *(day for day, _ in self._marks)))]
        near = [each for each in years if abs(each - here) < MOST_YEARS]
        return Span(_year(min(near) - 1).since, _year(max(near) + 1).until)


def _ends(spans: Iterable[Span]) -> Iterator[dt.date]:
    return (day for span in spans for day in (span.since, span.until) if day not in (ALWAYS, NEVER))


def _between(first: dt.date | None, last: dt.date | None, usual: Span) -> Span:
    since = first or (min(usual.since, _year(last.year).since) if last else usual.since)
    until = last or (max(usual.until, _year(first.year).until) if first else usual.until)
    return Span(since, until)


def _year(number: int) -> Span:
    number = min(max(number, dt.MINYEAR), dt.MAXYEAR)
    return Span(dt.date(number, 1, 1), dt.date(number, 12, 31))
