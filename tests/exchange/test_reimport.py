"""A second version of a source: what came from it is updated, what was corrected here stays, nothing goes silently."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ea_repo.exchange.importing import NotImported
from ea_repo.repository import Repository
from tests.exchange.importing import a_workspace, graph, imported, planned, said, source, texts

MAPPING = """\
source: parc
records:
  "*":
    kind: application
    key: code
    name: nom
    fields: {description: role, live_on: depuis, supports: {from: processus, split: ","}, criticality: niveau}
"""
FIRST = """\
code,nom,role,depuis,processus,niveau
A,Agathe,Gestion des lits,2019,urgences,critical
O,Orbis,Dossier,2012,"urgences,imagerie",
G,Glims,Laboratoire,2015,,standard
"""
SECOND = """\
code,nom,role,depuis,processus,niveau
A,Agathe,Gestion des lits et des places,2019,urgences,critical
O,Orbis Next,Dossier,2012,imagerie,important
P,Paie,Paie,2020,,
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace into which the first version came."""
    root = a_workspace(tmp_path, si="process: {urgences: {}, imagerie: {}}\n")
    imported(root, source(tmp_path, FIRST), MAPPING, on="2026-01-01")
    return root


def edit(root: Path, before: str, after: str) -> None:
    """What an architect writes in the file of the applications."""
    file = root / "model" / "parc" / "application.yaml"
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after), encoding="utf-8")


def test_the_same_file_again_changes_nothing_byte_for_byte(tmp_path: Path, root: Path) -> None:
    before = texts(root)
    plan = imported(root, source(tmp_path, FIRST), MAPPING)
    assert not plan.writes
    assert texts(root) == before


def test_a_new_version_updates_what_came_and_keeps_ids_through_renames(tmp_path: Path, root: Path) -> None:
    plan = imported(root, source(tmp_path, SECOND), MAPPING)
    assert [(change.id, change.field, change.before, change.after) for change in plan.changed] == [
        ("agathe", "description", "Gestion des lits", "Gestion des lits et des places"),
        ("orbis", "name", "Orbis", "Orbis Next"),
        ("orbis", "supports", ["urgences", "imagerie"], ["imagerie"]),
        ("orbis", "criticality", None, "important"),
    ]
    assert [str(change.at) for change in plan.changed[:2]] == ["source.csv:2:10", "source.csv:3:1"]
    si = graph(root)
    assert said(si, "orbis") == {
        "name": "Orbis Next", "description": "Dossier", "live_on": "2012", "supports": ["imagerie"],
        "criticality": "important",
    }  # fmt: skip
    assert [added.id for added in plan.added] == ["paie"]
    days = {id: si.value(id, "imported").day for id in ("agathe", "glims", "paie")}
    assert days == {"agathe": "2026-11-30", "glims": "2026-01-01", "paie": "2026-11-30"}


def test_what_the_source_no_longer_has_is_told_and_removed_only_when_asked(tmp_path: Path, root: Path) -> None:
    plan = imported(root, source(tmp_path, SECOND), MAPPING)
    assert [(gone.id, gone.removed) for gone in plan.gone] == [("glims", False)]
    assert "glims" in graph(root)
    plan = imported(root, source(tmp_path, SECOND), MAPPING, prune=True)
    assert [(gone.id, gone.removed) for gone in plan.gone] == [("glims", True)]
    assert "glims" not in graph(root)
    assert not planned(root, source(tmp_path, SECOND), MAPPING).plan.writes


def test_what_the_source_no_longer_has_says_so_until_it_is_back(tmp_path: Path, root: Path) -> None:
    came = texts(root)
    imported(root, source(tmp_path, SECOND), MAPPING, on="2026-02-02")
    assert graph(root).value("glims", "imported").gone_on == "2026-02-02"
    assert graph(root).value("orbis", "imported").gone_on is None
    told = texts(root)
    assert not imported(root, source(tmp_path, SECOND), MAPPING, on="2026-03-03").writes
    assert texts(root) == told
    imported(root, source(tmp_path, FIRST), MAPPING, on="2026-04-04")
    back = graph(root).value("glims", "imported")
    assert (back.gone_on, back.digest) == (None, graph(root).value("agathe", "imported").digest)
    assert said(graph(root), "glims") == {
        "name": "Glims", "description": "Laboratoire", "live_on": "2015", "criticality": "standard",
    }  # fmt: skip
    assert came.keys() <= texts(root).keys()


def test_what_only_was_here_when_a_source_named_it_is_not_gone_with_it(tmp_path: Path) -> None:
    root = a_workspace(tmp_path, si="process: {urgences: {}}\napplication: {agathe: {name: Agathe}}\n")
    mapping = MAPPING.replace("kind: application", "kind: application\n    same: true")
    first = "code,nom,role,depuis,processus,niveau\nAgathe,Agathe,,2019,,\nO,Orbis,,2012,,\n"
    imported(root, source(tmp_path, first), mapping)
    plan = imported(root, source(tmp_path, first.replace("Agathe,Agathe,,2019,,\n", "")), mapping)
    assert [gone.id for gone in plan.gone] == ["agathe"]
    assert graph(root).value("agathe", "imported") is None


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ("    description: Laboratoire\n", "    description: Le laboratoire central\n", "corrected here"),
        ("    name: Orbis\n", "    name: Orbis\n    part_of: glims\n", "others point at it: orbis"),
    ],
)
def test_pruning_never_takes_what_was_corrected_or_is_pointed_at(
    tmp_path: Path, root: Path, before: str, after: str, reason: str
) -> None:
    edit(root, before, after)
    plan = imported(root, source(tmp_path, SECOND), MAPPING, prune=True)
    (gone,) = plan.gone
    assert (gone.id, gone.removed) == ("glims", False)
    assert gone.why is not None
    assert reason in gone.why.en
    assert "glims" in graph(root)


def test_a_correction_made_here_stays(tmp_path: Path, root: Path) -> None:
    edit(root, "    name: Glims\n", "    name: Glims\n    exposed: false # on le sait depuis 2024\n")
    edit(root, "    description: Dossier\n", "    description: Dossier patient\n")
    plan = imported(root, source(tmp_path, SECOND), MAPPING)
    assert not plan.conflicts
    assert [(kept.id, kept.field, kept.workspace, kept.source) for kept in plan.kept] == [
        ("orbis", "description", "Dossier patient", "Dossier")
    ]
    assert said(graph(root), "orbis")["description"] == "Dossier patient"
    assert said(graph(root), "glims")["exposed"] is False
    assert "# on le sait depuis 2024" in (root / "model/parc/application.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("prefer", "value", "again"),
    [(None, "Lits", 1), ("workspace", "Lits", 0), ("source", "Gestion des lits et des places", 0)],
)
def test_a_field_changed_on_both_sides_is_a_conflict_until_somebody_says(
    tmp_path: Path, root: Path, prefer: Any, value: str, again: int
) -> None:
    edit(root, "description: Gestion des lits\n", "description: Lits\n")
    plan = imported(root, source(tmp_path, SECOND), MAPPING, prefer=prefer)
    (conflict,) = plan.conflicts
    assert (conflict.id, conflict.field, conflict.before, conflict.workspace, conflict.source) == (
        "agathe", "description", "Gestion des lits", "Lits", "Gestion des lits et des places",
    )  # fmt: skip
    assert (str(conflict.at), str(conflict.written)) == ("source.csv:2:10", "model/parc/application.yaml:4:5")
    assert said(graph(root), "agathe")["description"] == value
    assert len(planned(root, source(tmp_path, SECOND), MAPPING).plan.conflicts) == again


def test_links_are_merged_one_by_one(tmp_path: Path, root: Path) -> None:
    edit(root, "supports: [urgences, imagerie]", "supports: [{to: urgences, need: vital}, imagerie]")
    edit(root, "supports: urgences\n", "supports: [urgences, imagerie]\n")
    more = FIRST.replace('"urgences,imagerie"', "imagerie").replace("2019,urgences", "2019,")
    plan = imported(root, source(tmp_path, more), MAPPING)
    si = graph(root)
    assert said(si, "agathe")["supports"] == ["imagerie"], "one went there, one came here"
    assert said(si, "orbis")["supports"] == [{"to": "urgences", "need": "vital"}, "imagerie"]
    assert [(conflict.id, conflict.field) for conflict in plan.conflicts] == [("orbis", "supports.urgences")]


def test_what_was_deleted_here_stays_so_until_the_source_changes_it(tmp_path: Path, root: Path) -> None:
    file = root / "model" / "parc" / "application.yaml"
    kept, _, glims = file.read_text(encoding="utf-8").partition("  glims:\n")
    assert glims
    file.write_text(kept, encoding="utf-8")
    plan = imported(root, source(tmp_path, FIRST), MAPPING)
    assert [(kept.id, kept.field) for kept in plan.kept] == [("glims", "")]
    assert "glims" not in graph(root)
    changed = FIRST.replace("Laboratoire,2015", "Laboratoire,2016")
    plan = imported(root, source(tmp_path, changed), MAPPING)
    assert [(conflict.id, conflict.field) for conflict in plan.conflicts] == [("glims", "")]
    assert "glims" not in graph(root)
    imported(root, source(tmp_path, changed), MAPPING, prefer="source")
    assert said(graph(root), "glims")["live_on"] == "2016"


def test_an_element_moved_to_another_file_is_changed_there_and_its_file_keeps_its_comments(
    tmp_path: Path, root: Path
) -> None:
    file = root / "model" / "parc" / "application.yaml"
    head, _, rest = file.read_text(encoding="utf-8").partition("  orbis:\n")
    block, _, tail = rest.partition("  glims:\n")
    file.write_text(f"{head}  glims:\n{tail}", encoding="utf-8")
    own = f"# Le dossier patient.\napplication:\n  mine: {{}}   # à moi\n  orbis:\n    # suivi par la DSI\n{block}"
    (root / "model" / "mine.yaml").write_text(own, encoding="utf-8")
    plan = imported(root, source(tmp_path, SECOND), MAPPING)
    assert not plan.conflicts
    text = (root / "model" / "mine.yaml").read_text(encoding="utf-8")
    assert text.startswith(
        "# Le dossier patient.\napplication:\n  mine: {}   # à moi\n  orbis:\n    # suivi par la DSI\n"
    )
    assert said(graph(root), "orbis")["name"] == "Orbis Next"


def test_the_files_of_architects_are_not_touched(tmp_path: Path, root: Path) -> None:
    (root / "model" / "mine.yaml").write_text("# à moi\napplication: { mine : {name:   Mienne} }", encoding="utf-8")
    before = texts(root)
    imported(root, source(tmp_path, SECOND), MAPPING)
    after = texts(root)
    assert {name for name in after if after[name] != before.get(name)} == {
        "model/parc/application.yaml", "model/parc/imported.json", "model/parc/inventory.yaml",
    }  # fmt: skip


def test_what_somebody_wrote_between_the_plan_and_its_writing_is_not_lost(tmp_path: Path, root: Path) -> None:
    repository = Repository(root)
    plan = planned(root, source(tmp_path, SECOND), MAPPING)
    (root / "model" / "mine.yaml").write_text("application: {mine: {}}", encoding="utf-8")
    before = texts(root)
    with pytest.raises(NotImported):
        repository.carry_out(plan)
    assert texts(root) == before


def test_a_lost_memory_makes_each_difference_a_conflict(tmp_path: Path, root: Path) -> None:
    (root / "model" / "parc" / "imported.json").unlink()
    plan = planned(root, source(tmp_path, SECOND), MAPPING).plan
    assert [change.field for change in plan.changed] == ["criticality"], "nothing was written there"
    assert ("agathe", "description") in [(conflict.id, conflict.field) for conflict in plan.conflicts]


REFUSED = """\
source: s
records:
  Applications:
    kind: application
    key: N
    name: Application
    fields:
      yearly_cost: Coût
      retired_on: Fin
      criticality: {from: Niveau, values: {haute: critical}}
      needs.availability: D
      needs.integrity: I
      supports: {from: Processus, split: ","}
  Flux: {kind: flow, key: F, fields: {source: De, target: Vers}, both_ways: {Sens: deux}}
  Marchés: {link: part_of, source: Partie, target: Tout, details: {from: Depuis}}
