"""The page of a rule: no code for who reads none, in either language; its example as it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ea_repo.check.charter import read_charter
from ea_repo.check.registry import checks
from ea_repo.check.rule import Example
from ea_repo.finding import Lang, Text
from ea_repo.format import text as text_format
from ea_repo.load.yaml import parse
from ea_repo.report.check_words import AT_FAULT
from ea_repo.report.example_words import shown_model, without_comments
from ea_repo.report.rule import document
from ea_repo.report.rule_words import filled, spoken_of
from ea_repo.report.selector_words import SelectorWords
from ea_repo.repository import Repository
from ea_repo.select import Selector
from tests.check.workspaces import NO_FILES, ONE_OWNER, SETTINGS, written
from tests.cli.running import invoke

ROOT = Path(__file__).parents[2]
LANGS: tuple[Lang, Lang] = ("fr", "en")


def test_every_check_has_a_sentence_of_all_that_a_rule_must_say_to_it_and_of_nothing_else() -> None:
    assert AT_FAULT.keys() == checks().keys()
    for name, check in checks().items():
        required = {key for key, parameter in check.parameters.items() if parameter.required}
        for lang in LANGS:
            # What a committee reads does not depend on the names of links that say how a check finds its way.
            unsaid = required - {"covers", "covered_by", "supports", "ends", "through", "under"}
            assert unsaid <= spoken_of(AT_FAULT[name][lang]) <= check.parameters.keys(), (name, lang)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("rule", read_charter(ROOT).rules)
def test_no_rule_is_told_in_code(rule: str, lang: Lang) -> None:
    page = document(Repository(ROOT).explain(rule), lang)  # type: ignore[arg-type]
    (terms, *_) = page.blocks
    said = {term.name: " ".join(term.lines) for term in terms.terms}  # type: ignore[union-attr]
    asked, fault = (said[name] for name in (("Regarde", "En écart") if lang == "fr" else ("Looks at", "At fault")))
    assert not set("{}[]_`|") & set(asked + fault), (asked, fault)
    assert asked.strip() and fault.strip()


@pytest.mark.parametrize("rule", read_charter(ROOT).rules)
def test_a_french_page_of_a_common_rule_has_no_comment_in_its_examples(rule: str) -> None:
    read = read_charter(ROOT).rules[rule]
    for example in (*read.bad, *read.good):
        shown = shown_model(example, "fr", is_common=True)
        assert "#" not in shown
        assert parse(shown).value == parse(example.model).value
        assert shown_model(example, "en", is_common=True) == example.model


def test_the_comments_of_a_rule_of_one_s_own_are_in_the_language_of_its_author() -> None:
    example = Example(model="# Le texte de la maison.\nflow: {f: {}}\n")
    assert shown_model(example, "fr", is_common=False) == example.model


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("# A.\nflow: {f: {mode: file}}  # B\n", "flow: {f: {mode: file}}"),
        ("flow: {f: {protocol: 'a # b'}}\n", "flow: {f: {protocol: 'a # b'}}\n"),
        ("flow:\n  # why\n  f: {protocol: a#b}\n", "flow:\n  f: {protocol: a#b}"),
        ("process: {}\n", "process: {}"),
    ],
)
def test_comments_are_taken_out_where_they_can_be_told_from_the_text(text: str, bare: str) -> None:
    assert without_comments(text) == bare


@given(st.lists(st.sampled_from(["a", "b: ", "# c", " #d", "'", '"', "\n", "\n  ", "{", "}", "|", "- "])).map("".join))
def test_what_a_text_says_stays_without_its_comments(text: str) -> None:
    assert parse(without_comments(text)).value == parse(text).value


@pytest.mark.parametrize(
    ("selector", "fr", "en"),
    [
        ({"kind": "application"}, "applications", "applications"),
        ({}, "tout élément", "any element"),
        ({"id": "*"}, "tout élément", "any element"),
        ({"kind": ["flow", "node"]}, "flux ou nœuds", "flows or nodes"),
        (
            {"kind": "application", "type": ["poc", "core", "external"]},
            "applications (type : expérimentation, socle ou externe)",
            "applications (type: proof of concept, core or external)",
        ),
        (
            {"kind": "process", "parts": None, "core": True},
            "processus (parties : non renseigné ; du socle : oui)",
            "processes (parts: not recorded; core: yes)",
        ),
        (
            {"kind": "flow", "source.environment": "training", "not": {"target": "orbis"}},
            "flux (émetteur – environnement : formation), sauf (destinataire : ORBIS)",
            "flows (source – environment: training), but for (target: ORBIS)",
        ),
        (
            {"kind": "application", "any": [{"retired_on": "<2021"}, {"moa.in_service": False}]},
            "applications, avec (hors service à partir du : avant 2021) ou (maîtrise d'ouvrage – en service : non)",
            "applications, with (retired from: before 2021) or (business owner – in service: no)",
        ),
        (
            {"kind": "application", "yearly_cost": ">=1000", "masters.kind": "data_object"},
            "applications (coût annuel (€) : 1000 au moins ; données de référence – genre : donnée)",
            "applications (yearly cost (€): at least 1000; masters – kind: data object)",
        ),
        (
            {"users": list("abcdefghijk")},
            "tout élément (utilisateurs : a, b, c, d, e, f, g, h et 3 autres)",
            "any element (users: a, b, c, d, e, f, g, h and 3 more)",
        ),
    ],
)  # fmt: skip
def test_a_selector_is_told_in_the_words_of_the_vocabulary(selector: dict[str, Any], fr: str, en: str) -> None:
    said = Text(*(SelectorWords(lang, names={"orbis": "ORBIS"}).elements(Selector.parse(selector)) for lang in LANGS))
    assert said == Text(fr, en)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ({"link"}, "leads (via)"),
        ({"link", "months"}, "leads (via) within 3 months"),
        ({"link", "ended"}, "leads (via), elsewhere"),
        ({"link", "ended", "unless"}, "leads (via), elsewhere unless x"),
    ],
)
def test_a_part_of_a_sentence_is_said_only_where_all_that_it_speaks_of_is_written(written: set[str], said: str) -> None:
    sentence = "leads ({link})[ within {months} months][{ended}?, elsewhere][{ended,unless}? unless {unless}]"
    assert filled(sentence, {"link": "via", "months": "3", "unless": "x", "ended": ""}, written) == said
    assert spoken_of(sentence) == {"link", "months", "ended", "unless"}


def test_a_page_says_how_serious_it_is_here_and_from_which_number_on(tmp_path: Path) -> None:
    rule = ONE_OWNER.replace("check: requires\nfields: [moa]", "check: at_most_distinct\nlink: moa\nthreshold: owners")
    settings = SETTINGS + "severity: {one-owner: info}\nthresholds: {owners: 3}\n"
    root = written(tmp_path, rules={"one-owner": rule}, settings=settings)
    said = invoke(root, "explain", "one-owner", "--lang", "en").out
    assert "warning (remark here, by workspace.yaml (severity)) · Second (A.2)" in said
    assert "Threshold   3, set by workspace.yaml (`thresholds: owners`)" in said
    (root / "workspace.yaml").write_text(SETTINGS, encoding="utf-8")
    said = " ".join(invoke(root, "explain", "one-owner", "--lang", "fr").out.split())
    assert "alerte · Second (A.2)" in said
    assert "aucun : la règle ne juge rien tant que workspace.yaml ne dit pas `thresholds: {owners: …}`" in said


def test_a_page_says_how_one_derogates_and_who_alone_may_grant_it(tmp_path: Path) -> None:
    charter = """
