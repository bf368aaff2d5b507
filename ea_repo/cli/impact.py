"""`ea impact`: what becomes of the rest when something is lost or withdrawn."""

from __future__ import annotations

import click

from ea_repo.cli.shared import options
from ea_repo.cli.shared.call import Call


@click.command("impact", short_help="Say what becomes of the rest when something is lost or withdrawn.")
@options.elements
@options.on
@options.sites
@click.option("--scope", metavar="SELECTOR", help="Show only these: `kind=process`, `zone=soins`.")
@options.everything
@options.looking
@options.answers("impact")
def command(
    call: Call, ids: tuple[str, ...], on: str | None, sites: tuple[str, ...], scope: str | None, whole: bool,
    at: str | None,
) -> None:  # fmt: skip
    """Say what becomes of the rest when something is lost: an application, an API, a flow, a node, a site, a supplier.

    Each element that it touches is lost, at risk or degraded: what is certain, what is possible, why, and the facts
    that would settle it; then who must be told. `ea impact siu`, `ea impact orbis --site lariboisiere`,
    `ea impact dc-nord --on 2023-06 --scope kind=process`.
    """
    study = call.repository(at, few=True).impact(ids, on, options.split(sites), (scope or "").split())
    call.give("impact", study, whole=whole)
