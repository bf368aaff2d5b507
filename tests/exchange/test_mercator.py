"""Mercator: the same rows from its API, its SQL dump and the workbooks of its screens."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ea_repo.exchange import Inventory
from ea_repo.exchange import mercator_schema as schema
from ea_repo.exchange.inventory import Ref
from tests.exchange.reading import named, read_file, read_folder, refusal, triples

STAMPS = {"created_at": "2025-06-10 10:05:14", "updated_at": "2025-06-18 08:28:48"}


def row(**values: Any) -> dict[str, Any]:
    return {**values, **STAMPS, "deleted_at": values.get("deleted_at")}


APPLICATIONS = [
    row(id=1, name="Dossier", description="<p>Tient&nbsp;le <b>dossier</b></p><ul><li>un</li></ul>",
        application_block_id=2, functional_referent="Jean", security_need_c=4, users="> 100"),
    row(id=2, name="Ancienne", description=None, application_block_id=None, deleted_at="2024-01-01 00:00:00"),
    row(id=3, name="Paie", description="", application_block_id=None, users="10"),
]  # fmt: skip
FLOWS = [
    row(id=number, name="Gardes", application_source_id=3, application_dest_id=None, database_dest_id=7, nature="API")
    for number in (1, 2)
]
INDEXES = {
    "index_applications.json": json.dumps(APPLICATIONS),
    "index_application-blocks.json": json.dumps({"data": [row(id=2, name="Soins", responsible="DSI")]}),
    "index_fluxes.json": json.dumps(FLOWS),
    "index_processes.json": json.dumps([row(id=11, name="Urgences", macroprocess_id=None, in_out="")]),
    "index_tasks.json": "[]",
    "m_application_process.json": json.dumps([{"m_application_id": 1, "process_id": 11}]),
    "show_applications_1.json": json.dumps({"data": {**APPLICATIONS[0], "processes": [11], "databases": [7]}}),
}
SQL = r"""-- MariaDB dump
CREATE TABLE `m_application_process` (
  `m_application_id` int(10) unsigned NOT NULL,
  `process_id` int(10) unsigned NOT NULL,
  KEY `x` (`process_id`)
);
INSERT INTO `m_applications` (`id`, `name`, `description`, `application_block_id`, `created_at`, `updated_at`,
 `deleted_at`) VALUES (1,'L\'accueil; (l''hôpital)','<p>a\nb</p>',2,NULL,NULL,NULL),
