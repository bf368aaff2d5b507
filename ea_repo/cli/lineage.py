"""`ea lineage`: who holds a datum, and from whom."""

from __future__ import annotations

import click

from ea_repo.cli import options


@click.command("lineage", short_help="Tell who holds a datum, from its master through every copy.")
@click.argument("id", metavar="DATA", shell_complete=options.complete_ids)
@options.at
@options.what_if
@options.store
@options.formats("text", "json", "markdown")
@options.lang
@click.pass_context
def command(ctx: click.Context, id: str, at: str | None, format_: str, lang: str | None) -> None:
    """Tell who holds a datum: its masters, then every solution that flows bring it to, with the hops from a master.

    Each says whether it has the datum from the master directly, from a relay of it, or from a copy, and by which
    mode. Those who send it without a master behind them come apart. Using a datum is not holding it.
    """
    from ea_repo.report import lineage

    with options.refusals(lang):
        repository = options.repository(ctx, at, few=True)
        found = repository.lineage(id)
        spoken = options.language(lang, repository.workspace.settings.lang)
        match format_:
            case "json":
                options.echo(lineage.as_json(found, repository.situation))
            case "markdown":
                options.echo(lineage.as_markdown(found, repository.situation, spoken))
            case _:
                options.echo(lineage.as_text(found, repository.situation, spoken, options.width()))
