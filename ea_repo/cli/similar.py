"""`ea similar`: the solutions that resemble one, or a need said in words, though nobody declared it."""

from __future__ import annotations

import click

from ea_repo.cli.shared import options
from ea_repo.cli.shared.call import Call


@click.command("similar", short_help="Find solutions that may meet the same need.")
@click.argument("text", nargs=-1, required=True, metavar="ID|TEXT")
@options.everything
@options.looking
@options.answers("similar")
def command(call: Call, text: tuple[str, ...], whole: bool, at: str | None) -> None:
    """Find the solutions that may meet the same need as an application, or as a need said in words.

    Nobody has to have declared it: they are compared by the processes they serve, the data they hold, those with whom
    they exchange, and the words of their names and descriptions. Each comes with its reasons, and what speaks against.
    """
    call.give("similar", call.repository(at).similar(" ".join(text)), whole=whole)
