"""`ea retire`: the dossier of a decommissioning."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ea_repo.cli import answer, options


@click.command("retire", short_help="Say whether, when and how to retire applications: the decommissioning dossier.")
@click.argument("ids", nargs=-1, required=True, metavar="ID…", shell_complete=options.complete_ids)
@click.option("--on", metavar="DATE", help="Not before this day: a date (its first day) or a state; by default --at.")
@click.option("--site", "sites", multiple=True, metavar="SITE", help="Only a withdrawal from this site (several).")
@click.option("--replace", multiple=True, metavar="OLD=NEW", help="What takes the place of what (several).")
@click.option("--check", is_flag=True, help="After its date: is it really off? Says what is left.")
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
    replace: tuple[str, ...],
    check: bool,
    at: str | None,
    format_: str,
    output: Path | None,
    lang: str | None,
) -> None:
    """Say whether applications may be retired: GO, NO-GO or NO-GO to be confirmed; when, in which order, at what price.

    The three questions of a decommissioning (functions, bricks, data), the flows to re-route, the contracts, the
    savings, the calendar, and what is not written with whom to ask. Exit code 0 for GO, 1 otherwise.
    `ea retire ipop actipidos --on 2023`, `ea retire agathe --replace agathe=ptah`, `ea retire oslo --site hegp`.
    """
    from ea_repo.report import retire, retire_json

    if check and (sites or replace):
        raise click.UsageError("--check looks at what is left, everywhere: it takes neither --site nor --replace.", ctx)
    with options.refusals(lang):
        repository = options.repository(ctx, at)
        spoken = options.language(lang, repository.workspace.settings.lang)
        if check:
            left = repository.leftovers(ids, on)
            data, made, clean = retire_json.leftovers(left), retire.leftovers(left, spoken), not left.left
        else:
            found = repository.retire(ids, on, options.split(sites), options.split(replace))
            data, made = retire_json.as_data(found), retire.document(found, spoken)
            clean = found.retirement.verdict == "GO"
        answer.document(made, format_, retire_json.dumped(data), output, spoken)
    sys.exit(0 if clean else 1)
