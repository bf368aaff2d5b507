"""`ea kinds`: the vocabulary."""

from __future__ import annotations

import click

from ea_repo.cli.shared import commands, options
from ea_repo.cli.shared.call import Call
from ea_repo.finding import Text

_HELP = Text(
    """Liste les genres d'éléments ; avec GENRE, ses champs et ses liens.""",
    """List the kinds of element; with a KIND, its fields and links.""",
)


@commands.command(
    "kinds",
    Text(
        "Lister les genres d'éléments, ou les champs de l'un d'eux.", "List the kinds of element, or the fields of one."
    ),
    _HELP,
)
@click.argument("kind", required=False)
@options.answers("kinds")
def command(call: Call, kind: str | None) -> None:
    call.give("kinds", call.unread().kinds(kind))
