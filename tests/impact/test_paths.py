"""The shortest chains from an application to another, modules among them."""

from __future__ import annotations

import pytest

from ea_repo.impact.path import paths
from ea_repo.impact.refusal import Refusal
from tests.impact.test_dependencies import MODULES, as_words, way_of_walking
from tests.texts import graph_of

__all__ = ["way_of_walking"]

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
