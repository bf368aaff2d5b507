"""Who is to be told: MOA, MOE, suppliers, contract holders of what is touched."""

from __future__ import annotations

from ea_repo.semantics.contacts import concerned, contacts, who_knows
from tests.texts import day, graph_of

GRAPH = graph_of("""
actor: {dsi: {}, editor: {}, host: {}}
application:
  a: {moa: dsi, moe: dsi, supplier: editor, contracts: k, technologies: oracle}
  b: {moa: dsi, technologies: oracle}
  gone: {technologies: oracle, supplier: editor, retired_on: 2020}
contract: {k: {holder: host}}
technology: {oracle: {}}
node: {n: {operator: host}}
""").at(day("2021-12-31"))


def named(ids: list[str]) -> dict[str, dict[str, tuple[str, ...]]]:
    return {contact.actor: {role.en: elements for role, elements in contact.roles} for contact in contacts(GRAPH, ids)}


def test_each_is_named_once_with_all_that_they_are_and_to_what() -> None:
    assert named(["b", "a"]) == {
        "dsi": {"business owner": ("a", "b"), "builder and operator": ("a",)},
        "editor": {"supplier": ("a",)},
        "host": {"contract holder": ("a",)},
    }


def test_nobody_is_named_for_what_names_nobody() -> None:
    assert named(["oracle"]) == {}


def test_what_uses_a_technology_or_is_under_a_contract_or_is_supplied_is_concerned() -> None:
    assert concerned(GRAPH, ["oracle"]) == ("a", "b")
    assert concerned(GRAPH, ["k"]) == ("a",)
    assert concerned(GRAPH, ["editor"]) == ("a",)
    assert concerned(GRAPH, ["a"]) == ()


def test_what_stands_on_a_node_with_a_technology_uses_it() -> None:
    graph = graph_of("""
technology: {esx: {}}
node:
  farm: {redundancy: {k: 1, n: 2}}
  host-1: {part_of: farm, technologies: esx}
  host-2: {part_of: farm}
  vm: {runs_on: farm}
application: {dpi: {runs_on: vm}, other: {runs_on: host-2}, old: {runs_on: host-1, retired_on: 2020}}
""").at(day("2021-12-31"))
    assert concerned(graph, ["esx"]) == ("dpi", "farm", "host-1", "vm")


def test_what_is_used_at_a_site_is_concerned_with_what_it_serves() -> None:
    graph = graph_of("""
site: {ghu: {}, s: {part_of: ghu}, t: {part_of: ghu}}
process: {p: {}, q: {}, over: {retired_on: 2020}}
application:
  a: {supports: p, deployed_at: s}
  b: {covers: [q, over], deployed_at: ghu}
  c: {deployed_at: t}
  left: {deployed_at: {to: s, until: 2020}}
  gone: {deployed_at: s, retired_on: 2020}
  unknown: {covers: p}
""").at(day("2021-12-31"))
    assert concerned(graph, ["s"]) == ("a", "b", "p", "q")
    assert concerned(graph, ["t"]) == ("b", "c", "q")
    assert concerned(graph, ["ghu"]) == ("a", "b", "c", "p", "q")


def test_a_part_that_records_nobody_has_not_the_people_of_its_whole() -> None:
    graph = graph_of("""
actor: {moa: {}, moe: {}}
application:
  whole: {moa: moa, moe: moe}
  module: {part_of: whole, moa: []}
""")
    assert who_knows(graph, "module", "moa") == ("moe",)
    assert who_knows(graph, "module", "moe") == ("moe",)


def test_a_fact_is_asked_of_its_own_people_the_right_one_first_and_of_no_neighbour() -> None:
    graph = graph_of("""
actor: {moa: {}, moe: {}, other: {}}
application:
  whole: {moa: moa, moe: moe}
  module: {part_of: whole}
  own: {part_of: whole, moa: other}
  built: {moe: moe}
  nobodys: {successor: whole}
node: {n: {}}
""")
    asked = {id: (who_knows(graph, id, "moa"), who_knows(graph, id, "moe")) for id in graph.of("application")}
    assert asked == {
        "whole": (("moa",), ("moe",)),
        "module": (("moa",), ("moe",)),
        "own": (("other",), ("moe",)),
        "built": (("moe",), ("moe",)),
        "nobodys": ((), ()),
    }
    assert who_knows(graph, "n", "moa") == ()
