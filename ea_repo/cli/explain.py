"""`ea explain`: one rule, whole; or what is found that is no rule."""

from __future__ import annotations

import sys

import click

from ea_repo.cli import options


@click.command("explain", short_help="Tell a rule: what it flags, why, what to do, with examples.")
@click.argument("rule", shell_complete=options.complete_rules)
@options.formats("text", "json", "markdown")
@options.lang
@click.pass_context
def command(ctx: click.Context, rule: str, format_: str, lang: str | None) -> None:
    """Tell a rule of the charter: what it flags, why, what to do, with examples; or any other finding of an audit."""
    from ea_repo.check.problems import PROBLEMS
    from ea_repo.report import pages, problem_page

    if rule in PROBLEMS:
        # It is known without any workspace.
        problem, spoken = PROBLEMS[rule], options.language(lang)
        match format_:
            case "json":
                options.echo(problem_page.as_json(rule, problem))
            case "markdown":
                options.echo(problem_page.as_markdown(rule, problem, spoken))
            case _:
                options.echo(problem_page.as_text(rule, problem, spoken, options.width()))
        return
    with options.refusals(lang):
        repository = options.repository(ctx, tells_flaws=True)
        spoken = options.language(lang, repository.workspace.settings.lang)
        if wrong := repository.charter.flaws_of(rule):
            as_json = format_ == "json"
            options.echo(pages.flaws_as_json(rule, wrong) if as_json else "\n".join(options.lines(wrong, spoken)))
            sys.exit(1)
        found = repository.rule(rule)
        if format_ == "json":
            options.echo(found.model_dump_json(indent=2))
        elif format_ == "markdown":
            options.echo("\n".join(pages.rule_as_markdown(found, spoken)))
        else:
            options.echo(pages.rule_as_text(found, spoken, repository.charter.files[rule], options.width()))
        options.warn(repository.flaws, spoken)
