"""Who masters a datum."""

from __future__ import annotations

import pytest

from ea_repo.semantics.masters import mastered_name, masters_in_service, names_up_to_a_master
from tests.texts import day, graph_of

GRAPH = graph_of("""
application: {a: {masters: d}, b: {masters: d}, c: {masters: whole}, old: {masters: bit, retired_on: 2020}}
data_object: {whole: {}, d: {part_of: whole}, bit: {part_of: d}, other: {part_of: whole}, alone: {}}
""").at(day("2021-12-31"))


@pytest.mark.parametrize(
    ("datum", "masters", "name"),
    [
        ("d", ["a", "b"], "d"),
        ("whole", ["c"], "whole"),
        # Its own master left service: the nearest whole that has one.
        ("bit", [], "d"),
        ("other", [], "whole"),
        ("alone", [], None),
    ],
)
def test_the_nearest_whole_has_the_masters_where_the_datum_has_none(
    datum: str, masters: list[str], name: str | None
) -> None:
    assert masters_in_service(GRAPH, datum) == masters
    assert mastered_name(GRAPH, datum) == name


@pytest.mark.parametrize(
    ("mastered", "expected"),
    [({"bit"}, ["bit"]), ({"whole", "d"}, ["bit", "d"]), ({"whole"}, ["bit", "d", "whole"]),
     (set(), ["bit", "d", "whole"])],
)  # fmt: skip
def test_a_datum_is_known_by_its_wholes_up_to_the_one_that_is_mastered(mastered: set[str], expected: list[str]) -> None:
    assert list(names_up_to_a_master(GRAPH, "bit", mastered.__contains__)) == expected
