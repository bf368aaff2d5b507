"""`ea reconcile`: what others see beside what is declared."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ea_repo.cli.shared import commands, options
from ea_repo.cli.shared.call import Call
from ea_repo.cli.shared.terminal import progress
from ea_repo.finding import Text

_HELP = Text(
    """Dit ce qui est déclaré et non vu, vu et non déclaré, et ce qui diffère, chacun avec son emplacement.

Deux choses sont la même par ce que dit --ids ou la correspondance, par leur provenance, ou par leur nom entier. Un nom
seulement proche est proposé avec sa note et ses raisons, et jamais retenu. Rien n'est écrit. Code de sortie 1 si les
deux diffèrent.""",
    """Tell what is declared and not seen, seen and not declared, and what differs, each with its place.

Things are the same by what --ids or the mapping says, by where they came from, or by their whole name. A name that
is only near is proposed with its score and its reasons, and never taken. Nothing is written. Exit code 1 where the
two differ.""",
)


@commands.command(
    "reconcile",
    Text(
        "Confronter une CMDB ou une découverte automatique au dépôt.",
        "Compare a CMDB or a discovery with the repository.",
    ),
    _HELP,
)
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=click.Path(path_type=Path))
@options.source_format
@options.mapping_file
@commands.option(
    "--ids",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help=Text(
        "Quelle chose vue est quel élément : `nom ou identifiant là-bas: identifiant ici`, "
        "ou un tableau de deux colonnes.",
        "Which seen thing is which element: `name or id there: id here`, or a table of two columns.",
    ),
)
@options.everything
@options.at
@options.answers("reconciliation")
def command(
    call: Call, files: tuple[Path, ...], format_from: str, mapping: Path | None, ids: Path | None, whole: bool,
    at: str | None,
) -> None:  # fmt: skip
    from ea_repo.exchange.importing import Asked

    repository = call.repository(at)
    with progress("Reconcile") as tell:
        answer = repository.reconcile(Asked(files, format_from, mapping), ids, tell)
    call.give("reconciliation", answer, whole=whole)
    sys.exit(0 if answer.content.agrees else 1)
