"""`ea query`: a question in Cypher to the shared repository."""

from __future__ import annotations

import json

import click

from ea_repo.cli.shared import commands, options
from ea_repo.cli.shared.call import Call
from ea_repo.cli.shared.terminal import tell
from ea_repo.cli.shared.usage import Misuse
from ea_repo.finding import Text

_HELP = Text(
    """Pose au dépôt partagé une question en Cypher.

Seul ce qui lit le graphe est exécuté : le serveur est d'abord interrogé sur la façon dont il répondrait, et ce qui
écrit, lit des fichiers ou des adresses, ou appelle des procédures est refusé. $repository est le nom du dépôt.
docs/neo4j.fr.md contient des exemples.""",
    """Ask the shared repository a question in Cypher.

Only what reads the graph is run: the server is first asked how it would answer, and what writes, reads files or
addresses, or calls procedures is refused. $repository is the name of the repository. docs/neo4j.md has examples.""",
)


@commands.command(
    "query",
    Text(
        "Poser au dépôt partagé une question en Cypher, en lecture seule.",
        "Ask the shared repository a question in Cypher, which only reads.",
    ),
    _HELP,
)
@click.argument("statement", metavar="[CYPHER]", required=False)
@commands.option(
    "--store",
    "address",
    metavar="ADDRESS",
    help=Text("Le serveur ; par défaut NEO4J_URI.", "The server; by default NEO4J_URI."),
)
@options.database
@options.named
@commands.option(
    "--param",
    "parameters",
    multiple=True,
    metavar="NAME=VALUE",
    help=Text("Un paramètre de la question : $NOM.", "A parameter of the statement: $NAME."),
)
@commands.option(
    "--rows",
    type=click.IntRange(min=1),
    default=1_000,
    show_default=True,
    help=Text("Combien, au plus.", "How many, at the most."),
)
@commands.option(
    "--timeout",
    type=click.FloatRange(min=0.1),
    default=30.0,
    show_default=True,
    help=Text("En secondes, au plus.", "Seconds, at the most."),
)
@commands.option(
    "--schema",
    "schema",
    is_flag=True,
    help=Text(
        "Afficher ce que l'on peut demander : étiquettes, propriétés, relations.",
        "Print what there is to ask: labels, properties, relationships.",
    ),
)
@options.answers("query", "query_schema")
def command(
    call: Call, statement: str | None, address: str | None, database: str | None, name: str | None,
    parameters: tuple[str, ...], rows: int, timeout: float, schema: bool,
) -> None:  # fmt: skip
    from ea_repo.report.query import limited
    from ea_repo.repository import Repository
    from ea_repo.store import Question

    if schema == bool(statement):
        raise Misuse(Text("une question, ou bien --schema", "either a statement, or --schema"))
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
        raise Misuse(Text(f"--param {wrong} : NOM=VALEUR attendu", f"--param {wrong}: expected NAME=VALUE"))
    pairs = (word.partition("=") for word in words)
    return {name: _value(value) for name, _, value in pairs}


def _value(text: str) -> object:
    """A value of `--param`: JSON where it is some, else a text."""
    try:
        value: object = json.loads(text, parse_constant=str)
    except json.JSONDecodeError:
        return text
    return value
