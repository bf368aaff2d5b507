"""`ea query`: a question in Cypher to the shared repository."""

from __future__ import annotations

import click

from ea_repo.cli import options


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
@click.option(
    "--schema", "schema_", is_flag=True, help="Print what there is to ask: labels, properties, relationships."
)
@options.formats("table", "json", "csv")
@options.lang
def command(
    statement: str | None,
    address: str | None,
    database: str | None,
    name: str | None,
    parameters: tuple[str, ...],
    rows: int,
    timeout: float,
    schema_: bool,
    format_: str,
    lang: str | None,
) -> None:
    """Ask the shared repository a question in Cypher.

    Only what reads the graph is run: the server is first asked how it would answer, and what writes, reads files or
    addresses, or calls procedures is refused. $repository is the name of the repository. docs/neo4j.md has examples.
    """
    if schema_ == bool(statement):
        raise click.UsageError("either a statement, or --schema")
    with options.refusals(lang):
        from ea_repo.report import shared
        from ea_repo.repository import sharing
        from ea_repo.store import Question, read_address, schema

        spoken = options.language(lang)
        if schema_:
            options.echo(shared.schema_json(schema()) if format_ == "json" else shared.schema_text(schema(), spoken))
            return
        question = Question(str(statement), _parameters(parameters), rows, timeout)
        found = sharing.query(read_address(address, database, name), options.ask(lang), question)
        match format_:
            case "json":
                options.echo(shared.answer_json(found))
            case "csv":
                options.echo(shared.answer_csv(found))
            case _:
                options.echo(shared.answer_text(found, spoken, options.width()))
        if found.more:
            click.echo(shared.limited(found, spoken), err=True)


def _parameters(words: tuple[str, ...]) -> dict[str, object]:
    from ea_repo.report.shared import as_any

    if wrong := next((each for each in words if each.find("=") < 1), None):
        raise click.UsageError(f"--param {wrong}: expected NAME=VALUE")
    pairs = (each.partition("=") for each in words)
    return {name: as_any(value) for name, _, value in pairs}
