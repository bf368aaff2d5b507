"""`ea audience`: what an audience is not shown, and why."""

from __future__ import annotations

import click

from ea_repo.cli.shared import commands, options
from ea_repo.cli.shared.call import Call
from ea_repo.finding import Text

_HELP = Text(
    """Dit ce qu'un profil de publication/ retire, et pourquoi : ce qu'il nomme, ce qui n'est rien sans cela, ce dont
l'identifiant en dit un nom ; les règles, les vues et les demandes de même.

Pour qui écrit le profil : cette réponse nomme tout, et ne sort pas de la maison. Avec `--audience NOM`, les autres
commandes répondent comme ce public peut lire.""",
    """Tell what a profile of publication/ leaves out, and why: what it names, what is nothing without that, what has a
name of it in its id; so for rules, views and requests.

For who writes the profile: this answer names everything, and stays in the house. `--audience NAME` is what answers as
that audience may read.""",
)


@commands.command(
    "audience",
    Text("Dire ce qu'un public ne voit pas, et pourquoi.", "Tell what an audience is not shown, and why."),
    _HELP,
)
@click.argument("name")
@options.everything
@options.answers("not_shown")
def command(call: Call, name: str, whole: bool) -> None:
    from ea_repo.repository import publishing

    call.give("not_shown", publishing.left_out(call.repository(), name), whole=whole)
