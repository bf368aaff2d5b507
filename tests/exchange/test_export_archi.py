"""Archi's native files that go out: imported ones as they came, our own elements where Archi looks for them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ea_repo.answer.exported import Exported
from ea_repo.exchange import Inventory, read
from ea_repo.exchange.importing import Asked
from ea_repo.repository import Repository
from tests.exchange.importing import a_workspace, imported
from tests.exchange.test_export import SI, exported
from tests.exchange.test_export_archimate import MODEL, says

NATIVE = """\
<?xml version="1.0" encoding="UTF-8"?>
<archimate:model xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xmlns:archimate="http://www.archimatetool.com/archimate" xmlns:canvas="http://www.archimatetool.com/canvas"
    name="Le modèle" id="id-m" version="4.9.0">
  <folder name="Métier" id="f-b" type="business">
    <folder name="Acteurs" id="f-a">
      <element xsi:type="archimate:BusinessActor" name="Accueil" id="a" profiles="p"/>
      <documentation>Qui agit</documentation>
    </folder>
  </folder>
  <folder name="Application" id="f-s" type="application">
    <element xsi:type="archimate:ApplicationComponent" name="Dossier" id="b">
      <documentation>Deux&#13;
lignes</documentation>
      <property key="coût" value="12"/>
      <property key="coût" value="13"/>
    </element>
    <element xsi:type="archimate:DataObject" name="Donnée" id="d"/>
  </folder>
  <folder name="Autres" id="f-o" type="other">
    <element xsi:type="archimate:Junction" id="j" type="or"/>
  </folder>
  <folder name="Relations" id="f-r" type="relations">
    <element xsi:type="archimate:ServingRelationship" id="r1" source="b" target="a" profiles="q"/>
    <element xsi:type="archimate:RealizationRelationship" id="r0" source="b" target="a">
      <documentation>L'une&#13;
puis l'autre</documentation>
    </element>
    <element xsi:type="archimate:AccessRelationship" name="lit" id="r2" source="b" target="d" accessType="1"/>
    <element xsi:type="archimate:AssociationRelationship" id="r3" source="d" target="r1" directed="true"/>
    <element xsi:type="archimate:InfluenceRelationship" id="r4" source="a" target="j" strength="+"/>
  </folder>
  <folder name="Vues" id="f-v" type="diagrams">
    <element xsi:type="archimate:ArchimateDiagramModel" name="Vue" id="v" viewpoint="layered">
      <child xsi:type="archimate:Group" id="n0" name="Cadre" fillColor="#d2d7d7">
        <bounds x="10" y="20" width="400" height="300"/>
        <child xsi:type="archimate:DiagramObject" id="n1" archimateElement="b">
          <bounds x="20" y="40" width="120" height="55"/>
          <sourceConnection xsi:type="archimate:Connection" id="l1" source="n1" target="n2" archimateRelationship="r1">
            <bendpoint startX="10" startY="-20" endX="-30" endY="40"/>
          </sourceConnection>
          <feature name="iconVisible" value="1"/>
        </child>
      </child>
      <child xsi:type="archimate:DiagramObject" id="n2" targetConnections="l1" archimateElement="a">
        <bounds x="500" y="60" width="-1" height="-1"/>
      </child>
      <child xsi:type="archimate:Note" id="n3" textAlignment="1">
        <bounds x="5" y="400" width="185" height="80"/>
        <content>À revoir</content>
      </child>
    </element>
    <element xsi:type="canvas:CanvasModel" name="Toile" id="w">
      <child xsi:type="canvas:CanvasModelSticky" id="n4">
        <bounds x="0" y="0" width="100" height="50"/>
        <notes>Idée</notes>
      </child>
    </element>
  </folder>
  <property key="auteur" value="DSI"/>
  <purpose>Montrer</purpose>
  <profile name="Service" id="p" conceptType="BusinessActor"/>
  <profile name="Contrat" id="q" conceptType="ServingRelationship"/>
