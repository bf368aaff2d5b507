"""`ea similar`: the solutions that resemble one, or a need said in words, though nobody declared it."""

from __future__ import annotations

import click

from ea_repo.cli.shared import commands, options
from ea_repo.cli.shared.call import Call
from ea_repo.finding import Text

_HELP = Text(
    """Trouve les solutions qui répondent peut-être au même besoin qu'une application, une demande, ou des mots.

Personne n'a besoin de l'avoir déclaré : elles sont comparées par les processus qu'elles servent, les données qu'elles
détiennent, ceux avec qui elles échangent, et les mots de leurs noms et descriptions. Chacune vient avec ses raisons, et
ce qui parle contre.""",
    """Find the solutions that may meet the same need as an application, a request, or a need said in words.

Nobody has to have declared it: they are compared by the processes they serve, the data they hold, those with whom
they exchange, and the words of their names and descriptions. Each comes with its reasons, and what speaks against.""",
)


@commands.command(
    "similar",
    Text(
        "Trouver des solutions qui répondent peut-être au même besoin.", "Find solutions that may meet the same need."
    ),
    _HELP,
)
@click.argument("text", nargs=-1, required=True, metavar="ID|REQUEST|TEXT")
@options.everything
@options.looking
@options.answers("similar")
def command(call: Call, text: tuple[str, ...], whole: bool, at: str | None) -> None:
    call.give("similar", call.repository(at).similar(" ".join(text)), whole=whole)
