"""`ea committee`: what the arbitration committee sits with."""

from __future__ import annotations

import click

from ea_repo.cli.shared import commands, options
from ea_repo.cli.shared.call import Call
from ea_repo.finding import Text

_KEPT = ("html", "docx")
_HELP = Text(
    """Écrit l'ordre du jour, chaque dossier, ce que sont devenues les décisions passées, et où en est la charte.

Sans DEMANDE, toutes celles qui ne sont pas décidées, par rang. Si -o est un dossier, une page et un fichier de
traitement de texte y sont écrits : `ea committee --on 2022-04-01 -o seance`.""",
    """Write the agenda, every dossier, what earlier decisions became and where the charter stands.

Without a REQUEST, all that are not decided, by rank. With a folder as -o, one page and one file for a word processor
are written in it: `ea committee --on 2022-04-01 -o session`.""",
)


@commands.command(
    "committee",
    Text("Écrire le dossier de séance du comité d'arbitrage.", "Write the session file of the arbitration committee."),
    _HELP,
)
@click.argument("requests", nargs=-1, metavar="[REQUEST]…")
@commands.option("--on", metavar="DATE", help=Text("Le jour de la séance.", "The day of the session."))
@options.audience
@options.answers("session", in_folder=True)
def command(call: Call, requests: tuple[str, ...], on: str | None) -> None:
    maps = call.folder is not None or call.format("session") in _KEPT
    answer = call.repository(on, leaves=True).committee(requests, maps=maps)
    if call.folder is None:
        call.give("session", answer)
    else:
        call.give_in(call.folder, "session", answer, "committee", _KEPT)
