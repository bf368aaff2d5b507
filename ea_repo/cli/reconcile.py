"""`ea reconcile`: what others see beside what is declared."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ea_repo.cli.shared import options
from ea_repo.cli.shared.call import Call
from ea_repo.cli.shared.terminal import progress


@click.command("reconcile", short_help="Hold a CMDB or a discovery against the repository.")
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=click.Path(path_type=Path))
@options.source_format
@options.mapping_file
@click.option(
    "--ids", metavar="FILE", type=click.Path(path_type=Path),
    help="Which seen thing is which element: `name or id there: id here`, or a table of two columns.",
)  # fmt: skip
@options.everything
@options.at
@options.answers("reconciliation")
def command(
    call: Call, files: tuple[Path, ...], format_from: str, mapping: Path | None, ids: Path | None, whole: bool,
    at: str | None,
) -> None:  # fmt: skip
    """Tell what is declared and not seen, seen and not declared, and what differs, each with its place.

    Things are the same by what --ids or the mapping says, by where they came from, or by their whole name. A name that
    is only near is proposed with its score and its reasons, and never taken. Nothing is written. Exit code 1 where the
    two differ.
    """
    from ea_repo.exchange.importing import Asked

    repository = call.repository(at)
    with progress("Reconcile") as tell:
        answer = repository.reconcile(Asked(files, format_from, mapping), ids, tell)
    call.give("reconciliation", answer, whole=whole)
    sys.exit(0 if answer.content.agrees else 1)
