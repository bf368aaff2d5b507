"""`ea pull`: the shared repository, as text."""

from __future__ import annotations

from pathlib import Path

import click

from ea_repo.cli import options


@click.command("pull", short_help="Write the shared repository as a new workspace.")
@options.address
@click.option(
    "-o", "--output", required=True, metavar="DIR", type=click.Path(path_type=Path), help="The folder: new or empty."
)
@options.database
@options.named
@options.lang
def command(address: str | None, output: Path, database: str | None, name: str | None, lang: str | None) -> None:
    """Write what ADDRESS (by default NEO4J_URI) holds as text: the same elements, a file a kind.

    Comments and the order of files are those of the text in git, which stays the source. Rules and maps are the
    starter's.
    """
    with options.refusals(lang):
        from ea_repo.repository import sharing
        from ea_repo.store import read_address

        at = read_address(address, database, name)
        with options.progress(str(at)) as tell:
            number = sharing.pull(at, options.ask(lang), output, tell)
        said = {"fr": f"{number} éléments dans {output}", "en": f"{number} elements in {output}"}
        options.echo(said[options.language(lang)])
