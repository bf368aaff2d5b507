"""`ea find`: elements by any of their words, accents and capitals aside."""

from __future__ import annotations

from pathlib import Path

import pytest

from ea_repo.answer.matches import search
from tests.check.workspaces import written
from tests.cli.running import invoke
from tests.report.small import ea
from tests.texts import graph_of, keyboard

SI = graph_of("""
application:
  orbis: {name: ORBIS, aliases: [Dossier patient informatisé]}
  orbis-bloc: {name: Bloc, part_of: orbis}
  autre: {name: Autre, description: L’hôpital relie ce cœur à Orbis}
  rsa: {name: Réseau d'Élancourt, tags: [régulation], approvals: {dsi: {on: 2020, note: Accord écrit}}}
""")


def found(text: str) -> list[str]:
    return [each.id for each in search(SI, text)]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("reseau", ["rsa"]),
        ("RÉSEAU", ["rsa"]),
        ("elancourt", ["rsa"]),
        ("INFORMATISE", ["orbis"]),
        ("l'hopital", ["autre"]),
        ("coeur", ["autre"]),
        ("cœur", ["autre"]),
        ("regulation", ["rsa"]),
        ("accord ecrit", ["rsa"]),
        ("nulle part", []),
    ],
)
def test_accents_capitals_ligatures_and_apostrophes_do_not_matter(text: str, ids: list[str]) -> None:
    assert found(text) == ids


SIGNS = graph_of("""
application:
  a1: {name: "Service   paie"}
  a2: {name: "Rendez\u2011vous"}
  a3: {name: "Re\u00adfonte"}
  a4: {name: "Bio\u200blogie"}
  a5: {name: "e-Prescription", description: Ordonnances}
  a6: {name: "N\u00ba\u00a05"}
project: {p: {name: "SGL \u2013 Refonte GLIMS"}}
""")


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("service paie", ["a1"]),
        ("paie service", ["a1"]),
        ("service\u00a0paie", ["a1"]),
        ("rendez-vous", ["a2"]),
        ("rendez vous", ["a2"]),
        ("refonte", ["p", "a3"]),
        ("biologie", ["a4"]),
        ("bio\u200dlogie", ["a4"]),
        ("e prescription", ["a5"]),
        ("E‑prescription", ["a5"]),
        ("ordonnances prescription", ["a5"]),
        ("nº 5", ["a6"]),
        ("SGL - Refonte GLIMS", ["p"]),
        ("refonte sgl", ["p"]),
        ("refonte absent", []),
        ("-", []),
        ("\u200b", []),
        ("", []),
    ],
)
def test_order_hyphens_spaces_and_what_nobody_sees_do_not_matter(text: str, ids: list[str]) -> None:
    assert sorted(each.id for each in search(SIGNS, text)) == sorted(ids)


def test_what_begins_so_comes_before_what_holds_it_in_a_row_then_in_pieces_then_elsewhere() -> None:
    graph = graph_of("""
application:
  ailleurs: {description: base des lits}
  lointain: {name: Lits de base}
  milieu: {name: La base lits}
  debut: {name: Base lits du nord}
  exact: {name: Base lits}
  epars: {name: Base, description: lits}
""")
    assert [each.id for each in search(graph, "base lits")] == [
        "exact", "debut", "milieu", "lointain", "ailleurs", "epars",
    ]  # fmt: skip


def test_the_nearest_come_first_its_name_then_names_that_begin_so_then_the_rest() -> None:
    assert found("orbis") == ["orbis", "orbis-bloc", "autre"]


def test_a_match_says_where_it_was_found() -> None:
    (match,) = search(SI, "régulation")
    assert (match.field, match.text, match.kind) == ("tags", "régulation", "application")


def test_several_words_are_one_text(tmp_path: Path) -> None:
    root = written(tmp_path, "application: {a: {name: Gestion des lits}, b: {name: Lits et gestion}}")
    said = ea(root, "find", "gestion", "des", "LITS", "--lang", "en").splitlines()
    assert said[1:] == ["", "a  application  Gestion des lits", "", "1 element"]


def test_the_answer_is_headed_by_its_day_found_or_not(tmp_path: Path) -> None:
    root = written(tmp_path, "application: {a: {name: Lits}}")
    head = ea(root, "list", "--lang", "en").splitlines()[0]
    assert ea(root, "find", "lits", "--lang", "en").splitlines()[0] == head
    assert ea(root, "find", "absent", "--lang", "en").splitlines() == [head, "", "nothing says so"]


LINKED = """
application: {a: {name: Zèbre}, b: {name: Autre}}
process: {p: {name: Suivre les zèbres}}
flow:
  a-b: {name: Zèbre vers Autre, source: a, target: b}
  b-a: {source: b, target: a, description: zèbre}
relationship: {r: {name: Zèbre et Autre, source: a, target: b}}
"""


def test_what_merely_links_two_others_comes_after_the_rest_however_near() -> None:
    graph = graph_of(LINKED)
    assert [match.id for match in search(graph, "zebre")] == ["a", "p", "a-b", "r", "b-a"]
    assert [match.id for match in search(graph, "zebre", "flow")] == ["a-b", "b-a"]
    assert [match.id for match in search(graph, "zèbre et autre")] == ["r"]
    assert [match.id for match in search(graph, "a-b")] == ["a-b"]


@pytest.mark.parametrize(
    ("words", "lang", "ids", "summary"),
    [
        ("zèbre", "en", "a p", "2 elements · also say it: 2 flows (--kind flow), "
                               "1 imported relationship (--kind relationship)"),
        ("zèbre", "fr", "a p", "2 éléments · le disent aussi : 2 flux (--kind flow), "
                               "1 relation importée (--kind relationship)"),
        ("zèbre --kind flow", "en", "a-b b-a", "2 elements"),
        ("zèbre --kind application", "en", "a", "1 element"),
        ("et autre", "en", "r", "1 element"),
    ],
)  # fmt: skip
def test_a_text_counts_them_unless_they_are_asked_for_or_alone(
    tmp_path: Path, words: str, lang: str, ids: str, summary: str
) -> None:
    _, _, *rows, _, last = keyboard(ea(written(tmp_path, LINKED), "find", *words.split(), "--lang", lang)).splitlines()
    assert [row.split()[0] for row in rows] == ids.split()
    assert last == summary


def test_a_kind_that_is_none_is_refused(tmp_path: Path) -> None:
    assert invoke(written(tmp_path, LINKED), "find", "zèbre", "--kind", "flows").error == (
        "ea: “flows” exists nowhere for “kind”; did you mean “flow”?\n"
    )
