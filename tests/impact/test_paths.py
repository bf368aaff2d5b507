"""The shortest chains from an application to another, modules among them."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ea_repo.impact.every_path import every_path
from ea_repo.impact.path import paths
from ea_repo.impact.refusal import Refusal
from tests.graph.far_away import far_away
from tests.impact.test_dependencies import MODULES, as_words, way_of_walking
from tests.texts import graph_of

__all__ = ["way_of_walking"]

_ENDS = ("a", "a1", "a2", "b", "b1", "c", "d")
PARALLEL = """
application: {a: {}, b: {}, c: {}}
flow:
  f1: {source: a, target: b}
  f2: {source: a, target: b}
  f3: {source: a, target: b}
  g1: {source: b, target: c}
  g2: {source: b, target: c}
"""


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("a", "c", ["a1-f1-b1 b-f2-c"]),
        ("a1", "d", ["a1-f1-b1 b-f2-c c-f4-a a2-f3-d"]),
        ("a1", "a2", []),
        ("b", "a", ["b-f2-c c-f4-a"]),
        ("a", "b", ["a1-f1-b1"]),
        ("d", "a", []),
    ],
)
def test_chains_between_modules_and_wholes(start: str, end: str, expected: list[str]) -> None:
    answer = paths(graph_of(MODULES), start, end)
    assert [as_words(chain) for chain in answer.chains] == expected
    assert answer.length == (len(expected[0].split()) if expected else None)


def test_where_there_is_none_the_other_way_round_and_the_whole_solution_are_told() -> None:
    graph = graph_of(MODULES)
    assert (paths(graph, "d", "a").back, paths(graph, "d", "a").to_solution) == (1, None)
    assert (paths(graph, "c", "a1").back, paths(graph, "c", "a1").to_solution) == (2, 1)
    assert paths(graph, "a2", "a11").to_solution is None


LOOPS = """
application: {a: {}, b: {}, c: {}, d: {}, e: {}, d1: {part_of: d}}
flow:
  ab: {source: a, target: b}
  ba: {source: b, target: a}
  bc: {source: b, target: c}
  cb: {source: c, target: b}
  ad: {source: a, target: d1}
  bd: {source: b, target: d}
  cd: {source: c, target: d}
  de: {source: d, target: e}
  ed: {source: e, target: d}
"""


@pytest.mark.parametrize(
    ("end", "max_length", "expected"),
    [
        ("d", None, ["a-ad-d1", "a-ab-b b-bd-d", "a-ab-b b-bc-c c-cd-d"]),
        ("d", 1, ["a-ad-d1"]),
        ("d", 2, ["a-ad-d1", "a-ab-b b-bd-d"]),
        ("d", 9, ["a-ad-d1", "a-ab-b b-bd-d", "a-ab-b b-bc-c c-cd-d"]),
        ("d1", None, ["a-ad-d1"]),
        ("e", None, ["a-ad-d1 d-de-e", "a-ab-b b-bd-d d-de-e", "a-ab-b b-bc-c c-cd-d d-de-e"]),
    ],
)
def test_every_chain_that_passes_nowhere_twice_the_shortest_first(
    end: str, max_length: int | None, expected: list[str]
) -> None:
    answer = every_path(graph_of(LOOPS), "a", end, max_length)
    assert [as_words(chain) for chain in answer.chains] == expected
    assert not answer.is_cut


@given(st.sets(st.tuples(st.sampled_from("abcde"), st.sampled_from("abcde")), max_size=14))
def test_they_are_those_that_trying_all_finds(pairs: set[tuple[str, str]]) -> None:
    flows = {f"{a}{b}": (a, b) for a, b in sorted(pairs) if a != b}
    written = "".join(f"\n  {id}: {{source: {a}, target: {b}}}" for id, (a, b) in flows.items())
    graph = graph_of("application: {a: {}, b: {}, c: {}, d: {}, e: {}}\nflow:" + (written or " {}"))
    found = [[hop.by for hop in chain] for chain in every_path(graph, "a", "e", 4).chains]
    orders = [[*middle] for count in range(4) for middle in permutations("bcd", count)]
    ways = [list(map("".join, pairwise(["a", *middle, "e"]))) for middle in orders]
    assert sorted(found) == sorted(way for way in ways if flows.keys() >= set(way))


def test_too_many_to_tell_are_cut_and_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ea_repo.impact.every_path.AT_MOST", 2)
    assert every_path(graph_of(LOOPS), "a", "d").is_cut
    monkeypatch.setattr("ea_repo.impact.every_path.AT_MOST", 3)
    assert not every_path(graph_of(LOOPS), "a", "d").is_cut


def test_very_many_chains_are_counted_and_the_first_told_in_order() -> None:
    answer = paths(graph_of(PARALLEL), "a", "c", most=3)
    assert [as_words(chain) for chain in answer.chains] == ["a-f1-b b-g1-c", "a-f1-b b-g2-c", "a-f2-b b-g1-c"]
    assert answer.more == 3


def test_a_great_many_chains_are_counted_without_being_walked() -> None:
    flows = [
        f"  f{step}-{place}: {{source: a{step}, target: a{step + 1}}}" for step in range(200) for place in range(2)
    ]
    ids = ", ".join(f"a{step}: {{}}" for step in range(201))
    answer = paths(graph_of(f"application: {{{ids}}}\nflow:\n" + "\n".join(flows)), "a0", "a200", most=2)
    assert (answer.length, answer.more) == (200, 2**200 - 2)


@given(st.lists(st.tuples(st.sampled_from(_ENDS), st.sampled_from(_ENDS)), max_size=12), st.permutations(_ENDS))
def test_a_search_from_both_ends_finds_what_a_walk_from_one_finds(
    pairs: list[tuple[str, str]], ends: list[str]
) -> None:
    flows = "".join(f"\n  f{number}: {{source: {a}, target: {b}}}" for number, (a, b) in enumerate(pairs))
    graph = graph_of(
        "application: {a: {}, a1: {part_of: a}, a2: {part_of: a}, b: {}, b1: {part_of: b}, c: {}, d: {}}\nflow:"
        + (flows or " {}")
    )
    there = far_away(graph)
    for start, end in pairwise(ends):
        if graph.solution(start) != graph.solution(end):
            near, far = (replace(paths(one, start, end), graph=graph) for one in (graph, there))
            assert near == far


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("a", "a", "“a” is both the start and the end"),
        ("a", "a11", "“a11” is a module of “a”: flows inside a solution are not followed"),
        ("a11", "a", "“a11” is a module of “a”: flows inside a solution are not followed"),
        ("a", "f1", "“f1” is of kind flow, not application: only applications have flows, and `ea deps --via` follows "
                    "other links"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_in_a_sentence(start: str, end: str, expected: str) -> None:
    with pytest.raises(Refusal) as refused:
        paths(graph_of(MODULES), start, end)
    assert refused.value.message.en == expected
