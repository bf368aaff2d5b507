"""What each format's own mapping makes of a small source: our elements and links, the rest kept, all accounted for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ea_repo.exchange.merge.plan import Plan
from ea_repo.metamodel import kinds
from tests.exchange import test_archimate, test_catalogues, test_cmdb, test_graphs, test_mercator
from tests.exchange.importing import a_workspace, graph, imported, planned, said, source, sums_hold, texts

SOURCES: dict[str, dict[str, str]] = {
    "archi": {"m.archimate": test_archimate.NATIVE},
    "archimate-exchange": {"m.xml": test_archimate.EXCHANGE},
    "coarchi": test_archimate.GRAFICO,
    "mercator": test_mercator.INDEXES,
    "backstage": test_catalogues.CATALOGUE,
    "structurizr": {"w.json": json.dumps(test_catalogues.WORKSPACE)},
    "calm": {"a.json": json.dumps(test_catalogues.CALM)},
    "itop": test_cmdb.ITOP,
    "glpi": {"dump.sql": test_cmdb.GLPI_DUMPS["sql"]},
    "netbox": {"netbox.json": json.dumps(test_cmdb.DUMP)},
    "graphml": {"g.graphml": test_graphs.GRAPHML},
    "json-graph": {"g.json": json.dumps(test_graphs.FORMS["json graph"])},
    "dot": {"g.gv": test_graphs.DOT},
}


def come_in(root: Path, format: str, mapping: str = "") -> tuple[Path, Plan]:
    si = a_workspace(root)
    return si, imported(si, source(root, SOURCES[format]), mapping)


@pytest.mark.parametrize("format", SOURCES)
def test_all_is_accounted_for_sound_and_the_same_twice(format: str, tmp_path: Path) -> None:
    root, plan = come_in(tmp_path, format)
    assert plan.inventory.format == format
    assert sums_hold(plan)
    assert plan.added
    si = graph(root)
    assert all(si.value(added.id, "imported").source == plan.source for added in plan.added)
    before = texts(root)
    imported(root, source(tmp_path, SOURCES[format]))
    assert texts(root) == before


@pytest.mark.parametrize("format", SOURCES)
def test_every_record_and_relation_is_an_element_a_link_or_rejected_by_its_place(format: str, tmp_path: Path) -> None:
    _, plan = come_in(tmp_path, format)
    rejected = [one for one in plan.rejected if not one.field]
    left_out = [one for one in plan.left_out if not one.field]
    assert sum(count.rejected for count in plan.account.values()) == len(rejected)
    assert sum(count.left_out for count in plan.account.values()) == len(left_out)
    assert all(str(one.at) and one.why.fr and one.why.en for one in (*rejected, *left_out))


def kinds_of(root: Path) -> dict[str, str]:
    """The elements that mean something here, by id."""
    si = graph(root)
    return {id: si.kind(id) for id in si if not kinds()[si.kind(id)].model.apart}


SERVING = """<?xml version="1.0" encoding="UTF-8"?>
<archimate:model xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xmlns:archimate="http://www.archimatetool.com/archimate" name="SI" id="m" version="5.0.0">
  <folder name="All" id="f" type="application">
    <element xsi:type="archimate:ApplicationComponent" name="Orbis" id="a1"/>
    <element xsi:type="archimate:ApplicationComponent" name="Glims" id="a2"/>
    <element xsi:type="archimate:ApplicationService" name="Résultats" id="s1"/>
    <element xsi:type="archimate:BusinessProcess" name="Soigner" id="p1"/>
    <element xsi:type="archimate:BusinessProcess" name="Analyser" id="p2"/>
    <element xsi:type="archimate:BusinessActor" name="DSI" id="b1"/>
    <element xsi:type="archimate:BusinessRole" name="Médecin" id="b2"/>
    <element xsi:type="archimate:DataObject" name="Résultat" id="d1"/>
    <element xsi:type="archimate:Node" name="Serveur" id="n1"/>
    <element xsi:type="archimate:Value" name="Confiance" id="v1"/>
  </folder>
  <folder name="Relations" id="r" type="relations">
    <element xsi:type="archimate:ServingRelationship" id="r1" source="a1" target="p1" name="au lit"/>
    <element xsi:type="archimate:RealizationRelationship" id="r2" source="a2" target="s1"/>
    <element xsi:type="archimate:ServingRelationship" id="r3" source="s1" target="p2"/>
    <element xsi:type="archimate:ServingRelationship" id="r4" source="n1" target="a1"/>
    <element xsi:type="archimate:FlowRelationship" id="r5" source="a2" target="a1" name="résultats"/>
    <element xsi:type="archimate:AssociationRelationship" id="r6" source="r5" target="d1"/>
    <element xsi:type="archimate:AccessRelationship" id="r7" source="a1" target="d1" accessType="1"/>
    <element xsi:type="archimate:AssignmentRelationship" id="r8" source="b2" target="p1"/>
    <element xsi:type="archimate:CompositionRelationship" id="r9" source="a1" target="a2"/>
    <element xsi:type="archimate:AssociationRelationship" id="r10" source="v1" target="p1"/>
    <element xsi:type="archimate:AssociationRelationship" id="r11" source="b1" target="r10"/>
  </folder>
