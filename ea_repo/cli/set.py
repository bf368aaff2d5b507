"""`ea set`: fields of an element written otherwise."""

from __future__ import annotations

import click

from ea_repo.cli.shared import commands, options
from ea_repo.cli.shared.call import Call
from ea_repo.finding import Text

_HELP = Text(
    """Change des champs d'un élément : `ea set paie criticality=critical deployed_at+=annexe retired_on=`.

champ=valeur remplace, champ+=valeur ajoute à une liste, champ-=valeur en retire, champ= efface. Commentaires et ordre
restent. Ce qui rendrait le modèle faux est refusé, et rien n'est écrit.""",
    """Change fields of an element: `ea set payroll criticality=critical deployed_at+=annex retired_on=`.

field=value replaces, field+=value adds to a list, field-=value takes from it, field= clears. Comments and order are
kept. What would make the model wrong is refused, and nothing is written.""",
)


@commands.command("set", Text("Changer des champs d'un élément.", "Change fields of an element."), _HELP)
@options.element
@click.argument("fields", metavar="FIELD=VALUE…", nargs=-1, required=True)
@options.answers("applied")
def command(call: Call, id: str, fields: tuple[str, ...]) -> None:
    call.give("applied", call.repository().set(id, fields))
