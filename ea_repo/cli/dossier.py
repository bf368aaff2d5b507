"""`ea dossier`: what a committee reads of a request to decide on it."""

from __future__ import annotations

import click

from ea_repo.cli.shared import commands, options
from ea_repo.cli.shared.call import Call
from ea_repo.finding import Text

_HELP = Text(
    """Écrit le dossier d'arbitrage d'une demande : la question, l'existant, les options côte à côte, un avis.

DEMANDE est le nom d'un fichier de requests/ sans son extension, ou le chemin d'un fichier : `ea dossier lits -o
lits.docx`. L'annexe nomme la commande qui redonne chaque nombre.""",
    """Write the arbitration dossier of a request: the question, what exists, the options side by side, an opinion.

REQUEST is the name of a file of requests/ without its ending, or the path of a file: `ea dossier beds -o beds.docx`.
The annex names the command that gives each number again.""",
)


@commands.command(
    "dossier",
    Text("Écrire ce qu'un comité lit d'une demande.", "Write what a committee reads of a request."),
    _HELP,
)
@click.argument("request", metavar="REQUEST")
@options.at
@options.answers("request_dossier")
def command(call: Call, request: str, at: str | None) -> None:
    maps = call.format("request_dossier") in ("html", "docx")
    call.give("request_dossier", call.repository(at).dossier(request, maps=maps))
