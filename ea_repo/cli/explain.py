"""`ea explain`: one rule, whole."""

from __future__ import annotations

import click

from ea_repo.cli import options


@click.command("explain", short_help="Tell a rule: what it flags, why, what to do, with examples.")
@click.argument("rule", shell_complete=options.complete_rules)
@options.formats("text", "json", "markdown")
@options.lang
@click.pass_context
def command(ctx: click.Context, rule: str, format_: str, lang: str | None) -> None:
    """Tell a rule of the charter, or a flaw of the text: what it flags, why, what to do, with examples."""
    from ea_repo.load.problems import PROBLEMS
    from ea_repo.report import pages

    if rule in PROBLEMS:
        options.echo(pages.problem_as_text(rule, PROBLEMS[rule], options.language(lang)))
        return
    with options.refusals(lang):
        repository = options.repository(ctx)
        found = repository.rule(rule)
        spoken = options.language(lang, repository.workspace.settings.lang)
        if format_ == "json":
            options.echo(found.model_dump_json(indent=2))
        elif format_ == "markdown":
            options.echo("\n".join(pages.rule_as_markdown(found, spoken)))
        else:
            options.echo(pages.rule_as_text(found, spoken, repository.charter.files[rule], options.width()))
