"""`ea accept`: a derogation."""

from __future__ import annotations

import click

from ea_repo.cli.shared import options
from ea_repo.cli.shared.call import Call
from ea_repo.cli.shared.terminal import echo

_WRITTEN = {"fr": "dérogation écrite : {}", "en": "derogation written: {}"}


@click.command("accept", short_help="Accept a finding until a day: write its derogation.")
@click.argument("fingerprint")
@click.option("--until", required=True, metavar="DATE", help="The last day that it is accepted.")
@click.option("--by", required=True, metavar="ACTOR", help="The actor who grants it.")
@click.option("--reason", required=True, metavar="TEXT", help="Why.")
@options.at
@options.acts
def command(call: Call, fingerprint: str, until: str, by: str, reason: str, at: str | None) -> None:
    """Accept a finding until a day: a derogation that names its offenders is added to rules/derogations.yaml.

    FINGERPRINT is the finding's, or its first digits (`ea check --format json`, or the text report).
    """
    id = call.repository(at).accept(fingerprint, until, by, reason)
    echo(_WRITTEN[call.lang].format(id))
