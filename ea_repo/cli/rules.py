"""`ea rules`: the charter."""

from __future__ import annotations

import sys

import click

from ea_repo.cli import options


@click.command("rules", short_help="List the rules of the charter, or try their examples.")
@click.option("--test", is_flag=True, help="Run every rule on its good and bad examples.")
@options.formats("text", "json", "markdown")
@options.lang
@click.pass_context
def command(ctx: click.Context, test: bool, format_: str, lang: str | None) -> None:
    """List the rules of the charter by principle; with --test, run each on its good and bad examples."""
    from ea_repo.report import pages

    with options.refusals(lang):
        repository = options.repository(ctx, tells_flaws=True)
        spoken = options.language(lang, repository.workspace.settings.lang)
        flaws = repository.flaws
        if test:
            wrong = [f"{mismatch.at}: {mismatch.text[spoken]}" for mismatch in repository.try_examples()]
            errors = [flaw for flaw in flaws if flaw.severity == "error"]
            broken = [*options.lines(errors, spoken), *wrong]
            options.echo("\n".join(broken) or pages.examples_hold(len(repository.charter.rules))[spoken])
            options.warn((flaw for flaw in flaws if flaw not in errors), spoken)
            sys.exit(1 if broken else 0)
        if format_ == "json":
            options.echo(pages.rules_as_json(repository.charter))
        elif format_ == "markdown":
            options.echo(pages.rules_as_markdown(repository.charter, spoken))
        else:
            options.echo(pages.rules_as_text(repository.charter, spoken))
        options.warn(flaws, spoken)
