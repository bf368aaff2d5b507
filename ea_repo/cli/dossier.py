"""`ea dossier`: what a committee reads of a request to decide on it."""

from __future__ import annotations

import click

from ea_repo.cli.shared import options
from ea_repo.cli.shared.call import Call


@click.command("dossier", short_help="Write what a committee reads of a request.")
@click.argument("request", metavar="REQUEST")
@options.at
@options.answers("request_dossier")
def command(call: Call, request: str, at: str | None) -> None:
    """Write the arbitration dossier of a request: the question, what exists, the options side by side, an opinion.

    REQUEST is the name of a file of requests/ without its ending, or the path of a file: `ea dossier beds -o
    beds.docx`. The annex names the command that gives each number again.
    """
    maps = call.format("request_dossier") in ("html", "docx")
    call.give("request_dossier", call.repository(at).dossier(request, maps=maps))
