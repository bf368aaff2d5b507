"""What a push writes on a real server, and what comes back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ea_repo.metamodel import kinds
from ea_repo.store.neo4j.names import OWN
from tests.neo4j.sharing import MODEL, Place, said

if TYPE_CHECKING:
    from neo4j import Driver

pytestmark = pytest.mark.neo4j


def test_what_is_pushed_comes_back(place: Place, tmp_path: Path) -> None:
    assert len(place.push()["added"]) == 10
    assert said(place.pulled(tmp_path / "pulled")) == said(place.graph())


def test_a_second_push_of_the_same_text_writes_nothing(place: Place, neo4j: Driver) -> None:
    place.push()
    again = place.push()
    assert again["unchanged"] == 10
    assert not any(again[each] for each in ("added", "changed", "removed", "moved", "settings"))
    count = "MATCH (p:EaPush {repository: $name}) RETURN count(p) AS n"
    assert neo4j.execute_query(count, name=place.name).records[0]["n"] == 1


def test_a_name_longer_than_an_index_takes_is_pushed_whole(place: Place, tmp_path: Path) -> None:
    place.write(MODEL.replace("name: ORBIS ", f"name: {'É' * 9_000} "))
    place.push()
    assert said(place.pulled(tmp_path / "pulled")) == said(place.graph())


def test_only_what_changed_is_written(place: Place, tmp_path: Path) -> None:
    place.push()
    place.write(
        MODEL.replace("need: vital", "need: useful")
        .replace("  glims: {name: \"GLIMS : labo\", zone: soins}\n", "  labo: {zone: soins}\n")
        .replace("to: glims", "to: labo")
    )  # fmt: skip
    expected = {
        "added": ["labo"],
        "changed": ["orbis-glims", "siu-orbis"],
        "removed": ["glims"],
        "moved": [],
        "unchanged": 7,
    }
    assert place.status().items() >= expected.items()
    assert place.push().items() >= expected.items()
    assert said(place.pulled(tmp_path / "pulled")) == said(place.graph())
    assert place.status()["unchanged"] == 10


def test_a_comment_is_pushed_too(place: Place) -> None:
    place.push()
    place.write(MODEL + "# the end\n")
    wanted = {"changed": [], "moved": [], "unchanged": 10, "files": ["model/si.yaml"]}
    assert place.status().items() >= wanted.items()
    assert "files whose text differs: model/si.yaml" in place.ea("status", place.address).out
    place.push()
    assert place.status()["files"] == []


def test_what_moves_in_the_text_is_not_changed(place: Place) -> None:
    place.push()
    place.write("# a line more\n" + MODEL)
    moved = place.push()
    assert (len(moved["moved"]), moved["changed"], moved["unchanged"]) == (9, [], 1)
    shown = json.loads(place.ea("show", "orbis", "--store", place.address, "--format", "json").out)
    assert shown["at"]["line"] == MODEL.split("\n").index("  orbis:") + 2


def test_an_element_may_change_its_kind(place: Place, neo4j: Driver, tmp_path: Path) -> None:
    place.push()
    place.write(MODEL.replace("referential:\n", "").replace(", sanctuarised: true", ""))
    assert place.push()["changed"] == ["siu"]
    labels = "MATCH (e:Element {repository: $name, id: 'siu'}) RETURN labels(e) AS labels"
    assert set(neo4j.execute_query(labels, name=place.name).records[0]["labels"]) == {"Element", "Application"}
    assert said(place.pulled(tmp_path / "pulled")) == said(place.graph())


def test_nodes_and_relationships_say_what_cypher_asks(place: Place, neo4j: Driver) -> None:
    place.push()
    node = neo4j.execute_query(
        "MATCH (e:Element {repository: $name, id: 'orbis'}) RETURN e, labels(e) AS labels", name=place.name
    ).records[0]
    assert set(node["labels"]) == {"Element", "Application"}
    asked = ("name", "kind", "yearly_cost", "aliases", "exposed", "users", "needs_availability", "file", "line")
    assert [node["e"][each] for each in asked] == [
        "ORBIS", "application", 1200000.5, ["DPI", "on", "2023"], False, [], 4, "model/si.yaml", 10,
    ]  # fmt: skip
    assert [str(node["e"][each]) for each in ("live_on", "approvals_dsi_on")] == ["2015-01-01", "2020-01-01"]
    site = neo4j.execute_query("MATCH (e:Site {repository: $name, id: 'hegp'}) RETURN e", name=place.name).records[0][
        "e"
    ]
    assert site["identifiers_FINESS"] == "750803447"
    ties = neo4j.execute_query(
        "MATCH (a:Element {repository: $name})-[r]->(b:Element) RETURN a.id AS a, type(r) AS type, b.id AS b, r",
        name=place.name,
    ).records
    assert {(each["a"], each["type"], each["b"]) for each in ties} == {
        ("hegp", "RUN_BY", "dsi"), ("hegp-annexe", "PART_OF", "hegp"), ("orbis", "ZONE", "soins"),
        ("orbis", "DEPLOYED_AT", "hegp"), ("orbis", "DEPLOYED_AT", "hegp-annexe"), ("glims", "ZONE", "soins"),
        ("siu", "MASTERS", "identite"), ("siu-orbis", "SOURCE", "siu"), ("siu-orbis", "TARGET", "orbis"),
        ("siu-orbis", "DATA", "identite"), ("orbis-glims", "SOURCE", "orbis"), ("orbis-glims", "TARGET", "glims"),
        ("orbis-glims", "DATA", "identite"), ("siu", "FEEDS", "orbis"), ("orbis", "FEEDS", "glims"),
    }  # fmt: skip
    dated = next(each["r"] for each in ties if each["b"] == "hegp-annexe")
    assert {name: str(value) for name, value in dated.items()} == {
        "position": "1", "from": "2023-06-01", "until": "2024-12-31", "note": "par étapes"
    }  # fmt: skip
    feeds = next(each["r"] for each in ties if (each["type"], each["b"]) == ("FEEDS", "glims"))
    assert (feeds["flow"], str(feeds["from"])) == ("orbis-glims", "2020-01-01")
    master = neo4j.execute_query(
        "MATCH (e:Application:Element {repository: $name, id: 'siu'}) RETURN labels(e) AS labels", name=place.name
    )
    assert set(master.records[0]["labels"]) == {"Element", "Application", "Referential"}


def test_the_settings_of_the_workspace_are_shared(place: Place, tmp_path: Path) -> None:
    place.push()
    place.write(settings="thresholds: {exchange-standards: 3}\n")
    found = place.push()
    assert (found["settings"], found["unchanged"]) == (True, 10)
    place.pulled(tmp_path / "pulled")
    assert (tmp_path / "pulled/workspace.yaml").read_text() == (place.root / "workspace.yaml").read_text()


def test_a_text_with_an_error_is_not_sent(place: Place, neo4j: Driver) -> None:
    place.write(MODEL + "zzz: {}\n")
    refused = place.ea("push", place.address)
    assert refused.code == 2
    assert "nothing is pushed" in refused.error
    assert "model/si.yaml:27" in refused.error
    assert not place.ids(neo4j)


def test_the_log_tells_who_when_and_how_much(place: Place) -> None:
    place.push()
    place.write(MODEL.replace("need: vital", "need: useful"))
    place.push()
    log = json.loads(place.ea("log", place.address, "--format", "json").out)
    assert [(each["version"], each["added"], each["changed"], each["elements"]) for each in log] == [
        (2, 0, 1, 10), (1, 10, 0, 10)
    ]  # fmt: skip
    assert all(each["by"] and each["at"] for each in log)
    assert len(place.ea("log", place.address, "--lang", "fr").out.splitlines()) == 3


def test_pull_writes_in_an_empty_folder_only(place: Place, tmp_path: Path) -> None:
    place.push()
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "mine.txt").write_text("mine")
    refused = place.ea("pull", place.address, "-o", str(tmp_path / "kept"))
    assert (refused.code, "not empty" in refused.error) == (2, True)
    assert [each.name for each in (tmp_path / "kept").iterdir()] == ["mine.txt"]


def test_pushing_whole_mends_what_was_changed_by_hand(place: Place, neo4j: Driver, tmp_path: Path) -> None:
    place.push()
    change = "MATCH (e:Element {repository: $name, id: 'glims'}) SET e.text = '{}'"
    neo4j.execute_query(change, name=place.name)
    torn = place.ea("list", "--store", place.address)
    assert (torn.code, "ea push --whole" in torn.error) == (2, True)
    place.push("--whole")
    assert said(place.pulled(tmp_path / "pulled")) == said(place.graph())


def test_no_field_has_the_name_of_what_every_node_says() -> None:
    fields = {name for each in kinds().values() for name in each.fields}
    assert fields & OWN == {"id", "name"}


def documented(heading: str) -> dict[str, object]:
    """The example that the page of the JSON gives of a command."""
    page = (Path(__file__).parents[2] / "docs" / "json.md").read_text(encoding="utf-8")
    example = json.loads(page.split(f"## `{heading}`")[1].split("```json")[1].split("```")[0])
    found: dict[str, object] = example[0] if isinstance(example, list) else example
    return found


def test_the_json_has_the_names_and_types_of_its_page(place: Place) -> None:
    first = place.push()
    assert (first["version"], first["push"]) == (1, 0)
    second = place.status()
    assert (second["version"], second["push"]) == (1, 1)
    logged = json.loads(place.ea("log", place.address, "--format", "json").out)
    for found, heading in ((second, "ea status` and `ea push"), (logged[0], "ea log")):
        wanted = documented(heading)
        assert list(found) == list(wanted)
        assert [*map(type, found.values())] == [*map(type, wanted.values())]
