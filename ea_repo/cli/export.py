"""`ea export`: elements go out, in the formats of other tools."""

from __future__ import annotations

import pkgutil
from pathlib import Path

import click

import ea_repo
from ea_repo.cli.shared import commands, options, output
from ea_repo.cli.shared.call import Call
from ea_repo.cli.shared.terminal import tell
from ea_repo.finding import Text

_WRITERS = Path(ea_repo.__file__).parent / "exchange" / "writers"
_FORMATS = sorted(info.name.replace("_", "-") for info in pkgutil.iter_modules([str(_WRITERS)]))
"""What may be asked for: the help of a command imports nothing heavy."""
_HELP = Text(
    """Écrit les éléments qu'un SÉLECTEUR choisit, tous sans sélecteur, dans le FORMAT d'un autre outil.

Un classeur, un tableau, un graphe ou un modèle revient par `ea import` : ce qui y a changé est montré, avec sa place,
et écrit une fois accepté. docs/export.md dit ce que chacun contient.""",
    """Write the elements that a SELECTOR chooses, all without one, in the FORMAT of another tool.

A workbook, a table, a graph or a model comes back with `ea import`: what was changed there is shown, with its place,
and written once one agrees. docs/export.md tells what each holds.""",
)


@commands.command(
    "export",
    Text(
        "Écrire des éléments : un classeur, un graphe, un modèle d'autres outils.",
        "Write elements as a workbook, a graph, a model of other tools.",
    ),
    _HELP,
)
@click.argument("format_", type=click.Choice(_FORMATS))
@click.argument("selector", nargs=-1)
@commands.option(
    "-o",
    "--output",
    "file",
    required=True,
    metavar="FILE",
    type=click.Path(path_type=Path),
    help=Text("Le fichier à écrire, en entier ou pas du tout.", "The file to write, whole or not at all."),
)
@commands.option(
    "--force",
    is_flag=True,
    help=Text("Remplacer un fichier qui n'est pas une réponse passée.", "Replace a file that is no earlier answer."),
)
@commands.option(
    "--no-views",
    is_flag=True,
    help=Text(
        "D'un modèle ArchiMate : sans les cartes de l'espace de travail, qu'il faut dessiner.",
        "Of a model of ArchiMate: without the maps of the workspace, which are to be drawn.",
    ),
)
@options.looking
@options.acts
def command(
    call: Call, format_: str, selector: tuple[str, ...], file: Path, force: bool, no_views: bool, at: str | None
) -> None:
    output.may_keep(file)
    repository = call.repository(at, leaves=True)
    exported = repository.export(format_, selector, call.lang, file.name, views=not no_views)
    output.keep(file, exported.content, force=force)
    call.tell_meant(exported.meant)
    for message in exported.left_out:
        tell(f"ea: {message[call.lang]}")
    from ea_repo.report.words import elements

    tell(f"{elements(exported.elements, call.lang)} → {file}")
