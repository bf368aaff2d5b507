"""What runs on what, through nodes on nodes; which technologies are under an application."""

from __future__ import annotations

import pytest

from ea_repo.semantics.hosting import (
    HostedTechnology,
    PartsLeft,
    all_running_on,
    nodes_under,
    parts_in_service,
    parts_needed,
    technologies_under,
    wholes_of_node,
)
from tests.texts import day, graph_of

FARM = graph_of("""
technology: {esx: {}, linux: {}, oracle: {}, java: {}, raid: {}, firmware: {}}
node:
  room: {technologies: firmware}
  shelf: {}
  farm: {redundancy: {k: 1, n: 3}}
  host-1: {part_of: [farm, room], technologies: esx, runs_on: disks}
  host-2: {part_of: farm}
  host-3: {part_of: farm, retired_on: 2020}
  host-4: {part_of: {to: farm, until: 2020}}
  disks: {technologies: raid}
  vm: {runs_on: farm, technologies: linux}
  base: {runs_on: vm, technologies: [oracle, linux]}
  lone: {part_of: [room, shelf]}
application:
  dpi: {runs_on: base, technologies: java}
  on-host: {runs_on: host-2}
  on-lone: {runs_on: lone}
  old: {runs_on: vm, retired_on: 2019}
""").at(day("2021-12-31"))


def test_the_parts_that_are_left_are_in_service_and_still_parts() -> None:
    assert parts_in_service(FARM, "farm") == ["host-1", "host-2"]
    assert parts_in_service(FARM, "vm") == []


@pytest.mark.parametrize(("node", "expected"), [("farm", 1), ("room", 1)])
def test_a_node_needs_those_of_its_redundancy_else_one(node: str, expected: int) -> None:
    assert parts_needed(FARM, node) == expected


def test_a_node_has_too_few_parts_left_below_its_redundancy_or_with_the_last_of_them() -> None:
    graph = graph_of("""
node:
  two: {redundancy: {k: 2, n: 3}}
  any: {}
  a: {part_of: [two, any]}
  b: {part_of: [two, any]}
  c: {part_of: two}
""")
    left = PartsLeft(graph)
    assert [left.lose(part) for part in ("c", "b", "a")] == [[], ["two"], ["two", "any"]]


@pytest.mark.parametrize(
    ("id", "expected"), [("host-1", ["farm", "room"]), ("host-4", []), ("lone", ["room", "shelf"]), ("dpi", [])]
)
def test_a_node_may_be_part_of_several(id: str, expected: list[str]) -> None:
    assert wholes_of_node(FARM, id) == expected


@pytest.mark.parametrize(
    ("node", "expected"),
    [("farm", {"vm", "base", "dpi"}), ("disks", {"host-1"}), ("host-2", {"on-host"}), ("room", set())],
)
def test_what_runs_on_a_node_by_others_too(node: str, expected: set[str]) -> None:
    assert all_running_on(FARM, [node]) == expected


@pytest.mark.parametrize(
    ("id", "expected"),
    [
        ("dpi", {"base", "vm", "farm", "host-1", "host-2", "disks", "room"}),
        # The other hosts of its farm are nothing to what runs on one of them.
        ("on-host", {"host-2", "farm"}),
        ("on-lone", {"lone", "room", "shelf"}),
        ("room", set()),
    ],
)
def test_what_an_element_stands_on(id: str, expected: set[str]) -> None:
    assert nodes_under(FARM, id) == expected


def test_the_technologies_under_an_application_come_with_their_nodes() -> None:
    assert technologies_under(FARM, "dpi") == [
        HostedTechnology("java"),
        HostedTechnology("oracle", ("base",)),
        HostedTechnology("linux", ("base",)),
        HostedTechnology("esx", ("base", "vm", "farm", "host-1")),
        HostedTechnology("raid", ("base", "vm", "farm", "host-1", "disks")),
        HostedTechnology("firmware", ("base", "vm", "farm", "host-1", "room")),
    ]
    assert technologies_under(FARM, "on-host") == []


@pytest.mark.parametrize(
    ("whole", "expected"),
    [("{}", []), ("{type: room}", []), ("{type: cluster}", ["t"]), ("{redundancy: {k: 1, n: 1}}", ["t"])],
)
def test_a_cluster_works_by_its_parts_and_a_room_does_not(whole: str, expected: list[str]) -> None:
    graph = graph_of(f"technology: {{t: {{}}}}\nnode: {{whole: {whole}, part: {{part_of: whole, technologies: t}}}}\n"
                     "application: {a: {runs_on: whole}}")  # fmt: skip
    assert [hosted.technology for hosted in technologies_under(graph, "a")] == expected
