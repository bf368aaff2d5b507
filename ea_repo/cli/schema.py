"""`ea schema`: what editors need to complete and check the text."""

from __future__ import annotations

import click

from ea_repo.cli.shared import commands, options
from ea_repo.cli.shared.call import Call
from ea_repo.finding import Text

_HELP = Text(
    """Affiche le schéma JSON d'un fichier du modèle, d'un fichier de changements, d'une demande, d'une règle, de
rules/opinion.yaml, d'indicators.yaml, d'une vue, de style.yaml, de workspace.yaml, d'un profil de publication/, ou
d'une correspondance pour `ea import`.

Un fichier qui commence par `# yaml-language-server: $schema=CHEMIN` est complété et vérifié par les éditeurs. Le
schéma des changements renvoie à model.json, celui des demandes à changes.json : les écrire dans le même dossier.""",
    """Print the JSON Schema of a model file, of a change file, of a request, of a rule, of rules/opinion.yaml, of
indicators.yaml, of a view, of style.yaml, of workspace.yaml, of a profile of publication/, or of a mapping for
`ea import`.

A file that begins with `# yaml-language-server: $schema=PATH` is completed and checked by editors. The schema of
changes refers to model.json, that of requests to changes.json: write them in one folder.""",
)

_WHAT = (
    "model",
    "changes",
    "request",
    "rule",
    "opinion",
    "indicators",
    "view",
    "style",
    "workspace",
    "publication",
    "mapping",
)


@commands.command(
    "schema",
    Text("Afficher le schéma JSON du texte, pour les éditeurs.", "Print the JSON Schema of the text, for editors."),
    _HELP,
)
@click.argument("what", type=click.Choice(_WHAT), default="model")
@options.answers("schema")
def command(call: Call, what: str) -> None:
    call.give("schema", call.unread().schema(what))
