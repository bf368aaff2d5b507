"""Questions in Cypher: what only reads the graph is answered, anything else is refused before it runs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

from ea_repo.store import Question, StoreError
from ea_repo.store.neo4j.connection import Connection
from ea_repo.store.neo4j.cypher_query import query
from tests.neo4j.connecting import connection_to
from tests.neo4j.server import Server
from tests.neo4j.shared_workspace import SharedWorkspace

if TYPE_CHECKING:
    from neo4j import Driver

pytestmark = pytest.mark.neo4j


@pytest.fixture(scope="module")
def connection(server: Server) -> Iterator[Connection]:
    """A connection that asks; which repository does not matter."""
    with connection_to(server, "none") as opened:
        yield opened


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE (n:Intruder) RETURN n",
        "MATCH (n:Element) SET n.name = 'x' RETURN n",
        "MATCH (n:Element) DETACH DELETE n",
        "MATCH (n) CALL (n) { SET n:Intruder } RETURN count(n)",
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
        "CREATE INDEX intruder FOR (n:Intruder) ON (n.x)",
        "RETURN apoc.util.md5(['x'])",
        "RETURN `apoc`.`load`/* */.json('http://127.0.0.1:1/')",
        "RETURN 1; CREATE (n:Intruder)",
        "PROFILE LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
        "ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'b'",
        "CALL { MATCH (n) SET n:Intruder } IN TRANSACTIONS",
        "CYPHER planner=cost CREATE (n:Intruder)",
        "EXPLAIN CREATE (n:Intruder)",
        "/* a plan */ profile CREATE (n:Intruder)",
        "CYPHER runtime=slotted PROFILE CREATE (n:Intruder)",
        "USE system MATCH (n) RETURN n",
    ],
)
def test_what_does_more_than_read_the_graph_is_refused(connection: Connection, driver: Driver, statement: str) -> None:
    with pytest.raises(StoreError):
        query(connection, Question(statement, {}))
    assert not driver.execute_query("MATCH (n:Intruder) RETURN n LIMIT 1").records


def test_a_refusal_is_one_sentence_of_the_command(workspace: SharedWorkspace) -> None:
    result = workspace.ea("query", "CREATE (n:Intruder) RETURN n", "--store", workspace.address)
    assert (result.code, result.out, result.error.count("\n")) == (2, "", 1)
    assert "does something else than read the graph (CREATE, SET, DELETE)" in result.error


def test_a_question_is_answered_in_each_format(workspace: SharedWorkspace) -> None:
    workspace.push()
    statement = (
        "MATCH (a:Application:Element {repository: $repository}) WHERE a.id >= $from "
        "RETURN a.id AS id, a.live_on ORDER BY id"
    )
    words = ("query", statement, "--store", workspace.address, "--param", "from=o", "--format")
    assert json.loads(workspace.ea(*words, "json").out) == [
        {"id": "orbis", "a.live_on": "2015-01-01"}, {"id": "siu", "a.live_on": None}
    ]  # fmt: skip
    assert workspace.ea(*words, "csv").out.split() == ["id,a.live_on", "orbis,2015-01-01", "siu,"]
    assert workspace.ea(*words, "text").out.splitlines()[-1] == "2 rows"


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1", 1), ("1.5", 1.5), ("true", True), ("null", None), ('"1"', "1"), ('[1, "x"]', [1, "x"]),
        ('{"a": [true]}', {"a": [True]}), ("siu", "siu"), ("2023-01-02", "2023-01-02"), ("007", "007"), ("", ""),
        ("a=b", "a=b"), ("NaN", "NaN"),
    ],
)  # fmt: skip
def test_a_parameter_is_json_where_it_is_some_and_else_a_text(
    workspace: SharedWorkspace, written: str, value: object
) -> None:
    words = ("query", "RETURN $x AS x", "--param", f"x={written}", "--store", workspace.address, "--format", "json")
    assert json.loads(workspace.ea(*words).out) == [{"x": value}]


@pytest.mark.parametrize(
    ("statement", "parameters", "sentence"),
    [
        ("RETURN $x", {"x": 2**63}, "more than 64 bits"),
        ("RETURN $x", {}, "Expected parameter(s): x"),
        ("MATHC (n) RETURN n", {}, "Invalid input 'MATHC'"),
        ("MATCH (n) RETURN m", {}, "(line 1, column 18 (offset: 17))"),
        ("MATCH (n)\nRETURN m", {}, "(line 2, column 8 (offset: 17))"),
        ("RETURN 1 AS n; RETURN 2 AS n", {}, "one statement"),
        ("PROFILE MATCH (n) RETURN n", {}, "show a plan, not an answer"),
    ],
)
def test_what_is_no_question_is_told(
    connection: Connection, statement: str, parameters: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(StoreError) as refused:
        query(connection, Question(statement, parameters))
    assert sentence in refused.value.message.en


def test_a_parameter_without_a_name_is_told(workspace: SharedWorkspace) -> None:
    result = workspace.ea("query", "RETURN $x", "--param", "=1", "--store", workspace.address)
    assert (result.code, "expected NAME=VALUE" in result.error) == (2, True)


def test_functions_of_cypher_itself_are_no_plugins(connection: Connection) -> None:
    statement = "RETURN date.truncate('year', date('2021-05-04')) AS day, 'apoc.load.json(x)' AS text"
    assert query(connection, Question(statement, {})).rows == [["2021-01-01", "apoc.load.json(x)"]]


def test_an_answer_holds_what_json_has_not_as_text(connection: Connection) -> None:
    statement = "RETURN 0.0 / 0, duration('P1D'), point({x: 1, y: 2}), [date('2020-01-01')]"
    assert query(connection, Question(statement, {})).rows == [["nan", "P1D", [1.0, 2.0], ["2020-01-01"]]]


def test_the_limit_of_rows_is_told(workspace: SharedWorkspace) -> None:
    words = ("query", "UNWIND range(1, 50) AS n RETURN n", "--store", workspace.address, "--rows", "3")
    result = workspace.ea(*words)
    assert result.out.splitlines()[-1] == "3 rows"
    assert "there are more" in result.error


def test_an_endless_question_is_ended(connection: Connection) -> None:
    endless = "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN count(a + b)"
    with pytest.raises(StoreError, match="takes too long"):
        query(connection, Question(endless, {}, seconds=0.5))
