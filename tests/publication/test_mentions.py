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
        ("Coeur clinique", "le Cœur clinique", True),
        ("Cæsium", "caesium", True),
        ("zizanie", "voir Zi\u00adzanie", True),
        ("zizanie", "Ziza\u200bnie", True),
        ("zizanie", "zi\u034fzanie\ufe0f", True),
        ("zizanie", "la ziza\n  nie", True),
        ("zizanie", "la ziza-\r\nnie", True),
        ("zizanie", "la zone\nzanie", False),
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


LONG = "Plateforme régionale d'échange et de partage des images médicales et des comptes rendus"


@pytest.mark.parametrize(
    ("replacements", "text", "shown"),
    [
        ({LONG: "Images"}, f"Voir {LONG.upper()} (2023).", "Voir Images (2023)."),
        ({"x" * 3000: "Y"}, "x" * 3000, "Y"),
        (
            {"SIU": "Patient index", "SIU Paris Nord": "Regional index"},
            "Connecté au SIU Paris Nord, pas au SIU Paris.",
            "Connecté au Regional index, pas au Patient index Paris.",
        ),
        ({"SIU": "Index", "SIU 2": "Other"}, "SIU 2, SIU 3", "Other, Index 3"),
        ({"R": "Research", "R2": "Other"}, "R2 et R", "Other et Research"),
        ({"ARTEMIS": "X"}, "Artemis, l'ARTEMIS2", "X, l'X2"),
        ({"ARTEMIS": "X"}, "ARTEMISIA", None),
        ({"ARTEMIS": "X"}, "ARTEMIS et ARTEMISIA", None),
        ({"ARTEMIS": "X"}, "arte\nmis", None),
        ({"ARTEMIS": "X"}, "arte\u00admis", "X"),
        ({"SIU": "Index"}, "siuvante", "siuvante"),
        ({"***": "X"}, "un *** ici", "un X ici"),
    ],
)
def test_a_name_is_replaced_whole_and_as_a_word(replacements: dict[str, str], text: str, shown: str | None) -> None:
    assert Mentions(replacements).replaced(text) == shown


def test_an_id_keeps_nothing_of_a_name_inside_its_words() -> None:
    names = Mentions({"artemis": "x", "siu": "index", "siu-paris": "regional"})
    assert names.replaced_inside("artemisia--siu-paris") == "xia--regional"


@given(
    name=st.text("abcdeé", min_size=5, max_size=8), before=st.text(" -(", max_size=5), after=st.text(" -)é", max_size=5)
)
def test_what_stands_in_its_place_leaves_the_rest_as_it_is(name: str, before: str, after: str) -> None:
    shown = f"{before}NOUVEAU{after}" if not after.startswith("é") else None
    assert Mentions({name: "NOUVEAU"}).replaced(f"{before}{name.upper()}{after}") == shown
