"""`ea check`: the audit."""

from __future__ import annotations

import sys

import click

from ea_repo.cli import options


@click.command("check", short_help="Audit the model against the charter.")
@click.option("--rule", "rules", multiple=True, metavar="RULE", help="Only this rule (several: again, or with commas).")
@click.option("--unknown", is_flag=True, help="Name every fact that is missing for the rules to judge.")
@click.option(
    "--fail-on", type=click.Choice(["error", "warning", "info", "never"]), default="error", show_default=True,
    help="Exit with 1 when a finding is at least this serious.",
)  # fmt: skip
@options.at
@options.formats("text", "json", "markdown")
@options.lang
@click.pass_context
def command(
    ctx: click.Context,
    rules: tuple[str, ...],
    unknown: bool,
    fail_on: str,
    at: str | None,
    format_: str,
    lang: str | None,
) -> None:
    """Audit the model against the charter: what is wrong, why it matters, what to do.

    What the text does not say is unknown, never a violation. Illustrative elements are judged apart.
    """
    from ea_repo.check.audit import FailOn

    level: FailOn = fail_on  # type: ignore[assignment]
    with options.refusals(lang):
        repository = options.repository(ctx, at)
        audit = repository.check(options.split(rules))
        spoken = options.language(lang, repository.workspace.settings.lang)
        if format_ == "json":
            from ea_repo.report.audit_json import as_json

            options.echo(as_json(audit))
        elif format_ == "markdown":
            from ea_repo.report.audit_markdown import as_markdown

            options.echo(as_markdown(audit, spoken))
        else:
            from ea_repo.report.audit_text import as_text

            options.echo(as_text(audit, spoken, options.width(), unknown=unknown))
    sys.exit(1 if audit.fails(level) else 0)