principles:
  first: {title: {fr: Premier, en: First}, sections: [A.1], granted_by: dsi}
  second: {title: {fr: Second, en: Second}, sections: [A.2], of_the_text: true}
"""
    model = "actor: {dsi: {name: La DSI}}"
    root = written(tmp_path, model, {"no-files": NO_FILES, "one-owner": ONE_OWNER}, charter=charter)
    said = invoke(root, "explain", "no-files", "--lang", "en").out
    assert "only who may grant one: La DSI" in said
    assert "`ea accept FINGERPRINT --until DAY --by dsi --reason WHY`" in said
    assert "no committee decides" in invoke(root, "explain", "one-owner", "--lang", "en").out


def test_a_check_without_a_sentence_is_told_by_its_name_and_what_the_rule_says_to_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ea_repo.report.rule_words.AT_FAULT", {})
    explained = Repository(written(tmp_path)).explain("no-files")
    page = text_format.document(document(explained, "en"))  # type: ignore[arg-type]
    assert "`forbids`, where: “mode: file copy”" in page


def test_programs_get_the_rule_as_it_is_written(tmp_path: Path) -> None:
    said = yaml.safe_load(invoke(written(tmp_path), "explain", "no-files", "--format", "json").out)
    assert said["check"] == "forbids"
    assert said["scope"] == {"kind": "flow"}
    assert said["where"] == {"mode": "file"}
    assert (said["common"], said["laid_over"]) == (False, [])
