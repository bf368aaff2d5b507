"""`ea apply`: what was imagined becomes what is written."""

from __future__ import annotations

from pathlib import Path

import click

from ea_repo.cli.shared import options
from ea_repo.cli.shared.call import Call


@click.command("apply", short_help="Write a change file, or an accepted option, into the text.")
@click.argument("changes", metavar="CHANGES", type=click.Path(path_type=Path))
@options.at
@options.answers("applied")
def command(call: Call, changes: Path, at: str | None) -> None:
    """Write a change file, or an option that was accepted, into model/: comments and order are kept.

    `ea apply scenarios/lits.yaml`, `ea apply requests/beds.yaml#B`. New elements go to a file of the same name in
    model/. Everything is written or nothing; afterwards the audit is told beside what was announced.
    """
    call.give("applied", call.repository(at).apply(changes))
