"""`ea find`: elements by any of their words."""

from __future__ import annotations

import click

from ea_repo.cli import options


@click.command("find", short_help="Find elements by any of their words.")
@click.argument("text", nargs=-1, required=True)
@options.at
@options.what_if
@options.store
@options.formats("text", "json")
@options.lang
@click.pass_context
def command(ctx: click.Context, text: tuple[str, ...], at: str | None, format_: str, lang: str | None) -> None:
    """Find the elements that say a text somewhere, whatever its accents and capitals."""
    from ea_repo.report import matches

    with options.refusals(lang):
        repository = options.repository(ctx, at, few=True)
        found = repository.find(" ".join(text))
        spoken = options.language(lang, repository.workspace.settings.lang)
        seen = repository.situation
        if format_ == "json":
            options.echo(matches.as_json(found, seen))
        else:
            options.echo(matches.as_text(found, seen, spoken, options.width()))
