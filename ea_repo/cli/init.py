"""`ea init`: a new workspace."""

from __future__ import annotations

from pathlib import Path

import click

from ea_repo.cli.shared import options
from ea_repo.cli.shared.call import Call
from ea_repo.cli.shared.terminal import echo

_READY = {"fr": "prêt ; pour l'auditer :", "en": "is ready; to audit it:"}


@click.command("init", short_help="Start a new workspace.")
@click.argument("directory", type=click.Path(path_type=Path))
@click.option("--name", help="The organisation's name; the folder's by default.")
@options.acts
def command(call: Call, directory: Path, name: str | None) -> None:
    """Start a new workspace in DIRECTORY (new or empty): settings, an example to replace, the charter's rules."""
    from ea_repo.repository import Repository

    Repository.init(directory, name or directory.resolve().name)
    echo(f"{directory} {_READY[call.lang]} ea -C {directory} check")
