"""`ea lineage`: who holds a datum, and from whom."""

from __future__ import annotations

import click

from ea_repo.cli.shared import completion, options
from ea_repo.cli.shared.call import Call


@click.command("lineage", short_help="Tell who holds a datum, from its master through every copy.")
@click.argument("id", metavar="DATA", shell_complete=completion.ids)
@options.looking
@options.answers("lineage")
def command(call: Call, id: str, at: str | None) -> None:
    """Tell who holds a datum: its masters, then every solution that flows bring it to, with the hops from a master.

    Each says whether it has the datum from the master directly, from a relay of it, or from a copy, and by which
    mode. Those who send it without a master behind them come apart. Using a datum is not holding it.
    """
    call.give("lineage", call.repository(at, few=True).lineage(id))
