"""A question in Cypher, answered where it only reads the graph and refused before it runs where it does more."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from math import isfinite
from typing import Any

import neo4j
from neo4j import ManagedTransaction
from neo4j.graph import Node, Path, Relationship

from ea_repo.store.answers import Answer, Question
from ea_repo.store.error import StoreError
from ea_repo.store.neo4j import repository_node
from ea_repo.store.neo4j.connection import Connection

_ELSEWHERE = re.compile("LoadCSV|ProcedureCall|Show|Terminate|Administration|Command|Transactions|Create|Drop")
"""Steps of a plan that reach files, addresses, the server itself: what asks for them is no question to the graph."""
_OWN_FAMILIES = frozenset(("date", "datetime", "localdatetime", "localtime", "time", "duration", "point", "vector"))
"""The families of Cypher's own functions; any other is a plug-in of the server, which may do anything."""
_PLAN = re.compile(r"\s*(CYPHER\b[^({]*\s)?(EXPLAIN|PROFILE)\b", re.IGNORECASE)
_EXPLAIN = "EXPLAIN "
_PLACE = re.compile(r"\(line (\d+), column (\d+) \(offset: (\d+)\)\)")
_NOT_CODE = re.compile(r"'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|/\*.*?\*/|//[^\n]*", re.DOTALL)
_CALL = re.compile(r"([^\W\d]\w*)\s*(?:\.\s*[^\W\d]\w*\s*)+\(")


def query(connection: Connection, question: Question) -> Answer:
    """The answer to a question; raises StoreError for a statement that does more than read the graph.

    A statement that says $repository gets the name of the repository that the address stands for.
    """
    parameters = dict(question.parameters)
    if "$repository" in question.statement and "repository" not in parameters:
        parameters["repository"] = repository_node.addressed(connection).name

    def work(tx: ManagedTransaction) -> Answer:
        result = tx.run(question.statement, parameters)
        columns = result.keys()
        rows = [[as_json_value(value) for value in row.values()] for row in result.fetch(question.rows + 1)]
        return Answer(columns, rows[: question.rows], len(rows) > question.rows)

    if _PLAN.match(_NOT_CODE.sub(" ", question.statement)):
        raise StoreError(
            "EXPLAIN et PROFILE montrent un plan, pas une réponse : posez la question elle-même",
            "EXPLAIN and PROFILE show a plan, not an answer: ask the question itself",
        )
    _require_only_reads(connection, question.statement, parameters)
    return connection.read(work, seconds=question.seconds)


def _require_only_reads(connection: Connection, statement: str, parameters: Mapping[str, Any]) -> None:
    """Refuses what is not a pure read, from the plan that the server would follow: nothing is run."""
    plugins = [family for family in _function_families(statement) if family not in _OWN_FAMILIES]
    if plugins:
        raise _refused(f"{plugins[0]}.…()")
    explained = _EXPLAIN + statement
    try:
        summary = connection.read(lambda tx: tx.run(explained, parameters).consume())  # type: ignore[arg-type]
    except StoreError as error:
        raise StoreError(*(_PLACE.sub(_in_statement, error.message[lang]) for lang in ("fr", "en"))) from error
    if summary.query_type != "r" or summary.plan is None:
        raise _refused({"w": "CREATE, SET, DELETE", "rw": "CREATE, SET, DELETE", "s": "SHOW, CREATE INDEX"}.get(
            str(summary.query_type), str(summary.query_type)))  # fmt: skip
    for step in _steps(summary.plan):
        if _ELSEWHERE.search(step):
            raise _refused(step)


def _in_statement(place: re.Match[str]) -> str:
    """Where the server finds a mistake, without what is put before the statement."""
    line, column, offset = map(int, place.groups())
    before = len(_EXPLAIN)
    return f"(line {line}, column {column - before if line == 1 else column} (offset: {offset - before}))"


def _function_families(statement: str) -> Iterator[str]:
    """The first words of the functions that a statement calls by several words (`date.truncate`)."""
    unescaped = re.sub(r"\\u([0-9a-fA-F]{4})", lambda match: chr(int(match[1], 16)), statement)
    for match in _CALL.finditer(_NOT_CODE.sub(" ", unescaped).replace("`", "")):
        yield match[1].lower()


def _steps(plan: Mapping[str, Any]) -> Iterator[str]:
    """The names of the steps of a plan, from the last one down."""
    yield str(plan["operatorType"]).split("@")[0]
    for child in plan.get("children", ()):
        yield from _steps(child)


def _refused(what: str) -> StoreError:
    return StoreError(
        f"refusé : cette requête fait autre chose que lire le graphe ({what})",
        f"refused: this statement does something else than read the graph ({what})",
    )


def as_json_value(value: Any) -> Any:
    """A value of the database as JSON has it; what JSON has not, as its text."""
    match value:
        case Node():
            return {"labels": sorted(value.labels), **_as_json_values(value)}
        case Relationship():
            return {"type": value.type, **_as_json_values(value)}
        case Path():
            steps = zip(value.nodes, value.relationships, strict=False)
            return [as_json_value(item) for step in steps for item in step] + [as_json_value(value.nodes[-1])]
        case neo4j.time.Date() | neo4j.time.DateTime() | neo4j.time.Time() | neo4j.time.Duration():
            return value.iso_format()
        case list() | tuple():
            return [as_json_value(item) for item in value]
        case dict():
            return {name: as_json_value(item) for name, item in value.items()}
        case float():
            return value if isfinite(value) else str(value)
        case None | bool() | int() | str():
            return value
        case _:
            return str(value)


def _as_json_values(entity: Node | Relationship) -> dict[str, Any]:
    """The properties of a node or relationship, by name in order."""
    return {name: as_json_value(value) for name, value in sorted(entity.items())}
