"""What may be one thing written twice takes nothing over, and is not counted as two without a word."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.requests import hospital
from tests.cli.running import invoke

MODEL = """\
actor: {m: {}, n: {}}
site: {x: {}}
process: {lits: {}}
objective: {o: {}}
project: {pr: {retires: a, moa: m, resources: x, starts_on: 2021, ends_on: 2021, objectives: o}}
application:
  a: {name: Publik, moa: m, covers: lits, deployed_at: x, masters: []}
  b: {name: PUBLIK, moa: n, covers: lits, deployed_at: x}
"""
OTHER_NAME = MODEL.replace("PUBLIK", "Autre")
LEFT_SERVICE = MODEL.replace("name: PUBLIK", "name: PUBLIK, retired_on: 2020").replace("covers: lits, d", "d", 1)
INSTANCE = MODEL.replace("moa: n", "moa: n, instance_of: a")


def retired(root: Path, model: str, *ids: str) -> dict[str, Any]:
    """The dossier of a retirement, as programs read it, in a workspace where all flows are written."""
    hospital(root, model=model)
    (root / "requests" / "lits-de-plus.yaml").unlink()
    with (root / "workspace.yaml").open("a", encoding="utf-8") as settings:
        settings.write("complete: [{kind: flow}]\n")
    dossier: dict[str, Any] = json.loads(invoke(root, "retire", *ids, "--format", "json").out)
    return dossier


def test_the_other_one_of_the_name_is_to_be_settled_with_who_answers_for_both(tmp_path: Path) -> None:
    dossier = retired(tmp_path, MODEL, "a")
    assert dossier["verdict"] == "GO TO CONFIRM"
    assert {"id": "b", "field": "written_twice", "ask": ["n", "m"], "for_go": True} in dossier["missing"]
    said = " ".join(invoke(tmp_path, "retire", "a").out.split())
    assert "perhaps the same thing written twice: PUBLIK (b). If so, nothing is taken over nor saved." in said


@pytest.mark.parametrize("model", [OTHER_NAME, LEFT_SERVICE, INSTANCE], ids=["other name", "left", "instance"])
def test_nothing_is_to_be_settled_of_those_that_are_not(tmp_path: Path, model: str) -> None:
    dossier = retired(tmp_path, model, "a")
    assert "written_twice" not in json.dumps(dossier)


def test_what_is_retired_with_it_is_not_asked_about(tmp_path: Path) -> None:
    dossier = retired(tmp_path, MODEL, "a", "b")
    assert "written_twice" not in json.dumps(dossier)


def test_a_dossier_does_not_count_one_as_two_without_a_word(tmp_path: Path) -> None:
    model = "process: {lits: {}}\ndata_object: {identite: {}}\nsite: {nord: {}}\nactor: {moa-lits: {}}\n"
    model += "application: {agathe: {name: Publik, covers: lits}, gdl: {name: publik, covers: lits}}\n"
    said = " ".join(invoke(hospital(tmp_path, model=model), "dossier", "lits-de-plus").out.split())
    assert "2 solutions serve this need already. Perhaps one, written twice: Publik (agathe), publik (gdl)." in said
