"""`ea completion`: what a shell needs to complete commands, ids and rules."""

from __future__ import annotations

import click

from ea_repo.cli.shared import commands
from ea_repo.cli.shared.refusal import refuse
from ea_repo.cli.shared.terminal import echo
from ea_repo.finding import Text

_HELP = Text(
    """Affiche le script de complétion d'un shell : ajoutez `eval "$(ea completion bash)"` à son fichier de
démarrage.""",
    """Print the completion script of a shell: add `eval "$(ea completion bash)"` to its start-up file.""",
)


@commands.command(
    "completion",
    Text(
        "Afficher ce qu'il faut à un shell pour compléter commandes, identifiants et règles.",
        "Print what a shell needs to complete commands, ids and rules.",
    ),
    _HELP,
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    from click.shell_completion import get_completion_class

    script = get_completion_class(shell)
    if script is None:
        refuse(f"{shell}: no completion for this shell", "en")
    echo(script(ctx.find_root().command, {}, "ea", "_EA_COMPLETE").source())
