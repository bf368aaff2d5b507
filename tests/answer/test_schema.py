"""The JSON Schemas that editors use, judged by somebody else's validator."""

from __future__ import annotations

import importlib
import json
from pathlib import Path
from typing import Any

import pytest

from ea_repo.load.yaml import parse
from tests.report.small import ea

ROOT = Path(__file__).parents[2]
# Not a plain import: the package brings no types.
jsonschema: Any = importlib.import_module("jsonschema")
referencing: Any = importlib.import_module("referencing")


WHAT = (
    "model", "changes", "request", "rule", "opinion", "indicators", "view", "style", "workspace",
    "publication", "mapping",
)  # fmt: skip
SCHEMAS: dict[str, dict[str, Any]] = {what: json.loads(ea(ROOT, "schema", what)) for what in WHAT}


def beside(uri: str) -> Any:
    """The schema that another one refers to by the name of its file."""
    return referencing.Resource.from_contents(SCHEMAS[uri.removesuffix(".json")])


def validator(what: str) -> Any:
    schema = SCHEMAS[what]
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema, registry=referencing.Registry(retrieve=beside))


VALIDATORS = {what: validator(what) for what in WHAT}


def wrong(what: str, text: str) -> list[str]:
    """Where the validator finds fault, as paths."""
    document = parse(text)
    assert not document.flaws
    return sorted("/".join(map(str, each.absolute_path)) for each in VALIDATORS[what].iter_errors(document.value))


def files(folder: str) -> list[Path]:
    return sorted((ROOT / folder).rglob("*.yaml"))


@pytest.mark.parametrize("file", [*files("model"), *files("ea_repo/starter/model")], ids=lambda file: file.name)
def test_the_repository_s_own_model_is_valid(file: Path) -> None:
    assert wrong("model", file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("file", files("ea_repo/exchange/mappings"), ids=lambda file: file.name)
def test_the_mappings_of_well_known_formats_are_valid(file: Path) -> None:
    assert wrong("mapping", file.read_text(encoding="utf-8")) == []


COMMON_RULES = ROOT / "ea_repo" / "starter" / "rules"
RULE_FILES = [
    file
    for file in (*files("rules"), *files("ea_repo/starter/rules"))
    if file.stem not in ("charter", "derogations", "indicators")
]


@pytest.mark.parametrize("file", RULE_FILES, ids=lambda file: file.name)
def test_the_repository_s_own_rules_are_valid(file: Path) -> None:
    assert wrong("rule", file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("file", files("cartography"), ids=lambda file: file.name)
def test_the_repository_s_own_views_are_valid(file: Path) -> None:
    assert wrong("style" if file.stem == "style" else "view", file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("file", [ROOT / "workspace.yaml", ROOT / "ea_repo" / "starter" / "workspace.yaml"])
def test_the_repository_s_own_settings_are_valid(file: Path) -> None:
    assert wrong("workspace", file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("file", files("requests"), ids=lambda file: file.name)
def test_the_repository_s_own_requests_are_valid(file: Path) -> None:
    assert wrong("request", file.read_text(encoding="utf-8")) == []


def test_what_the_model_s_schema_says_is_written_once() -> None:
    kinds = SCHEMAS["model"]["properties"].keys()
    for what in ("changes", "request"):
        assert not kinds & SCHEMAS[what].get("$defs", {}).keys()
    assert kinds < SCHEMAS["changes"]["properties"].keys()


def test_the_common_rules_of_opinion_are_valid() -> None:
    assert wrong("opinion", (COMMON_RULES.parent / "opinion.yaml").read_text(encoding="utf-8")) == []
    assert wrong("opinion", "cases: [{opinion: fine}]") == ["cases/0", "cases/0/opinion"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("status: accepted\ndecided_by: d\napplication: {a: {covers: [p], name: }}\nremove: [b]", []),
        ("flow: {f: {mode: api}}\nremove: b", []),
        ("flow: {f: {mode: apy, target: }}", ["flow/f/mode"]),
        ("status: acepted", ["status"]),
        ("remove: [A b]", ["remove"]),
        ("application: {a: {nmae: A}}", ["application/a"]),
    ],
)
def test_a_change_file_is_judged(text: str, places: list[str]) -> None:
    assert wrong("changes", text) == places


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("title: T\nusers: one\noptions: {A: {name: N, type: buy, changes: {application: {a: {name: A}}}}}", []),
        ("title: T\noptions: {A: {name: N, type: buy, changes: a.yaml, by_year: {'2024': {class_2: 1}}}}", []),
        ("title: T\noptions: {A: {name: N, type: bye}}", ["options/A/type"]),
        ("title: T\noptions: {A: {name: N, type: buy, changes: {aplication: {}}}}", ["options/A/changes"]),
        ("titel: T", ["", ""]),
        ("title: T\nreceived_on: hier", ["received_on"]),
    ],
)
def test_a_request_is_judged(text: str, places: list[str]) -> None:
    assert wrong("request", text) == places


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("aplication: {a: {}}", [""]),
        ("application: {a: {nmae: A}}", ["application/a"]),
        ("application: {A b: {}}", ["application"]),
        ("application: {a: {type: cor}}", ["application/a/type"]),
        ("application: {a: {exposed: oui}}", ["application/a/exposed"]),
        ("application: {a: {live_on: hier}}", ["application/a/live_on"]),
        ("application: {a: {zone: {too: z}}}", ["application/a/zone"]),
        ("application: {a: {zone: Zone A}}", ["application/a/zone"]),
        ("application: {a: {approvals: {dis: false}}}", ["application/a/approvals"]),
        ("application: {a: {budget: [{year: 2022}]}}", ["application/a/budget"]),
        ("application: {a: core}", ["application/a"]),
        ("application: [a]", ["application"]),
        ("flow: {f: {mode: ftp}}", ["flow/f/mode"]),
        ("node: {n: {redundancy: {k: 1}}}", ["node/n/redundancy"]),
    ],
)
def test_a_typo_in_a_model_is_refused_at_its_place(text: str, places: list[str]) -> None:
    found = wrong("model", text)
    assert found
    assert all(any(each.startswith(place) for place in places) for each in found)


