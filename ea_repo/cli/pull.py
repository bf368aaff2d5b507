"""`ea pull`: the shared repository, as text."""

from __future__ import annotations

from pathlib import Path

import click

from ea_repo.cli.shared import commands, options
from ea_repo.cli.shared.call import Call
from ea_repo.cli.shared.terminal import echo, progress
from ea_repo.finding import Text

_WRITTEN = {"fr": "{number} éléments dans {folder}", "en": "{number} elements in {folder}"}


_HELP = Text(
    """Écrit en texte ce que tient ADRESSE (par défaut NEO4J_URI) : les mêmes éléments, un fichier par genre.

Les commentaires et l'ordre des fichiers sont ceux du texte dans git, qui reste la source. Règles et cartes sont celles
d'un nouvel espace de travail.""",
    """Write what ADDRESS (by default NEO4J_URI) holds as text: the same elements, a file a kind.

Comments and the order of files are those of the text in git, which stays the source. Rules and maps are those
of a new workspace.""",
)


@commands.command(
    "pull",
    Text(
        "Écrire le dépôt partagé comme un nouvel espace de travail.", "Write the shared repository as a new workspace."
    ),
    _HELP,
)
@options.address
@commands.option(
    "-o",
    "--output",
    required=True,
    metavar="DIR",
    type=click.Path(path_type=Path),
    help=Text("Le dossier : nouveau ou vide.", "The folder: new or empty."),
)
@options.database
@options.named
@options.acts
def command(call: Call, address: str | None, output: Path, database: str | None, name: str | None) -> None:
    from ea_repo.repository import Repository

    server = call.server(address, database, name)
    with progress(str(server)) as tell:
        number = Repository.pull(server, call.ask, output, tell)
    echo(_WRITTEN[call.lang].format(number=number, folder=output))
