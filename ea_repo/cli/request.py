"""`ea request`: requests, from the need to the decision."""

from __future__ import annotations

import sys

import click

from ea_repo.cli.shared import options
from ea_repo.cli.shared.call import Call


@click.group("request", short_help="Write, check, list and decide requests.")
def command() -> None:
    """Write, check, list and decide requests: one a file of requests/, with its options.

    `ea request new beds`, `ea request check beds`, `ea request list`, `ea request decide beds --accept --option B …`;
    `ea dossier beds` is what the committee reads. docs/requests.md tells more.
    """


@command.command("check", short_help="Say what is missing in a request, or wrong.")
@click.argument("request", metavar="REQUEST")
@options.at
@options.answers("request_check")
def check(call: Call, request: str, at: str | None) -> None:
    """Say what is missing in a request or wrong in it, with its place. Exit code 1 where something is wrong."""
    checked = call.repository(at).request(request)
    call.give("request_check", checked)
    sys.exit(1 if checked.wrong else 0)


@command.command("list", short_help="The portfolio: every request and its state.")
@options.at
@options.answers("portfolio")
def list_(call: Call, at: str | None) -> None:
    """List the requests by rank: their state, the option, what it costs, what two of them touch both."""
    call.give("portfolio", call.repository(at).requests())
