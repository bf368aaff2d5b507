"""`ea status`: what a push would change."""

from __future__ import annotations

import click

from ea_repo.cli.shared import options
from ea_repo.cli.shared.call import Call


@click.command("status", short_help="Tell what a push would change.")
@options.shared_repository
@options.answers("status")
def command(call: Call, address: str | None, database: str | None, name: str | None) -> None:
    """Tell what `ea push` would add, change and remove at ADDRESS (by default NEO4J_URI); nothing is written."""
    repository = call.repository()
    call.give("status", repository.status(call.server(address, database, name), call.ask))
