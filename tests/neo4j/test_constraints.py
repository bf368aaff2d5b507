"""The constraints of a database that others use: what is there already is no trouble, or is told."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.neo4j.server import Server, start
from tests.neo4j.sharing import Place

if TYPE_CHECKING:
    from neo4j import Driver

pytestmark = pytest.mark.neo4j


@pytest.fixture(scope="module")
def server(server: Server) -> Server:
    """One of their own, started where the other is: constraints are those of a whole database."""
    if os.environ.get("NEO4J_URI"):
        pytest.skip("the constraints of that server are not for tests to change")
    return start(os.getpid())


def test_a_constraint_that_is_there_under_another_name_is_no_trouble(place: Place, neo4j: Driver) -> None:
    place.push()
    neo4j.execute_query("DROP CONSTRAINT ea_element IF EXISTS")
    neo4j.execute_query("CREATE CONSTRAINT theirs FOR (e:Element) REQUIRE (e.repository, e.id) IS UNIQUE")
    try:
        place.write("site: {hegp: {}}\n")
        assert place.push()["removed"]
    finally:
        neo4j.execute_query("DROP CONSTRAINT theirs")
        place.write()
        place.push()


@pytest.mark.parametrize(
    ("theirs", "away"),
    [
        ("CREATE INDEX ea_element FOR (e:Elsewhere) ON (e.id)", "DROP INDEX ea_element"),
        ("CREATE INDEX theirs FOR (e:Element) ON (e.repository, e.id)", "DROP INDEX theirs"),
        ("UNWIND [1, 2] AS i CREATE (:Element:Twin {repository: 'twins', id: 'a'})", "MATCH (n:Twin) DELETE n"),
    ],
    ids=["its name is taken", "an index in its place", "what breaks it"],
)
def test_what_is_in_the_way_of_a_constraint_is_told(place: Place, neo4j: Driver, theirs: str, away: str) -> None:
    place.push()
    neo4j.execute_query("DROP CONSTRAINT ea_element IF EXISTS")
    neo4j.execute_query(theirs)
    try:
        place.write("site: {hegp: {}}\n")
        refused = place.ea("push", place.address)
        assert (refused.code, len(refused.error.splitlines())) == (2, 1)
        assert "in the way of what ea needs" in refused.error
        assert len(place.ids(neo4j)) == 10
    finally:
        neo4j.execute_query(away)
        place.push()


def test_a_constraint_that_is_missing_is_made_again(place: Place, neo4j: Driver) -> None:
    place.push()
    neo4j.execute_query("DROP CONSTRAINT ea_element IF EXISTS")
    place.write("site: {hegp: {}}\n")
    place.push()
    found = neo4j.execute_query("SHOW CONSTRAINTS YIELD name RETURN collect(name) AS names").records[0]["names"]
    assert "ea_element" in found
