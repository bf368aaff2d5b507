"""`ea decisions`: what was decided, and what became of its conditions."""

from __future__ import annotations

import click

from ea_repo.cli.shared import options
from ea_repo.cli.shared.call import Call


@click.command("decisions", short_help="List what was decided, and which conditions are overdue.")
@options.looking
@options.answers("decisions")
def command(call: Call, at: str | None) -> None:
    """List what was decided of requests: the verdict, the option, the conditions and those past their day."""
    call.give("decisions", call.repository(at).decisions())
