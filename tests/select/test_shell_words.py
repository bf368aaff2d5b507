"""Selectors as one types them: `application phase=active zone=soins`."""

from __future__ import annotations

import pytest

from ea_repo.select import SelectorError
from ea_repo.select.shell_selector import parse_words
from tests.select.asking import chosen, selector, typed
from tests.texts import day, graph_of

SI = graph_of("""
zone: {soins: {}, lits: {part_of: soins}}
process: {accueil: {core: true}, paie: {core: false}}
application:
  orbis: {type: core, zone: lits, live_on: 2012, name: ORBIS dossier}
  outil: {type: peripheral, live_on: 2020-03}
  essai: {type: poc}
  autre: {}
flow: {f: {source: orbis, target: outil, port: 80, encrypted: true}}
""").at(day("2021-12-31"))


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("application", "{kind: application}"),
        ("application process", "{kind: [application, process]}"),
        ("application type=core", "{kind: application, type: core}"),
        ("application type=core,poc", "{kind: application, type: [core, poc]}"),
        ("application type!=core", "{kind: application, not: {type: core}}"),
        ("application type!=core,null", "{kind: application, not: {type: [core, null]}}"),
        ("type=null", "{type: null}"),
        ("type=*", "{type: '*'}"),
        ("live_on<2020", "{live_on: '<2020'}"),
        ("live_on>=2020-03 live_on<=2021", "{live_on: '>=2020-03', any: [{live_on: '<=2021'}]}"),
        ("process core=true", "{kind: process, core: true}"),
        ("process core!=true", "{kind: process, not: {core: true}}"),
        ("kind=zone part_of=soins", "{kind: zone, part_of: soins}"),
        ("zone=soins", "{zone: soins}"),
        ("sends.target=outil", "{sends.target: outil}"),
        ("id=orbis,outil", "{id: [orbis, outil]}"),
        ("phase=active", "{phase: active}"),
    ],
)
def test_words_choose_what_the_mapping_chooses(words: str, text: str) -> None:
    assert typed(SI, words) == chosen(SI, text)


def test_some_of_them_choose_something() -> None:
    assert typed(SI, "application type=core,poc") == ["essai", "orbis"]
    assert typed(SI, "application type!=core,null") == ["essai", "outil"]
    assert typed(SI, "application type!=core") == ["autre", "essai", "outil"]
    assert typed(SI, "zone=soins") == ["orbis"]


def test_numbers_and_flags_match_as_they_are_written() -> None:
    assert typed(SI, "flow port=80") == ["f"]
    assert typed(SI, "flow port>=80 port<81") == ["f"]
    assert typed(SI, "flow encrypted=true") == ["f"]
    assert typed(SI, "flow encrypted=false") == []


def test_a_value_may_hold_spaces_and_signs() -> None:
    assert parse_words(["name=ORBIS dossier"]).select(SI) == ["orbis"]
    assert parse_words(["name = ORBIS dossier"]).keys() == ["name"]


def test_no_word_chooses_everything() -> None:
    assert parse_words([]) == selector("{}")
    assert len(typed(SI, "")) == len(SI)


@pytest.mark.parametrize("word", ["type=", "live_on<", "type!="])
def test_a_missing_value_is_told(word: str) -> None:
    with pytest.raises(SelectorError, match="a value is missing"):
        parse_words([word])


@pytest.mark.parametrize(("word", "hint"), [("aplication", "application"), ("flows", "flow"), ("proces", "process")])
def test_a_word_that_is_no_kind_is_told_with_the_nearest_kind(word: str, hint: str) -> None:
    with pytest.raises(SelectorError, match=f"did you mean “{hint}”"):
        parse_words([word])
