"""`ea indicators`: what the charter measures, day by day."""

from __future__ import annotations

import sys

import click

from ea_repo.cli.shared import options
from ea_repo.cli.shared.call import Call


@click.command("indicators", short_help="Measure how far the system is from its charter, on several days.")
@click.option(
    "--at", "dates", multiple=True, metavar="DATE",
    help="Measure on this day: a date, `today`, or the id of a state (several: again, side by side in that order).",
)  # fmt: skip
@options.what_if
@options.store
@options.answers("indicators")
def command(call: Call, dates: tuple[str, ...]) -> None:
    """Measure the indicators that `rules/indicators.yaml` declares, each with its target and its unknowns.

    A share leaves what is not known out of both sides; a cost that is not recorded is never 0.
    """
    measured = call.repository().indicators(options.split(dates))
    call.give("indicators", measured)
    call.warn(measured.flaws)
    sys.exit(1 if any(flaw.severity == "error" for flaw in measured.flaws) else 0)
