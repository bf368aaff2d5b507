"""Models of ArchiMate that go out: imported ones as they came, our own elements with what ArchiMate has no word for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ea_repo.exchange import Inventory, read
from ea_repo.exchange.importing import Asked
from ea_repo.exchange.inventory import Folder
from ea_repo.repository import Repository
from tests.exchange.importing import a_workspace, imported
from tests.exchange.test_export import SI, exported

MODEL = """\
<?xml version="1.0" encoding="UTF-8"?>
<model xmlns="http://www.opengroup.org/xsd/archimate/3.0/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
       identifier="id-m">
  <name xml:lang="fr">Le modèle</name>
  <properties><property propertyDefinitionRef="p1"><value xml:lang="fr">valeur</value></property></properties>
  <elements>
    <element identifier="id-a" xsi:type="ApplicationComponent">
      <name xml:lang="fr">Dossier</name><name xml:lang="en">Record</name>
      <documentation xml:lang="fr">Deux&#13;
lignes</documentation>
      <properties>
        <property propertyDefinitionRef="p1"><value xml:lang="fr">un</value></property>
        <property propertyDefinitionRef="p1"><value xml:lang="fr">deux</value></property>
      </properties>
    </element>
    <element identifier="id-b" xsi:type="ApplicationComponent">
      <name xml:lang="fr">Module</name>
      <properties><property propertyDefinitionRef="p1"><value/></property></properties>
    </element>
    <element identifier="id-c" xsi:type="BusinessProcess"><name xml:lang="fr">Accueil</name></element>
    <element identifier="id-d" xsi:type="ValueStream"><name xml:lang="fr">Valeur</name></element>
    <element identifier="id-o" xsi:type="DataObject"><name xml:lang="fr">Donnée</name></element>
    <element identifier="id-j" xsi:type="AndJunction"><name/></element>
  </elements>
  <relationships>
    <relationship identifier="id-r1" xsi:type="Composition" source="id-a" target="id-b"/>
    <relationship identifier="id-r2" xsi:type="Serving" source="id-a" target="id-c">
      <name xml:lang="fr">sert</name>
      <properties><property propertyDefinitionRef="p1"><value xml:lang="fr">trois</value></property></properties>
    </relationship>
    <relationship identifier="id-r3" xsi:type="Flow" source="id-b" target="id-a">
      <name xml:lang="fr">envoi</name>
    </relationship>
    <relationship identifier="id-r4" xsi:type="Association" source="id-d" target="id-r3"/>
    <relationship identifier="id-r5" xsi:type="Access" source="id-a" target="id-o" accessType="Write"/>
    <relationship identifier="id-r6" xsi:type="Influence" source="id-d" target="id-j" modifier="+"/>
  </relationships>
  <organizations>
    <item><label xml:lang="fr">Métier</label><item identifierRef="id-c"/></item>
    <item><item identifierRef="id-o"/></item>
    <item><label xml:lang="fr">Applications</label><item identifierRef="id-a"/><item identifierRef="id-b"/></item>
  </organizations>
  <propertyDefinitions>
    <propertyDefinition identifier="p1" type="string"><name xml:lang="fr">Propriété</name></propertyDefinition>
  </propertyDefinitions>
  <views>
    <diagrams>
      <view identifier="id-v" xsi:type="Diagram" viewpoint="Layered">
        <name xml:lang="fr">Vue</name>
        <node identifier="id-n1" xsi:type="Element" elementRef="id-a" x="10" y="20" w="200" h="100">
          <style><fillColor r="1" g="2" b="3"/></style>
          <node identifier="id-n2" xsi:type="Element" elementRef="id-b" x="20" y="40" w="100" h="50"/>
        </node>
        <node identifier="id-n3" xsi:type="Element" elementRef="id-c" x="300" y="20" w="100" h="50"/>
        <node identifier="id-n4" xsi:type="Label" x="5" y="300" w="90" h="20"><label xml:lang="fr">note</label></node>
        <connection identifier="id-l" xsi:type="Relationship" relationshipRef="id-r2" source="id-n1" target="id-n3">
          <bendpoint x="250" y="45"/>
        </connection>
      </view>
    </diagrams>
  </views>
