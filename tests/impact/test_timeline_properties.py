"""Whatever the dates: intervals say what the graph says of any day, overlaps and gaps what one finds day by day."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from ea_repo.graph import Graph
from ea_repo.impact.cover import Cover
from ea_repo.impact.cover_gaps import Gap
from ea_repo.impact.days import LIFE, NEVER, Days, Span, edges
from ea_repo.impact.timeline import Timeline, timeline
from ea_repo.metamodel.dates import first_day, last_day
from ea_repo.semantics.application_types import is_undecided_poc
from ea_repo.semantics.deployment import Deployment
from ea_repo.semantics.process_needs import ProcessNeeds, agreed_need, need_key
from ea_repo.semantics.stand_ins import stands_in_by_support
from tests.graph.random_graphs import models
from tests.impact.systems import LIVES, WINDOWS, System, inventories, systems, text
from tests.texts import graph_of

FIRST, LAST = dt.date(2018, 1, 1), dt.date(2024, 12, 31)
ONE = dt.timedelta(1)
WRITTEN = re.compile(r"\b\d{4}(?:-\d{2}){0,2}\b")
EDGES = sorted(
    {
        day + step
        for fields in (*LIVES, *WINDOWS)
        for written in fields.values()
        for day in (first_day(written), last_day(written))
        for step in (-ONE, ONE * 0, ONE)
    }
)
"""The days before, on and after every date that random systems write."""
any_day = st.one_of(st.dates(FIRST, LAST), st.sampled_from(EDGES))


@st.composite
def timed(draw: st.DrawFn) -> System:
    """A system with more applications that come and go, deployment projects, successors and agreed overlaps."""
    system = draw(systems(size=5, most_flows=2))
    ids = sorted({**system.get("application", {}), **system.get("referential", {})})
    deployments: dict[str, dict[str, object]] = {}
    for number in range(draw(st.integers(0, 2))):
        run: dict[str, object] = dict(draw(st.sampled_from([{"starts_on": "2020"}, {"starts_on": "2021-06"}, {}])))
        run |= draw(st.sampled_from([{"ends_on": "2022"}, {"ends_on": "2021-12-31"}, {}]))
        delivers = {"to": draw(st.sampled_from(ids)), **draw(st.sampled_from([{}, *WINDOWS]))}
        deployments[f"deployment{number}"] = {"type": "deployment", "delivers": [delivers], **run}
    system["project"] = {**system.get("project", {}), **deployments}
    for place, id in enumerate(ids):
        fields = system.get("application", {}).get(id)
        if fields is not None and draw(st.booleans()):
            for name in LIFE:
                fields.pop(name, None)
            fields |= {**draw(st.sampled_from(LIVES)), "covers": [{"to": "p", **draw(st.sampled_from([{}, *WINDOWS]))}]}
        if place and fields is not None and draw(st.booleans()):
            fields["successor"] = [{"to": ids[place - 1], **draw(st.sampled_from([{}, *WINDOWS]))}]
            fields |= draw(st.sampled_from([{}, {"overlap_until": "2021"}, {"overlap_until": "2022-06"}]))
    return {kind: elements for kind, elements in system.items() if elements}


def drawn(graph: Graph, *ids: str) -> Timeline:
    return timeline(graph, dt.date(2021, 12, 31), ids, FIRST, LAST)


@given(timed(), st.lists(any_day, min_size=1, max_size=8))
def test_the_phase_of_an_interval_is_that_of_every_day_in_it(system: System, days: list[dt.date]) -> None:
    graph = graph_of(text(system))
    for answer in (drawn(graph), drawn(graph, *sorted(set(graph) - set(graph.of("actor"))))):
        for life in answer.lives:
            assert [life.phases[0][1].since, life.phases[-1][1].until] == [FIRST, LAST]
            for (phase, before), (next_phase, following) in zip(life.phases, life.phases[1:], strict=False):
                assert (before.until + ONE, phase != next_phase) == (following.since, True)
            for day in days:
                (phase,) = (phase for phase, span in life.phases if span.since <= day <= span.until)
                assert phase == graph.at(day).phase(life.id)


@given(models(), st.lists(any_day, min_size=1, max_size=4))
def test_so_it_is_whatever_is_wrong_with_the_links(records: list, days: list[dt.date]) -> None:  # type: ignore[type-arg]
    graph = Graph(records)
    for life in drawn(graph, *graph).lives:
        for day in days:
            (phase,) = (phase for phase, span in life.phases if span.since <= day <= span.until)
            assert phase == graph.at(day).phase(life.id)


@given(timed(), any_day)
def test_an_overlap_is_every_day_on_which_both_are_in_service(system: System, day: dt.date) -> None:
    graph, view = graph_of(text(system)), graph_of(text(system)).at(day)
    together = {
        (id, successor)
        for id in view.of("application")
        for successor in view.targets(id, "successor")
        if view.in_service(id) and view.in_service(successor)
    }
    overlaps = [overlap for overlap in drawn(graph).overlaps if overlap.span.since <= day <= overlap.span.until]
    assert {(overlap.application, overlap.successor) for overlap in overlaps} == together
    for overlap in overlaps:
        written = graph.value(overlap.application, "overlap_until")
        beyond = bool(overlap.beyond and overlap.beyond.since <= day <= overlap.beyond.until)
        assert beyond == (written is not None and day > last_day(written))


# Gaps, change day by change day

Presence = tuple[set[str], dict[str, str], set[str], dict[str, str]]
"""Who surely covers, who perhaps does with what may be there; the same for proofs of concept."""


def change_days(model: str) -> list[dt.date]:
    """The first day of every date written, the day after its last one, and a day before them all."""
    written = set(WRITTEN.findall(model))
    return sorted({dt.date(1500, 1, 1), *map(first_day, written), *(last_day(date) + ONE for date in written)})


def presence(view: Graph, process: str, place: str) -> Presence | None:
    """Who covers a process at a place on a day; None where there is nothing to cover."""
    deployment = Deployment(view)
    cover = Cover(view)
    if not view.in_service(process) or place not in deployment.places:
        return None
    sure: set[str] = set()
    maybe: dict[str, str] = {}
    sure_poc: set[str] = set()
    maybe_poc: dict[str, str] = {}
    for id in cover.covering(process):
        there, passing = deployment.used_at(id, place), is_undecided_poc(view, id)
        if there is None:
            (maybe_poc if passing else maybe)[id] = deployment.recorded_by(id)
        elif there:
            (sure_poc if passing else sure).add(id)
    return sure, maybe, sure_poc, maybe_poc


def gap_days(graph: Graph, model: str, process: str, place: str) -> dict[dt.date, bool]:
    """The change days on which there is a gap, with whether it is certain."""
    past: list[tuple[set[str], dict[str, str]]] = []
    gaps, lasting = {}, False
    for day in change_days(model):
        here = presence(graph.at(day), process, place)
        if here is None:
            continue
        sure, maybe = here[:2]
        lasting = lasting or bool(sure or maybe)
        if not lasting:
            sure, maybe = here[2:]
        if not sure and any(earlier or set(later) for earlier, later in past):
            # Absent today: what may be there, by what it is deployed with or by itself.
            absent = {*maybe, *maybe.values()}
            if any(
                earlier or any(not {id, lender} & absent for id, lender in perhaps.items()) for earlier, perhaps in past
            ):
                gaps[day] = not maybe
        past.append((sure, maybe))
    return gaps


def holds(gap: Gap, day: dt.date) -> bool:
    return gap.span.since <= day <= gap.span.until


@given(timed())
def test_gaps_are_those_of_one_day_after_the_other(system: System) -> None:
    model = text(system)
    graph = graph_of(model)
    gaps = timeline(graph, dt.date(2021, 12, 31), (), dt.date(1000, 1, 1), NEVER).gaps
    places = {place for day in change_days(model) for place in Deployment(graph.at(day)).places}
    for process in graph.of("process"):
        for place in sorted(places):
            expected = gap_days(graph, model, process, place)
            for day in change_days(model):
                here = [
                    gap for gap in gaps if gap.process == process and holds(gap, day) and place in _places(graph, gap)
                ]
                assert [gap.certain for gap in here] == ([expected[day]] if day in expected else []), (place, day)


def _places(graph: Graph, gap: Gap) -> frozenset[str]:
    deployment = Deployment(graph.at(gap.span.since))
    return deployment.within(frozenset(gap.sites)) if gap.sites != ("*",) else frozenset(deployment.places)


@given(timed())
def test_who_stops_and_who_starts_cover_the_process_then(system: System) -> None:
    graph = graph_of(text(system))
    for gap in timeline(graph, dt.date(2021, 12, 31), (), dt.date(1000, 1, 1), NEVER).gaps:
        assert gap.stops
        assert set(gap.stops) <= set(graph.targets(gap.process, "covered_by"))
        following = None if gap.span.until == NEVER else graph.at(gap.span.until + ONE)
        assert not gap.starts or following
        for id in gap.starts:
            assert following
            assert following.in_service(id)
            assert gap.process in following.targets(id, "covers")
        assert gap.certain == (not gap.to_confirm)
        assert Span(FIRST, LAST).within(gap.span) is None or gap in drawn(graph).gaps


# Gaps of needs, held against what a loss does


def needed(graph: Graph, process: str, day: dt.date, place: str) -> dict[str, tuple[frozenset[str], str | None]]:
    """Who surely and lastingly supports each need of a process at a place that nobody covers, with how it is needed."""
    view = graph.at(day)
    deployment, needs = Deployment.of(view), ProcessNeeds.of(view)
    if not view.in_service(process) or place not in deployment.places or served(view, needs.covering(process), place):
        return {}
    return {
        need.key: (frozenset(need.supporters), agreed_need(need.need_by_supporter.values()))
        for need in needs.needs(process)
        if all(deployment.used_at(id, place) and stands_in_by_support(view, id) for id in need.supporters)
    }


def served(view: Graph, ids: Iterable[str], place: str) -> bool:
    """Whether one of these is perhaps used at a place."""
    return any(Deployment.of(view).used_at(id, place) is not False for id in ids)


def is_of(gap: Gap, key: str) -> bool:
    """Whether a gap is that of a need."""
    return gap.need is not None and key == (need_key(gap.need.words) if gap.need.words else f" {gap.stops[0]}")


@given(inventories(most_flows=0))
def test_a_need_that_its_last_supporters_leave_is_a_gap_from_that_day_on(system: System) -> None:
    model = text(system)
    graph = graph_of(model)
    gaps = timeline(graph, dt.date(2021, 12, 31), (), dt.date(1000, 1, 1), NEVER).gaps
    for day in change_days(model)[1:]:
        view = graph.at(day)
        needs, places = ProcessNeeds.of(view), Deployment.of(view).places
        for process in filter(view.in_service, view.of("process")):
            for place in places:
                left = needed(graph, process, day - ONE, place)
                for key, (stops, need) in left.items():
                    now = [id for now in needs.needs(process) if now.key == key for id in now.supporters]
                    if served(view, [*needs.covering(process), *now], place):
                        continue
                    here = [gap for gap in gaps if gap.process == process and holds(gap, day) and is_of(gap, key)]
                    told = [gap.certain for gap in here if stops.issuperset(gap.stops) and place in _places(graph, gap)]
                    assert (need == "vital") is (True in told)
                    assert (need is None) <= (False in told)


@given(st.one_of(timed().map(text).map(graph_of), models().map(Graph)))
def test_every_day_is_one_of_some_element_or_of_some_link(graph: Graph) -> None:
    days = Days(graph)
    linked = {day for relation in graph.relations() for day in edges(relation.ref)}
    assert days.all == linked.union(*(days.of_element(id) for id in graph))
