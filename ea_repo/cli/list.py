"""`ea list`: the elements that a selector chooses."""

from __future__ import annotations

import click

from ea_repo.cli import options


@click.command("list", short_help="List the elements that a selector chooses.")
@click.argument("selector", nargs=-1)
@click.option("--columns", multiple=True, metavar="FIELD", help="The columns, by field: `name,zone.owner,covered_by`.")
@options.at
@options.what_if
@options.store
@options.formats("text", "json", "markdown", "csv")
@options.lang
@click.pass_context
def command(
    ctx: click.Context,
    selector: tuple[str, ...],
    columns: tuple[str, ...],
    at: str | None,
    format_: str,
    lang: str | None,
) -> None:
    """List the elements that a selector chooses, all without one.

    A selector is a kind and conditions: `ea list application phase=active zone=soins`,
    `ea list flow mode=null`, `ea list application type!=core 'live_on<2020'`. Commas separate
    alternatives, `null` is unknown, `*` recorded; a link matches an element and all its parts.
    """
    from ea_repo.report import table

    with options.refusals(lang):
        repository = options.repository(ctx, at, few=True, tells_flaws=True)
        found = repository.list(selector, options.split(columns))
        spoken = options.language(lang, repository.workspace.settings.lang)
        match format_:
            case "json":
                options.echo(table.as_json(found))
            case "csv":
                options.echo(table.as_csv(found))
            case "markdown":
                options.echo(table.as_markdown(found, spoken))
            case _:
                options.echo(table.as_text(found, spoken, options.width()))
        options.warn(repository.flaws, spoken)