</model>
"""


def says(inventory: Inventory) -> dict[str, Any]:
    """All that a model says, places apart."""
    said: dict[str, Any] = {
        item.id: (
            item.type, item.name, item.documentation, [(one.name, one.value) for one in item.properties], item.folder,
            dict(item.fields), getattr(item, "source", None), getattr(item, "target", None),
        )
        for items in (inventory.records, inventory.relations, inventory.views)
        for item in items
    }  # fmt: skip
    for view in inventory.views:
        for node in view.all_nodes():
            said[node.id] = (
                node.type,
                node.shows,
                node.name,
                node.x,
                node.y,
                node.width,
                node.height,
                dict(node.fields),
            )
        for line in view.connections:
            said[line.id] = (line.type, line.shows, line.source, line.target, dict(line.fields))
    properties = [(one.name, one.value) for one in inventory.properties]
    definitions = [(one.id, one.type, one.name) for one in inventory.property_definitions]
    said["folders"] = [_folder(folder) for folder in inventory.folders]
    said["model"] = (inventory.id, inventory.name, properties, definitions)
    return said


def _folder(folder: Folder) -> Any:
    inside = [_folder(part) if isinstance(part, Folder) else part for part in folder.content]
    return (folder.id, folder.type, folder.name, folder.documentation, inside)


def brought(tmp_path: Path) -> tuple[Path, Path]:
    """A workspace with the model in it, and the file it came from."""
    file = tmp_path / "model.xml"
    file.write_text(MODEL, encoding="utf-8")
    root = tmp_path / "si"
    Repository.carry_out_in_new(root, Repository.import_in_new(root, Asked((file,))))
    return root, file


def test_an_imported_model_goes_out_as_it_came(tmp_path: Path) -> None:
    root, file = brought(tmp_path)
    out = exported(root, "archimate")
    assert says(read([out])) == says(read([file]))
    plan = imported(root, out)
    assert (plan.added, plan.changed, plan.gone, plan.conflicts) == ((), (), (), ())


def test_a_name_that_was_corrected_here_goes_out_corrected_in_its_language(tmp_path: Path) -> None:
    root, _ = brought(tmp_path)
    file = root / "model" / "le-modele" / "application.yaml"
    text = file.read_text(encoding="utf-8")
    assert "    name: Dossier\n" in text
    file.write_text(text.replace("    name: Dossier\n", "    name: Dossier patient\n"), encoding="utf-8")
    names = {record.id: record.name for record in read([exported(root, "archimate")]).records}
    assert names["id-a"].texts == (("fr", "Dossier patient"), ("en", "Record"))


def test_a_link_that_was_removed_here_is_no_relation_any_more(tmp_path: Path) -> None:
    root, _ = brought(tmp_path)
    file = root / "model" / "le-modele" / "application.yaml"
    text = file.read_text(encoding="utf-8")
    assert "    uses: donnee\n" in text
    file.write_text(text.replace("    uses: donnee\n", ""), encoding="utf-8")
    relations = {relation.id for relation in read([exported(root, "archimate")]).relations}
    assert relations == {"id-r1", "id-r2", "id-r3", "id-r4", "id-r6"}


def test_flows_and_links_of_ours_are_relations_of_archimate(tmp_path: Path) -> None:
    text = exported(a_workspace(tmp_path, si=SI), "archimate").read_text(encoding="utf-8")
    assert '<relationship identifier="id-siu-orbis" xsi:type="Flow" source="id-siu" target="id-orbis">' in text
    assert 'xsi:type="Composition" source="id-agathe" target="id-orbis"' in text
    assert 'xsi:type="Association" source="id-siu-orbis" target="id-identite"' in text
    assert text.count("<element ") == 11
