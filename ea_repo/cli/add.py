"""`ea add`: a new element in the text."""

from __future__ import annotations

import click

from ea_repo.cli.shared import commands, completion, options
from ea_repo.cli.shared.call import Call
from ea_repo.finding import Text

_HELP = Text(
    """Écrit un nouvel élément dans model/ : `ea add application agenda name="Agenda partagé" moa=dsi live_on=2026`.

Une valeur se lit comme en YAML ; un lien prend un identifiant, un nom ou un alias, plusieurs avec des virgules
(`covers=conges,paie`). Ce qui rendrait le modèle faux est refusé, et rien n'est écrit.""",
    """Write a new element into model/: `ea add application agenda name="Shared agenda" moa=cio live_on=2026`.

A value reads as in YAML; a link takes an id, a name or an alias, several with commas (`covers=leave,payroll`). What
would make the model wrong is refused, and nothing is written.""",
)


@commands.command("add", Text("Écrire un nouvel élément.", "Write a new element."), _HELP)
@click.argument("kind", metavar="KIND", shell_complete=completion.kind_names)
@click.argument("id", metavar="ID")
@click.argument("fields", metavar="FIELD=VALUE…", nargs=-1)
@commands.option(
    "--file",
    metavar="FILE",
    help=Text(
        "Le fichier de model/ où l'écrire ; par défaut celui qui a le plus d'éléments de ce genre.",
        "The file of model/ to write it in; by default the one that has most elements of its kind.",
    ),
)
@options.answers("applied")
def command(call: Call, kind: str, id: str, fields: tuple[str, ...], file: str | None) -> None:
    call.give("applied", call.repository().add(kind, id, fields, file))