(2,'Ancienne',NULL,NULL,NULL,NULL,'2024-01-01');
INSERT INTO `m_application_process` VALUES (1,11),(2,11);
INSERT INTO `relation_values` (`relation_id`, `date_price`, `price`) VALUES (1,'2025-01-01',65000.5),
(1,'2026-01-01',-1);
"""


@pytest.fixture
def inventory(tmp_path: Path) -> Inventory:
    return read_folder(tmp_path, INDEXES)


def test_rows_are_records_and_those_that_were_deleted_are_left_out_by_name(inventory: Inventory) -> None:
    assert inventory.format == "mercator"
    assert inventory.totals().records == {"application_blocks": 1, "fluxes": 2, "m_applications": 2, "processes": 1}
    assert [(left.type, left.id, left.name, str(left.at)) for left in inventory.left_out] == [
        ("m_applications", "m_applications/2", "Ancienne", "index_applications.json:/1")
    ]
    assert (inventory.rejected, inventory.notes[1:]) == ((), ())


def test_html_is_the_text_that_it_shows_and_keys_are_references(inventory: Inventory) -> None:
    application = next(record for record in inventory.records if record.id == "m_applications/1")
    assert str(application.documentation) == "Tient le dossier\n- un"
    assert application.fields["application_block_id"] == Ref("application_blocks/2")
    assert (application.fields["security_need_c"], application.fields["users"]) == (4, "> 100")
    flow = next(record for record in inventory.records if record.type == "fluxes")
    assert [flow.fields[end] for end in ("application_source_id", "database_dest_id")] == [
        Ref("m_applications/3"),
        Ref("databases/7"),
    ]


def test_link_tables_and_lists_of_ids_are_relations_each_once(inventory: Inventory) -> None:
    assert triples(inventory) == [
        ("m_application_process", "m_applications/1", "processes/11"),
        ("database_m_application", "databases/7", "m_applications/1"),
    ]
    assert [relation.type for relation in inventory.dangling()] == ["database_m_application"]


def test_a_flow_written_twice_is_told(inventory: Inventory) -> None:
    assert [str(note.at) for note in inventory.notes] == ["index_fluxes.json:/1"]
    assert "fluxes/1" in inventory.notes[0].text.fr


def test_a_sql_dump_says_the_same(tmp_path: Path) -> None:
    inventory = read_file(tmp_path, SQL, "dump.sql")
    assert named(inventory) == [
        ("m_applications", "m_applications/1", "L'accueil; (l'hôpital)"),
        ("relation_values", "relation_values/1", ""),
        ("relation_values", "relation_values/2", ""),
    ]
    assert [record.fields.get("price") for record in inventory.records] == [None, 65000.5, -1]
    assert [left.id for left in inventory.left_out] == ["m_applications/2"]
    assert triples(inventory) == [
        ("m_application_process", "m_applications/1", "processes/11"),
        ("m_application_process", "m_applications/2", "processes/11"),
    ]
    assert str(inventory.records[0].at) == "dump.sql:8:23"


@pytest.mark.parametrize(
    ("change", "place", "words"),
    [
        (("(1,11)", "(1,11,12)"), "dump.sql:10:44", "3 valeurs pour 2 colonnes"),
        (("(1,11)", "(1,((11)"), "dump.sql:10:47", "parenthèse"),
        (("65000.5", "@price"), "dump.sql:11:93", "valeur SQL"),
    ],
)
def test_sql_that_cannot_be_read_is_told_with_its_place(
    tmp_path: Path, change: tuple[str, str], place: str, words: str
) -> None:
    problem = refusal(tmp_path, SQL.replace(*change), "dump.sql")
    assert (str(problem.at), words in problem.why.fr) == (place, True)


def test_a_workbook_of_its_screens_says_the_same(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.append(["id", "name", "application_block_id", "functional_referent", "users", "processes", "logicalServers"])
    sheet.append([1, "Dossier", 2, "Jean", "10", "11, 18", 4])
    data = io.BytesIO()
    book.save(data)
    inventory = read_file(tmp_path, data.getvalue(), "MApplication-20260503.xlsx")
    assert named(inventory) == [("m_applications", "m_applications/1", "Dossier")]
    assert triples(inventory) == [
        ("m_application_process", "m_applications/1", "processes/11"),
        ("m_application_process", "m_applications/1", "processes/18"),
        ("logical_server_m_application", "logical_servers/4", "m_applications/1"),
    ]
    assert str(inventory.relations[1].at) == "MApplication-20260503.xlsx:Sheet!F2"


def test_an_id_written_twice_and_a_row_of_an_unknown_table_are_rejected(tmp_path: Path) -> None:
    files = {"index_applications.json": json.dumps([APPLICATIONS[0], APPLICATIONS[0], row(id=9, name="?")])}
    inventory = read_folder(tmp_path, files)
    assert [(str(rejected.at), rejected.type) for rejected in inventory.rejected] == [
        ("index_applications.json:/1", "m_applications")
    ]
    elsewhere = read_file(tmp_path / "other", json.dumps([APPLICATIONS[0], row(id=9, name="?")]), "export.json")
    assert [str(rejected.at) for rejected in elsewhere.rejected] == ["export.json:/1"]


@pytest.mark.parametrize(
    ("column", "table"),
    [
        ("m_application_id", "m_applications"),
        ("process_id", "processes"),
        ("activity_id", "activities"),
        ("physical_switch_src_id", "physical_switches"),
        ("service_dest_id", "application_services"),
        ("information_id", "information"),
        ("macroprocess_id", "macro_processuses"),
        ("entity_resp_id", "entities"),
        ("external_ref_id", ""),
        ("name", ""),
    ],
)
def test_foreign_keys_name_their_tables(column: str, table: str) -> None:
    assert schema.referred_to(column) == table


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("index_applications", "m_applications"),
        ("MApplication-20260503", "m_applications"),
        ("index_data-processings", "data_processing"),
        ("index_macro-processuses", "macro_processuses"),
        ("logicalServers", "logical_servers"),
        ("show_applications_12", "m_applications"),
        ("Flux-20260503", "fluxes"),
        ("Process-20260503", "processes"),
        ("information", "information"),
        ("budget", ""),
    ],
)
def test_files_and_columns_are_named_after_tables(name: str, table: str) -> None:
    assert schema.table_named(name) == table
