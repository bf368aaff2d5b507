"""`ea demo`: a hospital group's information system, made up at any size."""

from __future__ import annotations

from pathlib import Path

import click

from ea_repo.cli.shared import options
from ea_repo.cli.shared.call import Call
from ea_repo.cli.shared.terminal import echo

_WRITTEN = {"fr": "éléments ; pour l'auditer :", "en": "elements; to audit it:"}
_NOT_PLANTED = {"fr": "aucun écart semé pour :", "en": "not planted:"}


@click.command("demo", short_help="Make up an information system of any size.")
@click.option("--applications", "-n", type=int, default=1_000, show_default=True, help="How many applications.")
@click.option("--seed", type=int, default=1, show_default=True, help="Another number makes another system.")
@click.option("--degraded", is_flag=True, help="Violate each rule several times: about 400 findings.")
@click.option(
    "--near-duplicates", type=int, default=0, show_default=True,
    help="How many solutions more that nearly meet the need of another (`ea similar`), undeclared.",
)  # fmt: skip
@click.option("--output", "-o", "directory", metavar="DIR", required=True, type=click.Path(path_type=Path))
@options.acts
def command(call: Call, applications: int, seed: int, degraded: bool, near_duplicates: int, directory: Path) -> None:
    """Make up a hospital group's information system in DIR (new or empty): a workspace clean but for what is planted.

    Every rule of the charter for which the generator has a plant is violated at least once, and the others are named;
    `planted.json` says by which elements. The same number of applications and the same seed make the same files.
    """
    from ea_repo.repository import Repository

    written = Repository.demo(directory, applications, seed, near_duplicates, degraded=degraded)
    echo(f"{directory}: {written.elements} {_WRITTEN[call.lang]} ea -C {directory} check")
    if written.not_planted:
        echo(f"{_NOT_PLANTED[call.lang]} {', '.join(written.not_planted)}")
