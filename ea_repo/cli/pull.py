"""`ea pull`: the shared repository, as text."""

from __future__ import annotations

from pathlib import Path

import click

from ea_repo.cli.shared import options
from ea_repo.cli.shared.call import Call
from ea_repo.cli.shared.terminal import echo, progress

_WRITTEN = {"fr": "{number} éléments dans {folder}", "en": "{number} elements in {folder}"}


@click.command("pull", short_help="Write the shared repository as a new workspace.")
@options.address
@click.option(
    "-o", "--output", required=True, metavar="DIR", type=click.Path(path_type=Path), help="The folder: new or empty."
)
@options.database
@options.named
@options.acts
def command(call: Call, address: str | None, output: Path, database: str | None, name: str | None) -> None:
    """Write what ADDRESS (by default NEO4J_URI) holds as text: the same elements, a file a kind.

    Comments and the order of files are those of the text in git, which stays the source. Rules and maps are the
    starter's.
    """
    from ea_repo.repository import Repository

    server = call.server(address, database, name)
    with progress(str(server)) as tell:
        number = Repository.pull(server, call.ask, output, tell)
    echo(_WRITTEN[call.lang].format(number=number, folder=output))
