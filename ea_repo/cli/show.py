"""`ea show`: everything known of one element."""

from __future__ import annotations

import click

from ea_repo.cli.shared import options
from ea_repo.cli.shared.call import Call


@click.command("show", short_help="Show everything known of one element, with what points at it.")
@options.element
@options.looking
@options.answers("card")
def command(call: Call, id: str, at: str | None) -> None:
    """Show everything known of one element: its fields, its links, what points at it, where it is written."""
    call.give("card", call.repository(at, few=True).show(id))
