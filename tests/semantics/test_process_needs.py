"""Who covers and who supports a process: needs compared by their words, how much they are needed."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from ea_repo.semantics.process_needs import ProcessNeeds, agreed_need, need_key
from tests.texts import day, graph_of


def needs(written: str) -> dict[str | None, dict[str, str | None]]:
    graph = graph_of(f"process: {{p: {{}}}}\n{written}").at(day("2021-12-31"))
    return {need.words: dict(need.need_by_supporter) for need in ProcessNeeds.of(graph).needs("p")}


@pytest.mark.parametrize(
    ("written", "alike"),
    [
        ("IMAGERIE", True),
        ("Imagérie", True),
        ("ima‑gerie", True),
        (" imagerie ", True),
        ("biologie", False),
    ],
)
def test_words_are_compared_without_case_accents_hyphens(written: str, alike: bool) -> None:
    assert (need_key(written) == need_key("imagerie")) is alike


def test_a_hyphen_may_be_a_space() -> None:
    assert need_key("compte-rendu") == need_key("Compte rendu") == need_key("compte – rendu")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (["vital", "useful", None], "vital"),
        (["useful", "useful"], "useful"),
        (["useful", None], None),
        ([None], None),
    ],
)
def test_one_says_vital_or_all_say_useful(written: Sequence[str | None], expected: str | None) -> None:
    assert agreed_need(written) == expected


def test_those_who_name_one_need_support_it_together() -> None:
    assert needs("""
application:
  labo: {supports: [{to: p, for: Compte-rendu, need: useful}, {to: p, for: biologie}]}
  radio: {supports: {to: p, for: [compte rendu, imagerie], need: vital}}
""") == {
        "biologie": {"labo": None},
        "Compte-rendu": {"labo": "useful", "radio": "vital"},
        "imagerie": {"radio": "vital"},
    }


def test_a_support_without_words_is_a_need_of_its_own() -> None:
    graph = graph_of("application: {a: {supports: p}, b: {supports: {to: p, need: vital}}}\nprocess: {p: {}}")
    answer = ProcessNeeds.of(graph).needs("p")
    assert [(need.words, dict(need.need_by_supporter)) for need in answer] == [
        (None, {"a": None}),
        (None, {"b": "vital"}),
    ]


def test_only_what_is_in_service_at_the_date_counts() -> None:
    assert needs("""
application:
  gone: {retired_on: 2020, supports: {to: p, for: x}}
  ended: {supports: {to: p, for: x, until: 2020}}
  here: {supports: {to: p, for: x, from: 2021}}
""") == {"x": {"here": None}}


def test_a_solution_that_covers_does_not_support_as_well() -> None:
    written = """
application: {dpi: {}, urgences: {part_of: dpi, covers: p}, labo: {part_of: dpi, supports: p}, radio: {supports: p}}
"""
    assert needs(written) == {None: {"radio": None}}


def test_a_cover_that_ended_covers_nothing() -> None:
    written = "application: {a: {covers: {to: p, until: 2020}, supports: p}}"
    assert needs(written) == {None: {"a": None}}
