"""`ea find`: elements by any of their words."""

from __future__ import annotations

import click

from ea_repo.cli.shared import options
from ea_repo.cli.shared.call import Call


@click.command("find", short_help="Find elements by any of their words.")
@click.argument("text", nargs=-1, required=True)
@options.looking
@options.answers("matches")
def command(call: Call, text: tuple[str, ...], at: str | None) -> None:
    """Find the elements that say a text somewhere, whatever its accents and capitals."""
    call.give("matches", call.repository(at, few=True).find(" ".join(text)))
