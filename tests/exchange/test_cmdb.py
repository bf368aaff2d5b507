"""What operations export: iTop, GLPI, NetBox, whose rows refer to each other by number."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ea_repo.exchange import Inventory
from ea_repo.exchange.inventory import Ref
from tests.exchange.reading import named, read_file, read_folder, triples

ITOP = {
    "applications.xml": """<?xml version="1.0" encoding="UTF-8"?>
<Set>
<ApplicationSolution alias="ApplicationSolution" id="27">
<name>Dossier</name>
<description>Tient le dossier</description>
<org_id>2</org_id>
<move2production></move2production>
</ApplicationSolution>
<Organization alias="Organization" id="2"><name>DSI</name><parent_id>0</parent_id></Organization>
<Person id="4"><name>Martin</name><first_name>Anne</first_name><org_id>2</org_id></Person>
</Set>""",
    "serveurs.xml": """<Set>
<Server id="15"><name>SRV</name><org_id>2</org_id><location_id>9</location_id></Server>
<VirtualMachine id="16"><name>VM</name></VirtualMachine>
<DBServer id="16"><name>Base</name><system_id>15</system_id></DBServer>
</Set>""",
    "liens.xml": """<Set>
<lnkApplicationSolutionToFunctionalCI id="1">
<applicationsolution_id>27</applicationsolution_id><functionalci_id>15</functionalci_id>
</lnkApplicationSolutionToFunctionalCI>
<lnkApplicationSolutionToFunctionalCI id="2">
<applicationsolution_id>27</applicationsolution_id><functionalci_id>99</functionalci_id>
</lnkApplicationSolutionToFunctionalCI>
<lnkApplicationSolutionToFunctionalCI id="3">
<applicationsolution_id>27</applicationsolution_id>
<functionalci_id>16</functionalci_id>
</lnkApplicationSolutionToFunctionalCI>
</Set>""",
}


def test_itop_objects_and_the_keys_between_them(tmp_path: Path) -> None:
    inventory = read_folder(tmp_path, ITOP)
    assert inventory.format == "itop"
    assert named(inventory) == [
        ("ApplicationSolution", "ApplicationSolution/27", "Dossier"),
        ("Organization", "Organization/2", "DSI"),
        ("Person", "Person/4", "Anne Martin"),
        ("Server", "Server/15", "SRV"),
        ("VirtualMachine", "VirtualMachine/16", "VM"),
        ("DBServer", "DBServer/16", "Base"),
    ]
    by_id = {record.id: record for record in inventory.records}
    assert by_id["ApplicationSolution/27"].fields == {"org_id": Ref("Organization/2")}
    assert by_id["Server/15"].fields == {"org_id": Ref("Organization/2"), "location_id": "9"}
    assert by_id["DBServer/16"].fields == {"system_id": Ref("Server/15")}
    assert str(by_id["Server/15"].place("org_id")) == "serveurs.xml:2:33"


def test_itop_links_are_relations_and_a_key_that_means_two_objects_is_rejected_by_name(tmp_path: Path) -> None:
    inventory = read_folder(tmp_path, ITOP)
    assert triples(inventory) == [
        ("lnkApplicationSolutionToFunctionalCI", "ApplicationSolution/27", "Server/15"),
        ("lnkApplicationSolutionToFunctionalCI", "ApplicationSolution/27", "functionalci/99"),
    ]
    assert [relation.id for relation in inventory.dangling()] == ["lnkApplicationSolutionToFunctionalCI/2"]
    assert [(str(rejected.at), rejected.why.en) for rejected in inventory.rejected] == [
        ("liens.xml:10:1", "“functionalci_id” means several objects: DBServer/16, VirtualMachine/16")
    ]


def test_itop_csv_says_the_class_of_each_row(tmp_path: Path) -> None:
    content = 'id,name,org_id,org_name,finalclass\n2,DSI,,,Organization\n15,"SRV, nord",2,DSI,Server\n'
    inventory = read_file(tmp_path, content, "export.csv")
    assert inventory.format == "itop"
    assert named(inventory) == [("Organization", "Organization/2", "DSI"), ("Server", "Server/15", "SRV, nord")]
    assert inventory.records[1].fields == {"org_id": Ref("Organization/2"), "org_name": "DSI"}
    assert str(inventory.records[1].place("org_id")) == "export.csv:3:16"


GLPI_DUMPS = {
    "sql": """INSERT INTO `glpi_computers` (`id`,`entities_id`,`name`,`is_deleted`,`is_template`,`locations_id`) VALUES
