"""`ea path`: how data get from an application to another."""

from __future__ import annotations

import click

from ea_repo.cli.shared import commands, completion, options
from ea_repo.cli.shared.call import Call
from ea_repo.cli.shared.usage import Misuse
from ea_repo.finding import Text

_HELP = Text(
    """Dit les plus courtes chaînes de flux d'une application à une autre, ou à l'un de ses modules.

S'il n'y en a pas, le dit, et s'il y en a une dans l'autre sens. `ea path paie comptabilite --all`.""",
    """Tell the shortest chains of flows from an application to another, or to a module of it.

Where there is none, it says so, and whether there is one the other way round. `ea path payroll accounting --all`.""",
)


@commands.command(
    "path",
    Text(
        "Dire les plus courtes chaînes de flux d'une application à une autre.",
        "Tell the shortest chains of flows from an application to another.",
    ),
    _HELP,
)
@click.argument("start", metavar="FROM", shell_complete=completion.ids)
@click.argument("end", metavar="TO", shell_complete=completion.ids)
@commands.option(
    "--all",
    "every",
    is_flag=True,
    help=Text(
        "Toute chaîne qui ne passe nulle part deux fois, et non seulement les plus courtes.",
        "Every chain that passes nowhere twice, not only the shortest.",
    ),
)
@commands.option(
    "--max-length",
    type=click.IntRange(1),
    metavar="N",
    help=Text(
        "Avec --all : d'au plus tant de flux ; par défaut deux de plus que la plus courte.",
        "With --all: of at most so many flows; by default two more than the shortest.",
    ),
)
@options.looking
@options.answers("path")
def command(call: Call, start: str, end: str, every: bool, max_length: int | None, at: str | None) -> None:
    if max_length is not None and not every:
        raise Misuse(
            Text(
                "--max-length dit quelle longueur peuvent avoir les chaînes de --all.",
                "--max-length says how long the chains of --all may be.",
            )
        )
    call.give("path", call.repository(at, few=True).path(start, end, every=every, max_length=max_length))
