"""`ea diff`: what differs between two workspaces, dates, revisions or change files."""

from __future__ import annotations

import click

from ea_repo.cli.shared import options
from ea_repo.cli.shared.call import Call


@click.command("diff", short_help="Tell what differs between two workspaces, dates or revisions.")
@click.argument("sides", metavar="[A] B", nargs=-1, required=True)
@options.everything
@options.as_dated
@options.at
@options.what_if
@options.answers("comparison")
def command(call: Call, sides: tuple[str, ...], whole: bool, as_dated: bool, at: str | None) -> None:
    """Tell what differs from A to B: findings, elements, service, links, indicators.

    Each side is the first of these that it can be: a folder with workspace.yaml; a change file (.yaml); a date or a
    state; a git revision. Without A, this workspace as it is. --at and --with hold for both sides; a side that is a
    date has its own. A difference is no failure: the exit code is 0.
    """
    if len(sides) > 2:
        raise click.UsageError("one side or two: [A] B")
    comparison = call.unread(at).diff(sides[0] if len(sides) == 2 else None, sides[-1], as_dated=as_dated)
    call.speaks(comparison.after.lang)
    call.give("comparison", comparison, whole=whole)
