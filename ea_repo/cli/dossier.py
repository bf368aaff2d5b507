"""`ea dossier`: what a committee reads of a request to decide on it."""

from __future__ import annotations

import click

from ea_repo.cli.shared import commands, options
from ea_repo.cli.shared.call import Call
from ea_repo.finding import Text

_KEPT = ("html", "docx")
_HELP = Text(
    """Écrit le dossier d'arbitrage d'une demande : la question, l'existant, les options côte à côte, un avis.

DEMANDE est le nom d'un fichier de requests/ sans son extension, ou le chemin d'un fichier : `ea dossier outil -o
outil.docx`. Si -o est un dossier, une page et un fichier de traitement de texte y sont écrits. L'annexe nomme la
commande qui redonne chaque nombre.""",
    """Write the arbitration dossier of a request: the question, what exists, the options side by side, an opinion.

REQUEST is the name of a file of requests/ without its ending, or the path of a file: `ea dossier tool -o tool.docx`.
With a folder as -o, one page and one file for a word processor are written in it. The annex names the command that
gives each number again.""",
)


@commands.command(
    "dossier",
    Text("Écrire ce qu'un comité lit d'une demande.", "Write what a committee reads of a request."),
    _HELP,
)
@click.argument("request", metavar="REQUEST")
@options.at
@options.audience
@options.answers("request_dossier", in_folder=True)
def command(call: Call, request: str, at: str | None) -> None:
    maps = call.folder is not None or call.format("request_dossier") in _KEPT
    answer = call.repository(at, leaves=True).dossier(request, maps=maps)
    if call.folder is None:
        call.give("request_dossier", answer)
    else:
        call.give_in(call.folder, "request_dossier", answer, answer.content.written.id, _KEPT)
