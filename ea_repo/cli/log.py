"""`ea log`: the pushes of the shared repository."""

from __future__ import annotations

import click

from ea_repo.cli.shared import commands, options
from ea_repo.cli.shared.call import Call
from ea_repo.finding import Text

_HELP = Text(
    """Liste les derniers envois à ADRESSE (par défaut NEO4J_URI).

L'histoire elle-même est celle du texte, dans git.""",
    """List the last pushes to ADDRESS (by default NEO4J_URI). The history itself is that of the text, in git.""",
)


@commands.command(
    "log",
    Text(
        "Lister les envois : qui, quand, depuis quel commit, combien.",
        "List the pushes: who, when, from which commit, how much.",
    ),
    _HELP,
)
@options.shared_repository
@commands.option(
    "--limit",
    type=click.IntRange(min=1),
    default=50,
    show_default=True,
    help=Text("Combien, au plus.", "How many, at the most."),
)
@options.answers("pushes")
def command(call: Call, address: str | None, database: str | None, name: str | None, limit: int) -> None:
    from ea_repo.repository import Repository

    call.give("pushes", Repository.log(call.server(address, database, name), call.ask, limit))
