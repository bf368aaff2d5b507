"""`ea accept`: a derogation."""

from __future__ import annotations

import click

from ea_repo.cli import options


@click.command("accept", short_help="Accept a finding until a day: write its derogation.")
@click.argument("fingerprint")
@click.option("--until", required=True, metavar="DATE", help="The last day that it is accepted.")
@click.option("--by", required=True, metavar="ACTOR", help="The actor who grants it.")
@click.option("--reason", required=True, metavar="TEXT", help="Why.")
@options.at
@options.lang
@click.pass_context
def command(
    ctx: click.Context, fingerprint: str, until: str, by: str, reason: str, at: str | None, lang: str | None
) -> None:
    """Accept a finding until a day: a derogation that names its offenders is added to rules/derogations.yaml.

    FINGERPRINT is the finding's, or its first digits (`ea check --format json`, or the text report).
    """
    with options.refusals(lang):
        repository = options.repository(ctx, at)
        id = repository.accept(fingerprint, until, by, reason)
        spoken = options.language(lang, repository.workspace.settings.lang)
        options.echo({"fr": f"dérogation écrite : {id}", "en": f"derogation written: {id}"}[spoken])
