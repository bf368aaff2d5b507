"""`ea timeline`: what lives when, what overlaps, what is covered by nobody."""

from __future__ import annotations

import click

from ea_repo.cli.shared import completion, options
from ea_repo.cli.shared.call import Call


@click.command("timeline", short_help="Draw what lives when, with overlaps and gaps.")
@click.argument("ids", metavar="[ID]...", nargs=-1, shell_complete=completion.ids)
@click.option("--from", "first", metavar="DATE", help="The first day: a date, `today`, or the id of a state.")
@click.option("--to", "last", metavar="DATE", help="The last day, written likewise (2026: 31 December 2026).")
@click.option("--all", "whole", is_flag=True, help="Show also what does not change on these days.")
@options.looking
@options.answers("timeline")
def command(call: Call, ids: tuple[str, ...], first: str | None, last: str | None, whole: bool, at: str | None) -> None:
    """Draw the phases of these elements and of what is around them, of all that is dated without any.

    Below: an application and its successor both in service, and the processes that were covered at a site and are
    covered there by nobody, until somebody starts. Of a process, those that cover it are shown. Days are whole years
    around what is written unless --from and --to say otherwise; --at is the day that is marked.
    """
    call.give("timeline", call.repository(at).timeline(ids, first, last), whole=whole)
