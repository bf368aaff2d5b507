"""When a text mentions a name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ea_repo.publication.mentions import Mentions


@pytest.mark.parametrize(
    ("name", "text", "mentions"),
    [
        ("ORBIS", "Passe par Orbis.", True),
        ("orbis", "OrbisMedication", True),
        ("Carte Santé", "la carte-sante 2", True),
        ("carte-sante", "LaCarteSante", True),
        ("Cœur", "le cœur", True),
        ("Paie", "le paiement", False),
        ("Paie", "La paie, puis", True),
        ("SIU", "siu2", True),
        ("R", "il y a R et D", True),
        ("R", "rien", False),
        ("2", "12", False),
        ("***", "un *** ici", True),
        ("日本", "à 日本 !", True),
    ],
)
def test_a_name_is_found_however_it_is_written(name: str, text: str, mentions: bool) -> None:
    assert Mentions([name]).within(text) is mentions


NAMES = st.text("abcé- 1", min_size=1, max_size=8)


@given(names=st.lists(NAMES, max_size=5), before=NAMES, after=NAMES)
def test_any_of_many_names_is_found_as_alone(names: list[str], before: str, after: str) -> None:
    together = Mentions(names)
    for text in [before, after, *(f"{before} {name} {after}" for name in names)]:
        assert together.within(text) is any(Mentions([name]).within(text) for name in names)


@given(name=st.text("abcdeé", min_size=5, max_size=8), before=st.text("xyz -", max_size=5), after=st.text("xyz -"))
def test_what_stands_in_its_place_leaves_the_rest_as_it_is(name: str, before: str, after: str) -> None:
    assert Mentions({name: "NOUVEAU"}).replaced(f"{before}{name.upper()}{after}") == f"{before}NOUVEAU{after}"
