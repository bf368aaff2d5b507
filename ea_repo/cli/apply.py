"""`ea apply`: what was imagined becomes what is written."""

from __future__ import annotations

from pathlib import Path

import click

from ea_repo.cli.shared import commands, options
from ea_repo.cli.shared.call import Call
from ea_repo.finding import Text

_HELP = Text(
    """Écrit un fichier de changements, ou une option acceptée, dans model/ : commentaires et ordre y restent.

`ea apply scenarios/outil.yaml`, `ea apply requests/outil.yaml#B`. Les nouveaux éléments vont dans un fichier du même
nom de model/. Tout est écrit, ou rien ; ensuite l'audit est donné à côté de ce qui était annoncé.""",
    """Write a change file, or an option that was accepted, into model/: comments and order are kept.

`ea apply scenarios/tool.yaml`, `ea apply requests/tool.yaml#B`. New elements go to a file of the same name in
model/. Everything is written or nothing; afterwards the audit is told beside what was announced.""",
)


@commands.command(
    "apply",
    Text(
        "Écrire des changements, ou une option acceptée, dans le texte.",
        "Write a change file, or an accepted option, into the text.",
    ),
    _HELP,
)
@click.argument("changes", metavar="CHANGES", type=click.Path(path_type=Path))
@options.at
@options.answers("applied")
def command(call: Call, changes: Path, at: str | None) -> None:
    call.give("applied", call.repository(at).apply(changes))
