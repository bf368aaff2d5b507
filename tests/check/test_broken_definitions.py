"""Settings, views and indicators that are wrong: every command tells them as it tells rules that are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.check.telling import errors_of
from tests.check.workspaces import SETTINGS, written
from tests.cli.running import invoke


def beside(name: str, text: str) -> Callable[[Path], object]:
    def write(root: Path) -> None:
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")

    return write


VIEW = "title: {fr: a, en: a}\nquestion: {fr: a, en: a}\nempty: {fr: a, en: a}\n"
INDICATOR = "indicators:\n  files: {charter: A.1, title: {fr: a, en: a}, why: {fr: a, en: a}, direction: down, "
OTHERS = {
    "a setting is unknown": (
        beside("workspace.yaml", SETTINGS + "nmae: x\n"),
        "workspace.yaml:3:1: error wrong-setting: « nmae » n'est pas un champ connu ici ; vouliez-vous dire « name » ?",
    ),
    "a setting has a wrong value": (
        beside("workspace.yaml", SETTINGS + "thresholds: {tangle: many}\n"),
        "workspace.yaml:3:14: error wrong-setting: « thresholds.tangle » : attendu un nombre",
    ),
    "a setting holds no kind in full": (
        beside("workspace.yaml", SETTINGS + "complete: [{kind: flwo}]\n"),
        "workspace.yaml:3:12: error idle-setting: « flwo » n'existe nulle part pour « kind » ; "
        "vouliez-vous dire « flow » ?",
    ),
    "a view has a form that is unknown": (
        beside("cartography/flows.yaml", VIEW + "form: matirx\n"),
        "cartography/flows.yaml:4:1: error wrong-view: « form » : attendu map, tiles, matrix, needs, years, grid, "
        "quadrants, border, takers, timeline, effects ou table ; vouliez-vous dire « matrix » ?",
    ),
    "a view has a colour that is unknown": (
        beside("cartography/flows.yaml", VIEW + "colour: phsae\n"),
        "cartography/flows.yaml:4:1: error wrong-view: « phsae » n'est pas connu ici ; vouliez-vous dire « phase » ?",
    ),
    "a view has a key that is unknown": (
        beside("cartography/flows.yaml", VIEW + "tilte: x\n"),
        "cartography/flows.yaml:4:1: error wrong-view: « tilte » n'est pas un champ connu ici ; "
        "vouliez-vous dire « title » ?",
    ),
    "a view shows the findings of no rule": (
        beside("cartography/flows.yaml", VIEW + "show: {kind: flow}\ncolour: findings\nrule: no-fiels\n"),
        "cartography/flows.yaml:6:1: error wrong-view: règle inconnue : « no-fiels » ; "
        "vouliez-vous dire « no-files » ?",
    ),
    "a style is wrong": (
        beside("cartography/style.yaml", "looks: {plain: {fill: red}}\nscales: {}\n"),
        "cartography/style.yaml:1:17: error wrong-view: « looks.plain.fill » : attendu la forme ^#[0-9a-fA-F]{6}$",
    ),
    "an indicator has a measure that is unknown": (
        beside("rules/indicators.yaml", INDICATOR + "measure: violation, rule: no-files}\n"),
        "rules/indicators.yaml:2:86: error wrong-indicator: « violation » n'est pas une mesure ; "
        "vouliez-vous dire « violations » ?",
    ),
    "an indicator has a key that is unknown": (
        beside("rules/indicators.yaml", INDICATOR + "measure: violations, rule: no-files, ruel: x}\n"),
        "rules/indicators.yaml:2:123: error wrong-indicator: « ruel » n'est ni un champ d'indicateur, "
        "ni un argument de violations ; vouliez-vous dire « rule » ?",
    ),
    "an indicator asks for no kind": (
        beside("rules/indicators.yaml", INDICATOR + "measure: done, scope: {kind: proejct}}\n"),
        "rules/indicators.yaml:2:101: error wrong-indicator: « scope » : « proejct » n'existe nulle part "
        "pour « kind » ; vouliez-vous dire « project » ?",
    ),
}


@pytest.mark.parametrize(("breaks", "line"), OTHERS.values(), ids=OTHERS.keys())
def test_settings_views_and_indicators_are_told_like_rules(
    tmp_path: Path, breaks: Callable[[Path], object], line: str
) -> None:
    breaks(written(tmp_path))
    for words, code in ((("check",), 1), (("rules", "--test"), 1), (("explain", "no-files"), 0), (("list",), 0)):
        printed = invoke(tmp_path, *words, "--lang", "fr", COLUMNS="400")
        assert printed.code == code
        (shown,) = errors_of(printed)
        at, _, sentence = line.partition(": error ")
        assert shown.startswith(f"{at}: erreur")
        assert sentence.partition(": ")[2] in shown
    assert "id" in invoke(tmp_path, "list", "flow", "--format", "json").out


def test_a_threshold_that_no_rule_reads_is_told_everywhere_and_fails_nothing(tmp_path: Path) -> None:
    root = written(tmp_path, model="actor: {dsi: {}}", settings=SETTINGS + "thresholds: {tangle: 3}\n")
    for words in (("check",), ("rules", "--test"), ("explain", "no-files"), ("list",)):
        printed = invoke(root, *words, "--lang", "fr", COLUMNS="400")
        assert printed.code == 0
        assert "seuil inconnu : « tangle »" in printed.out + printed.error


def test_wrong_settings_are_told_beside_every_answer(tmp_path: Path) -> None:
    root = written(tmp_path, settings=SETTINGS + "severity: {no-files: fatal}\n")
    printed = invoke(root, "show", "a", "--lang", "en")
    assert printed.code == 0
    assert printed.error == (
        "workspace.yaml:3:12: error wrong-setting: “severity.no-files”: expected error, warning, info or off\n"
    )
