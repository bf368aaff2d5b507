"""A new organisation: its workspace has the common charter, and holds no word of the repository's own organisation."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from ea_repo.check.charter import read_charter
from ea_repo.finding import Lang
from ea_repo.repository import Repository
from ea_repo.repository.starting import Organisation
from tests.cli.running import Said, inside, invoke

ROOT = Path(__file__).parents[2]

FOREIGN = re.compile(
    r"AP-?HP|\bSDSI\b|schéma directeur|\bORBIS\b|\bGAIAP\b|\bSIU\b|\bBASINS\b|\bGLIMS\b|\bHEGP\b|\bMOABI\b|\bOPALE\b"
    r"|\bAGATHE\b|1[.,]12 (?:to|à)|directeur du SI\b|\b[B-F]\.[1-6]\b|expected by the plan",
    re.IGNORECASE,
)
TEN = """
site: {nord: {}, sud: {}}
actor: {metier: {name: Métier}, editeur: {type: supplier}}
data_object: {dossier: {name: Dossier, sensitivity: health}, facture: {}}
process: {accueil: {}, soins: {}, factures: {}}
application:
  a1: {name: Accueil 1, covers: accueil, moa: metier, live_on: 2018, yearly_cost: 1000}
  a2: {name: Accueil 2, covers: accueil, live_on: 2019, yearly_cost: 2000}
  a3: {covers: soins, masters: dossier, criticality: critical, deployed_at: [nord, sud]}
  a4: {covers: factures, masters: facture, users: [agents], sso: []}
  a5: {uses: dossier, rights: []}
  a6: {type: poc, poc_ends_on: 2020}
  a7: {type: platform}
  a8: {type: peripheral, approvals: {dsi: false}, moe: editeur}
  a9: {exposed: true}
  a10: {type: external}
flow:
  f1: {source: a3, target: a5, data: dossier, mode: file, encrypted: false}
  f2: {source: a1, target: a4, mode: api}
  f3: {source: a3, target: a10, data: dossier, mode: email}
project:
  p: {type: decommissioning, retires: a2, budget: [{year: 2022, class: 6, amount: -10, basis: difference-2020}]}
"""


@pytest.fixture(scope="module")
def organisation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workspace of a clinic, with ten applications of its own beside the example."""
    root = tmp_path_factory.mktemp("organisation") / "clinique"
    Repository.init(root, Organisation("Clinique du Lac", granter="Comité d'urbanisme"))
    (root / "model" / "systeme.yaml").write_text(TEN, encoding="utf-8")
    return root


def test_its_model_is_read_without_a_fault(organisation: Path) -> None:
    assert Repository(organisation).workspace.findings == ()


def foreign(text: str) -> list[str]:
    """The lines in which there is a word of somebody else."""
    return [line for line in text.splitlines() if FOREIGN.search(line)]


def said(root: Path, *words: str) -> str:
    answer = invoke(root, *words)
    assert answer.error == "", answer.error
    return answer.out


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize(
    "words",
    [
        ("check", "--unknown", "--fail-on", "never"),
        ("check", "--format", "html", "--fail-on", "never"),
        ("check", "--format", "json", "--fail-on", "never"),
        ("rules", "--format", "markdown"),
        ("indicators", "--at", "2022"),
        ("kinds", "--format", "markdown"),
        ("views",),
        ("retire", "a2"),
    ],
    ids=" ".join,
)
def test_no_answer_holds_a_word_of_another_organisation(organisation: Path, words: tuple[str, ...], lang: str) -> None:
    assert foreign(invoke(organisation, *words, "--lang", lang).out) == []


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_no_help_gives_an_example_of_the_repository_s_own_organisation(lang: str) -> None:
    graph = Repository(ROOT).graph
    theirs = {id for id in graph if graph.kind(id) in ("application", "site")}
    commands = re.findall(r"^  ([a-z]+) {2,}", said(ROOT, "--lang", lang, "--help"), re.MULTILINE)
    assert len(commands) > 40
    for command in commands:
        examples = re.findall("`ea [^`]+`", said(ROOT, "--lang", lang, command, "--help"))
        assert not theirs & {word for example in examples for word in re.findall("[a-z0-9-]+", example)}, command


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_example_is_of_any_trade_and_in_the_language_asked_for(tmp_path: Path, lang: str) -> None:
    assert inside(tmp_path, "init", "si", "--name", "Mairie", "--lang", lang).code == 0
    graph = Repository(tmp_path / "si").graph
    examples = [graph.name(id) for id in graph if graph[id].illustrative]
    assert ("Invoicing" if lang == "en" else "Facturation") in examples
    assert not re.search("patient|hospital|hôpital|soins", " ".join(examples), re.IGNORECASE)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_no_rule_explained_holds_one(organisation: Path, lang: str) -> None:
    for rule in read_charter(organisation).rules:
        assert foreign(said(organisation, "explain", rule, "--lang", lang)) == []


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_no_map_holds_one(organisation: Path, tmp_path: Path, lang: str) -> None:
    drawn = invoke(organisation, "draw", "--all", "-o", str(tmp_path / "maps"), "--lang", lang)
    assert drawn.code == 0
    written = [path.read_text(encoding="utf-8") for path in (tmp_path / "maps").iterdir()]
    assert written
    assert [line for text in written for line in foreign(text)] == []


