"""How French and English are set, and that programs get their values plain."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ea_repo.document import Code, Document, Rows, Sentence
from ea_repo.finding import Lang
from ea_repo.report.writing import _typeset
from ea_repo.typography import THIN, at, day, euros, long_day, number, of, that, typeset


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("jusqu'à fin 2023", "jusqu’à fin 2023"),
        ("Certain : 3 perdus ; à confirmer ? Oui !", "Certain_: 3 perdus_; à confirmer_? Oui_!"),
        ("il dit « chacun selon un angle »", "il dit «_chacun selon un angle_»"),
        ("tapez `ea list 'x<2020' : a` : rien", "tapez `ea list 'x<2020' : a`_: rien"),
        ("à 10:30, --param a:b", "à 10:30, --param a:b"),
        ("(SIU :)", "(SIU_:)"),
    ],
)
def test_french_gets_its_signs(typed: str, printed: str) -> None:
    assert typeset(typed, "fr") == printed.replace("_", THIN)
    assert typeset(typed, "en") == typed


@given(st.text(alphabet="a l'’ :;?!«»`\u202f.\u00e9"))
def test_typesetting_twice_changes_nothing_more(text: str) -> None:
    assert typeset(typeset(text, "fr"), "fr") == typeset(text, "fr")


@pytest.mark.parametrize(
    ("lang", "amount", "shown"),
    [("fr", 4381000, "4_381_000_€"), ("en", 4381000, "€4,381,000"), ("en", -12, "-€12"), ("fr", 0.5, "0,50_€")],
)
def test_money(lang: Lang, amount: float, shown: str) -> None:
    assert euros(amount, lang) == shown.replace("_", THIN)


def test_numbers_and_days() -> None:
    assert (number(12000, "fr"), number(12000, "en")) == (f"12{THIN}000", "12,000")
    assert (day("2021-12-31", "fr"), day("2023", "fr"), day("2021-12-31", "en")) == ("31/12/2021", "2023", "2021-12-31")
    assert long_day(dt.date(2021, 12, 31), "fr").replace("\u00a0", " ") == "31 décembre 2021"
    assert long_day(dt.date(2022, 1, 1), "fr").replace("\u00a0", " ") == "1er janvier 2022"
    assert long_day(dt.date(2022, 1, 1), "en") == "1 January 2022"


@pytest.mark.parametrize(
    ("name", "said"),
    [("SIU", "de SIU"), ("ORBIS", "d'ORBIS"), ("Annuaire", "d'Annuaire"), ("Épure", "d'Épure"), ("Yanis", "de Yanis"),
     ("HEGP", "de l'HEGP"), ("HORUS", "de HORUS"), ("RDV", "de RDV"), ("SSO Pro", "de SSO Pro"), ("œuvre", "d'œuvre"),
     ("Les 39 hôpitaux", "des 39 hôpitaux"), ("Le Siège", "du Siège"), ("Lectra", "de Lectra")],
)  # fmt: skip
def test_the_french_of(name: str, said: str) -> None:
    assert of(name) == said


@pytest.mark.parametrize(("name", "said"), [("HEGP", "à HEGP"), ("Les 39 hôpitaux", "aux 39 hôpitaux")])
def test_the_french_at(name: str, said: str) -> None:
    assert at(name) == said


def test_the_french_that() -> None:
    assert (that("ORBIS"), that("SIU")) == ("qu'ORBIS", "que SIU")


def test_what_is_to_be_copied_stays_as_it_is() -> None:
    command = "ea show l'id : x"
    rows = Rows(("Champ : nom", "Valeur"), ((command, "l'un : x"),), code=frozenset({0}))
    document = Document("fr", blocks=(Sentence("l'un : x"), Code(command), rows))
    sentence, code, typed = _typeset(document, "fr").blocks
    assert sentence == Sentence(f"l’un{THIN}: x")
    assert code == Code(command)
    assert isinstance(typed, Rows)
    assert typed.rows == ((command, f"l’un{THIN}: x"),)
