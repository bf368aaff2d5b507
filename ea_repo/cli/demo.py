"""`ea demo`: a hospital group's information system, made up at any size."""

from __future__ import annotations

from pathlib import Path

import click

from ea_repo.cli.shared import commands, options
from ea_repo.cli.shared.call import Call
from ea_repo.cli.shared.terminal import echo
from ea_repo.finding import Text

_WRITTEN = {"fr": "éléments ; pour l'auditer :", "en": "elements; to audit it:"}
_NOT_PLANTED = {"fr": "aucun écart semé pour :", "en": "not planted:"}


_HELP = Text(
    """Invente dans DOSSIER (nouveau ou vide) le système d'information d'un groupe hospitalier : un espace de travail
sans écart, hormis ceux qui y sont semés.

Chaque règle de la charte pour laquelle le générateur sait semer un écart est enfreinte au moins une fois, et les
autres sont nommées ; `planted.json` dit par quels éléments. Le même nombre d'applications et la même graine donnent les
mêmes fichiers.""",
    """Make up a hospital group's information system in DIR (new or empty): a workspace clean but for what is planted.

Every rule of the charter for which the generator has a plant is violated at least once, and the others are named;
`planted.json` says by which elements. The same number of applications and the same seed make the same files.""",
)


@commands.command(
    "demo",
    Text("Inventer un système d'information de n'importe quelle taille.", "Make up an information system of any size."),
    _HELP,
)
@commands.option(
    "--applications",
    "-n",
    type=int,
    default=1_000,
    show_default=True,
    help=Text("Combien d'applications.", "How many applications."),
)
@commands.option(
    "--seed",
    type=int,
    default=1,
    show_default=True,
    help=Text("Un autre nombre donne un autre système.", "Another number makes another system."),
)
@commands.option(
    "--degraded",
    is_flag=True,
    help=Text(
        "Enfreindre chaque règle plusieurs fois : environ 400 écarts.",
        "Violate each rule several times: about 400 findings.",
    ),
)
@commands.option(
    "--near-duplicates",
    type=int,
    default=0,
    show_default=True,
    help=Text(
        "Combien de solutions de plus répondent presque au besoin d'une autre (`ea similar`), sans le dire.",
        "How many more solutions nearly meet the need of another (`ea similar`), without saying so.",
    ),
)
@commands.option(
    "--output",
    "-o",
    "directory",
    metavar="DIR",
    required=True,
    type=click.Path(path_type=Path),
    help=Text("Le dossier : nouveau ou vide.", "The folder: new or empty."),
)
@options.acts
def command(call: Call, applications: int, seed: int, degraded: bool, near_duplicates: int, directory: Path) -> None:
    from ea_repo.repository import Repository

    written = Repository.demo(directory, applications, seed, near_duplicates, degraded=degraded)
    echo(f"{directory}: {written.elements} {_WRITTEN[call.lang]} ea -C {directory} check")
    if written.not_planted:
        echo(f"{_NOT_PLANTED[call.lang]} {', '.join(written.not_planted)}")
