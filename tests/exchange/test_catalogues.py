"""Catalogues of what is written as code: Backstage, Structurizr, CALM."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ea_repo.exchange.inventory import Ref
from tests.exchange.reading import named, read_file, read_folder, triples

CATALOGUE = {
    "catalog-info.yaml": """\
apiVersion: backstage.io/v1alpha1
kind: Location
metadata: {name: tout}
spec:
  targets: [./soins/*.yaml, ./soins/dossier.yaml, ../ailleurs.yaml, "https://nowhere.invalid/x.yaml"]
---
# Only a comment.
---
apiVersion: backstage.io/v1alpha1
kind: System
metadata: {name: Soins, title: Production de soins}
spec: {owner: equipe-a, domain: sante}
""",
    "soins/dossier.yaml": """\
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: dossier
  description: |
    Tient le dossier
    --- sans fin ---
  annotations: {site: nord}
spec:
  type: service
  owner: User:Jean
  system: soins
  dependsOn:
    - resource:base
    - Component:autre/labo
    - sans-genre
  providesApis: [fhir]
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: DOSSIER}
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {description: nameless}
""",
    "soins/notes.yaml": "just: notes\n",
}
"""The second entity of the second file has the name of the first, whatever its capitals."""


def test_backstage_entities_are_named_by_their_full_reference(tmp_path: Path) -> None:
    inventory = read_folder(tmp_path, CATALOGUE)
    assert named(inventory) == [
        ("Location", "location:default/tout", "tout"),
        ("System", "system:default/soins", "Production de soins"),
        ("Component", "component:default/dossier", "dossier"),
    ]
    component = inventory.records[2]
    assert str(component.documentation) == "Tient le dossier\n--- sans fin ---"
    assert component.fields["metadata"] == {"annotations": {"site": "nord"}}
    assert (component.fields["type"], str(component.place("owner"))) == ("service", "soins/dossier.yaml:11:3")


def test_backstage_short_references_are_completed_and_those_that_say_nothing_are_rejected(tmp_path: Path) -> None:
    inventory = read_folder(tmp_path, CATALOGUE)
    assert triples(inventory) == [
        ("owner", "system:default/soins", "group:default/equipe-a"),
        ("domain", "system:default/soins", "domain:default/sante"),
        ("owner", "component:default/dossier", "user:default/jean"),
        ("system", "component:default/dossier", "system:default/soins"),
        ("providesApis", "component:default/dossier", "api:default/fhir"),
        ("dependsOn", "component:default/dossier", "resource:default/base"),
        ("dependsOn", "component:default/dossier", "component:autre/labo"),
    ]
    assert [(str(rejected.at), rejected.type) for rejected in inventory.rejected] == [
        ("soins/dossier.yaml:16:7", "dependsOn"),
        ("soins/dossier.yaml:21:12", "Component"),
        ("soins/dossier.yaml:25:1", "Component"),
    ]


def test_backstage_locations_are_followed_within_the_folder_and_no_further(tmp_path: Path) -> None:
    (tmp_path / "ailleurs.yaml").write_text("apiVersion: backstage.io/v1\nkind: System\nmetadata: {name: secret}\n")
    folder = tmp_path / "catalogue"
    inventory = read_folder(folder, CATALOGUE)
    assert not [record for record in inventory.records if str(record.name) == "secret"]
    assert [str(note.at) for note in inventory.notes] == [
        "catalog-info.yaml:5:13",
        "catalog-info.yaml:5:51",
        "catalog-info.yaml:5:69",
        "soins/notes.yaml",
    ]
    alone = read_file(folder, CATALOGUE["catalog-info.yaml"], "catalog-info.yaml")
    assert [file.name for file in alone.files] == ["catalog-info.yaml", "soins/dossier.yaml"]


def test_yaml_that_is_wrong_in_places_is_told_there_and_read_elsewhere(tmp_path: Path) -> None:
    text = CATALOGUE["soins/dossier.yaml"].replace("  type: service\n", "  type: service\n  type: !x website\n")
    inventory = read_file(tmp_path, text, "c.yaml")
    assert [str(rejected.at) for rejected in inventory.rejected][:2] == ["c.yaml:11:3", "c.yaml:11:9"]
    assert inventory.records[0].fields["type"] == "service"


WORKSPACE: dict[str, Any] = {
    "id": 1,
    "name": "Soins",
    "description": "Un essai",
    "properties": {"auteur": "DSI"},
    "model": {
        "people": [{"id": "1", "name": "Médecin", "relationships": [
            {"id": "10", "sourceId": "1", "destinationId": "3", "description": "consulte", "technology": "HTTPS"}]}],
        "softwareSystems": [{"id": "2", "name": "Dossier", "group": "Cœur/Clinique", "properties": {"site": "Nord"},
            "containers": [{"id": "3", "name": "Web",
                "components": [{"id": "4", "name": "Écran"}, {"name": "sans"}]}]}],
        "deploymentNodes": [{"id": "5", "name": "Serveur", "environment": "Production",
            "containerInstances": [{"id": "6", "containerId": "3"}]}],
    },
    "views": {
        "systemContextViews": [{"key": "c", "title": "Contexte", "elements": [{"id": "1", "x": 12, "y": 34}],
            "relationships": [{"id": "10", "order": "1"}]}],
        "configuration": {"styles": {}},
    },
}  # fmt: skip


def test_structurizr_elements_know_what_they_are_in_and_what_they_are_an_instance_of(tmp_path: Path) -> None:
    inventory = read_file(tmp_path, json.dumps(WORKSPACE), "w.json")
    assert named(inventory) == [
        ("Person", "1", "Médecin"),
        ("SoftwareSystem", "2", "Dossier"),
        ("Container", "3", "Web"),
        ("Component", "4", "Écran"),
        ("DeploymentNode", "5", "Serveur"),
        ("ContainerInstance", "6", ""),
    ]
    by_id = {record.id: record for record in inventory.records}
    assert by_id["2"].folder == ("Cœur", "Clinique")
    assert by_id["3"].fields["parent"] == Ref("2")
    assert by_id["6"].fields == {"containerId": "3", "instanceOf": Ref("3"), "parent": Ref("5")}
    assert str(by_id["4"].at) == "w.json:/model/softwareSystems/0/containers/0/components/0"
    assert [str(rejected.at) for rejected in inventory.rejected] == [
        "w.json:/model/softwareSystems/0/containers/0/components/1"
    ]
    assert str(inventory.properties[0].value) == "DSI"


def test_structurizr_relations_and_views_are_kept(tmp_path: Path) -> None:
    inventory = read_file(tmp_path, json.dumps(WORKSPACE))
    assert triples(inventory) == [("Relationship", "1", "3")]
    assert inventory.relations[0].fields["technology"] == "HTTPS"
    (view,) = inventory.views
    assert (view.type, view.id, str(view.name)) == ("systemContextView", "c", "Contexte")
    assert [(node.shows, node.x, node.y) for node in view.nodes] == [("1", 12, 34)]
    assert [(line.shows, line.source, line.target) for line in view.connections] == [("10", "1", "3")]


CALM: dict[str, Any] = {
    "$schema": "https://calm.finos.org/release/1.0/meta/calm.json",
    "nodes": [
        {"unique-id": "dossier", "node-type": "service", "name": "Dossier", "description": "Tient le dossier",
         "interfaces": [{"unique-id": "api", "port": 443}]},
        {"unique-id": "base", "node-type": "database", "name": "Base"},
        {"unique-id": "medecin", "node-type": "actor", "name": "Médecin"},
        {"unique-id": "si", "node-type": "system", "name": "SI"},
        {"unique-id": "base", "node-type": "database", "name": "Encore"},
    ],
    "relationships": [
        {"unique-id": "r1", "description": "lit", "protocol": "JDBC", "relationship-type": {"connects": {
            "source": {"node": "dossier"}, "destination": {"node": "base", "interfaces": ["x"]}}}},
        {"unique-id": "r2", "relationship-type": {"interacts": {"actor": "medecin", "nodes": ["dossier"]}}},
        {"unique-id": "r3", "relationship-type": {"composed-of": {"container": "si", "nodes": ["dossier", "base"]}}},
        {"unique-id": "r4", "relationship-type": {"options": [{"description": "à choisir"}]}},
    ],
    "flows": [{"unique-id": "f", "name": "Lecture", "transitions": [{"relationship-unique-id": "r1"}]}],
    "metadata": [{"auteur": "DSI"}],
}  # fmt: skip


def test_calm_nodes_relationships_and_flows(tmp_path: Path) -> None:
    inventory = read_file(tmp_path, json.dumps(CALM), "a.json")
    assert named(inventory) == [
        ("service", "dossier", "Dossier"),
        ("database", "base", "Base"),
        ("actor", "medecin", "Médecin"),
        ("system", "si", "SI"),
        ("flow", "f", "Lecture"),
    ]
    assert [
        (relation.id, *triple) for relation, triple in zip(inventory.relations, triples(inventory), strict=True)
    ] == [
        ("r1", "connects", "dossier", "base"),
        ("r2", "interacts", "medecin", "dossier"),
        ("r3/dossier/si", "composed-of", "dossier", "si"),
        ("r3/base/si", "composed-of", "base", "si"),
    ]
    assert inventory.relations[0].fields["protocol"] == "JDBC"
    assert [str(rejected.at) for rejected in inventory.rejected] == ["a.json:/nodes/4", "a.json:/relationships/3"]
    assert inventory.fields["metadata"] == ({"auteur": "DSI"},)
