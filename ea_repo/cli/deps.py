"""`ea deps`: what an element feeds and what feeds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ea_repo.cli.shared import commands, options
from ea_repo.cli.shared.call import Call
from ea_repo.finding import Text

if TYPE_CHECKING:
    from ea_repo.impact.walk import Way

DIRECTIONS: dict[str, tuple[Way, ...]] = {"in": ("in",), "out": ("out",), "both": ("out", "in")}


_HELP = Text(
    """Dit ce qu'une application alimente et ce qui l'alimente, à toute distance, dans les deux sens sauf demande
contraire.

Un arbre : chaque application une fois, là où sa plus courte chaîne la place, avec ce que chaque flux porte et comment.
Un module vaut d'abord pour ses propres flux ; les chaînes continuent ensuite depuis les solutions entières. Aux flux ne
sont demandées que leurs propres dates : ce qui a quitté le service et reste connecté se voit. Avec --via, depuis tout
élément le long d'autres liens, par le nom de leurs champs ou celui qu'ils ont vus de l'autre bout (`ea kinds`).""",
    """Tell what an application feeds and what feeds it, at any length, in both directions unless asked otherwise.

A tree: each application once, where its shortest chain puts it, with what each flow carries and how. A module
stands for its own flows at first; chains then go on from whole solutions. Flows are asked of their own dates
only: what has left service and is still connected shows. With --via, from any element along other links, by the
names of their fields or those they have from the other end (`ea kinds`).""",
)


@commands.command(
    "deps",
    Text(
        "Dire ce qu'une application alimente et ce qui l'alimente, le long des flux.",
        "Tell what an application feeds and what feeds it, along flows.",
    ),
    _HELP,
)
@options.element
@commands.option(
    "--direction",
    type=click.Choice(list(DIRECTIONS)),
    default="both",
    show_default=True,
    help=Text("Ce qui l'alimente, ce qu'elle alimente, ou les deux.", "What feeds it, what it feeds, or both."),
)
@commands.option(
    "--depth",
    type=click.IntRange(min=1),
    metavar="N",
    help=Text(
        "Pas plus loin que cela ; par défaut, à toute distance.", "No further than this; by default, any length."
    ),
)
@commands.option(
    "--via",
    multiple=True,
    metavar="LINK",
    help=Text(
        "Suivre ces liens au lieu des flux : `runs_on,part_of` …",
        "Follow these links instead of flows: `runs_on,part_of` …",
    ),
)
@commands.option(
    "--data",
    metavar="ID",
    help=Text(
        "Seulement les flux qui portent cette donnée, un tout ou une partie d'elle.",
        "Only flows that carry this datum, a whole of it or a part of it.",
    ),
)
@options.looking
@options.answers("dependencies")
def command(
    call: Call, id: str, direction: str, depth: int | None, via: tuple[str, ...], data: str | None, at: str | None
) -> None:
    from ea_repo.impact.dependencies import Along

    along = Along(DIRECTIONS[direction], depth, tuple(dict.fromkeys(options.split(via))), data)
    call.give("dependencies", call.repository(at, few=True).deps(id, along))
