"""`ea mcp`: the questions of the command line, for assistants."""

from __future__ import annotations

import gc
from pathlib import Path

import click

from ea_repo.cli.shared import commands, options
from ea_repo.cli.shared.call import Call
from ea_repo.cli.shared.usage import Misuse
from ea_repo.finding import Text

_HELP = Text(
    """Répond aux assistants (Model Context Protocol) : les commandes qui lisent, comme outils, et trois scénarios comme
invites. Rien n'est écrit.

Une réponse est le JSON de la commande, avec le lieu de chaque fait et ce qui n'est pas écrit. Un assistant lance
`ea -C DOSSIER mcp` lui-même ; `ea mcp --http 127.0.0.1:8420` en sert plusieurs, à l'adresse /mcp.""",
    """Answer assistants (Model Context Protocol): the commands that read, as tools, and three stories as prompts.
Nothing is written.

An answer is the JSON of the command, with the place of each fact and what is not written. An assistant starts
`ea -C FOLDER mcp` itself; `ea mcp --http 127.0.0.1:8420` serves several, at the address /mcp.""",
)


@commands.command(
    "mcp",
    Text("Répondre aux assistants, en lecture seule.", "Answer assistants, read-only (Model Context Protocol)."),
    _HELP,
)
@commands.option(
    "--http",
    metavar="HOST:PORT",
    help=Text(
        "Servir là, au lieu de l'entrée et de la sortie standard.", "Serve there, not standard input and output."
    ),
)
@commands.option(
    "--token-file",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help=Text(
        "Avec --http : le fichier du jeton à demander, sans lequel seule cette machine est servie.",
        "With --http: the file of the token to ask, without which this machine alone is served.",
    ),
)
@options.what_if
@options.store
@options.audience
@options.acts
def command(call: Call, http: str | None, token_file: Path | None) -> None:
    if token_file is not None and http is None:
        raise Misuse(Text("--token-file ne vaut qu'avec --http", "--token-file goes with --http only"))
    try:
        from ea_repo.assist import server, transport
    except ModuleNotFoundError as missing:
        raise Misuse(options.to_install("mcp", missing)) from None
    from ea_repo.assist.answering import Answers
    from ea_repo.listening import token
    from ea_repo.questions.hiding import hidden
    from ea_repo.repository.publishing import Published

    address = None if http is None else transport.read_address(http)
    # What other machines see leaves the house.
    leaves = address is not None and not address.is_loopback
    # What cannot be read at all is told at once, and not at the first question.
    opened = call.repository(leaves=leaves)
    len(opened.graph)

    # Other commands answer once and end; this one lasts.
    gc.enable()
    assistants = server.server(
        Answers(lambda at: call.quiet(at, leaves=leaves), call.lang, hidden(opened), isinstance(opened, Published))
    )
    if address is None:
        transport.over_stdio(assistants)
    else:
        secret = None if token_file is None else token(token_file)
        transport.over_http(assistants, address, secret)
