"""One small model, in every format that ArchiMate has: nothing that it says is lost."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from ea_repo.exchange import Inventory
from ea_repo.exchange.archimate import modern
from ea_repo.exchange.inventory import Folder, Item, Property, Wording
from tests.exchange.reading import named, read_file, read_folder, triples

NATIVE = """<?xml version="1.0" encoding="UTF-8"?>
<archimate:model xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xmlns:archimate="http://www.archimatetool.com/archimate" name="Hôpital" id="id-m" version="5.0.0">
  <folder name="Application" id="id-f1" type="application">
    <folder name="Cœur" id="id-f2">
      <element xsi:type="archimate:ApplicationComponent" name="Dossier patient" id="id-1" profiles="id-p1">
        <documentation>Tient le dossier.
Deux lignes.</documentation>
        <property key="éditeur" value="Alpha"/>
        <property key="site" value="Nord"/>
        <property key="site" value="Sud"/>
      </element>
    </folder>
    <element xsi:type="archimate:ApplicationComponent" name="Laboratoire" id="id-2"/>
    <element xsi:type="archimate:Junction" id="id-3" type="or"/>
  </folder>
  <folder name="Relations" id="id-f3" type="relations">
    <element xsi:type="archimate:FlowRelationship" name="résultats" id="id-r1" source="id-2" target="id-1"/>
    <element xsi:type="archimate:AssociationRelationship" id="id-r2" source="id-3" target="id-r1" directed="true"/>
    <element xsi:type="archimate:AccessRelationship" id="id-r3" source="id-1" target="id-nowhere" accessType="1"/>
  </folder>
  <folder name="Views" id="id-f4" type="diagrams">
    <element xsi:type="archimate:ArchimateDiagramModel" name="Échanges" id="id-v1" viewpoint="application_cooperation">
      <child xsi:type="archimate:Group" id="id-n1" name="Cœur">
        <bounds x="10" y="20" width="400" height="200"/>
        <child xsi:type="archimate:DiagramObject" id="id-n2" archimateElement="id-1" fillColor="#b5ffff">
          <bounds x="5" y="7" width="120" height="55"/>
        </child>
      </child>
      <child xsi:type="archimate:DiagramObject" id="id-n3" archimateElement="id-2">
        <bounds x="500" y="20" width="120" height="55"/>
        <sourceConnection xsi:type="archimate:Connection" id="id-c1" source="id-n3" target="id-n2"
            archimateRelationship="id-r1">
          <bendpoint startX="-40" startY="0" endX="60" endY="1"/>
        </sourceConnection>
      </child>
    </element>
  </folder>
  <purpose>Un essai</purpose>
  <property key="auteur" value="DSI"/>
  <profile name="Progiciel" id="id-p1" conceptType="ApplicationComponent"/>
</archimate:model>
"""

EXCHANGE = """<?xml version="1.0" encoding="UTF-8"?>
<model xmlns="http://www.opengroup.org/xsd/archimate/3.0/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xsi:schemaLocation="http://www.opengroup.org/xsd/archimate/3.0/ http://www.opengroup.org/xsd/archimate/3.1/a.xsd"
    identifier="id-m">
  <name xml:lang="fr">Hôpital</name>
  <documentation xml:lang="fr">Un essai</documentation>
  <metadata><schema>Dublin Core</schema></metadata>
  <properties><property propertyDefinitionRef="d-3"><value xml:lang="fr">DSI</value></property></properties>
  <elements>
    <element identifier="id-1" xsi:type="ApplicationComponent">
      <name xml:lang="fr">Dossier patient</name>
      <name xml:lang="en">Patient record</name>
      <documentation xml:lang="fr">Tient le dossier.
