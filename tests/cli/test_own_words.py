"""A workspace that declares a field and a kind of its own: every command knows them like what is built in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ea_repo.load import load
from tests.cli.running import invoke

WORKSPACE = """name: Essai
at: 2024-06-01
complete: [{kind: device, fields: [serial]}]
fields:
  application:
    tier:
      type: choice
      choices: {gold: {fr: Or, en: Gold}, silver: {fr: Argent, en: Silver}}
      label: {fr: Niveau de service, en: Service tier}
      help: {fr: ce que le contrat promet, en: what the contract promises}
    licence: {type: money}
    drives: {type: link, to: device, inverse: driven_by, label: {fr: pilote, en: drives}}
kinds:
  device:
    label: {fr: équipement biomédical, en: medical device}
    help: {fr: Un appareil relié au système, en: A machine joined to the system.}
    fields:
      serial: {type: text, several: true}
      at_site: {type: link, to: site, inverse: devices, several: false}
"""
MODEL = """application:
  pacs: {name: PACS, tier: gold, licence: 1200, drives: [irm, {to: pump, from: 2023}]}
  ris: {name: RIS, tier: silver}
device:
  irm: {name: IRM 3T, at_site: north, serial: [x1, x2], live_on: 2020}
  pump: {name: Pompe}
site: {north: {name: Nord}}
"""
RULE = """principle: order
severity: warning
title: {fr: Sans numéro, en: No number}
why: {fr: Perdu., en: Lost.}
fix: {fr: Écrire serial., en: Write serial.}
message: {fr: "{name} n'a pas de numéro", en: "{name} has no number"}
scope: {kind: device, driven_by.tier: gold}
check: requires
fields: [serial]
good: "device: {a: {serial: [x]}}\\napplication: {p: {tier: gold, drives: a}}"
bad:
  model: "device: {a: }\\napplication: {p: {tier: gold, drives: a}}"
  flags: [a]
  complete: [{kind: device, fields: [serial]}]
