"""`ea accept`: a derogation."""

from __future__ import annotations

import click

from ea_repo.cli.shared import commands, options
from ea_repo.cli.shared.call import Call
from ea_repo.cli.shared.terminal import echo
from ea_repo.finding import Text

_WRITTEN = {"fr": "dérogation écrite : {} ({})", "en": "derogation written: {} ({})"}


_HELP = Text(
    """Accepte un écart jusqu'à un jour : une dérogation qui nomme les éléments en cause est ajoutée à
rules/derogations.yaml.

EMPREINTE est celle de l'écart, ou ses premiers chiffres, 8 au moins (`ea check --format json`, ou le rapport
en texte).""",
    """Accept a finding until a day: a derogation that names its offenders is added to rules/derogations.yaml.

FINGERPRINT is the finding's, or its first digits, 8 at the least (`ea check --format json`, or the text report).""",
)


@commands.command(
    "accept",
    Text(
        "Accepter un écart jusqu'à un jour : écrire sa dérogation.",
        "Accept a finding until a day: write its derogation.",
    ),
    _HELP,
)
@click.argument("fingerprint")
@commands.option(
    "--until",
    required=True,
    metavar="DATE",
    help=Text("Le dernier jour où il est accepté.", "The last day that it is accepted."),
)
@commands.option(
    "--by", required=True, metavar="ACTOR", help=Text("L'acteur qui l'accorde.", "The actor who grants it.")
)
@commands.option("--reason", required=True, metavar="TEXT", help=Text("Pourquoi.", "Why."))
@options.at
@options.acts
def command(call: Call, fingerprint: str, until: str, by: str, reason: str, at: str | None) -> None:
    accepted = call.repository(at).accept(fingerprint, until, by, reason)
    echo(_WRITTEN[call.lang].format(accepted.id, accepted.finding.sentence[call.lang]))
