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
        ("application type=socle,Expérimentation", "{kind: application, type: [core, poc]}"),
        ("application type!=core", "{kind: application, type: '*', not: {type: core}}"),
        ("application type!=core,null", "{kind: application, not: {type: [core, null]}}"),
        ("type=null", "{type: null}"),
        ("type=*", "{type: '*'}"),
        ("live_on<2020", "{live_on: '<2020'}"),
        ("live_on>=2020-03 live_on<=2021", "{live_on: '>=2020-03', any: [{live_on: '<=2021'}]}"),
        ("process core=true", "{kind: process, core: true}"),
        ("process core!=true", "{kind: process, core: '*', not: {core: true}}"),
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
    assert typed(SI, "application type!=core") == ["essai", "outil"]
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


# What is not written is no other value


@pytest.mark.parametrize(
    ("words", "ids", "silent"),
    [
        ("application type!=core", ["essai", "outil"], ["autre"]),
        ("application zone!=soins", [], ["autre", "essai", "outil"]),
        ("application type!=null", ["essai", "orbis", "outil"], []),
        ("application phase!=active", ["autre", "essai"], []),
        ("application environment!=training", ["autre", "essai", "orbis", "outil"], []),
        ("application sends.target!=outil", [], ["autre", "essai", "outil"]),
        ("application type=core", ["orbis"], []),
    ],
)
def test_other_than_a_value_chooses_among_what_is_written_and_counts_the_rest(
    words: str, ids: list[str], silent: list[str]
) -> None:
    assert typed(SI, words) == ids
    assert parse_words(words.split()).silent(SI) == silent


# Words of one hop are about one element


EXCHANGES = graph_of("""
application: {a: {}, b: {}, dehors: {type: external}, dedans: {type: core}}
flow:
  a1: {source: a, target: dehors, encrypted: true}
  a2: {source: a, target: dedans, encrypted: false}
  b1: {source: b, target: dehors, encrypted: false}
  b2: {source: b, target: dedans, encrypted: true}
""")


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("application sends.target.type=external sends.encrypted=false", ["b"]),
        ("application sends.encrypted=false sends.target.type=external", ["b"]),
        ("application sends.target.type=core sends.encrypted=false", ["a"]),
        ("application receives.source.id=a receives.encrypted=false", ["dedans"]),
        ("flow source.sends.encrypted=false source.sends.target=dehors", ["b1", "b2"]),
        ("application sends.encrypted=false", ["a", "b"]),
    ],
)
def test_conditions_further_along_one_link_are_asked_of_one_element(words: str, ids: list[str]) -> None:
    assert typed(EXCHANGES, words) == ids


def test_so_are_those_of_a_rule() -> None:
    assert chosen(EXCHANGES, "{kind: application, sends.target.type: external, sends.encrypted: false}") == ["b"]


# A field of another kind


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("application owner=jean", "“owner” is not a key of application (but of referential); did you mean “moa”?"),
        ("application sanctuarised=true", "“sanctuarised” is not a key of application (but of referential)"),
    ],
)
def test_a_key_that_only_a_special_kind_has_is_an_error_with_the_nearest(words: str, message: str) -> None:
    graph = graph_of("actor: {jean: {}}\napplication: {a: {moa: jean}}\nreferential: {r: {owner: jean}}")
    with pytest.raises(SelectorError) as caught:
        typed(graph, words)
    assert caught.value.message.en == message
