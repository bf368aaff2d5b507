"""A key or a value that exists nowhere is an error with a "did you mean", never an empty answer."""

from __future__ import annotations

import pytest

from ea_repo.select import SelectorError
from tests.select.asking import messages, typed
from tests.texts import graph_of

SI = graph_of("""
actor: {dsi: {}}
zone: {soins: {owner: dsi}, gestion: {}}
application:
  orbis: {type: core, zone: soins, name: ORBIS, tags: [socle], approvals: {dsi: {on: 2020, note: Lettre}}}
site: {hegp: {identifiers: {finess: "750803447"}}}
process: {lits: {}}
flow: {f: {source: orbis, target: orbis, port: 80}}
""")


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("{kind: aplication}", "application"),
        ("{kind: [application, proces]}", "process"),
        ("{kind: application, tipe: core}", "type"),
        ("{kind: process, coverd_by: orbis}", "covered_by"),
        ("{kind: application, zone.ownr: dsi}", "owner"),
        ("{kind: application, zone.owner.nam: x}", "name"),
        ("{approvals.dis: false}", "dsi"),
        ("{approvals.dsi.untill: 2020}", "until"),
        ("{type: cor}", "core"),
        ("{kind: application, zone: soin}", "soins"),
        ("{zone.owner: dis}", "dsi"),
        ("{covered_by: orbi}", "orbis"),
        ("{id: orbi}", "orbis"),
        ("{phase: actif}", "active"),
        ("{kind: process, core: tru}", "true"),
        ("{in_service: flase}", "false"),
        ("{not: {type: cor}}", "core"),
        ("{kind: application, any: [{type: core}, {zone: soin}]}", "soins"),
        ("{kind: application, not: {any: [{tipe: core}]}}", "type"),
        ("{kind: application, zone: [soins, gestoin]}", "gestion"),
        ("{covered_by.kind: aplication}", "application"),
        ("{covered_by.phase: actif}", "active"),
        ("{approvals.dsi: flase}", "false"),
    ],
)
def test_a_typo_is_told_with_the_word_that_was_meant(text: str, hint: str) -> None:
    (message,) = messages(SI, text)
    assert message.en.endswith(f"did you mean “{hint}”?")
    assert message.fr.endswith(f"vouliez-vous dire « {hint} » ?")


@pytest.mark.parametrize(
    "text",
    [
        "{kind: process, type: core}",  # a field of another kind
        "{id.name: x}",  # nothing below an id
        "{phase.name: x}",
        "{name.first: x}",  # nothing below a text
        "{kind: null}",
        "{kind: application, zone: orbis}",  # an id, but of no zone
        "{source: soins}",
        "{core: 1}",  # a flag is true or false
        "{core: oui}",
        "{mode: 3}",
    ],
)
def test_what_no_element_can_say_is_told(text: str) -> None:
    assert len(messages(SI, text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "{kind: application, zone: soins, phase: active}",
        "{mode: email}",  # a value of the vocabulary, said by nobody here
        "{kind: [application, process], type: core}",  # a key of one of the kinds
        "{approvals.dsi.until: '<2020'}",
        "{identifiers.finess: '750803447'}",  # names are free there
        "{kind: '*', zone: '*', type: null, in_service: true}",
        "{derogations: null}",
    ],
)
def test_what_an_element_could_say_is_accepted(text: str) -> None:
    assert messages(SI, text) == []


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        ("application name=ORBI", "ORBIS"),
        ("tags=sokle", "socle"),
        ("approvals.dsi.note=Letre", "Lettre"),
        ("approvals.dsi.on=2021", "2020"),
        ("sends.port=8", "80"),
        ("application zone.name=soin", None),
        ("application encrypted=true", None),
        ("flow encrypted=True", "true"),
    ],
)
def test_in_the_shell_a_text_that_nobody_says_is_an_error_too(words: str, hint: str | None) -> None:
    with pytest.raises(SelectorError) as error:
        typed(SI, words)
    if hint:
        assert f"did you mean “{hint}”?" in error.value.message.en


def test_in_a_rule_a_text_that_nobody_says_yet_is_no_error() -> None:
    assert messages(SI, "{protocol: ftp}") == []
    assert len(messages(SI, "{protocol: ftp}", strict=True)) == 1


def test_every_mistake_of_a_selector_is_told() -> None:
    assert len(messages(SI, "{kind: application, tipe: core, zone: soin, phase: actif}")) == 3


def test_a_name_where_an_id_is_wanted_is_told_with_the_id() -> None:
    named = graph_of("zone: {ec: {name: État civil}}\napplication: {a: {zone: ec}}\n")
    assert [message.en for message in messages(named, "{kind: application, zone: État civil}")] == [
        "“État civil” is a name, “zone” expects an id: ec"
    ]
