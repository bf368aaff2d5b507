"""`ea compare`: several states of the system side by side."""

from __future__ import annotations

import click

from ea_repo.cli.shared import commands, options
from ea_repo.cli.shared.call import Call
from ea_repo.finding import Text

_HELP = Text(
    """Met des états du système côte à côte : écarts par principe, indicateurs, processus, argent, et ce qu'on ignore.

La première colonne est l'espace de travail tel qu'il est. Chaque ÉTAT est une demande (toutes ses options), un fichier
de changements ou une option (`requests/outil.yaml#C`), une date ou un état nommé, un autre espace de travail, une
révision git ; `a.yaml+b.yaml` est les deux ensemble. `ea compare outil cible-2025`. Ce que deux fichiers écrivent
différemment est signalé. Sans ÉTAT : les fichiers de scenarios/ qui ne sont pas abandonnés, puis les états enregistrés
pour des jours à venir. `ea diff` dit en détail ce qui change d'un état à un autre.""",
    """Put states of the system side by side: findings by principle, indicators, processes, money, what is not known.

The first column is the workspace as it is. Each STATE is a request (all its options), a change file or an option
(`requests/tool.yaml#C`), a date or a named state, another workspace, a git revision; `a.yaml+b.yaml` is both together.
`ea compare tool target-2025`. Where two files write a field differently, that is told. Without a STATE: the files of
scenarios/ that are not dropped, then the states recorded for days to come. `ea diff` tells in detail what changes from
one state to another.""",
)


@commands.command(
    "compare",
    Text(
        "Mettre des états côte à côte : options, scénarios, dates.",
        "Put states side by side: options, scenarios, days.",
    ),
    _HELP,
)
@click.argument("states", metavar="[STATE]…", nargs=-1)
@options.everything
@options.as_dated
@options.at
@options.what_if
@options.audience
@options.answers("states")
def command(call: Call, states: tuple[str, ...], whole: bool, as_dated: bool, at: str | None) -> None:
    repository = call.repository(at, tells_flaws=True)
    call.give("states", repository.compare(states, as_dated=as_dated), whole=whole)
    call.warn(repository.workspace.settings.flaws)
