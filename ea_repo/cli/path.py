"""`ea path`: how data get from an application to another."""

from __future__ import annotations

import click

from ea_repo.cli.shared import completion, options
from ea_repo.cli.shared.call import Call


@click.command("path", short_help="Tell the shortest chains of flows from an application to another.")
@click.argument("start", metavar="FROM", shell_complete=completion.ids)
@click.argument("end", metavar="TO", shell_complete=completion.ids)
@click.option("--all", "every", is_flag=True, help="Every chain that passes nowhere twice, not only the shortest.")
@click.option(
    "--max-length", type=click.IntRange(1), metavar="N",
    help="With --all: of at most so many flows; by default two more than the shortest.",
)  # fmt: skip
@options.looking
@options.answers("path")
def command(call: Call, start: str, end: str, every: bool, max_length: int | None, at: str | None) -> None:
    """Tell the shortest chains of flows from an application to another, or to a module of it.

    Where there is none, it says so, and whether there is one the other way round. `ea path siu eds --all`.
    """
    if max_length is not None and not every:
        raise click.UsageError("--max-length says how long the chains of --all may be.")
    call.give("path", call.repository(at, few=True).path(start, end, every=every, max_length=max_length))
