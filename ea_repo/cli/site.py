"""`ea site`: the portal of the information system, as a folder of pages."""

from __future__ import annotations

from pathlib import Path

import click

from ea_repo.cli.shared import commands, options, terminal
from ea_repo.cli.shared.call import Call
from ea_repo.cli.shared.terminal import tell
from ea_repo.finding import Text

_HELP = Text(
    """Écrit le portail dans un dossier : accueil, catalogue, une page par élément, cartes, charte, questions,
décisions, en français et en anglais.

Il s'ouvre depuis un partage de fichiers comme derrière un serveur web, sans rien demander à l'extérieur. Le dossier
est nouveau, vide, ou contient un site précédent, qui n'est remplacé qu'une fois le nouveau entier.""",
    """Write the portal in a folder: home, catalogue, a page an element, maps, charter, questions, decisions, in
French and in English.

It opens from a file share as well as behind a web server, and asks nothing of the outside. The folder is new, empty, or
holds an earlier site, which is replaced only once the new one is whole.""",
)
_WRITING = {"fr": "Pages", "en": "Pages"}
_WRITTEN = Text("{n} pages, {size} Mo", "{n} pages, {size} MB")


@commands.command(
    "site", Text("Écrire le portail du système d'information.", "Write the portal of the information system."), _HELP
)
@commands.option(
    "-o",
    "--output",
    "folder",
    metavar="DIR",
    required=True,
    type=click.Path(path_type=Path),
    help=Text("Le dossier : nouveau, vide, ou un site précédent.", "The folder: new, empty, or an earlier site."),
)
@commands.option(
    "--since",
    metavar="REVISION",
    help=Text(
        "Dire à l'accueil ce qui a changé depuis cette révision git.",
        "Tell on the first page what changed since this git revision.",
    ),
)
@options.looking
@options.acts
def command(call: Call, folder: Path, since: str | None, at: str | None) -> None:
    from ea_repo.site.build import build
    from ea_repo.site.portal import Portal

    repository = call.repository(at, leaves=True)
    with terminal.progress(_WRITING[call.lang]) as telling:
        built = build(Portal(repository, since), folder, call.lang, telling)
    size = f"{built.size / 1_000_000:.1f}"
    told = _WRITTEN[call.lang].format(n=built.pages, size=size.replace(".", ",") if call.lang == "fr" else size)
    tell(f"{told} → {built.page}")