</archimate:model>
"""


def all_of(inventory: Inventory) -> dict[str, Any]:
    """All that a native model says: also its profiles and its purpose."""
    return {
        **says(inventory),
        "profiles": sorted((one.id, one.type, str(one.name)) for one in inventory.profiles),
        "of items": {item.id: item.profiles for item in (*inventory.records, *inventory.relations)},
        "purpose": (inventory.documentation, inventory.version),
    }


def brought(tmp_path: Path, content: str, name: str) -> tuple[Path, Path]:
    file = tmp_path / name
    file.write_text(content, encoding="utf-8")
    root = tmp_path / "si"
    Repository.carry_out_in_new(root, Repository.import_in_new(root, Asked((file,))))
    return root, file


def test_an_imported_model_goes_out_as_it_came(tmp_path: Path) -> None:
    root, file = brought(tmp_path, NATIVE, "model.archimate")
    out = exported(root, "archi")
    assert all_of(read([out])) == all_of(read([file]))
    plan = imported(root, out)
    assert (plan.added, plan.changed, plan.gone, plan.conflicts) == ((), (), (), ())


def test_what_goes_out_twice_is_the_same_bytes(tmp_path: Path) -> None:
    root, _ = brought(tmp_path, NATIVE, "model.archimate")
    first = exported(root, "archi").read_text(encoding="utf-8")
    assert 'conceptType="ServingRelationship"' in first
    (tmp_path / "again").mkdir()
    again, _ = brought(tmp_path / "again", first, "model.archimate")
    assert exported(again, "archi").read_text(encoding="utf-8") == first


def test_a_model_of_the_exchange_file_opens_in_archi_with_its_positions(tmp_path: Path) -> None:
    root, _ = brought(tmp_path, MODEL, "model.xml")
    model = read([exported(root, "archi")])
    assert {record.id: record.type for record in model.records}["id-j"] == "Junction"
    assert {relation.id: (relation.type, relation.source, relation.target) for relation in model.relations} == {
        "id-r1": ("Composition", "id-a", "id-b"), "id-r2": ("Serving", "id-a", "id-c"),
        "id-r3": ("Flow", "id-b", "id-a"), "id-r4": ("Association", "id-d", "id-r3"),
        "id-r5": ("Access", "id-a", "id-o"), "id-r6": ("Influence", "id-d", "id-j"),
    }  # fmt: skip
    boxes = {box.id: (box.shows, box.x, box.y, box.width, box.height) for box in model.views[0].all_nodes()}
    assert boxes["id-n1"] == ("id-a", 10, 20, 200, 100)
    assert boxes["id-n2"] == ("id-b", 20, 40, 100, 50)
    assert [folder.type for folder in model.folders][:3] == ["strategy", "business", "application"]
    assert next(record.folder for record in model.records if record.id == "id-a") == ("Application", "Applications")


def test_a_model_of_archi_goes_out_as_an_exchange_file_with_its_positions(tmp_path: Path) -> None:
    root, _ = brought(tmp_path, NATIVE, "model.archimate")
    out = exported(root, "archimate")
    model = read([out])
    relations = {relation.id: (relation.type, dict(relation.fields)) for relation in model.relations}
    assert relations == {
        "r0": ("Realization", {}),
        "r1": ("Serving", {}),
        "r2": ("Access", {"accessType": "Read"}),
        "r3": ("Association", {"isDirected": "true"}),
        "r4": ("Influence", {"modifier": "+"}),
    }
    view = next(view for view in model.views if view.id == "v")
    boxes = {box.id: (box.type, box.x, box.y, str(box.name)) for box in view.all_nodes()}
    assert boxes == {
        "n0": ("Container", 10, 20, "Cadre"), "n1": ("Element", 30, 60, ""), "n2": ("Element", 500, 60, ""),
        "n3": ("Label", 5, 400, "À revoir"),
    }  # fmt: skip
    assert view.connections[0].fields["bends"] == ({"x": "315", "y": "97"},)
    assert '<fillColor r="210" g="215" b="215" />' in out.read_text(encoding="utf-8")


def test_our_own_elements_stand_in_the_folders_of_their_layers(tmp_path: Path) -> None:
    out = exported(a_workspace(tmp_path, si=SI), "archi")
    text = out.read_text(encoding="utf-8")
    model = text.split("<folder ")
    assert 'name="SIU"' in next(part for part in model if part.startswith('name="Référentiel"'))
    assert '<profile name="référentiel" id="profile-referential" conceptType="ApplicationComponent" />' in text
    flow = next(part for part in text.split("<element ") if 'id="id-siu-orbis"' in part)
    assert flow.startswith('xsi:type="archimate:FlowRelationship"')


def test_what_was_changed_in_archi_comes_back_with_its_place(tmp_path: Path) -> None:
    root = a_workspace(tmp_path, si=SI)
    out = exported(root, "archi")
    text = out.read_text(encoding="utf-8")
    out.write_text(text.replace('name="SIU"', 'name="Serveur d’identité"'), encoding="utf-8")
    plan = imported(root, out)
    assert [(change.id, change.field, change.after) for change in plan.changed] == [
        ("siu", "name", "Serveur d’identité")
    ]


def test_the_name_of_the_file_says_which_form_is_wanted(tmp_path: Path) -> None:
    repository = Repository(a_workspace(tmp_path, si=SI))
    assert repository.export("archimate", (), "fr", "si.archimate").format == "archi"
    assert repository.export("archimate", (), "fr", "si.xml").format == "archimate"


def test_another_program_reads_as_many_elements_and_relations(tmp_path: Path) -> None:
    from pyArchimate.pyArchimate import Model  # type: ignore[import-untyped]

    out = exported(a_workspace(tmp_path, si=SI), "archi")
    model = Model("read back")
    model.read(str(out))
    text = out.read_text(encoding="utf-8")
    relations = text.count('Relationship"')
    assert (len(model.elements), len(model.relationships)) == (text.count("<element ") - relations, relations)


@pytest.mark.parametrize("format", ["archi", "archimate"])
def test_what_the_text_says_beside_makes_no_broken_file(tmp_path: Path, format: str) -> None:
    root, _ = brought(tmp_path, NATIVE, "model.archimate")
    file = root / "model" / "le-modele" / "application.yaml"
    more = r"""{'x="1"><evil/><y z': v, "a b": {c: d}, group: {"<": 1, plain: "\x01"}, 1: one, kept: "a\x01b"}"""
    text = file.read_text(encoding="utf-8").replace("{line_ends: windows}", more)
    file.write_text(text.replace("name: Dossier", r'name: "Dos\x01sier"'), encoding="utf-8")
    out = exported(root, format)
    assert b"evil" not in out.read_bytes()
    [record] = [record for record in read([out]).records if record.id.endswith("b")]
    assert str(record.name) == "Dos\ufffdsier"
    if format == "archi":
        assert record.fields == {"kept": "a\ufffdb", "group": {"plain": "\ufffd"}}


MORE = "application: {ajout: {name: Ajout}}\nflow: {f: {source: dossier, target: ajout}}\n"


@pytest.mark.parametrize("format", ["archi", "archimate"])
def test_the_views_of_a_model_stay_where_elements_of_elsewhere_go_out_with_it(tmp_path: Path, format: str) -> None:
    root, _ = brought(tmp_path, NATIVE, "model.archimate")
    (root / "model" / "ajouts.yaml").write_text(MORE, encoding="utf-8")
    out = Repository(root).export(format, (), "en", views=False)
    (told,) = out.left_out
    assert told.en.startswith("Le modèle: other elements go out with those of this model")
    model = foreign(tmp_path, out)
    view = next(view for view in model.views if str(view.name) == "Vue")
    boxes = {box.id.rpartition(".")[2]: (box.shows, box.x, box.y) for box in view.all_nodes()}
    assert boxes == {
        "n0": ("", 10, 20), "n1": ("id-dossier", 30, 60), "n2": ("id-accueil", 500, 60), "n3": ("", 5, 400),
    }  # fmt: skip
    (line,) = view.connections
    relation = next(relation for relation in model.relations if relation.id == line.shows)
    ends = {box.id: box.shows for box in view.all_nodes()}
    assert (ends[line.source], ends[line.target]) == (relation.source, relation.target)
    assert len(line.fields["bends"]) == 1  # type: ignore[arg-type]
    if format == "archimate":
        assert sorted((relation.type, *relation.fields.values()) for relation in model.relations) == [
            ("Access", "Read"), ("Association", "true"), ("Flow",), ("Influence", "+"), ("Realization",), ("Serving",),
        ]  # fmt: skip


def test_a_view_loses_what_it_showed_of_an_element_that_is_gone(tmp_path: Path) -> None:
    root, _ = brought(tmp_path, NATIVE, "model.archimate")
    (root / "model" / "ajouts.yaml").write_text(MORE, encoding="utf-8")
    out = Repository(root).export("archimate", ("kind=inventory,diagram,application,flow",), "en", views=False)
    view = next(view for view in foreign(tmp_path, out).views if str(view.name) == "Vue")
    assert [box.id.rpartition(".")[2] for box in view.all_nodes()] == ["n0", "n1", "n3"]
    assert view.connections == ()


def foreign(tmp_path: Path, out: Exported) -> Inventory:
    """What goes out, read as a model of somebody else: with its views."""
    file = tmp_path / f"out{out.ending}"
    file.write_bytes(b"".join(out.content).replace(b"ea:generator", b"generator"))
    return read([file])