def test_no_file_of_it_holds_one(organisation: Path) -> None:
    files = [path for path in organisation.rglob("*") if path.is_file()]
    assert len(files) > 20
    assert [line for path in files for line in foreign(path.read_text(encoding="utf-8"))] == []


def test_who_grants_derogations_is_an_actor_of_it_and_grants_all(organisation: Path) -> None:
    repository = Repository(organisation)
    assert repository.graph.kind("comite-d-urbanisme") == "actor"
    assert {section.granted_by for section in repository.charter.principles.values()} == {"comite-d-urbanisme"}


def test_where_nobody_is_named_anybody_may_grant(tmp_path: Path) -> None:
    Repository.init(tmp_path / "si", Organisation("SI"))
    charter = Repository(tmp_path / "si").charter
    assert charter.flaws == ()
    assert {section.granted_by for section in charter.principles.values()} == {None}


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_its_first_audit_is_clean_and_in_the_language_asked_for(tmp_path: Path, lang: str) -> None:
    words = ("init", "si", "--name", "Clinique", "--granter", "DSI", "--lang", lang)
    assert inside(tmp_path, *words).code == 0
    audit: Said = inside(tmp_path, "-C", "si", "check")
    assert (audit.error, audit.code) == ("", 0)
    assert ("0 écart" if lang == "fr" else "0 findings") in audit.out
    assert json.loads(inside(tmp_path, "-C", "si", "check", "--format", "json").out)["findings"] == []


def laid_over(root: Path, **files: str) -> Path:
    """A workspace of the common charter, with these files of rules (`name=text` is `rules/name.yaml`)."""
    Repository.init(root, Organisation("SI"))
    for name, text in files.items():
        (root / "rules" / f"{name.replace('_', '-')}.yaml").write_text(text, encoding="utf-8")
    return root


def test_a_file_is_laid_over_a_common_rule_key_by_key(tmp_path: Path) -> None:
    root = laid_over(
        tmp_path / "si",
        charter="extends: common\nsections: {overdue-poc: '7.2'}\nprinciples: {unicite: {sections: ['7']}}\n",
        overdue_poc="id: overdue-poc\nseverity: info\n",
    )
    charter = read_charter(root)
    assert charter.flaws == ()
    rule = charter.rules["overdue-poc"]
    assert (rule.severity, rule.charter, rule.check) == ("info", ("7.2",), "not_past")
    assert charter.laid_over["overdue-poc"] == ("severity", "charter")
    assert charter.laid_over["redundant-solution"] == ()
    listed = {rule["rule"]: rule for rule in json.loads(said(root, "rules", "--format", "json"))}
    assert (listed["overdue-poc"]["common"], listed["overdue-poc"]["laid_over"]) == (True, ["severity", "charter"])
    assert "common + severity" in said(root, "rules", "--lang", "en")
    explained = said(root, "explain", "overdue-poc", "--lang", "en")
    assert "common charter, but for what rules/overdue-poc.yaml says: severity" in explained
    assert "charte commune\n" in said(root, "explain", "redundant-solution", "--lang", "fr")


def test_what_is_laid_over_wrongly_is_told_and_the_rule_is_not_judged(tmp_path: Path) -> None:
    root = laid_over(tmp_path / "si", overdue_poc="id: overdue-poc\nseverity: grave\n")
    (flaw,) = read_charter(root).flaws
    assert str(flaw.at) == "rules/overdue-poc.yaml:2:1"
    assert "overdue-poc" not in read_charter(root).rules


