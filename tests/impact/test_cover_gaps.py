"""A gap is found where somebody stops serving a process; where nobody may, there is none on any day."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ea_repo.graph import Graph
from ea_repo.impact.cover_gaps import Gaps
from ea_repo.impact.days import Days
from tests.graph.random_graphs import models
from tests.impact.systems import LIVES, SITES, WINDOWS, Fields, System, inventories, lives, rarely, text
from tests.texts import read

BEGINNING: list[Fields] = [life for life in LIVES if "retired_on" not in life]
OUT_OF_ORDER: list[Fields] = [{"live_on": "2019", "planned_on": "2021"}, {"phase_out_on": "2020", "live_on": "2022"}]
STARTING: list[Fields] = [window for window in WINDOWS if "until" not in window]


STOPPED = [
    "application: {a: {covers: p, retired_on: 2021}}",
    "application: {a: {covers: p, live_on: 2019, planned_on: 2021}}",
    "application: {a: {covers: {to: p, until: 2021}}}",
    "application: {a: {supports: {to: p, need: vital, until: 2021}}}",
    "application: {a: {covers: p, deployed_at: {to: s, until: 2021}}}\nsite: {s: {}, t: {}}",
    "application: {a: {covers: p, part_of: b}, b: {deployed_at: {to: s, until: 2021}}}\nsite: {s: {}, t: {}}",
    "application: {a: {covers: p, part_of: b}, b: {retired_on: 2021}}",
    "application: {a: {covers: p, part_of: {to: b, from: 2022}}, b: {planned_on: 2020}}",
    "application: {a: {covers: p, deployed_at: s}}\nsite: {s: {}, t: {part_of: {to: s, until: 2021}}}",
    # By what begins: the first no longer counts.
    "application: {a: {covers: p, type: poc}, b: {covers: {to: p, from: 2022}}}\nsite: {s: {}}",
    "application: {a: {part_of: c, supports: {to: p, need: vital}, deployed_at: s},"
    " b: {part_of: c, covers: {to: p, from: 2022}, deployed_at: t}, c: {}}\nsite: {s: {}, t: {}}",
]
"""Each way in which somebody stops serving a process."""


@st.composite
def links(draw: st.DrawFn, ids: Sequence[str]) -> list[Fields]:
    """One or two links to these; dates mostly only begin them."""
    windows: list[Fields] = [*[{}] * 8, *STARTING * 4, *WINDOWS]
    chosen = draw(st.lists(st.sampled_from(ids), min_size=1, max_size=2, unique=True))
    return [{"to": id, **draw(st.sampled_from(windows))} for id in chosen]


@st.composite
def served(draw: st.DrawFn) -> System:
    """Few applications that serve one process and mostly only begin to, with one thing or another that may end it."""
    sites = {id: dict(fields) for id, fields in draw(st.sampled_from(SITES)).items()}
    for fields in sites.values():
        fields |= draw(lives(6))
        if "part_of" in fields:
            fields["part_of"] = {"to": fields["part_of"], **(draw(rarely(st.sampled_from(WINDOWS), 6)) or {})}
    applications: dict[str, Fields] = {}
    for id in ("a", "b", "c"):
        fields = dict(draw(st.one_of(st.just({}), st.sampled_from(BEGINNING))))
        fields = dict(draw(rarely(st.sampled_from([*LIVES, *OUT_OF_ORDER]), 6)) or fields)
        above = draw(rarely(st.sampled_from(["part_of", "instance_of"]), 3)) if applications else None
        if above:
            fields[above] = draw(links(sorted(applications)))[:1]
        else:
            fields["type"] = draw(rarely(st.sampled_from(["poc", "external"]), 4))
        serves = draw(st.sampled_from(["covers", "covers", "supports", None]))
        if serves:
            fields[serves] = draw(links(["p"]))
        fields["deployed_at"] = draw(st.one_of(st.none(), links(sorted(sites)))) if sites else None
        applications[id] = {name: value for name, value in fields.items() if value is not None}
    processes: dict[str, Fields] = {"p": draw(lives(6))}
    system: System = {"application": applications, "process": processes, "site": sites}
    return {kind: elements for kind, elements in system.items() if elements}


def not_found(graph: Graph) -> None:
    gaps = Gaps(Days(graph))
    for process in graph.of("process"):
        assert gaps.may_stop(process) or gaps.looked_for(process) == []


@pytest.mark.parametrize("model", STOPPED)
def test_whoever_stops_serving_a_process_leaves_a_gap(model: str) -> None:
    graph, _ = read(f"{model}\nprocess: {{p: {{}}}}")
    assert Gaps(Days(graph)).of("p")


@given(st.one_of(served(), inventories(most_flows=0)).map(text))
def test_a_process_that_nothing_stops_serving_has_no_gap(model: str) -> None:
    graph, _ = read(model)
    not_found(graph)


@given(models())
def test_nor_has_it_whatever_is_wrong_with_the_links(records: list) -> None:  # type: ignore[type-arg]
    not_found(Graph(records))
