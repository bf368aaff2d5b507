"""`ea diff`: what differs between two workspaces, dates, revisions or change files."""

from __future__ import annotations

import click

from ea_repo.cli.shared import commands, options
from ea_repo.cli.shared.call import Call
from ea_repo.cli.shared.terminal import SCREEN
from ea_repo.cli.shared.usage import Misuse
from ea_repo.finding import Text

_HELP = Text(
    """Dit ce qui change de A à B : solutions, processus, sites, flux, argent, écarts, indicateurs, et ce qui vient
plus tard.

Chaque côté est la première de ces choses qu'il peut être : un dossier avec workspace.yaml ; un fichier de changements
(.yaml) ; une date ou un état ; une révision git. Sans A, cet espace de travail tel qu'il est : `ea diff HEAD .`
dit ce que l'on a changé, `ea diff HEAD` ce qui changerait si l'on revenait en arrière. --at et --with valent pour les
deux côtés ; un côté qui est une date a la sienne. Une différence n'est pas un échec : le code de sortie est 0.""",
    """Tell what changes from A to B: solutions, processes, sites, flows, money, findings, indicators, and what
comes later.

Each side is the first of these that it can be: a folder with workspace.yaml; a change file (.yaml); a date or a
state; a git revision. Without A, this workspace as it is: `ea diff HEAD .` tells what you changed,
`ea diff HEAD` what going back would change. --at and --with hold for both sides; a side that is a date has its own. A
difference is no failure: the exit code is 0.""",
)


@commands.command(
    "diff",
    Text(
        "Dire ce qui change entre deux espaces de travail, dates ou révisions.",
        "Tell what changes between two workspaces, dates or revisions.",
    ),
    _HELP,
)
@click.argument("sides", metavar="[A] B", nargs=-1, required=True)
@options.everything
@options.as_dated
@options.at
@options.what_if
@options.audience
@options.answers("comparison")
def command(call: Call, sides: tuple[str, ...], whole: bool, as_dated: bool, at: str | None) -> None:
    if len(sides) > 2:
        raise Misuse(Text("un côté ou deux : [A] B", "one side or two: [A] B"))
    comparison = call.unread(at).diff(sides[0] if len(sides) == 2 else None, sides[-1], as_dated=as_dated)
    call.speaks(comparison.after.lang)
    call.give("comparison", comparison, most=None if whole else SCREEN, whole=whole)
