"""`ea rules`: the charter."""

from __future__ import annotations

import sys

from ea_repo.cli.shared import commands, options
from ea_repo.cli.shared.call import Call
from ea_repo.finding import Text

_HELP = Text(
    """Liste les règles de la charte par principe ; avec --test, essaie chacune sur ses bons et mauvais exemples.""",
    """List the rules of the charter by principle; with --test, run each on its good and bad examples.""",
)


@commands.command(
    "rules",
    Text(
        "Lister les règles de la charte, ou essayer leurs exemples.",
        "List the rules of the charter, or try their examples.",
    ),
    _HELP,
)
@commands.option(
    "--test",
    is_flag=True,
    help=Text("Essayer chaque règle sur ses bons et mauvais exemples.", "Run every rule on its good and bad examples."),
)
@options.audience
@options.answers("rules", "examples")
def command(call: Call, test: bool) -> None:
    repository = call.repository(tells_flaws=True)
    if test:
        tried = repository.examples()
        call.give("examples", tried)
        call.warn(flaw for flaw in tried.flaws if flaw not in tried.errors)
        sys.exit(0 if tried.holds else 1)
    call.give("rules", repository.rules())
    call.warn(repository.flaws)