"""
SHEETS = {
    "Applications.csv": "N;Application;Coût;Fin;Niveau;D;I;Processus\n"
    "1;Paie;1000;31/12/2027;haute;3;1;urgences,imagerie\n2;Orbis;;;;;;\n",
    "Flux.csv": "F;De;Vers;Sens\n7;Paie;Orbis;deux\n",
    "Marchés.csv": "Partie;Tout;Depuis\nOrbis;Paie;2020\n",
}


@pytest.mark.parametrize(("sheet", "before", "after", "field"), [
    ("Applications.csv", ";1000;", ";environ 1 100 €;", "yearly_cost"),
    ("Applications.csv", ";31/12/2027;", ";fin 2027;", "retired_on"),
    ("Applications.csv", ";haute;", ";énorme;", "criticality"),
    ("Applications.csv", ";3;1;", ";beaucoup;1;", "needs.availability"),
    ("Applications.csv", ";3;1;", ";9;1;", "needs"),
    ("Applications.csv", "urgences,imagerie", "urgences,imagrie", "supports"),
    ("Flux.csv", "7;Paie;", "7;Paye;", "source"),
    ("Marchés.csv", ";Paie;", ";Paye;", ""),
    ("Marchés.csv", ";2020", ";récemment", "from"),
])  # fmt: skip
def test_a_cell_that_cannot_be_read_takes_away_nothing_of_what_the_source_said_before(
    tmp_path: Path, sheet: str, before: str, after: str, field: str
) -> None:
    root = a_workspace(tmp_path, si="process: {urgences: {}, imagerie: {}}\n")
    imported(root, source(tmp_path, SHEETS), REFUSED)
    was = {name: texts(root / "model/s")[name] for name in ("application.yaml", "flow.yaml")}
    assert before in SHEETS[sheet]
    refused = {**SHEETS, sheet: SHEETS[sheet].replace(before, after)}
    plan = imported(root, source(tmp_path, refused), REFUSED)
    assert {rejected.field for rejected in plan.rejected} == {field}
    assert not plan.changed
    assert [edit.kind for edit in plan.edits] == ["inventory"], "which says the version that was read"
    assert texts(root / "model/s").items() >= was.items()
    sound = imported(root, source(tmp_path, SHEETS), REFUSED)
    assert not sound.changed


def test_a_row_that_is_rejected_is_not_one_that_is_gone(tmp_path: Path, root: Path) -> None:
    plan = imported(
        root, source(tmp_path, FIRST.replace("G,Glims,Laboratoire,2015,,standard", "G,,,,,")), MAPPING, prune=True
    )
    assert [str(rejected.at) for rejected in plan.rejected] == ["source.csv:4:1"]
    assert (plan.gone, plan.removals) == ((), ())
    assert said(graph(root), "glims")["live_on"] == "2015"
    assert not imported(root, source(tmp_path, FIRST), MAPPING).changed


def test_beside_a_link_that_cannot_be_read_the_others_of_its_cell_come_in(tmp_path: Path) -> None:
    root = a_workspace(tmp_path, si="process: {urgences: {}, imagerie: {}, bloc: {}}\n")
    imported(root, source(tmp_path, SHEETS), REFUSED)
    table = SHEETS["Applications.csv"].replace("urgences,imagerie", "bloc,imagrie")
    plan = imported(root, source(tmp_path, {**SHEETS, "Applications.csv": table}), REFUSED)
    assert [change.field for change in plan.changed] == ["supports"]
    assert said(graph(root), "paie")["supports"] == ["urgences", "imagerie", "bloc"]
