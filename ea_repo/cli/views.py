"""`ea views`: the maps and tables that may be drawn."""

from __future__ import annotations

import sys

import click

from ea_repo.cli import options


@click.command("views", short_help="List the maps and tables that may be drawn.")
@options.formats("text", "json")
@options.lang
@click.pass_context
def command(ctx: click.Context, format_: str, lang: str | None) -> None:
    """List the maps and tables that `ea draw` draws, with the question that each answers.

    They are the files of `cartography/`, one a view; a view that cannot be read is told with its place, exit code 1.
    """
    from ea_repo.report import views

    with options.refusals(lang):
        repository = options.repository(ctx)
        known = repository.cartography
        spoken = options.language(lang, repository.workspace.settings.lang)
        text = views.as_json(known) if format_ == "json" else views.as_text(known, spoken, options.width())
        options.echo(text)
        for error in known.unreadable.values():
            click.echo(f"ea: {error.message[spoken]}", err=True)
        if known.unreadable:
            sys.exit(1)
