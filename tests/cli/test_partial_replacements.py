"""A suite that several tools replace, each in part: each is told with what it lacks, together they leave nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.requests import hospital
from tests.cli.running import invoke

MODEL = """\
site: {x: {}}
process: {paie: {}, conges: {}}
data_object: {bulletin: {}, solde: {}}
application:
  rh1: {covers: [paie, conges], deployed_at: x}
  rh2: {covers: paie, deployed_at: x, masters: bulletin}
  rh3: {covers: conges, deployed_at: x, masters: solde}
  autre: {covers: [], deployed_at: x}
  banque: {}
flow:
  f: {source: rh1, target: banque, data: bulletin}
  g: {source: rh1, target: banque, data: solde}
"""


def retired(root: Path, *words: str) -> dict[str, Any]:
    hospital(root, model=MODEL)
    (root / "requests" / "lits-de-plus.yaml").unlink()
    dossier: dict[str, Any] = json.loads(invoke(root, "retire", "rh1", *words, "--format", "json").out)
    return dossier


@pytest.mark.parametrize(
    ("replaced", "lacking"),
    [
        ("rh1=rh2", {"rh2": ["conges"]}),
        ("rh1=rh3", {"rh3": ["paie"]}),
        ("rh1=rh2,rh1=rh3", {"rh2": ["conges"], "rh3": ["paie"]}),
    ],
)
def test_each_is_told_with_what_it_lacks(tmp_path: Path, replaced: str, lacking: dict[str, list[str]]) -> None:
    dossier = retired(tmp_path, "--replace", replaced)
    assert {one["new"]: one["lacks"]["processes"] for one in dossier["takeovers"]} == lacking
    assert {one["old"] for one in dossier["takeovers"]} == {"rh1"}
    new = replaced.replace("rh1=", "").split(",")
    assert dossier["replacements"] == {"rh1": new if len(new) > 1 else new[0]}


def test_of_two_the_one_that_holds_a_datum_brings_it(tmp_path: Path) -> None:
    dossier = retired(tmp_path, "--replace", "rh1=rh2", "--replace", "rh1=rh3")
    assert {one["flow"]: (one["provider"], one["lacking"]) for one in dossier["reroute"]} == {
        "f": ("rh2", []),
        "g": ("rh3", []),
    }


def test_what_does_nothing_of_it_replaces_nothing(tmp_path: Path) -> None:
    retired(tmp_path)
    refused = invoke(tmp_path, "retire", "rh1", "--replace", "rh1=autre")
    assert "“autre” does not replace “rh1”" in refused.error
    assert refused.code != 0
