"""`ea status`: what a push would change."""

from __future__ import annotations

from ea_repo.cli.shared import commands, options
from ea_repo.cli.shared.call import Call
from ea_repo.finding import Text

_HELP = Text(
    """Dit ce que `ea push` ajouterait, changerait et enlèverait à ADRESSE (par défaut NEO4J_URI) ; rien
n'est écrit.""",
    """Tell what `ea push` would add, change and remove at ADDRESS (by default NEO4J_URI); nothing is written.""",
)


@commands.command("status", Text("Dire ce qu'un envoi changerait.", "Tell what a push would change."), _HELP)
@options.shared_repository
@options.answers("status")
def command(call: Call, address: str | None, database: str | None, name: str | None) -> None:
    repository = call.repository()
    call.give("status", repository.status(call.server(address, database, name), call.ask))
