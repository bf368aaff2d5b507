"""`ea rules`: the charter."""

from __future__ import annotations

import sys

import click

from ea_repo.cli.shared import options
from ea_repo.cli.shared.call import Call


@click.command("rules", short_help="List the rules of the charter, or try their examples.")
@click.option("--test", is_flag=True, help="Run every rule on its good and bad examples.")
@options.answers("rules", "examples")
def command(call: Call, test: bool) -> None:
    """List the rules of the charter by principle; with --test, run each on its good and bad examples."""
    repository = call.repository(tells_flaws=True)
    if test:
        tried = repository.examples()
        call.give("examples", tried)
        call.warn(flaw for flaw in tried.flaws if flaw not in tried.errors)
        sys.exit(0 if tried.holds else 1)
    call.give("rules", repository.rules())
    call.warn(repository.flaws)
