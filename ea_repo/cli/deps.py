"""`ea deps`: what an element feeds and what feeds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ea_repo.cli.shared import options
from ea_repo.cli.shared.call import Call

if TYPE_CHECKING:
    from ea_repo.impact.walk import Way

DIRECTIONS: dict[str, tuple[Way, ...]] = {"in": ("in",), "out": ("out",), "both": ("out", "in")}


@click.command("deps", short_help="Tell what an application feeds and what feeds it, along flows.")
@options.element
@click.option(
    "--direction", type=click.Choice(list(DIRECTIONS)), default="both", show_default=True,
    help="What feeds it, what it feeds, or both.",
)  # fmt: skip
@click.option("--depth", type=click.IntRange(min=1), metavar="N", help="No further than this; by default, any length.")
@click.option("--via", multiple=True, metavar="LINK", help="Follow these links instead of flows: `runs_on,part_of` …")
@click.option("--data", metavar="ID", help="Only flows that carry this datum, a whole of it or a part of it.")
@options.looking
@options.answers("dependencies")
def command(
    call: Call, id: str, direction: str, depth: int | None, via: tuple[str, ...], data: str | None, at: str | None
) -> None:
    """Tell what an application feeds and what feeds it, at any length, in both directions unless asked otherwise.

    A tree: each application once, where its shortest chain puts it, with what each flow carries and how. A module
    stands for its own flows at first; chains then go on from whole solutions. Flows are asked of their own dates
    only: what has left service and is still connected shows. With --via, from any element along other links, by the
    names of their fields or those they have from the other end (`ea kinds`).
    """
    from ea_repo.impact.dependencies import Along

    along = Along(DIRECTIONS[direction], depth, tuple(dict.fromkeys(options.split(via))), data)
    call.give("dependencies", call.repository(at, few=True).deps(id, along))
