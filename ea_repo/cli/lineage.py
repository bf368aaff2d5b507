"""`ea lineage`: who holds a datum, and from whom."""

from __future__ import annotations

import click

from ea_repo.cli.shared import commands, completion, options
from ea_repo.cli.shared.call import Call
from ea_repo.finding import Text

_HELP = Text(
    """Dit qui détient une donnée : ses référentiels, puis chaque solution à qui des flux l'apportent, avec le nombre
d'échanges depuis un référentiel.

Chacune dit si elle tient la donnée directement du référentiel, d'un de ses relais ou d'une copie, et par quel mode.
Ceux qui l'envoient sans référentiel derrière eux viennent à part. Utiliser une donnée n'est pas la détenir.""",
    """Tell who holds a datum: its masters, then every solution that flows bring it to, with the hops from a master.

Each says whether it has the datum from the master directly, from a relay of it, or from a copy, and by which
mode. Those who send it without a master behind them come apart. Using a datum is not holding it.""",
)


@commands.command(
    "lineage",
    Text(
        "Dire qui détient une donnée, de son référentiel à chaque copie.",
        "Tell who holds a datum, from its master through every copy.",
    ),
    _HELP,
)
@click.argument("id", metavar="DATA", shell_complete=completion.ids)
@options.looking
@options.answers("lineage")
def command(call: Call, id: str, at: str | None) -> None:
    call.give("lineage", call.repository(at, few=True).lineage(id))
