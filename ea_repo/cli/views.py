"""`ea views`: the maps and tables that may be drawn."""

from __future__ import annotations

import click

from ea_repo.cli.shared import options
from ea_repo.cli.shared.call import Call
from ea_repo.cli.shared.refusal import refuse


@click.command("views", short_help="List the maps and tables that may be drawn.")
@options.answers("views")
def command(call: Call) -> None:
    """List the maps and tables that `ea draw` draws, with the question that each answers.

    They are the files of `cartography/`, one a view; a view that cannot be read is told with its place, exit code 2.
    """
    cartography = call.repository().views()
    call.give("views", cartography)
    for error in cartography.unreadable.values():
        refuse(error.message, call.lang)
