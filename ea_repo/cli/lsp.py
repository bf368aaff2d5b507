"""`ea lsp`: the repository in an editor."""

from __future__ import annotations

import gc

from ea_repo.cli.shared import commands, options
from ea_repo.cli.shared.call import Call
from ea_repo.cli.shared.usage import Misuse
from ea_repo.finding import Text

_HELP = Text(
    """Sert un éditeur (Language Server Protocol), sur l'entrée et la sortie standard : c'est l'éditeur qui le lance.

Pendant que l'on écrit : les écarts, les genres, champs et identifiants possibles, la fiche de l'élément sous le
curseur, sa définition, ses références, son changement d'identifiant. L'audit de la charte se fait à
l'enregistrement.""",
    """Serve an editor (Language Server Protocol), on standard input and output: the editor starts it.

While one writes: findings, the kinds, fields and ids that may be written, the card of the element under the cursor, its
definition, its references, another id for it. The charter is audited when the text is saved.""",
)


@commands.command("lsp", Text("Servir un éditeur pendant que l'on écrit.", "Serve an editor while one writes."), _HELP)
@options.acts
def command(call: Call) -> None:
    try:
        from ea_repo.editor.server import server
    except ModuleNotFoundError as missing:
        raise Misuse(options.to_install("lsp", missing)) from None

    # Other commands answer once and end; this one lasts.
    gc.enable()
    server(call.lang_asked).start_io()
