"""Who holds a datum, and from whom it comes into the system."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given

from ea_repo.semantics.exchanges import Exchanges
from ea_repo.semantics.holders import Holders
from tests.impact.systems import System, losses, text
from tests.texts import day, graph_of

AT = day("2021-12-31")
DATA = "data_object: {whole: {}, d: {part_of: whole}, bit: {part_of: d}}\n"


def held(model: str, datum: str = "d") -> tuple[list[str], set[str]]:
    """The origins of a datum (`!` where they master it), and its holders."""
    holders = Holders.in_service(graph_of(DATA + model).at(AT))
    origins = [origin.element + ("!" if origin.masters else "") for origin in holders.origins(datum)]
    return origins, set(holders.of(datum))


@pytest.mark.parametrize(
    ("model", "origins", "holders"),
    [
        pytest.param("application: {m: {masters: d}, a: {}, b: {}}\n"
                     "flow: {f: {source: m, target: a, data: d}, g: {source: a, target: b, data: d}}",
                     ["m!"], {"m", "a", "b"}, id="it masters it, or flows bring it from one that holds it"),
        pytest.param("application: {m: {masters: d}, user: {uses: d}}", ["m!"], {"m"}, id="uses alone is not holding"),
        pytest.param("application: {m: {masters: d}, a: {}, b: {}}\nflow: {g: {source: a, target: b, data: d}}",
                     ["m!", "a"], {"m", "a", "b"}, id="a sender that no chain from a master reaches is an origin"),
        pytest.param("application: {a: {}, b: {}, c: {}}\n"
                     "flow: {f: {source: a, target: b, data: d}, g: {source: b, target: c, data: d}}",
                     ["a"], {"a", "b", "c"}, id="whom another feeds is none"),
        pytest.param("application: {a: {}, b: {}}\n"
                     "flow: {f: {source: a, target: b, data: d}, g: {source: b, target: a, data: d}}",
                     ["a", "b"], {"a", "b"}, id="in a closed loop of senders all are"),
        pytest.param("application: {m: {masters: whole}, a: {}}\nflow: {f: {source: m, target: a, data: d}}",
                     ["m!"], {"m", "a"}, id="the master of the nearest whole where nobody masters it"),
        pytest.param("application: {m: {masters: d}, w: {masters: whole}, a: {}}\n"
                     "flow: {f: {source: w, target: a, data: whole}}",
                     ["m!"], {"m"}, id="the master of a whole is none of a part that has a master of its own"),
        pytest.param("application: {a: {}, b: {}}\nflow: {f: {source: a, target: b, data: whole}}",
                     ["a"], {"a", "b"}, id="who sends a whole of it sends it where nobody masters either"),
        pytest.param("application: {m: {masters: d, retired_on: 2020}, a: {}}\n"
                     "flow: {f: {source: m, target: a, data: d}}", [], set(), id="what left service makes none"),
        pytest.param("application: {s: {}, s1: {part_of: s, masters: d}, s2: {part_of: s}, a: {}}\n"
                     "flow: {f: {source: s2, target: a, data: d}}",
                     ["s1!"], {"s", "a"}, id="what a module masters its solution gives by another"),
    ],
)  # fmt: skip
def test_a_solution_holds_a_datum_when(model: str, origins: list[str], holders: set[str]) -> None:
    assert held(model) == (origins, holders)


def test_a_flow_brings_the_parts_that_its_source_holds() -> None:
    model = "application: {m: {masters: d}, a: {}, b: {}}\nflow: {f: {source: m, target: a, data: whole}}"
    assert held(model, "bit") == (["m!"], {"m", "a"})
    assert held(model, "whole") == (["m"], {"m", "a"})


def test_a_root_that_is_not_in_service_makes_no_origin() -> None:
    written = graph_of(DATA + "application: {m: {masters: d, live_on: 2030}, a: {}}\n"
                              "flow: {f: {source: m, target: a, data: d}}").at(AT)  # fmt: skip
    standing = written.with_standing(["m"])
    holders = Holders(Exchanges.in_service(standing), Exchanges.in_service(written))
    assert holders.origins("d") == ()
    assert holders.of("d") == frozenset()


def test_once_some_are_lost_those_hold_it_that_another_still_feeds() -> None:
    holders = Holders.in_service(graph_of(DATA + """
application: {m: {masters: d}, a: {}, b: {}, c: {}}
flow:
  f: {source: m, target: a, data: d}
  g: {source: m, target: b, data: d}
  h: {source: a, target: c, data: d}
  i: {source: b, target: c, data: d}
"""))  # fmt: skip
    assert holders.left("d", {"a"}) == {"m", "b", "c"}
    assert holders.left("d", {"a", "i"}) == {"m", "b"}
    assert holders.left("d", {"m"}) == frozenset()
    assert holders.left("d", {"f", "g"}) == {"m"}


@given(losses())
def test_somebody_holds_a_datum_as_soon_as_it_has_a_holder(drawn: tuple[System, list[str], dt.date]) -> None:
    system, _, date = drawn
    graph = graph_of(text(system)).at(date)
    holders = Holders.in_service(graph)
    assert all(holders.some(datum) == bool(holders.of(datum)) for datum in graph.of("data_object"))
