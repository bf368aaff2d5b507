"""`ea log`: the pushes of the shared repository."""

from __future__ import annotations

import click

from ea_repo.cli.shared import options
from ea_repo.cli.shared.call import Call


@click.command("log", short_help="List the pushes: who, when, from which commit, how much.")
@options.shared_repository
@click.option("--limit", type=click.IntRange(min=1), default=50, show_default=True, help="How many, at the most.")
@options.answers("pushes")
def command(call: Call, address: str | None, database: str | None, name: str | None, limit: int) -> None:
    """List the last pushes to ADDRESS (by default NEO4J_URI). The history itself is that of the text, in git."""
    from ea_repo.repository import Repository

    call.give("pushes", Repository.log(call.server(address, database, name), call.ask, limit))
