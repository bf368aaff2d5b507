"""`ea explain`: one rule, whole; or what is found that is no rule."""

from __future__ import annotations

import sys

import click

from ea_repo.cli.shared import commands, completion, options
from ea_repo.cli.shared.call import Call
from ea_repo.finding import Text

_HELP = Text(
    """Explique une règle de la charte : ce qu'elle signale, pourquoi, que faire, avec des exemples ; ou tout autre
constat d'un audit.""",
    """Explain a rule of the charter: what it flags, why, what to do, with examples; or any other finding of an
audit.""",
)


@commands.command(
    "explain",
    Text(
        "Expliquer une règle : ce qu'elle signale, pourquoi, que faire, avec des exemples.",
        "Explain a rule: what it flags, why, what to do, with examples.",
    ),
    _HELP,
)
@click.argument("rule", shell_complete=completion.rules)
@options.audience
@options.answers("rule", "problem", "broken_rule")
def command(call: Call, rule: str) -> None:
    from ea_repo.answer.explanation import BrokenRule, ExplainedProblem

    # A problem is known without any workspace; a rule is told in the language of its own.
    repository = call.unread()
    explained = repository.explain(rule)
    if isinstance(explained, ExplainedProblem):
        call.give("problem", explained)
        return
    call.speaks(repository.workspace.settings.lang)
    if isinstance(explained, BrokenRule):
        call.give("broken_rule", explained)
        sys.exit(1)
    call.give("rule", explained)
    call.warn(repository.flaws)
