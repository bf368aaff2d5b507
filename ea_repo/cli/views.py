"""`ea views`: the maps and tables that may be drawn."""

from __future__ import annotations

import sys

import click

from ea_repo.cli.shared import options
from ea_repo.cli.shared.call import Call
from ea_repo.cli.shared.terminal import tell


@click.command("views", short_help="List the maps and tables that may be drawn.")
@options.answers("views")
def command(call: Call) -> None:
    """List the maps and tables that `ea draw` draws, with the question that each answers.

    They are the files of `cartography/`, one a view; a view that cannot be read is told with its place, exit code 1.
    """
    cartography = call.repository().views()
    call.give("views", cartography)
    for error in cartography.unreadable.values():
        tell(f"ea: {error.message[call.lang]}")
    if cartography.unreadable:
        sys.exit(1)
