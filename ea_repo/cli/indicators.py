"""`ea indicators`: what the charter measures, day by day."""

from __future__ import annotations

import sys

from ea_repo.cli.shared import commands, options
from ea_repo.cli.shared.call import Call
from ea_repo.finding import Text

_HELP = Text(
    """Mesure les indicateurs que déclare `rules/indicators.yaml`, chacun avec sa cible et ses inconnues.

Une part laisse ce qui n'est pas connu hors des deux côtés ; un coût non renseigné n'est jamais 0.""",
    """Measure the indicators that `rules/indicators.yaml` declares, each with its target and its unknowns.

A share leaves what is not known out of both sides; a cost that is not recorded is never 0.""",
)


@commands.command(
    "indicators",
    Text(
        "Mesurer où en est le système par rapport à sa charte, à plusieurs dates.",
        "Measure how far the system is from its charter, on several days.",
    ),
    _HELP,
)
@commands.option(
    "--at",
    "dates",
    multiple=True,
    metavar="DATE",
    help=Text(
        "Mesurer ce jour-là : une date, `today` (aujourd'hui), ou l'identifiant d'un état "
        "(plusieurs : répéter, côte à côte dans cet ordre).",
        "Measure on this day: a date, `today`, or the id of a state (several: again, side by side in that order).",
    ),
)
@options.what_if
@options.store
@options.audience
@options.answers("indicators")
def command(call: Call, dates: tuple[str, ...]) -> None:
    measured = call.repository().indicators(options.split(dates))
    call.give("indicators", measured)
    call.warn(measured.flaws)
    sys.exit(1 if any(flaw.severity == "error" for flaw in measured.flaws) else 0)
