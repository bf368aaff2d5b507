"""`ea list`: the elements that a selector chooses."""

from __future__ import annotations

import click

from ea_repo.cli.shared import commands, options
from ea_repo.cli.shared.call import Call
from ea_repo.finding import Text

_HELP = Text(
    """Liste les éléments que choisit un sélecteur, tous sans sélecteur.

Un sélecteur est un genre et des conditions : `ea list application phase=active zone=support`, `ea list flow mode=null`,
`ea list application type!=core 'live_on<2020'`. Des virgules séparent des possibilités, `null` est l'inconnu, `*` ce
qui est renseigné ; un lien retient un élément et toutes ses parties.""",
    """List the elements that a selector chooses, all without one.

A selector is a kind and conditions: `ea list application phase=active zone=support`,
`ea list flow mode=null`, `ea list application type!=core 'live_on<2020'`. Commas separate
alternatives, `null` is unknown, `*` recorded; a link matches an element and all its parts.""",
)


@commands.command(
    "list", Text("Lister les éléments que choisit un sélecteur.", "List the elements that a selector chooses."), _HELP
)
@click.argument("selector", nargs=-1)
@commands.option(
    "--columns",
    multiple=True,
    metavar="FIELD",
    help=Text(
        "Les colonnes, par champ : `name,zone.owner,covered_by`.",
        "The columns, by field: `name,zone.owner,covered_by`.",
    ),
)
@options.looking
@options.answers("table")
def command(call: Call, selector: tuple[str, ...], columns: tuple[str, ...], at: str | None) -> None:
    repository = call.repository(at, few=True, tells_flaws=True)
    call.give("table", repository.list(selector, options.split(columns)))
    call.warn((*repository.flaws, *repository.workspace.about_changes))
