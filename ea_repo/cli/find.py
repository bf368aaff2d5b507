"""`ea find`: elements by any of their words."""

from __future__ import annotations

import click

from ea_repo.cli.shared import commands, completion, options
from ea_repo.cli.shared.call import Call
from ea_repo.finding import Text

_HELP = Text(
    """Trouve les éléments qui disent un texte quelque part, quels qu'en soient accents et majuscules.""",
    """Find the elements that say a text somewhere, whatever its accents and capitals.""",
)


@commands.command(
    "find",
    Text("Trouver des éléments par n'importe lequel de leurs mots.", "Find elements by any of their words."),
    _HELP,
)
@click.argument("text", nargs=-1, required=True)
@commands.option(
    "--kind",
    metavar="KIND",
    shell_complete=completion.kind_names,
    help=Text(
        "Seulement les éléments de ce genre ; sans lui, flux et relations viennent après, comptés dans un texte.",
        "Only elements of this kind; without it flows and relationships come last, counted in a text.",
    ),
)
@options.looking
@options.answers("matches")
def command(call: Call, text: tuple[str, ...], kind: str | None, at: str | None) -> None:
    call.give("matches", call.repository(at, few=True).find(" ".join(text), kind))
