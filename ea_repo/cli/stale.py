"""`ea stale`: what nobody has looked at for long."""

from __future__ import annotations

import re

import click

from ea_repo.cli.shared import options
from ea_repo.cli.shared.call import Call
from ea_repo.semantics.answerable import EVERY_BY, By


@click.command("stale", short_help="List what nobody has verified for long, by owner.")
@click.argument("selector", nargs=-1)
@click.option("--older", metavar="DAYS", help="Than how many days (`365d`); by default as workspace.yaml says by kind.")
@click.option("--by", type=click.Choice(EVERY_BY), default="moa", show_default=True, help="Whose they are.")
@options.everything
@options.at
@options.answers("stale")
def command(call: Call, selector: tuple[str, ...], older: str | None, by: By, whole: bool, at: str | None) -> None:
    """List the elements that nobody has verified for long, and how many of theirs each owner has to verify.

    What tells is `verified_on`, else the last change of the element's own lines in git. `verified_within` in
    workspace.yaml says within how many days elements of a kind are to be verified, 365 where it does not. The day is
    today, unless --at says another.
    """
    days = None if older is None else _days(older)
    call.give("stale", call.repository(at).stale(selector, days, by), whole=whole)


def _days(text: str) -> int:
    match = re.fullmatch(r"(\d{1,5})\s*d?", text.strip())
    if match is None:
        raise click.BadParameter("a number of days: 365d", param_hint="--older")
    return int(match[1])
