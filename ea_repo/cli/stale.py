"""`ea stale`: what nobody has looked at for long."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from ea_repo.cli.shared import commands, options
from ea_repo.cli.shared.call import Call
from ea_repo.cli.shared.usage import Misuse
from ea_repo.finding import Text

if TYPE_CHECKING:
    from ea_repo.semantics.answerable import By

_HELP = Text(
    """Liste les éléments que personne n'a vérifiés depuis longtemps, et combien des siens chacun a à vérifier.

Ce qui le dit est `verified_on`, à défaut le dernier changement des lignes de l'élément dans git, sauf si un import l'a
écrit. `verified_within` de workspace.yaml dit en combien de jours vérifier les éléments d'un genre, 365 sinon. Le jour
est aujourd'hui, sauf si --at en dit un autre.""",
    """List the elements that nobody has verified for long, and how many of theirs each owner has to verify.

What tells is `verified_on`, else the last change of the element's own lines in git, unless an import wrote it.
`verified_within` in workspace.yaml says within how many days elements of a kind are to be verified, 365 where it does
not. The day is today, unless --at says another.""",
)


@commands.command(
    "stale",
    Text("Lister ce que personne n'a vérifié depuis longtemps.", "List what nobody has verified for long, by owner."),
    _HELP,
)
@click.argument("selector", nargs=-1)
@commands.option(
    "--older",
    metavar="DAYS",
    help=Text(
        "Depuis plus de combien de jours (`365d`) ; sinon ce que workspace.yaml dit par genre.",
        "Than how many days (`365d`); by default as workspace.yaml says by kind.",
    ),
)
@commands.option(
    "--by",
    type=options.OWNERS,
    default="moa",
    show_default=True,
    help=Text("À qui ils sont.", "Whose they are."),
)
@options.everything
@options.at
@options.audience
@options.answers("stale")
def command(call: Call, selector: tuple[str, ...], older: str | None, by: By, whole: bool, at: str | None) -> None:
    days = None if older is None else _days(older)
    call.give("stale", call.repository(at).stale(selector, days, by), whole=whole)


def _days(text: str) -> int:
    match = re.fullmatch(r"(\d{1,5})\s*d?", text.strip())
    if match is None:
        raise Misuse(Text("--older : un nombre de jours, comme 365d", "--older: a number of days, as 365d"))
    return int(match[1])
