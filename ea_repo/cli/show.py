"""`ea show`: everything known of one element."""

from __future__ import annotations

import click

from ea_repo.cli import options


@click.command("show", short_help="Show everything known of one element, with what points at it.")
@click.argument("id", shell_complete=options.complete_ids)
@options.at
@options.what_if
@options.store
@options.formats("text", "json", "markdown")
@options.lang
@click.pass_context
def command(ctx: click.Context, id: str, at: str | None, format_: str, lang: str | None) -> None:
    """Show everything known of one element: its fields, its links, what points at it, where it is written."""
    from ea_repo.report import card

    with options.refusals(lang):
        repository = options.repository(ctx, at, few=True)
        found = repository.show(id)
        spoken = options.language(lang, repository.workspace.settings.lang)
        if format_ == "json":
            options.echo(card.as_json(found))
        elif format_ == "markdown":
            options.echo(card.as_markdown(found, spoken))
        else:
            options.echo(card.as_text(found, spoken))
