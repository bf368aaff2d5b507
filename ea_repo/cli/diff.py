"""`ea diff`: what differs between two workspaces, dates, revisions or change files."""

from __future__ import annotations

import click

from ea_repo.cli import options


@click.command("diff", short_help="Tell what differs between two workspaces, dates or revisions.")
@click.argument("sides", metavar="[A] B", nargs=-1, required=True)
@click.option("--all", "whole", is_flag=True, help="Tell everything, and not a screenful.")
@options.at
@options.what_if
@options.formats("text", "json", "markdown")
@options.lang
@click.pass_context
def command(
    ctx: click.Context, sides: tuple[str, ...], whole: bool, at: str | None, format_: str, lang: str | None
) -> None:
    """Tell what differs from A to B: findings, elements, service, links, indicators.

    Each side is the first of these that it can be: a folder with workspace.yaml; a change file (.yaml); a date or a
    state; a git revision. Without A, this workspace as it is. --at and --with hold for both sides; a side that is a
    date has its own. A difference is no failure: the exit code is 0.
    """
    from ea_repo.report import diff_json, diff_markdown, diff_text
    from ea_repo.repository.comparing import Sides

    if len(sides) > 2:
        raise click.UsageError("one side or two: [A] B", ctx)
    with options.refusals(lang):
        compared = Sides(options.start(ctx), at, options.changes(ctx))
        found = compared.diff(sides[0] if len(sides) == 2 else None, sides[-1])
        spoken = options.language(lang, found.after.lang)
        match format_:
            case "json":
                options.echo(diff_json.as_json(found))
            case "markdown":
                options.echo(diff_markdown.as_markdown(found, spoken))
            case _:
                options.echo(diff_text.as_text(found, spoken, options.width(), whole=whole))
