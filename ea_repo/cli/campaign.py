"""`ea campaign`: asking people for what the model lacks, and following up on what they answer."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ea_repo.cli.shared import commands, options
from ea_repo.cli.shared.call import Call
from ea_repo.cli.shared.commands import Command, Group
from ea_repo.finding import Text
from ea_repo.semantics.asked_by import EVERY_ASKED_BY, AskedBy


@click.group(
    "campaign",
    cls=Group,
    title=Text(
        "Demander à chacun ce qui manque, et suivre les réponses.", "Ask people for what is missing, and follow up."
    ),
    text=Text(
        """Demande à chaque responsable ce qui manque, est contesté ou n'est plus à jour parmi ses éléments.

`ea campaign new --by moa -o campagne` écrit un classeur et un texte d'accompagnement par responsable ; chacun revient
par `ea import` ; `ea campaign status campagne` dit qui a répondu. docs/campaigns.md en dit plus.""",
        """Ask each owner for what is missing, contested or stale among their elements.

`ea campaign new --by moa -o campaign` writes a workbook and a covering text for each owner; each comes back with
`ea import`; `ea campaign status campaign` tells who has answered. docs/campaigns.md tells more.""",
    ),
)
def command() -> None:
    """The commands about campaigns."""


@command.command(
    "new",
    cls=Command,
    title=Text("Écrire un classeur par responsable.", "Write a workbook for each owner."),
    text=Text(
        """Écrit dans DOSSIER un classeur par responsable, sur ce qui est à lui seul, et un texte pour le courriel.

Chaque question dit pourquoi elle est posée ; ce qui est déjà connu y figure. Ce qui n'a pas de responsable enregistré
va dans un classeur à part. Un SÉLECTEUR restreint ce sur quoi l'on interroge.""",
        """Write in DIR a workbook for each owner, about what is theirs alone, and a text for the e-mail.

Each question says why it is asked; what is known already is written in. What has no recorded owner goes in a workbook
apart. A SELECTOR limits what is asked about.""",
    ),
)
@click.argument("selector", nargs=-1)
@commands.option(
    "--by",
    type=click.Choice(EVERY_ASKED_BY),
    required=True,
    help=Text(
        "À qui l'on demande : la MOA, la MOE, ou le premier responsable enregistré (owner).",
        "Who is asked: the business owner, the builder, or the first owner that is recorded.",
    ),
)
@commands.option(
    "-o",
    "--output",
    "folder",
    required=True,
    metavar="DIR",
    type=click.Path(path_type=Path),
    help=Text("Le dossier : nouveau ou vide.", "The folder: new or empty."),
)
@commands.option(
    "--due",
    metavar="DATE",
    help=Text("Le jour voulu pour les réponses ; par défaut dans 30 jours.", "The day wanted; by default in 30 days."),
)
@options.at
@options.answers("campaign", kept=False)
def new(
    call: Call, selector: tuple[str, ...], by: AskedBy, folder: Path, due: str | None, at: str | None
) -> None:  # fmt: skip
    repository = call.repository(at)
    call.give("campaign", repository.new_campaign(by, selector, folder, due, call.lang))


@command.command(
    "status",
    cls=Command,
    title=Text("Qui a répondu quoi, et qui n'a pas répondu.", "Who has answered what, and who has not."),
    text=Text(
        """Dit qui a répondu quoi, qui n'a pas répondu, ce qui a changé, ce qui se contredit.

Comptent les classeurs importés, et ceux qui sont dans le dossier sans l'être encore. Code de sortie 1 si des réponses
se contredisent.""",
        """Tell who has answered what, who has not, what changed, what contradicts itself.

Workbooks that were imported count, and those that lie in the folder and were not yet. Exit code 1 where answers
contradict each other.""",
    ),
)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@options.at
@options.everything
@options.answers("campaign_status")
def status(call: Call, folder: Path, at: str | None, whole: bool) -> None:
    answer = call.repository(at).campaign(folder)
    call.give("campaign_status", answer, whole=whole)
    sys.exit(1 if answer.content.contradictions else 0)
