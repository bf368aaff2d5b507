"""`impact` and `retire` tell the imported relations that they do not read, and whom to ask about them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.check.workspaces import written
from tests.cli.running import invoke

MODEL = """
actor: {m: {name: Mutuelle}}
node: {vm: {}}
application: {a: {name: Compta, runs_on: vm}, b: {name: Polices, moa: m}}
relationship: {r: {type: Serving, source: a, target: b}}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return written(tmp_path, MODEL, {})


@pytest.mark.parametrize("lost", ["a", "vm"])
def test_an_impact_tells_them_of_all_that_is_lost(root: Path, lost: str) -> None:
    told = json.loads(invoke(root, "impact", lost, "--format", "json").out)["unread_relations"]
    assert told == [{"id": "r", "type": "Serving", "source": "a", "target": "b", "ask": ["m"]}]


@pytest.mark.parametrize(
    ("lang", "first", "relation"),
    [
        ("en", "No recorded link or flow depends on it; imported relations",
         "Recorded, and not read: Compta → Polices (Serving) – if it is a need, write a flow"),
        ("fr", "Aucun lien ni aucun flux enregistré n'en dépend ; les relations importées",
         "Enregistré, et non lu : Compta → Polices (Serving) – si c'est un besoin, écrire le lien"),
    ],
)  # fmt: skip
def test_nothing_depends_on_it_is_said_of_what_is_read(root: Path, lang: str, first: str, relation: str) -> None:
    impact = " ".join(invoke(root, "impact", "a", "--lang", lang).out.split())
    assert first in impact
    assert relation in impact
    retirement = " ".join(invoke(root, "retire", "a", "--lang", lang).out.split())
    assert relation in retirement
    assert "Mutuelle" in retirement


def test_what_is_withdrawn_from_a_site_keeps_its_relations(root: Path) -> None:
    (root / "model" / "s.yaml").write_text("site: {x: {}}", encoding="utf-8")
    told = json.loads(invoke(root, "impact", "a", "--site", "x", "--format", "json").out)["unread_relations"]
    assert told == []