(1,0,'PC1',0,0,3),(2,0,'Vieux',1,0,0),(3,0,'Modèle',0,1,0);
INSERT INTO `glpi_locations` (`id`,`name`,`building`) VALUES (3,'Bloc','A');
INSERT INTO `glpi_softwareversions` (`id`,`name`,`softwares_id`) VALUES (5,'2.1',0);
INSERT INTO `glpi_items_softwareversions` (`id`,`items_id`,`itemtype`,`softwareversions_id`) VALUES (9,1,'Computer',5);
""",
    "mysqldump": """<?xml version="1.0"?><mysqldump><database name="glpi">
<table_data name="glpi_computers">
<row><field name="id">1</field><field name="name">PC1</field><field name="locations_id">3</field></row>
<row><field name="id">2</field><field name="name">Vieux</field><field name="is_deleted">1</field></row>
<row><field name="id">3</field><field name="name">Modèle</field><field name="is_template">1</field></row>
</table_data>
<table_data name="glpi_locations"><row><field name="id">3</field><field name="name">Bloc</field></row></table_data>
<table_data name="glpi_softwareversions">
<row><field name="id">5</field><field name="name">2.1</field></row></table_data>
<table_data name="glpi_items_softwareversions"><row><field name="id">9</field><field name="items_id">1</field>
<field name="itemtype">Computer</field><field name="softwareversions_id">5</field></row></table_data>
</database></mysqldump>""",
    "phpmyadmin": """<?xml version="1.0"?><pma_xml_export version="1.0"><database name="glpi">
<table name="glpi_computers"><column name="id">1</column><column name="name">PC1</column>
<column name="locations_id">3</column></table>
<table name="glpi_computers"><column name="id">2</column><column name="name">Vieux</column>
<column name="is_deleted">1</column></table>
<table name="glpi_computers"><column name="id">3</column><column name="name">Modèle</column>
<column name="is_template">1</column></table>
<table name="glpi_locations"><column name="id">3</column><column name="name">Bloc</column></table>
<table name="glpi_softwareversions"><column name="id">5</column><column name="name">2.1</column></table>
<table name="glpi_items_softwareversions"><column name="id">9</column><column name="items_id">1</column>
<column name="itemtype">Computer</column><column name="softwareversions_id">5</column></table>
</database></pma_xml_export>""",
}


@pytest.fixture(params=sorted(GLPI_DUMPS))
def glpi(request: pytest.FixtureRequest, tmp_path: Path) -> Inventory:
    return read_file(tmp_path, GLPI_DUMPS[request.param], "glpi")


def test_glpi_says_the_same_in_each_dump_of_its_database(glpi: Inventory) -> None:
    assert glpi.format == "glpi"
    assert named(glpi) == [
        ("glpi_computers", "glpi_computers/1", "PC1"),
        ("glpi_locations", "glpi_locations/3", "Bloc"),
        ("glpi_softwareversions", "glpi_softwareversions/5", "2.1"),
    ]
    assert glpi.records[0].fields["locations_id"] == Ref("glpi_locations/3")
    assert [left.name for left in glpi.left_out] == ["Vieux", "Modèle"]
    assert triples(glpi) == [("glpi_items_softwareversions", "glpi_computers/1", "glpi_softwareversions/5")]


def test_glpi_lists_are_known_by_their_columns(tmp_path: Path) -> None:
    content = "\ufeffNom;Entité;Statut;Fabricant;Numéro de série;Lieu\nPC1;DSI > Nord;En service;Dell;X1;Bloc\n"
    inventory = read_file(tmp_path, content, "Ordinateur.csv")
    assert (inventory.format, named(inventory)) == ("glpi", [("Ordinateur", "Ordinateur/1", "PC1")])
    assert inventory.records[0].fields["Entité"] == "DSI > Nord"


def test_glpi_agents_tell_a_computer_and_the_software_on_it(tmp_path: Path) -> None:
    content = """<?xml version="1.0" encoding="UTF-8"?>
