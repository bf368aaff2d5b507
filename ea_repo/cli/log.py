"""`ea log`: the pushes of the shared repository."""

from __future__ import annotations

import click

from ea_repo.cli import options


@click.command("log", short_help="List the pushes: who, when, from which commit, how much.")
@options.address
@options.database
@options.named
@click.option("--limit", type=click.IntRange(min=1), default=50, show_default=True, help="How many, at the most.")
@options.formats("text", "json")
@options.lang
def command(
    address: str | None, database: str | None, name: str | None, limit: int, format_: str, lang: str | None
) -> None:
    """List the last pushes to ADDRESS (by default NEO4J_URI). The history itself is that of the text, in git."""
    with options.refusals(lang):
        from ea_repo.report import shared
        from ea_repo.repository import sharing
        from ea_repo.store import read_address

        found = sharing.log(read_address(address, database, name), options.ask(lang), limit)
        if format_ == "json":
            options.echo(shared.log_json(found))
        else:
            options.echo(shared.log_text(found, options.language(lang), options.width()))
