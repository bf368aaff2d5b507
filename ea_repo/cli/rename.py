"""`ea rename`: another id for an element, wherever it is referred to."""

from __future__ import annotations

import click

from ea_repo.cli.shared import commands, completion, options
from ea_repo.cli.shared.call import Call
from ea_repo.finding import Text

_HELP = Text(
    """Remplace l'identifiant d'un élément partout où il est désigné : modèle, règles, vues, dérogations, demandes,
fichiers de changements de scenarios/. Rien d'autre du texte ne change.

Là où l'ancien reste un mot d'une phrase ou d'un commentaire, l'endroit est nommé.""",
    """Replace the id of an element wherever it is referred to: model, rules, views, derogations, requests, change files
of scenarios/. Nothing else of the text changes.

Where the old one is still a word of a sentence or a comment, the place is named.""",
)


@commands.command("rename", Text("Changer un identifiant partout.", "Change an id everywhere."), _HELP)
@click.argument("old", metavar="OLD", shell_complete=completion.ids)
@click.argument("new", metavar="NEW")
@options.answers("renaming")
def command(call: Call, old: str, new: str) -> None:
    call.give("renaming", call.repository().rename(old, new))
