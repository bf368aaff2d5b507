"""What lives when: phases of elements, overlaps with successors, gaps in the cover of processes."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ea_repo.finding import Lang, Text
from ea_repo.graph import Graph, Phase
from ea_repo.impact.cover_gaps import Gap, Gaps
from ea_repo.impact.days import ALWAYS, LIFE, NEVER, RUN, Days, Span, Turn, after, stretches
from ea_repo.impact.refusal import Refusal
from ea_repo.metamodel import accepts, kind
from ea_repo.metamodel.dates import last_day
from ea_repo.semantics.contract_terms import renewal_period, renews

SHOWN = ("application", "process", "site", "node", "technology", "project", "contract")
"""The kinds looked at where nothing is asked, in the order of the answer."""
LIVING = (*SHOWN, "api", "flow", "state")
"""The kinds with a life cycle, or a day of their own."""
AROUND = (
    *("covered_by", "supported_by", "successor", "predecessors", "delivered_by", "retired_by", "contracts"),
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
    `renewals`: what is written of those of a contract, by which it may go on after the end of its run. `turns` are the
    days on which its links begin to hold, or no longer do.
    """

    id: str
    phases: tuple[tuple[Phase, Span], ...]
    run: Span | None = None
    within: str | None = None
    dated: bool = False
    renewals: str | None = None
    turns: tuple[Turn, ...] = ()

    @property
    def shown_run(self) -> Span | None:
        """Its run, without an end where it renews itself."""
        by_itself = self.run and self.renewals and renewal_period(self.renewals)
        return replace(self.run, until=NEVER) if self.run and by_itself else self.run

    def changes(self, range_: Span) -> bool:
        """Whether something of it begins or ends on the days looked at."""
        run = self.run or Span()
        days = (run.since, run.until, *(turn.day for turn in self.turns))
        return len(self.phases) > 1 or any(range_.since <= day <= range_.until for day in days)


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

    `subjects` are the elements it is about (none: all). `undated` are those of the elements looked at that have no date
    of their own; `pairs` and `processes` how many successors and covered processes were looked at.
    """

    graph: Graph
    date: dt.date
    range: Span
    subjects: tuple[str, ...]
    lives: tuple[Life, ...]
    marks: tuple[tuple[dt.date, str], ...]
    overlaps: tuple[Overlap, ...]
    gaps: tuple[Gap, ...]
    undated: tuple[str, ...]
    pairs: int
    processes: int

    @property
    def moving(self) -> tuple[Life, ...]:
        """The lives to show first: all where it is about some elements, else those that change, with their wholes."""
        if self.subjects:
            return self.lives
        shown = {life.id for life in self.lives if life.changes(self.range)}
        above = {life.id: life.within for life in self.lives}
        for id in list(shown):
            while (whole := above[id]) is not None:
                shown.add(id := whole)
        return tuple(life for life in self.lives if life.id in shown)

    def undated_by_kind(self) -> dict[str, int]:
        """How many no date speaks of, by kind."""
        return dict(Counter(shown_as(self.graph, id) for id in self.undated))


def require_life_cycle(graph: Graph, id: str) -> None:
    """Refuses what has no life cycle, neither by its kind nor by what is written of it."""
    if any(accepts(living, graph.kind(id)) for living in LIVING) or any(
        graph.value(id, field) for field in (*LIFE, *RUN)
    ):
        return
    label = graph.definition(id).label
    fr, en = (", ".join(kind(living).label[lang] for living in LIVING) for lang in LANGS)
    raise Refusal(
        Text(
            f"« {id} » est de genre {label.fr}, sans cycle de vie ; demander l'un de : {fr}",
            f"“{id}” is of kind {label.en}, which has no life cycle; ask about one of: {en}",
        )
    )


def require_ordered(first: dt.date | None, last: dt.date | None) -> None:
    """Refuses days of which the last comes before the first."""
    if first and last and last < first:
        fr = f"la période finit ({last:%d/%m/%Y}) avant de commencer ({first:%d/%m/%Y})"
        raise Refusal(Text(fr, f"the period ends ({last}) before it begins ({first})"))


def shown_as(graph: Graph, id: str) -> str:
    """The kind under which an element is shown: that of which its own is a special case."""
    return next((living for living in LIVING if accepts(living, graph.kind(id))), graph.kind(id))


def timeline(
    graph: Graph,
    date: dt.date,
    subjects: Iterable[str] = (),
    first: dt.date | None = None,
    last: dt.date | None = None,
) -> Timeline:
    """What lives when, from `first` to `last`: of some elements and of those around them, of all without any.

    Without days, whole years around what is written, not too far from `date`.
    """
    return _Drawing(Days(graph), date, tuple(dict.fromkeys(subjects))).between(first, last)


class _Drawing:
    """What a timeline is drawn from: the elements it is about, and the days on which they change."""

    def __init__(self, days: Days, date: dt.date, subjects: tuple[str, ...]) -> None:
        self._days, self._graph, self._date, self._subjects = days, days.graph, date, subjects
        graph = self._graph
        self._inside = [part for id in subjects for part in sorted(graph.parts(id))]
        self._marks = [
            (last_day(written), id) for id in graph.of("state") if (written := graph.value(id, "date")) is not None
        ]

    def between(self, first: dt.date | None, last: dt.date | None) -> Timeline:
        about = [id for id in self._about() if not accepts("state", self._graph.kind(id))]
        shown = [id for id in about if id in self._subjects or self._dated(id)]
        pairs, processes = list(self._pairs()), self._processes()
        overlaps = [overlap for pair in pairs for overlap in self._overlaps(*pair)]
        gaps = self._gaps(processes)
        spans = [*(overlap.span for overlap in overlaps), *(gap.span for gap in gaps)]
        range_ = _between(first, last, self._range([*self._written(shown), *_ends(spans)]))
        return Timeline(
            self._graph,
            self._date,
            range_,
            self._subjects,
            tuple(self._lives(shown, range_)),
            tuple(sorted(mark for mark in self._marks if range_.since <= mark[0] <= range_.until)),
            tuple(overlap for overlap in overlaps if overlap.span.within(range_)),
            tuple(gap for gap in gaps if gap.span.within(range_)),
            tuple(id for id in about if not self._dated(id)),
            len(pairs),
            len(processes),
        )

    # Which elements

    def _about(self) -> list[str]:
        """The elements to look at: the subjects, what they are made of, and what is linked to their dates."""
        graph = self._graph
        if not self._subjects:
            return [id for shown_kind in SHOWN for id in graph.of(shown_kind)]
        about = dict.fromkeys([*self._subjects, *self._inside])
        for id in self._inside:
            for name in AROUND:
                about |= dict.fromkeys(graph.targets(id, name))
        return list(about)

    def _dated(self, id: str) -> bool:
        return bool(self._days.of_element(id)) or self._days.run(id) is not None or any(self._days.turns(id))

    def _lives(self, ids: Iterable[str], range_: Span) -> Iterator[Life]:
        """The lives in the order of the answer: by kind, modules and parts after their whole."""
        graph = self._graph
        wholes = {id: graph.wholes(id, "part_of") for id in ids}
        shown = {whole for chain in wholes.values() for whole in chain}
        order = {name: number for number, name in enumerate(LIVING)}

        def place(id: str) -> tuple[int, list[tuple[str, str]]]:
            chain = [(graph.name(whole).casefold(), whole) for whole in reversed(graph.wholes(id, "part_of"))]
            return order.get(shown_as(graph, id), len(order)), chain

        for id in sorted(shown, key=place):
            above = graph.wholes(id, "part_of")[1:2]
            yield self._life(id, range_, above[0] if above else None)

    def _life(self, id: str, range_: Span, within: str | None) -> Life:
        days = (day for day in self._days.of_life(id) if range_.since < day <= range_.until)
        phases_over_time = stretches(
            (range_.since, *days), lambda day: self._days.view(max(day, range_.since)).phase(id)
        )
        phases = tuple((phase, inside) for phase, span in phases_over_time if (inside := span.within(range_)))
        run = self._days.run(id)
        renewing = accepts("contract", self._graph.kind(id)) and run and run.until != NEVER and renews(self._graph, id)
        renewals = self._graph.value(id, "renewals") if renewing else None
        return Life(id, phases, run, within, self._dated(id), renewals, tuple(self._days.turns(id)))

    # Overlaps and gaps

    def _pairs(self) -> Iterator[tuple[str, str]]:
        """The applications looked at, each with a successor of it."""
        graph, inside = self._graph, set(self._inside)
        for id in graph.of("application"):
            for successor in graph.targets(id, "successor"):
                if not self._subjects or id in inside or successor in inside:
                    yield id, successor

    def _overlaps(self, id: str, successor: str) -> Iterator[Overlap]:
        days = self._days
        until = self._graph.value(id, "overlap_until")

        def both_in_service(day: dt.date) -> bool:
            view = days.view(day)
            linked = successor in view.targets(id, "successor")
            return linked and view.in_service(id) and view.in_service(successor)

        changes = {*days.of_life(id), *days.of_life(successor), *days.of_links((id,), "successor")}
        for together, span in stretches(changes, both_in_service):
            if together:
                yield Overlap(id, successor, span, last_day(until) if until else None)

    def _processes(self) -> list[str]:
        """The processes looked at that something covers or supports on some day."""
        graph = self._graph
        served = [
            id for id in graph.of("process") if any(graph.targets(id, name) for name in ("covered_by", "supported_by"))
        ]
        if not self._subjects:
            return served
        applications = (id for id in self._inside if accepts("application", graph.kind(id)))
        reached = (graph.targets(id, name) for id in applications for name in ("covers", "supports"))
        return sorted(set(self._inside).intersection(served).union(*reached))

    def _gaps(self, processes: Iterable[str]) -> list[Gap]:
        gaps_by_process = Gaps(self._days)
        gaps = [gap for process in processes for gap in gaps_by_process.of(process)]
        return sorted(gaps, key=lambda gap: (not gap.certain, gap.span, gap.process, gap.sites))

    # Which days

    def _written(self, ids: Iterable[str]) -> Iterator[dt.date]:
        for id in ids:
            yield from self._days.of_element(id)
            yield from (turn.day for turn in self._days.turns(id))
            yield from _ends([self._days.run(id) or Span()])

    def _range(self, days: Iterable[dt.date]) -> Span:
        """Whole years: one before what is written and one after, as far as that is near the day looked at."""
        here = self._date.year
        years = [here, *(day.year for day in (*days, *(day for day, _ in self._marks)))]
        near = [year for year in years if abs(year - here) < MOST_YEARS]
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
