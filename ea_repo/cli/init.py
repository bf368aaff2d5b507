"""`ea init`: a new workspace."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ea_repo.cli.shared import commands, options
from ea_repo.cli.shared.call import Call
from ea_repo.cli.shared.terminal import echo
from ea_repo.finding import Text

_READY = {"fr": "prêt ; pour l'auditer :", "en": "is ready; to audit it:"}
_LANG = {"fr": "Langue des rapports", "en": "Language of the reports"}
_NAME = {"fr": "Nom de l'organisation", "en": "Name of the organisation"}
_GRANTER = {
    "fr": "Qui accorde les dérogations à la charte (vide : personne encore)",
    "en": "Who grants derogations to the charter (empty: nobody yet)",
}


_HELP = Text(
    """Commence un nouvel espace de travail dans DOSSIER (nouveau ou vide) : réglages, exemple à remplacer, charte
commune, cartes.

Ce qui n'est pas donné est demandé dans un terminal. `--lang` est la langue des rapports de l'espace de travail.""",
    """Start a new workspace in DIRECTORY (new or empty): settings, an example to replace, the common charter, maps.

What is not given is asked on a terminal. `--lang` is the language of the workspace's reports.""",
)


@commands.command("init", Text("Commencer un nouvel espace de travail.", "Start a new workspace."), _HELP)
@click.argument("directory", type=click.Path(path_type=Path))
@commands.option(
    "--name",
    help=Text(
        "Le nom de l'organisation ; demandé dans un terminal, sinon celui du dossier.",
        "The organisation's name; asked on a terminal, else the folder's name.",
    ),
)
@commands.option(
    "--granter",
    metavar="NAME",
    help=Text(
        "Qui seul peut accorder des dérogations : une personne, une direction, un comité.",
        "Who alone may grant derogations: a person, a department, a committee.",
    ),
)
@options.acts
def command(call: Call, directory: Path, name: str | None, granter: str | None) -> None:
    from ea_repo.repository import Repository
    from ea_repo.repository.starting import Organisation

    asks, folder = sys.stdin.isatty() and sys.stderr.isatty(), directory.resolve().name
    lang = call.lang_asked
    if name is None and asks:
        lang = lang or click.prompt(_LANG[call.lang], type=click.Choice(["fr", "en"]), default=call.lang, err=True)
        name = click.prompt(_NAME[call.lang], default=folder, err=True)
        granter = granter or click.prompt(_GRANTER[call.lang], default="", show_default=False, err=True)
    Repository.init(directory, Organisation(name or folder, lang, granter or None, lang or call.lang))
    echo(f"{directory} {_READY[call.lang]} ea -C {directory} check")
