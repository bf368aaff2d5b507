"""A question in Cypher, of those that only read the graph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any

import neo4j
from neo4j import ManagedTransaction
from neo4j.graph import Node, Path, Relationship

from ea_repo.store.neo4j import head
from ea_repo.store.neo4j.connection import Connection
from ea_repo.store.neo4j.trouble import Trouble

_ELSEWHERE = re.compile("LoadCSV|ProcedureCall|Show|Terminate|Administration|Command|Transactions|Create|Drop")
"""Steps of a plan that reach files, addresses, the server itself: what asks for them is no question to the graph."""
_PURE = frozenset(("date", "datetime", "localdatetime", "localtime", "time", "duration", "point", "vector"))
"""The families of Cypher's own functions; any other is a plug-in of the server, which may do anything."""
_PLAN = re.compile(r"\s*(CYPHER\b[^({]*\s)?(EXPLAIN|PROFILE)\b", re.IGNORECASE)
_EXPLAIN = "EXPLAIN "
_PLACE = re.compile(r"\(line (\d+), column (\d+) \(offset: (\d+)\)\)")
_SKIPPED = re.compile(r"'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|/\*.*?\*/|//[^\n]*", re.DOTALL)
_CALLED = re.compile(r"([^\W\d]\w*)\s*(?:\.\s*[^\W\d]\w*\s*)+\(")


@dataclass(frozen=True)
class Answer:
    """The rows of a question; `more` where the limit hid some."""

    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]
    more: bool


@dataclass(frozen=True)
class Question:
    """A statement with its parameters, and how much of an answer is wanted."""

    statement: str
    parameters: Mapping[str, Any]
    rows: int = 1_000
    seconds: float = 30.0


def query(connection: Connection, question: Question) -> Answer:
    """The answer to a question; raises Trouble for a statement that does more than read the graph.

    A statement that says $repository gets the name of the repository that the address stands for.
    """
    parameters = dict(question.parameters)
    if "$repository" in question.statement and "repository" not in parameters:
        parameters["repository"] = head.one(connection).name

    def ask(tx: ManagedTransaction) -> Answer:
        result = tx.run(question.statement, parameters)
        columns = result.keys()
        found = [[plain(each) for each in row.values()] for row in result.fetch(question.rows + 1)]
        return Answer(columns, found[: question.rows], len(found) > question.rows)

    if _PLAN.match(_SKIPPED.sub(" ", question.statement)):
        raise Trouble(
            "EXPLAIN et PROFILE montrent un plan, pas une réponse : posez la question elle-même",
            "EXPLAIN and PROFILE show a plan, not an answer: ask the question itself",
        )
    _only_reads(connection, question.statement, parameters)
    return connection.read(ask, seconds=question.seconds)


def _only_reads(connection: Connection, statement: str, parameters: Mapping[str, Any]) -> None:
    """Refuses what is not a pure read, from the plan that the server would follow: nothing is run."""
    plugins = [each for each in _functions(statement) if each not in _PURE]
    if plugins:
        raise _refused(f"{plugins[0]}.…()")
    explained = _EXPLAIN + statement
    try:
        summary = connection.read(lambda tx: tx.run(explained, parameters).consume())  # type: ignore[arg-type]
    except Trouble as trouble:
        raise Trouble(*(_PLACE.sub(_in_the_statement, trouble.message[lang]) for lang in ("fr", "en"))) from trouble
    if summary.query_type != "r" or summary.plan is None:
        raise _refused({"w": "CREATE, SET, DELETE", "rw": "CREATE, SET, DELETE", "s": "SHOW, CREATE INDEX"}.get(
            str(summary.query_type), str(summary.query_type)))  # fmt: skip
    for step in _steps(summary.plan):
        if _ELSEWHERE.search(step):
            raise _refused(step)


def _in_the_statement(place: re.Match[str]) -> str:
    """Where the server finds a mistake, without what is put before the statement."""
    line, column, offset = map(int, place.groups())
    before = len(_EXPLAIN)
    return f"(line {line}, column {column - before if line == 1 else column} (offset: {offset - before}))"


def _functions(statement: str) -> Iterator[str]:
    """The first words of the functions that a statement calls by several words (`date.truncate`)."""
    read = re.sub(r"\\u([0-9a-fA-F]{4})", lambda match: chr(int(match[1], 16)), statement)
    for match in _CALLED.finditer(_SKIPPED.sub(" ", read).replace("`", "")):
        yield match[1].lower()


def _steps(plan: Mapping[str, Any]) -> Iterator[str]:
    yield str(plan["operatorType"]).split("@")[0]
    for each in plan.get("children", ()):
        yield from _steps(each)


def _refused(what: str) -> Trouble:
    return Trouble(
        f"refusé : cette requête fait autre chose que lire le graphe ({what})",
        f"refused: this statement does something else than read the graph ({what})",
    )


def plain(value: Any) -> Any:
    """A value of the database as JSON has it; what JSON has not, as its text."""
    match value:
        case Node():
            return {"labels": sorted(value.labels), **{name: plain(each) for name, each in sorted(value.items())}}
        case Relationship():
            return {"type": value.type, **{name: plain(each) for name, each in sorted(value.items())}}
        case Path():
            return [plain(each) for pair in zip(value.nodes, value.relationships, strict=False) for each in pair] + [
                plain(value.nodes[-1])
            ]
        case neo4j.time.Date() | neo4j.time.DateTime() | neo4j.time.Time() | neo4j.time.Duration():
            return value.iso_format()
        case list() | tuple():
            return [plain(each) for each in value]
        case dict():
            return {name: plain(each) for name, each in value.items()}
        case float():
            return value if isfinite(value) else str(value)
        case None | bool() | int() | str():
            return value
        case _:
            return str(value)
