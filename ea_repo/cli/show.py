"""`ea show`: everything known of one element."""

from __future__ import annotations

from ea_repo.cli.shared import commands, options
from ea_repo.cli.shared.call import Call
from ea_repo.finding import Text

_HELP = Text(
    """Montre tout ce que l'on sait d'un élément : ses champs, ses liens, ce qui pointe vers lui, où il est écrit.""",
    """Show everything known of one element: its fields, its links, what points at it, where it is written.""",
)


@commands.command(
    "show",
    Text(
        "Montrer tout ce que l'on sait d'un élément, avec ce qui pointe vers lui.",
        "Show everything known of one element, with what points at it.",
    ),
    _HELP,
)
@options.element
@options.looking
@options.answers("card")
def command(call: Call, id: str, at: str | None) -> None:
    call.give("card", call.repository(at, few=True).show(id))
