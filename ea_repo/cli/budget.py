"""`ea budget`: what the budget lines add up to."""

from __future__ import annotations

from ea_repo.cli.shared import commands, options
from ea_repo.cli.shared.call import Call
from ea_repo.finding import Text

_HELP = Text(
    """Totalise les lignes budgétaires par classe de compte et base, année, axe et projet.

Montants et différences ne s'additionnent jamais ; les lignes d'un ensemble comprennent celles de ses parties ; ce qui
est donné à un objectif entier est montré à part.""",
    """Total the budget lines by account class and basis, year, axis and project.

Amounts and differences are never added together; the lines of a whole include those of its parts; what is given to
an objective as a whole is shown apart.""",
)


@commands.command(
    "budget",
    Text(
        "Totaliser les lignes budgétaires par année, axe et projet.",
        "Total the budget lines by year, axis and project.",
    ),
    _HELP,
)
@options.looking
@options.answers("budget")
def command(call: Call, at: str | None) -> None:
    call.give("budget", call.repository(at).budget())
