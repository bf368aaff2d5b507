"""`ea demo`: a hospital group's information system, made up at any size."""

from __future__ import annotations

from pathlib import Path

import click

from ea_repo.cli import options


@click.command("demo", short_help="Make up an information system of any size.")
@click.option("--applications", "-n", type=int, default=1_000, show_default=True, help="How many applications.")
@click.option("--seed", type=int, default=1, show_default=True, help="Another number makes another system.")
@click.option("--output", "-o", "directory", metavar="DIR", required=True, type=click.Path(path_type=Path))
@options.lang
def command(applications: int, seed: int, directory: Path, lang: str | None) -> None:
    """Make up a hospital group's information system in DIR (new or empty): a workspace clean but for what is planted.

    Every rule of the charter is violated at least once; `planted.json` says by which elements. The same number of
    applications and the same seed make the same files.
    """
    from ea_repo.demo import demo

    with options.refusals(lang):
        count = demo(directory, applications, seed)
        said = {"fr": "éléments ; pour l'auditer :", "en": "elements; to audit it:"}[options.language(lang)]
        options.echo(f"{directory}: {count} {said} ea -C {directory} check")
