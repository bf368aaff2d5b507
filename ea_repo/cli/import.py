"""`ea import`: the models and inventories of others come in."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ea_repo.cli.shared import commands, options
from ea_repo.cli.shared.call import Call
from ea_repo.cli.shared.terminal import confirms, echo, on_terminal, progress
from ea_repo.finding import Text

if TYPE_CHECKING:
    from ea_repo.answer.import_plan import ImportPlan
    from ea_repo.exchange.importing import Asked
    from ea_repo.exchange.merge.three_way import Prefer
    from ea_repo.repository.repository import Tell

_ASK = {"fr": "L'écrire ?", "en": "Write it?"}
_WRITTEN = {"fr": "écrit dans model/{}/", "en": "written in model/{}/"}


_HELP = Text(
    """Fait entrer un modèle ou un inventaire : ArchiMate, Mercator, tableurs, GLPI, iTop, NetBox, Backstage …

Le format se reconnaît à ce que contiennent les fichiers. Ce qui serait ajouté, changé, en conflit ou rejeté est
montré, et écrit quand on l'accepte : sur demande dans un terminal, ailleurs par --yes. Une deuxième importation d'une
source met à jour ce qui en venait et garde ce qui a été corrigé ici. docs/import.md en dit plus.""",
    """Bring in a model or an inventory: ArchiMate, Mercator, spreadsheets, GLPI, iTop, NetBox, Backstage …

The format is found by what the files hold. What would be added, changed, in conflict or rejected is shown, and
written where one agrees: on a terminal when asked, elsewhere by --yes. A second import of a source updates what
came from it and keeps what was corrected here. docs/import.md tells more.""",
)


@commands.command(
    "import",
    Text(
        "Faire entrer un modèle ou un inventaire que d'autres tiennent.",
        "Bring in a model or an inventory that others hold.",
    ),
    _HELP,
)
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=click.Path(path_type=Path))
@options.source_format
@options.mapping_file
@commands.option(
    "--guess",
    is_flag=True,
    help=Text(
        "Écrire plutôt une première correspondance de tableaux, ses doutes en commentaires.",
        "Write a first mapping of tables instead, its doubts as comments.",
    ),
)
@commands.option(
    "-o",
    "into",
    metavar="PATH",
    type=click.Path(path_type=Path),
    help=Text(
        "Commencer un nouvel espace de travail dans ce dossier ; avec --guess, le fichier de la correspondance.",
        "Begin a new workspace in this folder; with --guess, the file of the mapping.",
    ),
)
@commands.option("--yes", is_flag=True, help=Text("L'écrire, sans rien demander.", "Write it, and ask nothing."))
@commands.option(
    "--strict",
    is_flag=True,
    help=Text("Ne rien écrire si quoi que ce soit est rejeté.", "Write nothing where anything is rejected."),
)
@commands.option(
    "--prefer",
    type=click.Choice(["source", "workspace"]),
    help=Text("Quelle valeur l'emporte quand les deux ont changé.", "Whose value wins where both have changed."),
)
@commands.option(
    "--prune", is_flag=True, help=Text("Enlever ce que la source n'a plus.", "Remove what the source no longer has.")
)
@options.everything
@options.answers("import_plan", kept=False)
def command(
    call: Call, files: tuple[Path, ...], format_from: str, mapping: Path | None, guess: bool, into: Path | None,
    yes: bool, strict: bool, prefer: Prefer | None, prune: bool, whole: bool,
) -> None:  # fmt: skip
    from ea_repo.exchange.importing import Asked
    from ea_repo.exchange.merge.wishes import Wishes

    if guess:
        _guess(call, files, format_from, into)
        return
    target = _Target(call, into)
    with progress("Import") as tell:
        wanted = target.plan(Asked(files, format_from, mapping, wishes=Wishes(prefer, prune)), tell, strict=strict)
    asks = not yes and call.format("import_plan") == "text" and wanted.plan.writes and not wanted.refused
    if yes and not wanted.refused:
        wanted = target.carry_out(wanted)
    call.give("import_plan", wanted, whole=whole, asks=asks and on_terminal())
    if asks and confirms(_ASK[call.lang]):
        wanted = target.carry_out(wanted)
        echo(_WRITTEN[call.lang].format(wanted.plan.source))
    sys.exit(1 if wanted.fails else 0)


class _Target:
    """Where an import goes: the workspace one stands in, or a new one."""

    def __init__(self, call: Call, new: Path | None) -> None:
        self._new = new
        self._opened = call.repository() if new is None else None

    def plan(self, asked: Asked, tell: Tell, *, strict: bool) -> ImportPlan:
        from ea_repo.repository import Repository

        if self._opened is not None:
            return self._opened.import_(asked, tell, strict=strict)
        return Repository.import_in_new(Path(self._new or "."), asked, tell, strict=strict)

    def carry_out(self, wanted: ImportPlan) -> ImportPlan:
        from ea_repo.repository import Repository

        if self._opened is not None:
            return self._opened.carry_out(wanted)
        return Repository.carry_out_in_new(Path(self._new or "."), wanted)


def _guess(call: Call, files: tuple[Path, ...], format_from: str, into: Path | None) -> None:
    """Prints a first mapping, or keeps it in a file that is not there yet."""
    from ea_repo.repository import Repository

    text = Repository.guess_mapping(files, format_from, call.lang)
    if into is None:
        click.echo(text, nl=False)
    else:
        call.keep(into, text)
        click.echo(str(into))
