"""`ea timeline`: what lives when, what overlaps, what is covered by nobody."""

from __future__ import annotations

import click

from ea_repo.cli.shared import commands, completion, options
from ea_repo.cli.shared.call import Call
from ea_repo.finding import Text

_HELP = Text(
    """Dessine les phases de ces éléments et de ce qui les entoure ; sans élément, de tout ce qui est daté.

Dessous : une application et son successeur tous deux en service, et les processus qui étaient couverts à un site et n'y
sont plus couverts par personne, jusqu'à ce que quelqu'un commence. Pour un processus, ceux qui le couvrent sont
montrés. Ce sont des années entières autour de ce qui est écrit, sauf si --from et --to en disent autrement ; --at
est le jour qui est marqué.""",
    """Draw the phases of these elements and of what is around them; without an element, of all that is dated.

Below: an application and its successor both in service, and the processes that were covered at a site and are
covered there by nobody, until somebody starts. For a process, those that cover it are shown. It shows whole years
around what is written, unless --from and --to say otherwise; --at is the day that is marked.""",
)


@commands.command(
    "timeline",
    Text(
        "Dessiner les périodes de service, leurs recouvrements et leurs trous.",
        "Draw what is in service when, with overlaps and gaps.",
    ),
    _HELP,
)
@click.argument("ids", metavar="[ID]...", nargs=-1, shell_complete=completion.ids)
@commands.option(
    "--from",
    "first",
    metavar="DATE",
    help=Text(
        "Le premier jour : une date, `today` (aujourd'hui), ou l'identifiant d'un état.",
        "The first day: a date, `today`, or the id of a state.",
    ),
)
@commands.option(
    "--to",
    "last",
    metavar="DATE",
    help=Text(
        "Le dernier jour, écrit de même (2026 : 31 décembre 2026).",
        "The last day, written likewise (2026: 31 December 2026).",
    ),
)
@commands.option(
    "--all",
    "whole",
    is_flag=True,
    help=Text("Montrer aussi ce qui ne change pas ces jours-là.", "Show also what does not change on these days."),
)
@options.looking
@options.answers("timeline")
def command(call: Call, ids: tuple[str, ...], first: str | None, last: str | None, whole: bool, at: str | None) -> None:
    call.give("timeline", call.repository(at).timeline(ids, first, last), whole=whole)
