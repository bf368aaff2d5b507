"""`ea query`: a question in Cypher to the shared repository."""

from __future__ import annotations

import json

import click

from ea_repo.cli.shared import options
from ea_repo.cli.shared.call import Call
from ea_repo.cli.shared.terminal import tell


@click.command("query", short_help="Ask the shared repository a question in Cypher, which only reads.")
@click.argument("statement", metavar="[CYPHER]", required=False)
@click.option("--store", "address", metavar="ADDRESS", help="The server; by default NEO4J_URI.")
@options.database
@options.named
@click.option("--param", "parameters", multiple=True, metavar="NAME=VALUE", help="A parameter of the statement: $NAME.")
@click.option("--rows", type=click.IntRange(min=1), default=1_000, show_default=True, help="How many, at the most.")
@click.option(
    "--timeout", type=click.FloatRange(min=0.1), default=30.0, show_default=True, help="Seconds, at the most."
)
@click.option("--schema", "schema", is_flag=True, help="Print what there is to ask: labels, properties, relationships.")
@options.answers("query", "query_schema")
def command(
    call: Call, statement: str | None, address: str | None, database: str | None, name: str | None,
    parameters: tuple[str, ...], rows: int, timeout: float, schema: bool,
) -> None:  # fmt: skip
    """Ask the shared repository a question in Cypher.

    Only what reads the graph is run: the server is first asked how it would answer, and what writes, reads files or
    addresses, or calls procedures is refused. $repository is the name of the repository. docs/neo4j.md has examples.
    """
    from ea_repo.report.query import limited
    from ea_repo.repository import Repository
    from ea_repo.store import Question

    if schema == bool(statement):
        raise click.UsageError("either a statement, or --schema")
    if schema:
        call.give("query_schema", call.unread().query_schema())
        return
    question = Question(str(statement), _parameters(parameters), rows, timeout)
    answer = Repository.query(call.server(address, database, name), call.ask, question)
    call.give("query", answer)
    if answer.more:
        tell(limited(answer, call.lang))


def _parameters(words: tuple[str, ...]) -> dict[str, object]:
    if wrong := next((word for word in words if word.find("=") < 1), None):
        raise click.UsageError(f"--param {wrong}: expected NAME=VALUE")
    pairs = (word.partition("=") for word in words)
    return {name: _value(value) for name, _, value in pairs}


def _value(text: str) -> object:
    """A value of `--param`: JSON where it is some, else a text."""
    try:
        value: object = json.loads(text, parse_constant=str)
    except json.JSONDecodeError:
        return text
    return value