Deux lignes.</documentation>
      <properties>
        <property propertyDefinitionRef="d-1"><value xml:lang="fr">Alpha</value></property>
        <property propertyDefinitionRef="d-2"><value xml:lang="fr">Nord</value></property>
        <property propertyDefinitionRef="d-2"><value xml:lang="fr">Sud</value></property>
      </properties>
    </element>
    <element identifier="id-2" xsi:type="ApplicationComponent"><name xml:lang="fr">Laboratoire</name></element>
    <element identifier="id-3" xsi:type="OrJunction"/>
  </elements>
  <relationships>
    <relationship identifier="id-r1" source="id-2" target="id-1" xsi:type="Flow">
      <name xml:lang="fr">résultats</name>
    </relationship>
    <relationship identifier="id-r2" source="id-3" target="id-r1" xsi:type="Association" isDirected="true"/>
    <relationship identifier="id-r3" source="id-1" target="id-nowhere" xsi:type="Access" accessType="Read"/>
  </relationships>
  <organizations>
    <item>
      <label xml:lang="fr">Application</label>
      <item><label xml:lang="fr">Cœur</label><item identifierRef="id-1"/></item>
      <item identifierRef="id-2"/>
      <item identifierRef="id-3"/>
    </item>
  </organizations>
  <propertyDefinitions>
    <propertyDefinition identifier="d-1" type="string"><name>éditeur</name></propertyDefinition>
    <propertyDefinition identifier="d-2" type="string"><name>site</name></propertyDefinition>
    <propertyDefinition identifier="d-3" type="string"><name>auteur</name></propertyDefinition>
  </propertyDefinitions>
  <views>
    <viewpoints>
      <viewpoint identifier="vp-1"><name>Urbanisation</name><viewpointPurpose>Deciding</viewpointPurpose></viewpoint>
    </viewpoints>
    <diagrams>
      <view identifier="id-v1" xsi:type="Diagram" viewpoint="Application Cooperation">
        <name xml:lang="fr">Échanges</name>
        <node identifier="id-n1" xsi:type="Container" x="10" y="20" w="400" h="200">
          <label xml:lang="fr">Cœur</label>
          <node identifier="id-n2" elementRef="id-1" xsi:type="Element" x="15" y="27" w="120" h="55">
            <style><fillColor r="181" g="255" b="255"/></style>
          </node>
        </node>
        <node identifier="id-n3" elementRef="id-2" xsi:type="Element" x="500" y="20" w="120" h="55"/>
        <connection identifier="id-c1" relationshipRef="id-r1" xsi:type="Relationship" source="id-n3" target="id-n2">
          <bendpoint x="520" y="47"/>
        </connection>
      </view>
    </diagrams>
  </views>
</model>
"""

OLD = """<?xml version="1.0" encoding="UTF-8"?>
<model xmlns="http://www.opengroup.org/xsd/archimate" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    identifier="id-m">
  <name xml:lang="fr">Hôpital</name>
  <elements>
    <element identifier="id-1" xsi:type="ApplicationComponent">
      <label xml:lang="fr">Dossier patient</label>
      <properties><property identifierref="d-1"><value>Alpha</value></property></properties>
    </element>
    <element identifier="id-2" xsi:type="InfrastructureService"><label xml:lang="fr">Sauvegarde</label></element>
  </elements>
  <relationships>
    <relationship identifier="id-r1" source="id-2" target="id-1" xsi:type="UsedByRelationship"/>
  </relationships>
  <organization>
    <item><label>Applications</label><item identifierref="id-1"/></item>
  </organization>
  <propertydefs><propertydef identifier="d-1" name="éditeur" type="string"/></propertydefs>
  <views>
    <view identifier="id-v1" viewpoint="Layered">
      <label xml:lang="fr">Tout</label>
      <node identifier="id-n1" x="1" y="2" w="3" h="4" type="group">
        <label xml:lang="fr">Groupe</label>
        <node identifier="id-n2" elementref="id-1" x="5" y="6" w="7" h="8"/>
      </node>
      <connection identifier="id-c1" relationshipref="id-r1" source="id-n1" target="id-n2"/>
    </view>
  </views>