def test_an_element_that_only_the_common_charter_names_is_no_mistake_of_the_workspace(tmp_path: Path) -> None:
    root = laid_over(tmp_path / "si")
    (root / "model" / "vocabulary.yaml").unlink()
    audit = json.loads(said(root, "check", "--format", "json"))
    assert audit["findings"] == []


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_fresh_workspace_has_no_finding_and_nothing_of_a_hospital(tmp_path: Path, lang: Lang) -> None:
    Repository.init(tmp_path / "si", Organisation("Ville", lang=lang))
    graph = Repository(tmp_path / "si").workspace.graph
    data = [*graph.of("data_object")]
    assert "habilitations" in data
    assert {"authentification-patient", "document-medical"}.isdisjoint(data)
    assert [id for id in data if graph.value(id, "sensitivity") == "health"] == []
    assert json.loads(said(tmp_path / "si", "check", "--format", "json"))["findings"] == []


HOSPITAL = re.compile("patient|clini|médico|medico|hospital|hôpital", re.IGNORECASE)


def test_no_common_rule_speaks_of_a_hospital(tmp_path: Path) -> None:
    for rule in read_charter(laid_over(tmp_path / "si")).rules.values():
        words = (rule.title, rule.why, rule.fix, rule.otherwise, rule.message)
        assert [text for text in words if text is not None and HOSPITAL.search(str(text.text))] == [], rule.id


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_no_file_and_no_answer_of_a_city_speaks_of_a_hospital(tmp_path: Path, lang: Lang) -> None:
    root = tmp_path / "si"
    Repository.init(root, Organisation("Ville", lang=lang, example_in=lang))
    files = [path.read_text(encoding="utf-8") for path in root.rglob("*") if path.is_file()]
    answers = (
        said(root, *words.split())
        for words in ("check -v", "check --unknown", "rules", "kinds --format markdown", "indicators", "views")
    )
    # What `type` may be is one list for everybody: a group of hospitals is a kind of actor, as an authority is.
    types = re.compile(r'"ghu"|"medical_device"|ghu \||medical_device')
    for text in (*files, *answers):
        assert [line for line in text.splitlines() if HOSPITAL.search(line) and not types.search(line)] == []


@pytest.mark.parametrize("known", ["authentification-usager", "authentification-patient"])
def test_the_single_sign_on_of_the_public_is_known_by_either_id(tmp_path: Path, known: str) -> None:
    root = laid_over(tmp_path / "si")
    (root / "model" / "portail.yaml").write_text(
        f"""data_object: {{{known}: {{}}}}
referential: {{sso: {{masters: [{known}], users: []}}}}
application: {{portail: {{users: [citoyens], sso: []}}, guichet: {{users: [citoyens], sso: [sso]}}}}
""",
        encoding="utf-8",
    )
    audit = json.loads(invoke(root, "check", "--rule", "outside-sso", "--format", "json").out)
    assert [finding["subject"] for finding in audit["findings"]] == ["portail"]


def test_an_id_of_one_s_own_rule_that_does_not_exist_is_told_beside_one_that_does(tmp_path: Path) -> None:
    rule = "id: outside-sso\nwhere:\n  - {masters: [habilitations, habilitation]}\n  - {masters: habilitations}\n"
    root = laid_over(tmp_path / "si", outside_sso=rule)
    flaws = json.loads(invoke(root, "check", "--format", "json").out)
    assert [(flaw["rule"], flaw["field"]) for flaw in flaws["findings"]] == [("wrong-rule", "where")]


def test_an_element_that_its_own_rules_name_and_it_has_not_is_told(tmp_path: Path) -> None:
    exception = "id: non-api-exchange\nexcept: [{target: nowhere}]\n"
    audit = json.loads(said(laid_over(tmp_path / "si", non_api_exchange=exception), "check", "--format", "json"))
    assert [(finding["rule"], finding["at"]["file"]) for finding in audit["findings"]] == [
        ("idle-exception", "rules/non-api-exchange.yaml")
    ]


def test_on_a_terminal_it_asks_whose_workspace_it_is(tmp_path: Path) -> None:
    """Under a terminal of its own (a pseudo-terminal), so that the command sees one."""
    controller, terminal = pty.openpty()
    words = [sys.executable, "-m", "ea_repo.cli.main", "init", "si"]
    asked = subprocess.Popen(words, cwd=tmp_path, stdin=terminal, stderr=terminal, stdout=subprocess.PIPE)
    os.close(terminal)
    os.write(controller, b"en\nLake Clinic\nArchitecture board\n")
    out, _ = asked.communicate(timeout=60)
    os.close(controller)
    assert asked.returncode == 0
    assert out.startswith(b"si ")
    settings = Repository(tmp_path / "si").workspace.settings
    assert (settings.name, settings.lang) == ("Lake Clinic", "en")
    assert Repository(tmp_path / "si").charter.granter("redundant-solution") == "architecture-board"
