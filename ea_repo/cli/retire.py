"""`ea retire`: the dossier of a decommissioning."""

from __future__ import annotations

import sys

import click

from ea_repo.cli.shared import options
from ea_repo.cli.shared.call import Call


@click.command("retire", short_help="Say whether, when and how to retire applications: the decommissioning dossier.")
@options.elements
@options.on
@options.sites
@click.option("--replace", multiple=True, metavar="OLD=NEW", help="What takes the place of what (several).")
@click.option("--function", "functions", multiple=True, metavar="PROCESS", help="Give up this process only (several).")
@click.option("--check", is_flag=True, help="After its date: is it really off? Says what is left.")
@options.looking
@options.answers("dossier", "leftovers")
def command(
    call: Call, ids: tuple[str, ...], on: str | None, sites: tuple[str, ...], replace: tuple[str, ...],
    functions: tuple[str, ...], check: bool, at: str | None,
) -> None:  # fmt: skip
    """Say whether applications may be retired: GO, GO to be confirmed, NO-GO to be confirmed or NO-GO, and from when.

    The three questions of a decommissioning (functions, bricks, data), the flows to re-route, the contracts, the
    savings, the calendar, and what is not written with whom to ask. Exit code 0 for GO, 1 otherwise.
    `ea retire ipop actipidos --on 2023`, `ea retire agathe --replace agathe=ptah`, `ea retire oslo --site hegp`,
    `ea retire gam --function facturation --replace gam=siu`.
    """
    if check and (sites or replace or functions):
        raise click.UsageError(
            "--check looks at what is left, of all and everywhere: no --site, --replace, --function."
        )
    repository = call.repository(at)
    if check:
        leftovers = repository.leftovers(ids, on)
        call.give("leftovers", leftovers)
        sys.exit(1 if leftovers.content.left else 0)
    dossier = repository.retire(ids, on, options.split(sites), options.split(replace), options.split(functions))
    call.give("dossier", dossier)
    sys.exit(0 if dossier.content.verdict == "GO" else 1)
