"""What a push writes on a real server, and what comes back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.neo4j.shared_workspace import MODEL, SIZE, SharedWorkspace

if TYPE_CHECKING:
    from neo4j import Driver

pytestmark = pytest.mark.neo4j


def test_what_is_pushed_comes_back(workspace: SharedWorkspace, tmp_path: Path) -> None:
    assert len(workspace.push()["added"]) == SIZE
    assert workspace.pulled_content(tmp_path / "pulled") == workspace.text_content()


def test_a_second_push_of_the_same_text_writes_nothing(workspace: SharedWorkspace, driver: Driver) -> None:
    workspace.push()
    again = workspace.push()
    assert again["unchanged"] == SIZE
    assert not any(again[change] for change in ("added", "changed", "removed", "moved", "settings"))
    count = "MATCH (p:EaPush {repository: $name}) RETURN count(p) AS n"
    assert driver.execute_query(count, name=workspace.name).records[0]["n"] == 1


def test_a_name_longer_than_an_index_takes_is_pushed_whole(workspace: SharedWorkspace, tmp_path: Path) -> None:
    workspace.write(MODEL.replace("name: ORBIS ", f"name: {'É' * 9_000} "))
    workspace.push()
    assert workspace.pulled_content(tmp_path / "pulled") == workspace.text_content()


def test_only_what_changed_is_written(workspace: SharedWorkspace, tmp_path: Path) -> None:
    workspace.push()
    workspace.write(
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
    assert workspace.status().items() >= expected.items()
    assert workspace.push().items() >= expected.items()
    assert workspace.pulled_content(tmp_path / "pulled") == workspace.text_content()
    assert workspace.status()["unchanged"] == SIZE


def test_a_comment_is_pushed_too(workspace: SharedWorkspace) -> None:
    workspace.push()
    workspace.write(MODEL + "# the end\n")
    expected = {"changed": [], "moved": [], "unchanged": SIZE, "files": ["model/si.yaml"]}
    assert workspace.status().items() >= expected.items()
    assert "files whose text differs: model/si.yaml" in workspace.ea("status", workspace.address).out
    workspace.push()
    assert workspace.status()["files"] == []


def test_what_moves_in_the_text_is_not_changed(workspace: SharedWorkspace) -> None:
    workspace.push()
    workspace.write("# a line more\n" + MODEL)
    status = workspace.push()
    assert (len(status["moved"]), status["changed"], status["unchanged"]) == (9, [], 1)
    shown = json.loads(workspace.ea("show", "orbis", "--store", workspace.address, "--format", "json").out)
    assert shown["at"]["line"] == MODEL.split("\n").index("  orbis:") + 2


def test_an_element_may_change_its_kind(workspace: SharedWorkspace, driver: Driver, tmp_path: Path) -> None:
    workspace.push()
    workspace.write(MODEL.replace("referential:\n", "").replace(", sanctuarised: true", ""))
    assert workspace.push()["changed"] == ["siu"]
    assert labels(workspace, driver, "siu") == {"Element", "Application"}
    assert workspace.pulled_content(tmp_path / "pulled") == workspace.text_content()


def test_after_a_change_the_database_holds_what_a_first_push_writes(
    workspace: SharedWorkspace, driver: Driver, tmp_path: Path
) -> None:
    workspace.push()
    changed = (
        ("need: vital", "need: useful"),
        ("to: glims, from: 2020", "to: labo, from: 2021"),
        ('glims: {name: "GLIMS : labo", zone: soins}', "labo: {zone: soins}"),
        ("    zone: soins\n", ""),
        ("referential:\n", "# a referential no more\n"),
        (", sanctuarised: true", ""),
    )
    model = "# a line more\n" + MODEL
    for before, after in changed:
        model = model.replace(before, after)
    first = SharedWorkspace(tmp_path / "first", workspace.server, f"{workspace.name}-b")
    for pushed in (workspace, first):
        pushed.write(model)
        pushed.push()
    assert stored(workspace, driver) == stored(first, driver)


def stored(workspace: SharedWorkspace, driver: Driver) -> tuple[list[str], list[str]]:
    """The nodes and relationships of a repository, with all that they say but its name."""
    nodes = "MATCH (e {repository: $name}) WHERE NOT e:EaPush RETURN labels(e) AS labels, properties(e) AS properties"
    relationships = """
    MATCH (a:Element {repository: $name})-[r]->(b)
    RETURN a.id AS source, type(r) AS type, b.id AS target, properties(r) AS properties
    """
    answers = [driver.execute_query(query, name=workspace.name).records for query in (nodes, relationships)]
    for record in (record for records in answers for record in records):
        record["properties"].pop("repository", None)
    first, second = (sorted(repr(record.data()) for record in records) for records in answers)
    return first, second


def labels(workspace: SharedWorkspace, driver: Driver, id: str) -> set[str]:
    """The labels of the node of an element."""
    statement = "MATCH (e:Element {repository: $name, id: $id}) RETURN labels(e) AS labels"
    return set(driver.execute_query(statement, name=workspace.name, id=id).records[0]["labels"])


def test_nodes_have_the_properties_that_cypher_asks(workspace: SharedWorkspace, driver: Driver) -> None:
    workspace.push()
    statement = "MATCH (e:Element {repository: $name}) RETURN e.id AS id, e"
    records = driver.execute_query(statement, name=workspace.name).records
    nodes = {record["id"]: record["e"] for record in records}
    properties = ("name", "kind", "yearly_cost", "aliases", "exposed", "users", "needs_availability", "file", "line")
    assert [nodes["orbis"][name] for name in properties] == [
        "ORBIS", "application", 1200000.5, ["DPI", "on", "2023"], False, [], 4, "model/si.yaml", 10,
    ]  # fmt: skip
    assert [str(nodes["orbis"][name]) for name in ("live_on", "approvals_dsi_on")] == ["2015-01-01", "2020-01-01"]
    assert nodes["hegp"]["identifiers_FINESS"] == "750803447"
    assert labels(workspace, driver, "orbis") == {"Element", "Application"}
    assert labels(workspace, driver, "siu") == {"Element", "Application", "Referential"}


def test_relationships_have_the_types_and_properties_that_cypher_asks(
    workspace: SharedWorkspace, driver: Driver
) -> None:
    workspace.push()
    records = driver.execute_query(
        "MATCH (a:Element {repository: $name})-[r]->(b:Element) RETURN a.id AS source, type(r) AS type, b.id AS end, r",
        name=workspace.name,
    ).records
    assert {(record["source"], record["type"], record["end"]) for record in records} == {
        ("hegp", "RUN_BY", "dsi"), ("hegp-annexe", "PART_OF", "hegp"), ("orbis", "ZONE", "soins"),
        ("orbis", "DEPLOYED_AT", "hegp"), ("orbis", "DEPLOYED_AT", "hegp-annexe"), ("glims", "ZONE", "soins"),
        ("siu", "MASTERS", "identite"), ("siu-orbis", "SOURCE", "siu"), ("siu-orbis", "TARGET", "orbis"),
        ("siu-orbis", "DATA", "identite"), ("orbis-glims", "SOURCE", "orbis"), ("orbis-glims", "TARGET", "glims"),
        ("orbis-glims", "DATA", "identite"), ("siu", "FEEDS", "orbis"), ("orbis", "FEEDS", "glims"),
    }  # fmt: skip
    dated = next(record["r"] for record in records if record["end"] == "hegp-annexe")
    assert {name: str(value) for name, value in dated.items()} == {
        "position": "1", "from": "2023-06-01", "until": "2024-12-31", "note": "par étapes"
    }  # fmt: skip
    feeds = next(record["r"] for record in records if (record["type"], record["end"]) == ("FEEDS", "glims"))
    assert (feeds["flow"], str(feeds["from"])) == ("orbis-glims", "2020-01-01")


def test_a_relationship_says_what_its_link_holds_for_and_how_much_it_is_needed(
    workspace: SharedWorkspace, driver: Driver
) -> None:
    supports = "supports: [{to: soigner, for: imagerie, need: vital}]"
    workspace.write(f"application: {{orbis: {{{supports}}}}}\nprocess: {{soigner: {{}}}}\n", annex="")
    workspace.push()
    statement = "MATCH ({repository: $name, id: 'orbis'})-[r:SUPPORTS]->() RETURN properties(r) AS properties"
    record = driver.execute_query(statement, name=workspace.name).records[0]
    assert record["properties"] == {"position": 0, "for": ["imagerie"], "need": "vital"}


def test_the_settings_of_the_workspace_are_shared(workspace: SharedWorkspace, tmp_path: Path) -> None:
    workspace.push()
    workspace.write(settings="thresholds: {exchange-standards: 3}\n")
    status = workspace.push()
    assert (status["settings"], status["unchanged"]) == (True, SIZE)
    workspace.pulled_content(tmp_path / "pulled")
    assert (tmp_path / "pulled/workspace.yaml").read_text() == (workspace.root / "workspace.yaml").read_text()


def test_a_text_with_an_error_is_not_sent(workspace: SharedWorkspace, driver: Driver) -> None:
    workspace.write(MODEL + "zzz: {}\n")
    refused = workspace.ea("push", workspace.address)
    assert refused.code == 2
    assert "nothing is pushed" in refused.error
    assert "model/si.yaml:27" in refused.error
    assert not workspace.ids(driver)


def test_the_log_tells_who_when_and_how_much(workspace: SharedWorkspace) -> None:
    workspace.push()
    workspace.write(MODEL.replace("need: vital", "need: useful"))
    workspace.push()
    log = json.loads(workspace.ea("log", workspace.address, "--format", "json").out)
    assert [(push["version"], push["added"], push["changed"], push["elements"]) for push in log] == [
        (2, 0, 1, SIZE), (1, SIZE, 0, SIZE)
    ]  # fmt: skip
    assert all(push["by"] and push["at"] for push in log)
    assert len(workspace.ea("log", workspace.address, "--lang", "fr").out.splitlines()) == 3


def test_pull_writes_in_an_empty_folder_only(workspace: SharedWorkspace, tmp_path: Path) -> None:
    workspace.push()
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "mine.txt").write_text("mine")
    refused = workspace.ea("pull", workspace.address, "-o", str(tmp_path / "kept"))
    assert (refused.code, "not empty" in refused.error) == (2, True)
    assert [file.name for file in (tmp_path / "kept").iterdir()] == ["mine.txt"]


def test_pushing_whole_mends_what_was_changed_by_hand(
    workspace: SharedWorkspace, driver: Driver, tmp_path: Path
) -> None:
    workspace.push()
    change = "MATCH (e:Element {repository: $name, id: 'glims'}) SET e.text = '{}'"
    driver.execute_query(change, name=workspace.name)
    refused = workspace.ea("list", "--store", workspace.address)
    assert (refused.code, "ea push --whole" in refused.error) == (2, True)
    workspace.push("--whole")
    assert workspace.pulled_content(tmp_path / "pulled") == workspace.text_content()


def documented(heading: str) -> dict[str, object]:
    """The example that the page of the JSON gives of a command."""
    page = (Path(__file__).parents[2] / "docs" / "json.md").read_text(encoding="utf-8")
    example = json.loads(page.split(f"## `{heading}`")[1].split("```json")[1].split("```")[0])
    first: dict[str, object] = example[0] if isinstance(example, list) else example
    return first


def test_the_json_has_the_names_and_types_of_its_page(workspace: SharedWorkspace) -> None:
    first = workspace.push()
    assert (first["version"], first["push"]) == (1, 0)
    second = workspace.status()
    assert (second["version"], second["push"]) == (1, 1)
    log = json.loads(workspace.ea("log", workspace.address, "--format", "json").out)
    for answer, heading in ((second, "ea status` and `ea push"), (log[0], "ea log")):
        expected = documented(heading)
        assert list(answer) == list(expected)
        assert [*map(type, answer.values())] == [*map(type, expected.values())]
