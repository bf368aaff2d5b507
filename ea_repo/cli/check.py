"""`ea check`: the audit."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ea_repo.cli import answer, options

if TYPE_CHECKING:
    from ea_repo.check.audit import Audit
    from ea_repo.check.audit_settings import Selection
    from ea_repo.finding import Lang
    from ea_repo.repository import Repository


@click.command("check", short_help="Audit the model against the charter.")
@click.option(
    "--rule", "rules", multiple=True, metavar="RULE", shell_complete=options.complete_rules,
    help="Only this rule (several: again, or with commas).",
)  # fmt: skip
@click.option(
    "--principle", "principles", multiple=True, metavar="PRINCIPLE", shell_complete=options.complete_principles,
    help="Only the rules of this principle.",
)  # fmt: skip
@click.option("--scope", metavar="SELECTOR", help="Only these elements, and those one link away: `zone=soins`.")
@click.option(
    "--baseline",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Fail only on what is new or worse.",
)
@click.option("--write-baseline", type=click.Path(path_type=Path, dir_okay=False), help="Hold what is wrong now there.")
@click.option("--changed-since", metavar="GITREF", help="Fail only on what this branch introduced or made worse.")
@click.option("--unknown", is_flag=True, help="Name every fact that is missing for the rules to judge.")
@click.option(
    "--fail-on", type=click.Choice(["error", "warning", "info", "never"]), default="error", show_default=True,
    help="Exit with 1 when a finding is at least this serious.",
)  # fmt: skip
@options.at
@options.what_if
@options.store
@options.formats("text", "json", "markdown", "sarif", "junit", "csv", "html")
@options.output
@options.lang
@click.pass_context
def command(
    ctx: click.Context, rules: tuple[str, ...], principles: tuple[str, ...], scope: str | None, baseline: Path | None,
    write_baseline: Path | None, changed_since: str | None, unknown: bool, fail_on: str, at: str | None,
    format_: str, output: Path | None, lang: str | None,
) -> None:  # fmt: skip
    """Audit the model against the charter: what is wrong, why it matters, what to do.

    What the text does not say is unknown, never a violation. Illustrative elements are judged apart, and what a
    derogation accepts is shown with its last day.
    """
    from ea_repo.check.audit import FailOn
    from ea_repo.check.audit_settings import Selection
    from ea_repo.select.shell_selector import parse_words

    level: FailOn = fail_on  # type: ignore[assignment]
    with options.refusals(lang):
        repository = options.repository(ctx, at, tells_flaws=True)
        within = parse_words(scope.split()) if scope else None
        selection = Selection(tuple(options.split(rules)), tuple(options.split(principles)), within)
        if changed_since is not None and baseline is not None:
            raise click.UsageError("--changed-since and --baseline both say what is known: give one of them.", ctx)
        if changed_since is not None and options.shared(ctx):
            raise click.UsageError("--changed-since reads git, and --store a server: give one of them.", ctx)
        if write_baseline is not None and options.changes(ctx):
            raise click.UsageError("--write-baseline holds what is, and --with tells what is not.", ctx)
        audit = (
            repository.changed_since(changed_since, selection)
            if changed_since is not None
            else _judged(repository, selection, baseline)
        )
        if write_baseline is not None:
            repository.write_baseline(audit, write_baseline)
        spoken = options.language(lang, repository.workspace.settings.lang)
        text = _written(repository, audit, format_, spoken, unknown=unknown)
        if answer.given(text, output, spoken):
            from ea_repo.report.audit_text import summary

            click.echo(f"{summary(audit, spoken)} → {output}", err=True)
    sys.exit(1 if audit.fails(level) and write_baseline is None else 0)


def _judged(repository: Repository, selection: Selection, baseline: Path | None) -> Audit:
    # Read before: each of the two has a bar of its own.
    len(repository.graph)
    with options.progress("Audit") as tell:
        return repository.check(selection, baseline, tell)


def _written(repository: Repository, audit: Audit, format_: str, lang: Lang, *, unknown: bool) -> str:
    """The audit in a format; each is imported when it is asked for."""
    match format_:
        case "json":
            from ea_repo.report.audit_json import as_json

            return as_json(audit)
        case "markdown":
            from ea_repo.report.audit_markdown import as_markdown

            return as_markdown(audit, lang)
        case "sarif":
            from ea_repo.report.sarif import as_sarif

            return as_sarif(audit, lang)
        case "junit":
            from ea_repo.report.junit import as_junit

            return as_junit(audit, lang)
        case "csv":
            from ea_repo.report.audit_csv import as_csv

            return as_csv(audit, lang)
        case "html":
            from ea_repo.report.html import as_html

            # A part of an audit says nothing of the whole, which is what indicators measure.
            return as_html(audit, lang, None if audit.partial else repository.evolution())
        case _:
            from ea_repo.report.audit_text import as_text

            return as_text(audit, lang, options.width(), unknown=unknown)
