"""`ea remove`: an element taken out of the text."""

from __future__ import annotations

from ea_repo.cli.shared import commands, options
from ea_repo.cli.shared.call import Call
from ea_repo.finding import Text

_HELP = Text(
    """Enlève un élément du texte. Si d'autres le désignent encore, ils sont nommés et rien n'est écrit.

Ce qui a existé s'arrête plutôt à une date (`ea set ID retired_on=2026-06`) : l'histoire reste.""",
    """Take an element out of the text. Where others point at it still, they are named and nothing is written.

What existed rather ends on a date (`ea set ID retired_on=2026-06`): history stays.""",
)


@commands.command("remove", Text("Enlever un élément du texte.", "Take an element out of the text."), _HELP)
@options.element
@commands.option(
    "--with-links",
    is_flag=True,
    help=Text(
        "Enlever aussi les liens vers lui, et les flux dont il est un bout.",
        "Take away the links to it too, and the flows of which it is an end.",
    ),
)
@options.answers("applied")
def command(call: Call, id: str, with_links: bool) -> None:
    call.give("applied", call.repository().remove(id, with_links=with_links))