"""
VIEW = """title: {fr: Équipements, en: Devices}
question: {fr: Qui pilote quoi ?, en: What drives what?}
empty: {fr: rien, en: nothing}
show: [{kind: [device, application]}]
arrows: [{link: drives, verb: {fr: pilote, en: drives}}]
label: [name, serial]
focus: {kind: [device]}
"""
FILES = {
    "workspace.yaml": WORKSPACE,
    "model/all.yaml": MODEL,
    "rules/charter.yaml": "principles: {order: {title: {fr: Ordre, en: Order}, sections: [A]}}\n",
    "rules/no-serial.yaml": "id: no-serial\n" + RULE,
    "cartography/devices.yaml": VIEW,
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def ask(root: Path, *words: str, **environment: str) -> str:
    answer = invoke(root, *words, **environment)
    assert answer.code == 0, answer.error or answer.out
    return answer.out


def as_json(root: Path, *words: str) -> Any:
    return json.loads(ask(root, *words, "--format", "json"))


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("device", ["irm", "pump"]),
        ("device driven_by=pacs", ["irm", "pump"]),
        ("device driven_by.tier=gold at_site=north", ["irm"]),
        ("application tier=gold,silver licence>1000", ["pacs"]),
        ("application drives=pump", ["pacs"]),
        ("phase=active", ["irm"]),
    ],
)
def test_they_are_listed_and_selected(root: Path, words: str, ids: list[str]) -> None:
    assert [element["id"] for element in as_json(root, "list", *words.split())] == ids


@pytest.mark.parametrize(
    ("words", "hint"),
    [("devise", "device"), ("application tier=golf", "gold"), ("application tiers=gold", "tier")],
)
def test_a_misspelt_one_has_its_did_you_mean(root: Path, words: str, hint: str) -> None:
    answer = invoke(root, "list", *words.split())
    assert (answer.code, f"did you mean “{hint}”?" in answer.error) == (2, True)


def test_they_are_columns(root: Path) -> None:
    lines = ask(root, "list", "device", "--columns", "id,serial,at_site.name", "--format", "csv").splitlines()
    assert [line.split(",")[0] for line in lines[1:]] == ["irm", "pump"]
    assert "Nord" in lines[1]


def test_they_are_shown_with_their_labels_in_both_languages(root: Path) -> None:
    english, french = (ask(root, "show", "pacs", LANG=lang, LC_ALL=lang) for lang in ("C", "fr_FR.UTF-8"))
    assert "tier (Service tier)  gold (Gold)" in english
    assert "tier (Niveau de service)  gold (Or)" in french
    assert "drives (pilote)" in french
    device = ask(root, "show", "irm", LC_ALL="fr_FR.UTF-8")
    assert "équipement biomédical" in device
    assert "driven_by PACS (pacs)" in " ".join(device.split())


def test_they_are_described(root: Path) -> None:
    assert "device" in ask(root, "kinds")
    kind = ask(root, "kinds", "device")
    assert "A machine joined to the system." in kind
    assert "driven_by" in kind
    assert "gold | silver – Service tier – what the contract promises" in ask(root, "kinds", "application")
    fields = as_json(root, "kinds", "application")[0]["fields"]
    assert fields["tier"]["choices"]["gold"] == {"fr": "Or", "en": "Gold"}
    schema = json.loads(ask(root, "schema", "model"))
    assert schema["$defs"]["device"]["properties"].keys() >= {"serial", "at_site", "name"}
    assert {"enum": ["gold", "silver"], "type": "string"} in schema["$defs"]["referential"]["properties"]["tier"][
        "anyOf"
    ]
    assert "DRIVES" in ask(root, "query", "--schema")


def test_rules_judge_them_and_their_examples_use_them(root: Path) -> None:
    audit = as_json(root, "check", "--fail-on", "never")
    assert [(finding["rule"], finding["subject"]) for finding in audit["findings"]] == [("no-serial", "pump")]
    assert "2 medical devices to judge" in ask(root, "check", "-v", "--fail-on", "never")
    ask(root, "rules", "--test")


def test_maps_show_them(root: Path) -> None:
    drawn = ask(root, "draw", "devices", "--focus", "irm", "--format", "dot")
    assert "medical device · IRM 3T" in drawn
    assert '"pacs" -> "irm"' in drawn


def test_links_of_their_own_are_followed(root: Path) -> None:
    assert "IRM 3T" in ask(root, "deps", "pacs", "--via", "drives")
    assert "PACS" in ask(root, "find", "pacs")
    refused = invoke(root, "impact", "irm")
    assert (refused.code, "“irm” is of kind medical device" in refused.error) == (2, True)


def test_a_change_file_adds_and_changes_them(root: Path) -> None:
    changes = root / "changes.yaml"
    changes.write_text("application: {ris: {tier: gold, drives: scan}}\ndevice: {scan: {name: Scanner}}\n")
    audit = json.loads(ask(root, "check", "--with", str(changes), "--fail-on", "never", "--format", "json"))
    assert [finding["subject"] for finding in audit["findings"]] == ["pump", "scan"]
    compared = ask(root, "diff", str(changes))
    assert "Scanner (scan, medical device)" in compared
    assert "Service tier: Silver → Gold" in compared
    changes.write_text("device: {scan: {serail: x}}\n")
    refused = invoke(root, "check", "--with", str(changes))
    assert (refused.code, "did you mean “serial”?" in refused.error) == (2, True)


def test_a_workspace_is_compared_with_one_that_does_not_declare_them(root: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    (other / "model").mkdir(parents=True)
    (other / "workspace.yaml").write_text("name: Autre\nat: 2024-06-01\n")
    (other / "model" / "all.yaml").write_text("application: {pacs: {name: PACS}}\n")
    assert "IRM 3T (irm, medical device)" in ask(root, "diff", str(other), str(root))
    assert "IRM 3T (irm, medical device)" in ask(root, "diff", str(root), str(other))


def test_a_wrong_declaration_is_told_by_the_audit(root: Path) -> None:
    text = WORKSPACE.replace("tier:\n", "tear:\n")
    (root / "workspace.yaml").write_text(text.replace("to: device", "to: devise"), encoding="utf-8")
    audit = as_json(root, "check", "--fail-on", "never")
    told = {(finding["rule"], finding["subject"], finding["at"]["line"]) for finding in audit["findings"]}
    assert {("wrong-setting", "workspace.yaml", 12), ("unknown-field", "pacs", 2)} <= told


def test_the_example_of_the_documentation_is_a_sound_workspace(tmp_path: Path) -> None:
    text = (Path(__file__).parents[2] / "docs" / "own-kinds.md").read_text(encoding="utf-8")
    settings, model = [block.split("```")[0] for block in text.split("```yaml\n")[1:]]
    (tmp_path / "model").mkdir()
    (tmp_path / "workspace.yaml").write_text(settings, encoding="utf-8")
    (tmp_path / "model" / "imaging.yaml").write_text(model, encoding="utf-8")
    read = load(tmp_path)
    assert not (*read.settings.flaws, *read.findings)
    words = ("medical_device", "driven_by.service_tier=gold", "at_site=tilleuls")
    assert [element["id"] for element in as_json(tmp_path, "list", *words)] == ["irm-1", "irm-2"]
    misspelt = settings.replace("to: medical_device", "to: medical_devise")
    (tmp_path / "workspace.yaml").write_text(misspelt, encoding="utf-8")
    told = invoke(tmp_path, "list", "application").error.splitlines()
    assert told[0] == next(line for line in text.splitlines() if "error wrong-setting" in line)
