"""What elements are called: an id stands beside a name that several of one kind share."""

from __future__ import annotations

import pytest

from tests.texts import graph_of

GRAPH = graph_of("""
application:
  planning-nord: {name: Planning}
  planning-sud: {name: PLANNING}
  orbis: {name: ORBIS}
  labo: {}
referential: {siu: {name: Identités}}
project: {refonte-orbis: {name: ORBIS}}
site: {nord: {name: Hôpital}, sud: {name: Hôpital}}
flow: {f: {source: planning-nord, target: orbis}, g: {name: Dépôt, source: orbis, target: labo}}
""")


@pytest.mark.parametrize(
    ("id", "name"),
    [
        ("planning-nord", "Planning (planning-nord)"),
        ("planning-sud", "PLANNING (planning-sud)"),
        ("nord", "Hôpital (nord)"),
        ("f", "Planning (planning-nord) → ORBIS"),
        # Of another kind, it is told by that; without a name, an id is its own.
        ("orbis", "ORBIS"),
        ("refonte-orbis", "ORBIS"),
        ("labo", "labo"),
        ("siu", "Identités"),
        ("g", "Dépôt"),
        ("nobody", "nobody"),
    ],
)
def test_a_shared_name_is_told_apart_by_the_id(id: str, name: str) -> None:
    assert GRAPH.name(id) == name


def test_where_ids_are_shown_already_the_name_stands_alone() -> None:
    assert [GRAPH.name_alone(id) for id in ("planning-nord", "f")] == ["Planning", "Planning → ORBIS"]


def test_a_referential_and_an_application_of_one_name_are_told_apart() -> None:
    both = graph_of("application: {a: {name: Annuaire}}\nreferential: {r: {name: Annuaire}}")
    assert [both.name(id) for id in ("a", "r")] == ["Annuaire (a)", "Annuaire (r)"]
