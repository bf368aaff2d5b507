"""`ea impact`: what becomes of the rest when something is lost or withdrawn."""

from __future__ import annotations

from pathlib import Path

import click

from ea_repo.cli import answer, options


@click.command("impact", short_help="Say what becomes of the rest when something is lost or withdrawn.")
@click.argument("ids", nargs=-1, required=True, metavar="ID…", shell_complete=options.complete_ids)
@click.option("--on", metavar="DATE", help="The day of the loss: a date (its first day) or a state; by default --at.")
@click.option("--site", "sites", multiple=True, metavar="SITE", help="Only a withdrawal from this site (several).")
@click.option("--scope", metavar="SELECTOR", help="Show only these: `kind=process`, `zone=soins`.")
@click.option("--all", "whole", is_flag=True, help="Show long lists whole.")
@options.at
@options.what_if
@options.store
@options.formats("text", "json", "markdown", "html")
@options.output
@options.lang
@click.pass_context
def command(
    ctx: click.Context,
    ids: tuple[str, ...],
    on: str | None,
    sites: tuple[str, ...],
    scope: str | None,
    whole: bool,
    at: str | None,
    format_: str,
    output: Path | None,
    lang: str | None,
) -> None:
    """Say what becomes of the rest when something is lost: an application, an API, a flow, a node, a site, a supplier.

    Each element that it touches is lost, at risk or degraded: what is certain, what is possible, why, and the facts
    that would settle it; then who must be told. `ea impact siu`, `ea impact orbis --site lariboisiere`,
    `ea impact dc-nord --on 2023-06 --scope kind=process`.
    """
    from ea_repo.report import impact, impact_json

    with options.refusals(lang):
        repository = options.repository(ctx, at, few=True)
        found = repository.impact(ids, on, options.split(sites), (scope or "").split())
        spoken = options.language(lang, repository.workspace.settings.lang)
        made = impact.document(found, spoken, whole=whole or format_ != "text")
        json = impact_json.as_json(found) if format_ == "json" else ""
        answer.document(made, format_, json, output, spoken)
