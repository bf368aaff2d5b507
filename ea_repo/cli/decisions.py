"""`ea decisions`: what was decided, and what became of its conditions."""

from __future__ import annotations

from ea_repo.cli.shared import commands, options
from ea_repo.cli.shared.call import Call
from ea_repo.finding import Text


@commands.command(
    "decisions",
    Text(
        "Lister ce qui a été décidé, et les conditions échues.",
        "List what was decided, and which conditions are overdue.",
    ),
    Text(
        "Liste ce qui a été décidé : le verdict, l'option, les conditions et celles qui sont échues.",
        "List what was decided of requests: the verdict, the option, the conditions and those that are overdue.",
    ),
)
@options.looking
@options.answers("decisions")
def command(call: Call, at: str | None) -> None:
    call.give("decisions", call.repository(at).decisions())
