"""`ea list`: the elements that a selector chooses."""

from __future__ import annotations

import click

from ea_repo.cli.shared import options
from ea_repo.cli.shared.call import Call


@click.command("list", short_help="List the elements that a selector chooses.")
@click.argument("selector", nargs=-1)
@click.option("--columns", multiple=True, metavar="FIELD", help="The columns, by field: `name,zone.owner,covered_by`.")
@options.looking
@options.answers("table")
def command(call: Call, selector: tuple[str, ...], columns: tuple[str, ...], at: str | None) -> None:
    """List the elements that a selector chooses, all without one.

    A selector is a kind and conditions: `ea list application phase=active zone=soins`,
    `ea list flow mode=null`, `ea list application type!=core 'live_on<2020'`. Commas separate
    alternatives, `null` is unknown, `*` recorded; a link matches an element and all its parts.
    """
    repository = call.repository(at, few=True, tells_flaws=True)
    call.give("table", repository.list(selector, options.split(columns)))
    call.warn(repository.flaws)
