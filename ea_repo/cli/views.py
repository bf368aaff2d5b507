"""`ea views`: the maps and tables that may be drawn."""

from __future__ import annotations

import sys

from ea_repo.cli.shared import commands, options
from ea_repo.cli.shared.call import Call
from ea_repo.cli.shared.terminal import tell
from ea_repo.finding import Text

_HELP = Text(
    """Liste les cartes et les tableaux que `ea draw` dessine, avec la question à laquelle chacun répond.

Ce sont les fichiers de `cartography/`, un par vue ; une vue illisible est signalée avec son emplacement, code de
sortie 1.""",
    """List the maps and tables that `ea draw` draws, with the question that each answers.

They are the files of `cartography/`, one a view; a view that cannot be read is told with its place, exit code 1.""",
)


@commands.command(
    "views",
    Text("Lister les cartes et les tableaux que l'on peut dessiner.", "List the maps and tables that may be drawn."),
    _HELP,
)
@options.audience
@options.answers("views")
def command(call: Call) -> None:
    cartography = call.repository().views()
    call.give("views", cartography)
    for error in cartography.unreadable.values():
        tell(f"ea: {error.message[call.lang]}")
    if cartography.unreadable:
        sys.exit(1)
