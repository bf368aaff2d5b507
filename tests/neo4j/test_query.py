"""Questions in Cypher: what only reads the graph is answered, anything else is refused before it runs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.neo4j.sharing import Place

if TYPE_CHECKING:
    from neo4j import Driver

pytestmark = pytest.mark.neo4j


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE (n:Intrus) RETURN n",
        "MATCH (n:Element) SET n.name = 'x' RETURN n",
        "MATCH (n:Element) DETACH DELETE n",
        "MATCH (n) CALL (n) { SET n:Intrus } RETURN count(n)",
        "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
        "load csv from 'http://127.0.0.1:1/' as line return line",
        "RETURN COLLECT { LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line } AS lines",
        "CALL db.labels() YIELD label RETURN label",
        "CALL dbms.listConfig() YIELD name, value RETURN name, value",
        "MATCH (n) WHERE EXISTS { CALL db.labels() YIELD label RETURN label } RETURN n",
        "SHOW INDEXES",
        "SHOW USERS",
        "SHOW TRANSACTIONS",
        "TERMINATE TRANSACTION 'neo4j-transaction-1'",
        "CREATE INDEX intrus FOR (n:Intrus) ON (n.x)",
        "RETURN apoc.util.md5(['x'])",
        "RETURN `apoc`.`load`/* */.json('http://127.0.0.1:1/')",
        "RETURN 1; CREATE (n:Intrus)",
        "PROFILE LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
        "ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'b'",
        "CALL { MATCH (n) SET n:Intrus } IN TRANSACTIONS",
        "CYPHER planner=cost CREATE (n:Intrus)",
        "EXPLAIN CREATE (n:Intrus)",
        "/* a plan */ profile CREATE (n:Intrus)",
        "CYPHER runtime=slotted PROFILE CREATE (n:Intrus)",
        "USE system MATCH (n) RETURN n",
    ],
)
def test_what_does_more_than_read_the_graph_is_refused(place: Place, neo4j: Driver, statement: str) -> None:
    said = place.ea("query", statement, "--store", place.address)
    assert (said.code, said.out) == (2, ""), said
    assert "Traceback" not in said.error
    assert place.server.password not in said.error
    assert not neo4j.execute_query("MATCH (n:Intrus) RETURN n LIMIT 1").records


def test_a_question_is_answered_in_each_format(place: Place) -> None:
    place.push()
    statement = (
        "MATCH (a:Application:Element {repository: $repository}) WHERE a.id >= $from RETURN a.id AS id, a.live_on"
    )
    words = ("query", statement + " ORDER BY id", "--store", place.address, "--param", "from=o", "--format")
    assert json.loads(place.ea(*words, "json").out) == [
        {"id": "orbis", "a.live_on": "2015-01-01"}, {"id": "siu", "a.live_on": None}
    ]  # fmt: skip
    assert place.ea(*words, "csv").out.split() == ["id,a.live_on", "orbis,2015-01-01", "siu,"]
    assert place.ea(*words, "text").out.splitlines()[-1] == "2 rows"


def test_functions_of_cypher_itself_are_no_plugins(place: Place) -> None:
    statement = "RETURN date.truncate('year', date('2021-05-04')) AS day, 'apoc.load.json(x)' AS text"
    said = place.ea("query", statement, "--store", place.address, "--format", "json")
    assert json.loads(said.out) == [{"day": "2021-01-01", "text": "apoc.load.json(x)"}]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1", 1), ("1.5", 1.5), ("true", True), ("null", None), ('"1"', "1"), ('[1, "x"]', [1, "x"]),
        ('{"a": [true]}', {"a": [True]}), ("siu", "siu"), ("2023-01-02", "2023-01-02"), ("007", "007"), ("", ""),
        ("a=b", "a=b"), ("NaN", "NaN"),
    ],
)  # fmt: skip
def test_a_parameter_is_json_where_it_is_some_and_else_a_text(place: Place, written: str, value: object) -> None:
    said = place.ea("query", "RETURN $x AS x", "--store", place.address, "--param", f"x={written}", "--format", "json")
    assert json.loads(said.out) == [{"x": value}]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("RETURN $x", "--param", f"x={2**63}"), "more than 64 bits"),
        (("RETURN $x",), "Expected parameter(s): x"),
        (("RETURN $x", "--param", "=1"), "expected NAME=VALUE"),
        (("MATHC (n) RETURN n",), "Invalid input 'MATHC'"),
        (("MATCH (n) RETURN m",), "(line 1, column 18 (offset: 17))"),
        (("MATCH (n)\nRETURN m",), "(line 2, column 8 (offset: 17))"),
        (("RETURN 1 AS n; RETURN 2 AS n",), "one statement"),
        (("PROFILE MATCH (n) RETURN n",), "show a plan, not an answer"),
    ],
)
def test_what_is_no_question_is_told(place: Place, words: tuple[str, ...], sentence: str) -> None:
    said = place.ea("query", *words, "--store", place.address)
    assert (said.code, said.out, sentence in said.error) == (2, "", True), said


def test_an_answer_holds_what_json_has_not_as_text(place: Place) -> None:
    statement = "RETURN 0.0 / 0 AS n, duration('P1D') AS d, point({x: 1, y: 2}) AS p, [date('2020-01-01')] AS days"
    said = place.ea("query", statement, "--store", place.address, "--format", "json")
    assert json.loads(said.out) == [{"n": "nan", "d": "P1D", "p": [1.0, 2.0], "days": ["2020-01-01"]}]


def test_limits_are_told(place: Place) -> None:
    said = place.ea("query", "UNWIND range(1, 50) AS n RETURN n", "--store", place.address, "--rows", "3")
    assert said.out.splitlines()[-1] == "3 rows"
    assert "there are more" in said.error
    endless = "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN count(a + b)"
    slow = place.ea("query", endless, "--store", place.address, "--timeout", "0.5")
    assert (slow.code, "takes too long" in slow.error) == (2, True), slow


def test_the_schema_names_what_there_is_to_ask(place: Place, tmp_path: Path) -> None:
    said = place.ea("query", "--schema")
    assert "(:Element:Application:Referential)" in said.out
    assert "(Application)-[:DEPLOYED_AT]->(Site)" in said.out
    assert "(Application)-[:FEEDS]->(Application)" in said.out
