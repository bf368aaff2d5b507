"""Wholes, parts and solutions."""

from __future__ import annotations

import pytest

from tests.texts import day, flawed, graph_of

MODEL = """
application:
  orbis: {}
  orbis-bloc: {part_of: orbis}
  orbis-bloc-plan: {part_of: orbis-bloc}
  product: {}
  here: {instance_of: product}
  here-lab: {part_of: here}
  there: {instance_of: here}
site: {hegp: {}, nord: {}, bichat: {part_of: nord}, tower: {part_of: bichat}}
node: {dc: {}, room: {part_of: [dc, cluster]}, cluster: {}, server: {part_of: room}}
"""


@pytest.mark.parametrize(
    ("id", "solution", "product"),
    [
        ("orbis", "orbis", "orbis"),
        ("orbis-bloc-plan", "orbis", "orbis"),
        ("here", "here", "product"),
        ("here-lab", "here", "product"),
        ("there", "there", "product"),
        ("hegp", "hegp", "hegp"),
        ("tower", "nord", "nord"),
    ],
)
def test_a_solution_is_the_top_of_its_modules_and_only_a_product_joins_instances(
    id: str, solution: str, product: str
) -> None:
    graph = graph_of(MODEL)
    assert graph.solution(id) == solution
    assert graph.solution(id, product=True) == product


def test_part_of_leads_up_before_instance_of() -> None:
    graph = graph_of("application: {w: {}, p: {}, a: {part_of: w, instance_of: p}, top: {}}")
    assert graph.wholes("a", "part_of", "instance_of") == ["a", "w"]
    assert graph.wholes("a", "instance_of", "part_of") == ["a", "p"]


def test_wholes_go_up_step_by_step() -> None:
    graph = graph_of(MODEL)
    assert graph.wholes("orbis-bloc-plan", "part_of") == ["orbis-bloc-plan", "orbis-bloc", "orbis"]
    assert graph.wholes("here-lab", "part_of", "instance_of") == ["here-lab", "here", "product"]
    assert graph.wholes("here-lab", "part_of") == ["here-lab", "here"]
    assert graph.wholes("dc", "part_of") == ["dc"]
    assert graph.wholes("orbis", "no_such_field") == ["orbis"]


@pytest.mark.parametrize(
    ("id", "parts"),
    [
        ("orbis", {"orbis", "orbis-bloc", "orbis-bloc-plan"}),
        ("orbis-bloc-plan", {"orbis-bloc-plan"}),
        ("product", {"product"}),
        ("nord", {"nord", "bichat", "tower"}),
        ("dc", {"dc", "room", "server"}),
        ("cluster", {"cluster", "room", "server"}),
    ],
)
def test_parts_go_down_to_the_smallest_and_instances_are_no_parts(id: str, parts: set[str]) -> None:
    graph = graph_of(MODEL)
    assert set(graph.parts(id)) == parts
    assert set(graph.parts(id)) == parts, "asked twice, the same"


def test_wholes_and_parts_are_those_of_the_day() -> None:
    graph = graph_of("""
actor:
  dsi: {}
  dir: {}
  unit: {part_of: [{to: dsi, until: 2020}, {to: dir, from: 2021}]}
""")
    before, after = graph.at(day("2020-12-31")), graph.at(day("2021-01-01"))
    assert (before.solution("unit"), after.solution("unit")) == ("dsi", "dir")
    assert set(before.parts("dsi")) == {"dsi", "unit"}
    assert set(after.parts("dsi")) == {"dsi"}
    assert set(after.parts("dir")) == {"dir", "unit"}


def test_wholes_and_parts_end_where_a_loop_closes() -> None:
    graph = flawed("application: {a: {part_of: b}, b: {part_of: c}, c: {part_of: a}}")
    assert graph.wholes("a", "part_of") == ["a", "b", "c"]
    assert graph.solution("b") == "c"
    assert set(graph.parts("c")) == {"a", "b", "c"}
    assert set(graph.parts("a")) == {"a"}


def test_a_loop_through_two_fields_ends_too() -> None:
    graph = graph_of("application: {a: {part_of: b}, b: {instance_of: a}}")
    assert graph.wholes("a", "part_of", "instance_of") == ["a", "b"]
    assert graph.solution("a", product=True) == "b"
