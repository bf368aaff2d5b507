"""`ea kinds`: the vocabulary."""

from __future__ import annotations

import click

from ea_repo.cli.shared import options
from ea_repo.cli.shared.call import Call


@click.command("kinds", short_help="List the kinds of element, or the fields of one.")
@click.argument("kind", required=False)
@options.answers("kinds")
def command(call: Call, kind: str | None) -> None:
    """List the kinds of element; with a KIND, its fields and links."""
    call.give("kinds", call.unread().kinds(kind))