</archimate:model>
"""


def test_archimate_relations_become_links_flows_and_supports(tmp_path: Path) -> None:
    root = a_workspace(tmp_path)
    plan = imported(root, source(tmp_path, SERVING, "m.archimate"))
    si = graph(root)
    assert kinds_of(root) == {
        "orbis": "application", "glims": "application", "soigner": "process", "analyser": "process", "dsi": "actor",
        "medecin": "actor", "resultat": "data_object", "serveur": "node", "glims-orbis": "flow",
    }  # fmt: skip
    assert said(si, "orbis", "name") == {"supports": ["soigner"], "runs_on": ["serveur"], "uses": ["resultat"]}
    assert said(si, "glims", "name") == {"supports": ["analyser"], "part_of": ["orbis"]}
    assert said(si, "glims-orbis") == {
        "name": "résultats", "source": ["glims"], "target": ["orbis"], "data": ["resultat"],
    }  # fmt: skip
    assert said(si, "soigner", "name")["used_by"] == ["medecin"]
    assert [inferred.text.en for inferred in plan.inferred] == ["“Glims” supports “Analyser”, through “Résultats”"]
    assert not [id for id in si.of("application") if si.value(id, "covers")], "serving says no more than that"


def test_what_archimate_says_and_no_kind_means_is_kept_for_the_way_back(tmp_path: Path) -> None:
    root = a_workspace(tmp_path)
    imported(root, source(tmp_path, SERVING, "m.archimate"))
    si = graph(root)
    kept = {si.value(id, "imported").id: id for id in si}
    assert said(si, kept["v1"]) == {"name": "Confiance", "type": "Value"}
    assert said(si, kept["r10"]) == {"type": "Association", "source": [kept["v1"]], "target": ["soigner"]}
    assert said(si, kept["r11"])["target"] == [kept["r10"]], "a relation may end on a relation"
    (link,) = [link for link in si.value("orbis", "imported").links if link.id == "r1"]
    assert (link.type, link.field, link.to, link.name) == ("Serving", "supports", "soigner", "au lit")


@pytest.mark.parametrize("format", ["archi", "archimate-exchange", "coarchi"])
def test_views_folders_properties_languages_and_profiles_are_kept(format: str, tmp_path: Path) -> None:
    root, _ = come_in(tmp_path, format)
    si = graph(root)
    record = next(id for id in si.of("application") if "dossier" in id)
    assert si.value(record, "properties")["site"] == ("Nord", "Sud")
    (diagram,) = [id for id in si if si.kind(id) == "diagram"]
    assert {(box.left, box.top, box.width, box.height) for box in si.value(diagram, "boxes")} >= {(10, 20, 400, 200)}
    assert record in said(si, diagram)["shows"]
    folders = {si.name(id) for id in si if si.kind(id) == "folder"}
    assert "Cœur" in folders
    if format == "archimate-exchange":
        assert si.value(record, "imported").texts["name"] == {"fr": "Dossier patient", "en": "Patient record"}
    else:
        assert si.value(record, "imported").profiles
        assert [si.name(id) for id in si if si.kind(id) == "definition"] == ["Progiciel"]


def test_native_and_exchange_files_of_one_model_give_the_same_elements(tmp_path: Path) -> None:
    found = []
    for format in ("archi", "archimate-exchange", "coarchi"):
        (tmp_path / format).mkdir()
        root, _ = come_in(tmp_path / format, format)
        si = graph(root)
        found.append({id: said(si, id, "properties") for id in kinds_of(root)})
    assert found[0] == found[1] == found[2]


def test_mercator_s_applications_support_what_they_are_linked_to_and_deleted_rows_are_counted(tmp_path: Path) -> None:
    root, plan = come_in(tmp_path, "mercator")
    si = graph(root)
    assert said(si, "dossier")["supports"] == ["urgences"]
    assert said(si, "dossier")["needs"] == {"confidentiality": 4}
    assert said(si, "dossier")["zone"] == ["soins"]
    account = plan.account["m_applications"]
    assert (account.source, account.mapped, account.left_out, account.rejected) == (3, 2, 1, 0)
    assert [(one.type, one.why.en) for one in plan.left_out][:1] == [("m_applications", "deleted in the source itself")]
    assert [rejected.type for rejected in plan.rejected] == ["database_m_application"], "a base that is not there"
    assert len(plan.notes) == 1, "a flow written twice"


EXPECTED: dict[str, dict[str, dict[str, Any]]] = {
    "backstage": {"dossier": {"part_of": ["production-de-soins"]}},
    "structurizr": {"web": {"part_of": ["dossier"], "runs_on": ["serveur"], "used_by": ["medecin"]}},
    "calm": {"dossier": {"runs_on": ["base"], "part_of": ["si"], "used_by": ["medecin"]}},
    "itop": {"dossier": {"moa": ["dsi"], "runs_on": ["srv"]}, "srv": {"operator": ["dsi"], "type": "server"}},
    "glpi": {"pc1": {"site": ["bloc"]}},
    "netbox": {"srv1": {"site": ["nord"]}, "vm": {"runs_on": ["srv1"], "type": "vm"}},
}
"""By format, some of the elements that its small source brings, with some of their fields."""


@pytest.mark.parametrize("format", EXPECTED)
def test_catalogues_and_cmdbs_say_what_depends_on_what(format: str, tmp_path: Path) -> None:
    root, _ = come_in(tmp_path, format)
    si = graph(root)
    for id, fields in EXPECTED[format].items():
        assert {name: said(si, id).get(name) for name in fields} == fields, id


GRAPHS = {
    "graphml": "records: {application: application, node: application}\nrelations: {edge: {kind: flow}}\n",
    "json-graph": "records: {node: application}\nrelations: {feeds: {kind: flow, fields: {need: need}}}\n",
    "dot": 'records: {"*": application}\nrelations: {"*": {kind: flow}}\n',
}


@pytest.mark.parametrize("format", GRAPHS)
def test_graphs_become_applications_and_flows_by_a_mapping(format: str, tmp_path: Path) -> None:
    root, plan = come_in(tmp_path, format, GRAPHS[format])
    si = graph(root)
    flows = [said(si, id) for id in si if si.kind(id) == "flow"]
    assert len(flows) == len(plan.inventory.relations)
    assert all(si.kind(flow[end][0]) == "application" for flow in flows for end in ("source", "target"))
    if format == "json-graph":
        assert flows == [
            {"source": ["dossier"], "target": ["b"], "need": "vital", "properties": flows[0]["properties"]}
        ]


def test_a_mapping_laid_over_that_of_a_format_counts_for_the_types_that_it_names(tmp_path: Path) -> None:
    root = a_workspace(tmp_path)
    over = "records: {Person: {kind: actor, fields: {part_of: org_id}}}"
    plan = planned(root, source(tmp_path, SOURCES["itop"]), over).plan
    brought = {added.id: added.kind for added in plan.added}
    assert (brought["anne-martin"], brought["srv"], brought["dossier"]) == ("actor", "node", "application")
