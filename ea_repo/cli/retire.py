"""`ea retire`: the dossier of a decommissioning."""

from __future__ import annotations

import sys

from ea_repo.cli.shared import commands, options
from ea_repo.cli.shared.call import Call
from ea_repo.cli.shared.terminal import SCREEN
from ea_repo.cli.shared.usage import Misuse
from ea_repo.finding import Text

_HELP = Text(
    """Dit si des applications peuvent être retirées : GO, GO à confirmer, NO-GO à confirmer ou NO-GO, et à partir de
quand.

Les trois questions d'un décommissionnement (fonctions, briques, données), les flux à rebrancher, les contrats, les
économies, le calendrier, et ce qui n'est pas écrit, avec à qui le demander. Code de sortie 0 pour GO, 1 sinon.
`ea retire paie conges --on 2023`, `ea retire paie --replace paie=nouvelle-paie`, `ea retire archives --site annexe`,
`ea retire comptabilite --function facturation --replace comptabilite=facturier`.""",
    """Say whether applications may be retired: GO, GO to be confirmed, NO-GO to be confirmed or NO-GO, and from when.

The three questions of a decommissioning (functions, bricks, data), the flows to re-route, the contracts, the
savings, the calendar, and what is not written with whom to ask. Exit code 0 for GO, 1 otherwise.
`ea retire payroll leave --on 2023`, `ea retire payroll --replace payroll=new-payroll`,
`ea retire archive --site annex`, `ea retire accounting --function invoicing --replace accounting=invoicer`.""",
)


@commands.command(
    "retire",
    Text(
        "Dire si, quand et comment retirer des applications : le dossier de décommissionnement.",
        "Say whether, when and how to retire applications: the decommissioning dossier.",
    ),
    _HELP,
)
@options.elements
@options.on
@options.sites
@commands.option(
    "--replace",
    multiple=True,
    metavar="OLD=NEW",
    help=Text("Ce qui prend la place de quoi (plusieurs).", "What takes the place of what (several)."),
)
@commands.option(
    "--function",
    "functions",
    multiple=True,
    metavar="PROCESS",
    help=Text("N'abandonner que ce processus (plusieurs).", "Give up this process only (several)."),
)
@commands.option(
    "--check",
    is_flag=True,
    help=Text(
        "Après sa date : est-ce vraiment arrêté ? Dit ce qui reste.",
        "After its date: is it really off? Says what is left.",
    ),
)
@options.everything
@options.looking
@options.answers("dossier", "leftovers")
def command(
    call: Call, ids: tuple[str, ...], on: str | None, sites: tuple[str, ...], replace: tuple[str, ...],
    functions: tuple[str, ...], check: bool, whole: bool, at: str | None,
) -> None:  # fmt: skip
    if check and (sites or replace or functions):
        raise Misuse(
            Text(
                "--check regarde ce qui reste, de tout et partout : sans --site, --replace, --function.",
                "--check looks at what is left, of all and everywhere: no --site, --replace, --function.",
            )
        )
    repository = call.repository(at)
    if check:
        leftovers = repository.leftovers(ids, on)
        call.give("leftovers", leftovers)
        sys.exit(1 if leftovers.content.left else 0)
    dossier = repository.retire(ids, on, options.split(sites), options.split(replace), options.split(functions))
    call.give("dossier", dossier, most=None if whole else SCREEN, whole=whole)
    sys.exit(0 if dossier.content.verdict == "GO" else 1)
