"""`ea impact`: what becomes of the rest when something is lost or withdrawn."""

from __future__ import annotations

from ea_repo.cli.shared import commands, options
from ea_repo.cli.shared.call import Call
from ea_repo.cli.shared.terminal import SCREEN
from ea_repo.finding import Text

_HELP = Text(
    """Dit ce que devient le reste quand quelque chose est perdu : une application, une API, un flux, un nœud, un site,
un fournisseur.

Chaque élément touché est perdu, à risque ou dégradé : ce qui est certain, ce qui est possible, pourquoi, et les faits
qui trancheraient ; puis qui prévenir. `ea impact paie`, `ea impact archives --site annexe`,
`ea impact salle-nord --on 2023-06 --scope kind=process`.""",
    """Say what becomes of the rest when something is lost: an application, an API, a flow, a node, a site, a supplier.

Each element that it touches is lost, at risk or degraded: what is certain, what is possible, why, and the facts
that would settle it; then who must be told. `ea impact payroll`, `ea impact archive --site annex`,
`ea impact room-north --on 2023-06 --scope kind=process`.""",
)


@commands.command(
    "impact",
    Text(
        "Dire ce que devient le reste quand quelque chose est perdu ou retiré.",
        "Say what becomes of the rest when something is lost or withdrawn.",
    ),
    _HELP,
)
@options.elements
@options.on
@options.sites
@commands.option(
    "--scope",
    metavar="SELECTOR",
    help=Text(
        "Ne montrer que ceux-ci : `kind=process`, `zone=support`.", "Show only these: `kind=process`, `zone=support`."
    ),
)
@options.everything
@options.looking
@options.answers("impact")
def command(
    call: Call, ids: tuple[str, ...], on: str | None, sites: tuple[str, ...], scope: str | None, whole: bool,
    at: str | None,
) -> None:  # fmt: skip
    repository = call.repository(at, few=True)
    study = repository.impact(ids, on, options.split(sites), options.selector(repository, scope))
    call.give("impact", study, most=None if whole else SCREEN, whole=whole)
