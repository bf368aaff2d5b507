"""`ea indicators`: what the charter measures, day by day."""

from __future__ import annotations

import sys

import click

from ea_repo.cli import options


@click.command("indicators", short_help="Measure how far the system is from its charter, on several days.")
@click.option(
    "--at", "dates", multiple=True, metavar="DATE",
    help="Measure on this day: a date, `today`, or the id of a state (several: again, side by side in that order).",
)  # fmt: skip
@options.what_if
@options.store
@options.formats("text", "json", "markdown", "csv")
@options.lang
@click.pass_context
def command(ctx: click.Context, dates: tuple[str, ...], format_: str, lang: str | None) -> None:
    """Measure the indicators that `rules/indicators.yaml` declares, each with its target and its unknowns.

    A share leaves what is not known out of both sides; a cost that is not recorded is never 0.
    """
    from ea_repo.report import indicators

    with options.refusals(lang):
        repository = options.repository(ctx)
        found = repository.indicators(options.split(dates))
        spoken = options.language(lang, repository.workspace.settings.lang)
        match format_:
            case "json":
                options.echo(indicators.as_json(found))
            case "csv":
                options.echo(indicators.as_csv(found, spoken))
            case "markdown":
                options.echo(indicators.as_markdown(found, spoken))
            case _:
                options.echo(indicators.as_text(found, spoken, options.width()))
        options.warn(found.flaws, spoken)
    sys.exit(1 if any(each.severity == "error" for each in found.flaws) else 0)
