"""`ea budget`: what the budget lines add up to."""

from __future__ import annotations

import click

from ea_repo.cli.shared import options
from ea_repo.cli.shared.call import Call


@click.command("budget", short_help="Total the budget lines by year, axis and project.")
@options.looking
@options.answers("budget")
def command(call: Call, at: str | None) -> None:
    """Total the budget lines by account class and basis, year, axis and project.

    Amounts and differences are never added together; the lines of a whole say those of its parts; what is given to an
    objective as a whole is told apart.
    """
    call.give("budget", call.repository(at).budget())