<REQUEST><CONTENT>
<HARDWARE><NAME>SRV1</NAME><MEMORY>8192</MEMORY></HARDWARE>
<SOFTWARES><NAME>PostgreSQL</NAME><VERSION>15.2</VERSION></SOFTWARES>
<SOFTWARES><NAME>nginx</NAME></SOFTWARES>
<SOFTWARES><VERSION>?</VERSION></SOFTWARES>
</CONTENT><DEVICEID>srv1-2025</DEVICEID><QUERY>INVENTORY</QUERY></REQUEST>"""
    inventory = read_file(tmp_path, content, "a.xml")
    assert named(inventory) == [
        ("computer", "computer/srv1-2025", "SRV1"),
        ("software", "software/PostgreSQL 15.2", "PostgreSQL"),
        ("software", "software/nginx", "nginx"),
    ]
    assert [relation.target for relation in inventory.relations] == ["software/PostgreSQL 15.2", "software/nginx"]
    assert [str(rejected.at) for rejected in inventory.rejected] == ["a.xml:6:1"]


DUMP = [
    {"model": "dcim.site", "pk": 1, "fields": {"name": "Nord", "slug": "nord", "tenant": None}},
    {"model": "dcim.devicerole", "pk": 4, "fields": {"name": "Serveur"}},
    {"model": "ipam.role", "pk": 4, "fields": {"name": "Réseau"}},
    {"model": "dcim.device", "pk": 7, "fields": {
        "name": "srv1", "site": 1, "role": 4, "device_type": 3, "tags": [2], "description": "Sauvegarde"}},
    {"model": "virtualization.virtualmachine", "pk": 2, "fields": {"name": "vm", "device": 7, "site": 1, "vcpus": 4}},
    {"model": "extras.tag", "pk": 2, "fields": {"name": "prod"}},
    {"model": "auth.user", "pk": 1, "fields": {"username": "admin"}},
]  # fmt: skip


def test_netbox_dump_fields_mean_rows_of_the_models_that_they_are_named_after(tmp_path: Path) -> None:
    inventory = read_file(tmp_path, json.dumps(DUMP), "netbox.json")
    by_id = {record.id: record for record in inventory.records}
    assert by_id["dcim.device/7"].fields == {
        "site": Ref("dcim.site/1"),
        "role": Ref("dcim.devicerole/4"),
        "device_type": 3,
        "tags": (Ref("extras.tag/2"),),
        "description": "Sauvegarde",
    }
    assert by_id["virtualization.virtualmachine/2"].fields == {
        "device": Ref("dcim.device/7"),
        "site": Ref("dcim.site/1"),
        "vcpus": 4,
    }
    assert [str(rejected.at) for rejected in inventory.rejected] == ["netbox.json:/6"]


def test_netbox_pages_of_the_api_refer_by_address(tmp_path: Path) -> None:
    page = {"count": 1, "next": None, "previous": None, "results": [{
        "id": 7, "url": "https://nb.invalid/api/dcim/devices/7/", "display": "srv1", "name": "srv1",
        "site": {"id": 1, "url": "https://nb.invalid/api/dcim/sites/1/", "display": "Nord"},
        "status": {"value": "active", "label": "Active"}, "tags": [], "serial": ""}]}  # fmt: skip
    inventory = read_file(tmp_path, json.dumps(page), "p.json")
    assert named(inventory) == [("dcim.devices", "dcim.devices/7", "srv1")]
    assert inventory.records[0].fields["site"] == Ref("dcim.sites/1")
    assert inventory.records[0].fields["status"] == "active"