@pytest.mark.parametrize(
    "text",
    [
        "application:",
        "application: {a: }",
        "application: {a: {name: , aliases: , covers: , exposed: , criticality: , live_on: , needs: , yearly_cost: }}",
        "application: {a: {zone: z, covers: [p, {to: q, from: 2022-06, until: 2023, note: n}]}}",
        "application: {a: {live_on: 2022, tags: un, aliases: [un, deux], users: []}}",
        "application: {a: {approvals: {dsi: {on: 2020}, rssi: false, dpo: }}}",
        "referential: {r: {sanctuarised: true, masters: d, type: external}}",
        "flow: {f: {source: a, target: b, mode: file, port: 21}}",
        "site: {s: {identifiers: {finess: '750803447'}}}",
        "state: {s: {date: 2025}}",
    ],
)
def test_what_the_loader_reads_is_accepted(text: str) -> None:
    assert wrong("model", text) == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("{name: A, att: 2021}", ""),
        ("{at: 2021}", ""),
        ("{name: A, severity: {r: fatal}}", "severity/r"),
        ("{name: A, complete: {kind: flow}}", "complete"),
        ("{name: A, lang: de}", "lang"),
    ],
)
def test_a_typo_in_the_settings_is_refused_at_its_place(text: str, place: str) -> None:
    assert any(each.startswith(place) for each in wrong("workspace", text))


@pytest.mark.parametrize(
    ("said", "instead", "places"),
    [
        ("severity: error", "severity: grave", ["severity"]),
        ("good:", "goods:", ["", ""]),
        ("en: Overdue", "de: Overdue", ["title", "title"]),
        ("unless:", "unles:", [""]),
        ("check: not_past", "check: not_passed", ["check"]),
        ("flags: [essai, annee]", "flag: [essai, annee]", ["bad"]),
    ],
)
def test_a_typo_in_a_rule_is_refused_at_its_place(said: str, instead: str, places: list[str]) -> None:
    text = (COMMON_RULES / "overdue-poc.yaml").read_text(encoding="utf-8").replace("id: overdue-poc", "id: late-poc")
    assert said in text
    assert wrong("rule", text.replace(said, instead)) == places


def test_a_common_rule_may_be_laid_over_with_some_keys_alone() -> None:
    assert wrong("rule", "{id: overdue-poc, severity: info}") == []
    assert wrong("rule", "{id: overdue-poc, severty: info}") == [""]
    assert wrong("rule", "{severity: info}")


INDICATORS = (COMMON_RULES / "indicators.yaml").read_text(encoding="utf-8")


def test_the_repository_s_own_indicators_are_valid() -> None:
    assert wrong("indicators", INDICATORS) == []
    assert wrong("indicators", (ROOT / "rules" / "indicators.yaml").read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("said", "instead", "place"),
    [
        ("\nindicators:", "\nindicator:", ""),
        ("  redundancy-cost:", "  Redundancy cost:", "indicators"),
        ("principle: unicite", "principle: [unicite]", "indicators/redundant-processes/principle"),
        ("  redundancy-cost:", "  own-cost: {charter: []}\n  redundancy-cost:", "indicators/own-cost/charter"),
        ("direction: down", "direction: lower", "indicators/redundant-processes/direction"),
        ("measure: violations", "measure: violation", "indicators/redundant-processes/measure"),
        ("rule: redundant-solution", "rules: redundant-solution", "indicators/redundant-processes"),
        ("en: Flows by API}", "de: Flows by API}", "indicators/flows-by-api/title"),
    ],
)
def test_a_typo_in_an_indicator_is_refused_at_its_place(said: str, instead: str, place: str) -> None:
    assert said in INDICATORS
    assert place in wrong("indicators", INDICATORS.replace(said, instead, 1))
