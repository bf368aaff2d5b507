"""`ea path`: how data get from an application to another."""

from __future__ import annotations

import click

from ea_repo.cli.shared import completion, options
from ea_repo.cli.shared.call import Call


@click.command("path", short_help="Tell the shortest chains of flows from an application to another.")
@click.argument("start", metavar="FROM", shell_complete=completion.ids)
@click.argument("end", metavar="TO", shell_complete=completion.ids)
@options.looking
@options.answers("path")
def command(call: Call, start: str, end: str, at: str | None) -> None:
    """Tell the shortest chains of flows from an application to another, or to a module of it.

    Where there is none, it says so, and whether there is one the other way round.
    """
    call.give("path", call.repository(at, few=True).path(start, end))
