"""`ea path`: how data get from an application to another."""

from __future__ import annotations

import click

from ea_repo.cli import options


@click.command("path", short_help="Tell the shortest chains of flows from an application to another.")
@click.argument("start", metavar="FROM", shell_complete=options.complete_ids)
@click.argument("end", metavar="TO", shell_complete=options.complete_ids)
@options.at
@options.what_if
@options.store
@options.formats("text", "json", "markdown")
@options.lang
@click.pass_context
def command(ctx: click.Context, start: str, end: str, at: str | None, format_: str, lang: str | None) -> None:
    """Tell the shortest chains of flows from an application to another, or to a module of it.

    Where there is none, it says so, and whether there is one the other way round.
    """
    from ea_repo.report import paths

    with options.refusals(lang):
        repository = options.repository(ctx, at, few=True)
        found = repository.path(start, end)
        spoken = options.language(lang, repository.workspace.settings.lang)
        match format_:
            case "json":
                options.echo(paths.as_json(found, repository.situation))
            case "markdown":
                options.echo(paths.as_markdown(found, repository.situation, spoken))
            case _:
                options.echo(paths.as_text(found, repository.situation, spoken))
