"""`ea init`: a new workspace."""

from __future__ import annotations

from pathlib import Path

import click

from ea_repo.cli import options


@click.command("init", short_help="Start a new workspace.")
@click.argument("directory", type=click.Path(path_type=Path))
@click.option("--name", help="The organisation's name; the folder's by default.")
@options.lang
def command(directory: Path, name: str | None, lang: str | None) -> None:
    """Start a new workspace in DIRECTORY (new or empty): settings, an example to replace, the charter's rules."""
    from ea_repo.repository.starting import init

    with options.refusals(lang):
        init(directory, name or directory.resolve().name)
        said = {"fr": "prêt ; pour l'auditer :", "en": "is ready; to audit it:"}[options.language(lang)]
        options.echo(f"{directory} {said} ea -C {directory} check")