</model>
"""

GRAFICO = {
    "model/folder.xml": """<archimate:ArchimateModel xmlns:archimate="http://www.archimatetool.com/archimate"
        name="Hôpital" id="id-m" version="5.0.0" purpose="Un essai">
      <properties key="auteur" value="DSI"/>
      <profiles name="Progiciel" id="id-p1" conceptType="ApplicationComponent"/>
    </archimate:ArchimateModel>""",
    "model/application/folder.xml": """<archimate:Folder xmlns:archimate="http://www.archimatetool.com/archimate"
        name="Application" id="id-f1" type="application"/>""",
    "model/application/id-f2/folder.xml": """<archimate:Folder
        xmlns:archimate="http://www.archimatetool.com/archimate" name="Cœur" id="id-f2"/>""",
    "model/application/id-f2/ApplicationComponent_id-1.xml": """<archimate:ApplicationComponent
        xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
        xmlns:archimate="http://www.archimatetool.com/archimate" name="Dossier patient" id="id-1"
        documentation="Tient le dossier.&#10;Deux lignes.">
      <properties key="éditeur" value="Alpha"/>
      <properties key="site" value="Nord"/>
      <properties key="site" value="Sud"/>
      <profiles href="folder.xml#id-p1"/>
    </archimate:ApplicationComponent>""",
    "model/application/ApplicationComponent_id-2.xml": """<archimate:ApplicationComponent
        xmlns:archimate="http://www.archimatetool.com/archimate" name="Laboratoire" id="id-2"/>""",
    "model/application/Junction_id-3.xml": """<archimate:Junction
        xmlns:archimate="http://www.archimatetool.com/archimate" id="id-3" type="or"/>""",
    "model/relations/folder.xml": """<archimate:Folder xmlns:archimate="http://www.archimatetool.com/archimate"
        name="Relations" id="id-f3" type="relations"/>""",
    "model/relations/FlowRelationship_id-r1.xml": """<archimate:FlowRelationship
        xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
        xmlns:archimate="http://www.archimatetool.com/archimate" name="résultats" id="id-r1">
      <source xsi:type="archimate:ApplicationComponent" href="ApplicationComponent_id-2.xml#id-2"/>
      <target xsi:type="archimate:ApplicationComponent" href="ApplicationComponent_id-1.xml#id-1"/>
    </archimate:FlowRelationship>""",
    "model/relations/AssociationRelationship_id-r2.xml": """<archimate:AssociationRelationship
        xmlns:archimate="http://www.archimatetool.com/archimate" id="id-r2" directed="true">
      <source href="Junction_id-3.xml#id-3"/><target href="FlowRelationship_id-r1.xml#id-r1"/>
    </archimate:AssociationRelationship>""",
    "model/relations/AccessRelationship_id-r3.xml": """<archimate:AccessRelationship
        xmlns:archimate="http://www.archimatetool.com/archimate" id="id-r3" accessType="1">
      <source href="ApplicationComponent_id-1.xml#id-1"/><target href="DataObject_id-nowhere.xml#id-nowhere"/>
    </archimate:AccessRelationship>""",
    "model/diagrams/folder.xml": """<archimate:Folder xmlns:archimate="http://www.archimatetool.com/archimate"
        name="Views" id="id-f4" type="diagrams"/>""",
    "model/diagrams/ArchimateDiagramModel_id-v1.xml": """<archimate:ArchimateDiagramModel
        xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
        xmlns:archimate="http://www.archimatetool.com/archimate" name="Échanges" id="id-v1"
        viewpoint="application_cooperation">
      <children xsi:type="archimate:DiagramModelGroup" id="id-n1" name="Cœur">
        <bounds x="10" y="20" width="400" height="200"/>
        <children xsi:type="archimate:DiagramModelArchimateObject" id="id-n2" fillColor="#b5ffff">
          <bounds x="5" y="7" width="120" height="55"/>
          <archimateElement href="ApplicationComponent_id-1.xml#id-1"/>
        </children>
      </children>
      <children xsi:type="archimate:DiagramModelArchimateObject" id="id-n3">
        <sourceConnections xsi:type="archimate:DiagramModelArchimateConnection" id="id-c1" source="id-n3"
            target="id-n2">
          <bendpoints startX="-40" startY="0" endX="60" endY="1"/>
          <archimateRelationship href="FlowRelationship_id-r1.xml#id-r1"/>
        </sourceConnections>
        <bounds x="500" y="20" width="120" height="55"/>
        <archimateElement href="ApplicationComponent_id-2.xml#id-2"/>
      </children>
    </archimate:ArchimateDiagramModel>""",
}


def zipped(**members: str | bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return data.getvalue()


@pytest.fixture(params=["archi", "archi zipped", "coarchi", "archimate-exchange"])
def model(request: pytest.FixtureRequest, tmp_path: Path) -> Inventory:
    """The same model, whatever it is written in."""
    match request.param:
        case "archi":
            return read_file(tmp_path, NATIVE)
        case "archi zipped":
            return read_file(tmp_path, zipped(model_xml=NATIVE, images__a_png=b"an image"))
        case "coarchi":
            return read_folder(tmp_path, GRAFICO)
        case _:
            return read_file(tmp_path, EXCHANGE)


def test_records_are_the_same_in_every_format(model: Inventory) -> None:
    assert sorted((modern(record), record.id, str(record.name)) for record in model.records) == [
        ("ApplicationComponent", "id-1", "Dossier patient"),
        ("ApplicationComponent", "id-2", "Laboratoire"),
        ("OrJunction", "id-3", ""),
    ]


def test_relations_are_the_same_also_those_on_relations_and_those_that_lead_nowhere(model: Inventory) -> None:
    assert sorted(triples(model)) == [
        ("Access", "id-1", "id-nowhere"),
        ("Association", "id-3", "id-r1"),
        ("Flow", "id-2", "id-1"),
    ]
    assert [relation.id for relation in model.dangling()] == ["id-r3"]


def test_documentation_and_properties_are_kept_in_order_and_twice_where_written_twice(model: Inventory) -> None:
    record = item(model, "id-1")
    assert str(record.documentation) == "Tient le dossier.\nDeux lignes."
    assert pairs(record.properties) == [("éditeur", "Alpha"), ("site", "Nord"), ("site", "Sud")]
    assert pairs(model.properties) == [("auteur", "DSI")]
    assert (str(model.name), str(model.documentation), model.id) == ("Hôpital", "Un essai", "id-m")


def test_folders_are_kept(model: Inventory) -> None:
    assert item(model, "id-1").folder == ("Application", "Cœur")
    assert item(model, "id-2").folder == ("Application",)
    folder = next(folder for top in model.folders for folder in top.walk() if str(folder.name) == "Application")
    inner = [part for part in folder.content if isinstance(part, Folder)]
    assert [part.content for part in inner] == [("id-1",)]
    assert [part for part in folder.content if isinstance(part, str)] == ["id-2", "id-3"]


def test_views_have_their_boxes_where_they_stand_and_their_lines(model: Inventory) -> None:
    (view,) = model.views
    assert str(view.name) == "Échanges"
    assert view.viewpoint.lower().replace(" ", "_") == "application_cooperation"
    assert [(node.id, node.shows, node.x, node.y, node.width, node.height) for node in view.all_nodes()] == [
        ("id-n1", "", 10, 20, 400, 200),
        ("id-n2", "id-1", 15, 27, 120, 55),
        ("id-n3", "id-2", 500, 20, 120, 55),
    ]
    assert [(line.id, line.shows, line.source, line.target) for line in view.connections] == [
        ("id-c1", "id-r1", "id-n3", "id-n2")
    ]
    assert all(line.fields["bends"] for line in view.connections)


def test_totals_say_how_many_there_are_of_each_type(model: Inventory) -> None:
    totals = model.totals()
    assert sum(totals.records.values()) == 3
    assert totals.relations == {"Access": 1, "Association": 1, "Flow": 1}
    assert totals.views == 1
    assert model.rejected == ()


def test_specialisations_are_kept_by_archi(tmp_path: Path) -> None:
    for inventory in (read_file(tmp_path / "native", NATIVE), read_folder(tmp_path / "folder", GRAFICO)):
        assert item(inventory, "id-1").profiles == ("id-p1",)
        assert [(profile.id, profile.type, str(profile.name)) for profile in inventory.profiles] == [
            ("id-p1", "ApplicationComponent", "Progiciel")
        ]


def test_what_no_field_is_made_for_is_kept_as_it_is_written(tmp_path: Path) -> None:
    text = NATIVE.replace(
        'directed="true"/>', 'directed="true" strength="+"><novelty a="1"/><novelty>b</novelty></element>'
    )
    relation = next(relation for relation in read_file(tmp_path, text).relations if relation.id == "id-r2")
    assert relation.fields == {"directed": "true", "strength": "+", "novelty": ({"a": "1"}, "b")}
    (view,) = read_file(tmp_path, text.replace("archimateElement=", 'alpha="9" archimateElement=')).views
    assert [node.fields for node in view.all_nodes()][1:] == [{"fillColor": "#b5ffff", "alpha": "9"}, {"alpha": "9"}]


def test_images_of_a_zipped_model_are_kept(tmp_path: Path) -> None:
    inventory = read_file(tmp_path, zipped(model_xml=NATIVE, images__a_png=b"an image"))
    assert [(image.name, image.data) for image in inventory.attachments] == [("images/a.png", b"an image")]
    assert str(item(inventory, "id-1").at) == "source/model.xml:6:7"


def test_languages_definitions_and_viewpoints_of_the_exchange_format_are_kept(tmp_path: Path) -> None:
    inventory = read_file(tmp_path, EXCHANGE)
    assert item(inventory, "id-1").name == Wording((("fr", "Dossier patient"), ("en", "Patient record")))
    assert item(inventory, "id-1").name.in_("en") == "Patient record"
    assert item(inventory, "id-1").properties[0] == Property("éditeur", Wording.of("Alpha", "fr"), "d-1")
    assert [(defined.id, defined.type, str(defined.name)) for defined in inventory.property_definitions] == [
        ("d-1", "string", "éditeur"), ("d-2", "string", "site"), ("d-3", "string", "auteur")
    ]  # fmt: skip
    assert [(str(viewpoint.name), viewpoint.fields["viewpointPurpose"]) for viewpoint in inventory.viewpoints] == [
        ("Urbanisation", "Deciding")
    ]
    assert (inventory.version, inventory.fields["metadata"]) == ("3.1", {"schema": "Dublin Core"})


def test_version_2_1_of_the_exchange_format_says_the_same_in_other_words(tmp_path: Path) -> None:
    inventory = read_file(tmp_path, OLD)
    assert inventory.version == "2.1"
    assert named(inventory) == [
        ("ApplicationComponent", "id-1", "Dossier patient"),
        ("InfrastructureService", "id-2", "Sauvegarde"),
    ]
    assert [modern(item) for item in (*inventory.records, *inventory.relations)] == [
        "ApplicationComponent",
        "TechnologyService",
        "Serving",
    ]
    assert pairs(inventory.records[0].properties) == [("éditeur", "Alpha")]
    assert inventory.records[0].folder == ("Applications",)
    (view,) = inventory.views
    assert [(node.type, node.shows) for node in view.all_nodes()] == [("group", ""), ("Element", "id-1")]
    assert [line.shows for line in view.connections] == ["id-r1"]


def test_what_a_model_cannot_hold_is_rejected_with_its_place_and_the_rest_is_read(tmp_path: Path) -> None:
    flawed = NATIVE.replace('id="id-2"', 'id="id-1"').replace("<purpose>", "<surprise/><purpose>")
    inventory = read_file(tmp_path, flawed, "m.archimate")
    assert [(str(rejected.at), rejected.type) for rejected in inventory.rejected] == [
        ("m.archimate:14:5", "ApplicationComponent"),
        ("m.archimate:39:3", "surprise"),
    ]
    assert [record.id for record in inventory.records] == ["id-1", "id-3"]


def test_a_file_of_a_folder_that_cannot_be_read_does_not_hide_the_others(tmp_path: Path) -> None:
    broken = {**GRAFICO, "model/application/Junction_id-3.xml": GRAFICO["model/application/Junction_id-3.xml"][:-3]}
    inventory = read_folder(tmp_path, {**broken, "README.md": "Our model\n"})
    assert [str(rejected.at).partition(":")[0] for rejected in inventory.rejected] == [
        "model/application/Junction_id-3.xml"
    ]
    assert [record.id for record in inventory.records] == ["id-2", "id-1"]
    assert [str(note.at) for note in inventory.notes] == ["README.md"]


def item(inventory: Inventory, id: str) -> Item:
    return next(record for record in inventory.records if record.id == id)


def pairs(properties: tuple[Property, ...]) -> list[tuple[str, str]]:
    return [(given.name, str(given.value)) for given in properties]
