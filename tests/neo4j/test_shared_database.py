"""A database that others use too: what is theirs stays, and what stands in the way of a push is told."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.neo4j.shared_workspace import MODEL, SIZE, SharedWorkspace

if TYPE_CHECKING:
    from neo4j import Driver

pytestmark = pytest.mark.neo4j
ONE_SITE = "site: {hegp: {}}\n"


def test_what_others_keep_in_the_same_database_stays(workspace: SharedWorkspace, driver: Driver) -> None:
    mark = str(uuid.uuid4())
    driver.execute_query(
        "CREATE (a:Application {id: 'siu', mark: $mark})-[:FEEDS {flow: 'siu-orbis', mark: $mark}]->"
        "(b:Element {id: 'orbis', mark: $mark}), (:Element:Application {repository: 'other', id: $mark, mark: $mark})"
        "-[:ZONE]->(a)",
        mark=mark,
    )
    workspace.push()
    workspace.write(ONE_SITE)
    workspace.push()
    left = driver.execute_query(
        "MATCH (n {mark: $mark}) OPTIONAL MATCH (n)-[r]->() RETURN n.id AS id, labels(n) AS labels, type(r) AS type",
        mark=mark,
    ).records
    assert sorted((node["id"], sorted(node["labels"]), node["type"]) for node in left) == sorted(
        [("siu", ["Application"], "FEEDS"), ("orbis", ["Element"], None), (mark, ["Application", "Element"], "ZONE")]
    )
    assert workspace.ids(driver) == {"hegp", "hegp-annexe"}
    driver.execute_query("MATCH (n {mark: $mark}) DETACH DELETE n", mark=mark)


def test_several_repositories_live_in_one_database(workspace: SharedWorkspace, driver: Driver, tmp_path: Path) -> None:
    workspace.push()
    other = SharedWorkspace(tmp_path / "other", workspace.server, f"{workspace.name}-b")
    other.write(MODEL.replace("  glims: {name: \"GLIMS : labo\", zone: soins}\n", "").replace(
        "  orbis-glims: {source: orbis, target: {to: glims, from: 2020}, data: identite}\n", ""))  # fmt: skip
    other.push()
    assert workspace.status()["unchanged"] == SIZE
    assert len(other.ids(driver)) == SIZE - 2
    unnamed = workspace.ea("list", "--store", workspace.server.address)
    assert (unnamed.code, "several repositories here" in unnamed.error) == (2, True)


@pytest.mark.usefixtures("alone")
def test_a_constraint_that_is_there_under_another_name_is_no_trouble(
    workspace: SharedWorkspace, driver: Driver
) -> None:
    workspace.push()
    driver.execute_query("DROP CONSTRAINT ea_element IF EXISTS")
    driver.execute_query("CREATE CONSTRAINT theirs FOR (e:Element) REQUIRE (e.repository, e.id) IS UNIQUE")
    try:
        workspace.write(ONE_SITE)
        assert workspace.push()["removed"]
    finally:
        driver.execute_query("DROP CONSTRAINT theirs")
        workspace.write()
        workspace.push()


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize(
    ("theirs", "away"),
    [
        ("CREATE INDEX ea_element FOR (e:Elsewhere) ON (e.id)", "DROP INDEX ea_element"),
        ("CREATE INDEX theirs FOR (e:Element) ON (e.repository, e.id)", "DROP INDEX theirs"),
        ("UNWIND [1, 2] AS i CREATE (:Element:Twin {repository: 'twins', id: 'a'})", "MATCH (n:Twin) DELETE n"),
    ],
    ids=["its name is taken", "an index in its place", "what breaks it"],
)
def test_what_is_in_the_way_of_a_constraint_is_told(
    workspace: SharedWorkspace, driver: Driver, theirs: str, away: str
) -> None:
    workspace.push()
    driver.execute_query("DROP CONSTRAINT ea_element IF EXISTS")
    driver.execute_query(theirs)
    try:
        workspace.write(ONE_SITE)
        refused = workspace.ea("push", workspace.address)
        assert (refused.code, len(refused.error.splitlines())) == (2, 1)
        assert "in the way of what ea needs" in refused.error
        assert len(workspace.ids(driver)) == SIZE
    finally:
        driver.execute_query(away)
        workspace.push()


@pytest.mark.usefixtures("alone")
def test_a_constraint_that_is_missing_is_made_again(workspace: SharedWorkspace, driver: Driver) -> None:
    workspace.push()
    driver.execute_query("DROP CONSTRAINT ea_element IF EXISTS")
    workspace.write(ONE_SITE)
    workspace.push()
    answer = driver.execute_query("SHOW CONSTRAINTS YIELD name RETURN collect(name) AS names")
    assert "ea_element" in answer.records[0]["names"]
