"""`ea status`: what a push would change."""

from __future__ import annotations

import click

from ea_repo.cli import options


@click.command("status", short_help="Tell what a push would change.")
@options.address
@options.database
@options.named
@options.formats("text", "json")
@options.lang
@click.pass_context
def command(
    ctx: click.Context, address: str | None, database: str | None, name: str | None, format_: str, lang: str | None
) -> None:
    """Tell what `ea push` would add, change and remove at ADDRESS (by default NEO4J_URI); nothing is written."""
    with options.refusals(lang):
        from ea_repo.report import shared
        from ea_repo.repository import sharing
        from ea_repo.store import read_address

        repository = options.repository(ctx)
        found = sharing.compare(repository, read_address(address, database, name), options.ask(lang))
        spoken = options.language(lang, repository.workspace.settings.lang)
        options.echo(shared.status_json(found) if format_ == "json" else shared.status_text(found, spoken))
