"""A flow is in service when it, its ends, its api and its via are."""

from __future__ import annotations

import pytest

from tests.texts import day, flawed, graph_of

AT = day("2021-12-31")
MODEL = """
application:
  a: {A}
  b: {B}
  hub: {type: platform, HUB}
  bus: {type: platform, BUS}
  owner: {OWNER}
api: {door: {provided_by: owner, DOOR}}
flow: {f: {source: a, target: b, api: door, via: [hub, bus], FLOW}}
"""
HOLES = ("A", "B", "HUB", "BUS", "OWNER", "DOOR", "FLOW")


def model(**fields: str) -> str:
    text = MODEL
    for hole in HOLES:
        written = fields.get(hole.lower(), "")
        text = text.replace(f", {hole}}}", f", {written}}}" if written else "}").replace(
            f"{{{hole}}}", f"{{{written}}}"
        )
    return text


def test_a_flow_whose_parts_are_all_in_service_is() -> None:
    graph = graph_of(model(a="live_on: 2020", hub="phase_out_on: 2020", flow="live_on: 2021"))
    assert graph.at(AT).in_service("f")
    assert graph.at(AT).in_service("f", alone=True)


@pytest.mark.parametrize("part", ["a", "b", "hub", "bus", "owner", "door"])
@pytest.mark.parametrize("dates", ["retired_on: 2021", "planned_on: 2021", "live_on: 2022"])
def test_a_flow_is_out_of_service_when_one_of_its_parts_is_but_not_alone(part: str, dates: str) -> None:
    graph = graph_of(model(**{part: dates})).at(AT)
    assert not graph.in_service("f")
    assert graph.in_service("f", alone=True)


@pytest.mark.parametrize("dates", ["retired_on: 2021", "planned_on: 2021"])
def test_a_flow_that_is_itself_out_of_service_is_alone_too(dates: str) -> None:
    graph = graph_of(model(flow=dates)).at(AT)
    assert not graph.in_service("f")
    assert not graph.in_service("f", alone=True)


def test_a_flow_has_no_dates_but_its_own() -> None:
    assert graph_of(model(a="live_on: 2020", b="live_on: 2020")).at(AT).phase("f") == "unknown"


@pytest.mark.parametrize("end", ["source", "target"])
@pytest.mark.parametrize("ref", ["{to: a, until: 2020}", "{to: a, from: 2022}", "[{to: a, until: 2020}]"])
def test_a_flow_with_an_end_not_visible_is_not_in_service(end: str, ref: str) -> None:
    other = {"source": "target", "target": "source"}[end]
    graph = graph_of(f"application: {{a: {{}}, b: {{}}}}\nflow: {{f: {{{end}: {ref}, {other}: b}}}}").at(AT)
    assert not graph.in_service("f")
    assert not graph.in_service("f", alone=True)


@pytest.mark.parametrize("end", ["nowhere", "p"])
def test_a_flow_with_an_end_that_is_not_there_is_not_in_service(end: str) -> None:
    graph = flawed(f"application: {{a: {{}}}}\nprocess: {{p: {{}}}}\nflow: {{f: {{source: a, target: {end}}}}}")
    assert not graph.at(AT).in_service("f")


def test_a_change_of_an_end_leaves_the_flow_in_service() -> None:
    graph = graph_of("""
application: {old: {retired_on: 2021}, new: {live_on: 2021}, b: {}}
flow: {f: {source: [{to: old, until: 2020}, {to: new, from: 2021}], target: b}}
""")
    assert [graph.at(day(date)).in_service("f") for date in ("2020-12-31", "2021-01-01")] == [True, True]


def test_a_via_or_an_api_that_a_flow_no_longer_takes_is_not_asked() -> None:
    graph = graph_of("""
application: {a: {}, b: {}, hub: {retired_on: 2020}}
api: {door: {retired_on: 2020}}
flow:
  direct: {source: a, target: b, via: {to: hub, until: 2019}}
  plain: {source: a, target: b, api: {to: door, until: 2019}}
  still: {source: a, target: b, via: hub}
""").at(AT)
    assert graph.in_service("direct")
    assert graph.in_service("plain")
    assert not graph.in_service("still")


def test_an_end_that_is_not_written_is_unknown_and_no_reason() -> None:
    assert graph_of("application: {a: {}}\nflow: {f: {source: a}}").at(AT).in_service("f")


def test_a_flow_of_a_module_needs_the_whole_of_the_module() -> None:
    graph = graph_of("""
application: {w: {retired_on: 2020}, m: {part_of: w, live_on: 2019}, b: {}}
flow: {f: {source: m, target: b}}
""").at(AT)
    assert not graph.in_service("f")
    assert graph.in_service("f", alone=True)
