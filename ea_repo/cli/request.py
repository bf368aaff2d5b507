"""`ea request`: requests, from the need to the decision."""

from __future__ import annotations

import sys
from typing import Any

import click

from ea_repo.cli.shared import options
from ea_repo.cli.shared.call import Call
from ea_repo.cli.shared.terminal import echo


@click.group("request", short_help="Write, check, list and decide requests.")
def command() -> None:
    """Write, check, list and decide requests: one a file of requests/, with its options.

    `ea request new beds`, `ea request check beds`, `ea request list`, `ea request decide beds --accept --option B …`;
    `ea dossier beds` is what the committee reads. docs/requests.md tells more.
    """


_ASKED = {
    "title": {"fr": "Ce qui est demandé, en quelques mots", "en": "What is asked for, in a few words"},
    "need": {"fr": "Le besoin, dans les mots du demandeur", "en": "The need, in the words of who asks"},
    "requester": {"fr": "Qui demande", "en": "Who asks"},
    "received_on": {"fr": "Reçue le (2022-04-01)", "en": "Received on (2022-04-01)"},
    "moa": {"fr": "La maîtrise d'ouvrage (un acteur)", "en": "The business owner (an actor)"},
    "processes": {"fr": "Les processus concernés, séparés par des virgules", "en": "The processes, between commas"},
    "sites": {"fr": "Les sites concernés, séparés par des virgules", "en": "The sites concerned, between commas"},
}


@command.command("new", short_help="Ask for what a request says, and write it.")
@click.argument("id", metavar="NAME")
@options.acts
def new(call: Call, id: str) -> None:
    """Ask on a terminal for what a request says, and write requests/NAME.yaml with four options to complete.

    What is left empty is told by `ea request check`. In a pipe the answers are read line by line.
    """
    repository = call.repository()
    said = {name: click.prompt(words[call.lang], default="", show_default=False) for name, words in _ASKED.items()}
    echo(str(repository.new_request(id, said)))


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


_VERDICTS = ("accept", "study", "conditions", "postpone", "refuse", "derogate")
_WRITTEN = {"fr": "décision écrite : {}", "en": "decision written: {}"}


def _verdicts(function: Any) -> Any:
    """The options of `decide` that say the verdict."""
    for verdict in reversed(_VERDICTS):
        function = click.option(f"--{verdict}", "verdict", flag_value=verdict, help=f"The verdict: {verdict}.")(
            function
        )
    return function


@command.command("decide", short_help="Record what the committee decided.")
@click.argument("request", metavar="REQUEST")
@_verdicts
@click.option("--by", required=True, metavar="ACTOR", help="Who decided.")
@click.option("--on", required=True, metavar="DATE", help="The day of the decision.")
@click.option("--option", metavar="KEY", help="The option that is chosen.")
@click.option("--reason", metavar="TEXT", help="Why.")
@click.option("--until", metavar="DATE", help="The last day that it holds; a derogation has one.")
@click.option("--condition", "conditions", multiple=True, metavar="TEXT=DATE", help="What it is subject to (several).")
@options.acts
def decide(call: Call, request: str, verdict: str | None, **said: Any) -> None:
    """Record what the committee decided of a request, as an element of kind decision in model/decisions.yaml."""
    from ea_repo.repository.deciding import Said

    if verdict is None:
        raise click.UsageError(f"say the verdict: {', '.join(f'--{name}' for name in _VERDICTS)}")
    echo(_WRITTEN[call.lang].format(call.repository().decide(request, Said(verdict, **said))))
