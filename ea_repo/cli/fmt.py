"""`ea fmt`: the text of the model in its canonical form."""

from __future__ import annotations

import sys

from ea_repo.cli.shared import commands, options
from ea_repo.cli.shared.call import Call
from ea_repo.cli.shared.terminal import echo, tell
from ea_repo.finding import Text

_LEFT = {
    "fr": "ea: {} : laissé tel quel (un défaut, ou une écriture que l'on ne sait pas ranger sans risque)",
    "en": "ea: {}: left as it is (a flaw, or a way of writing that cannot be put in order safely)",
}


_HELP = Text(
    """Écrit les fichiers de model/ sous leur forme canonique : champs dans l'ordre du genre, une façon de citer.

Commentaires et lignes vides restent avec ce qu'ils précèdent ; ce que dit le texte ne change pas. Les fichiers qui
changent sont nommés.""",
    """Write the files of model/ in their canonical form: fields in the order of their kind, one way of quoting.

Comments and blank lines stay with what they stand above; what the text says does not change. The files that change
are named.""",
)


@commands.command(
    "fmt",
    Text("Écrire le modèle sous sa forme canonique.", "Write the model in its canonical form."),
    _HELP,
)
@commands.option(
    "--check",
    is_flag=True,
    help=Text(
        "Ne rien écrire ; code de sortie 1 si un fichier n'a pas sa forme canonique.",
        "Write nothing; exit code 1 where a file is not in canonical form.",
    ),
)
@options.acts
def command(call: Call, check: bool) -> None:
    answer = call.repository().fmt(write=not check)
    for file in answer.changed:
        echo(file)
    for file in answer.left:
        tell(_LEFT[call.lang].format(file))
    sys.exit(1 if check and answer.changed else 0)
