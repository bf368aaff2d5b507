"""`ea request`: requests, from the need to the decision."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from ea_repo.cli.shared import commands, options
from ea_repo.cli.shared.call import Call
from ea_repo.cli.shared.commands import Command, Group
from ea_repo.cli.shared.terminal import echo, tell
from ea_repo.cli.shared.usage import Misuse
from ea_repo.finding import Lang, Text

if TYPE_CHECKING:
    from ea_repo.repository import Repository


@click.group(
    "request",
    cls=Group,
    title=Text("Écrire, vérifier, lister et décider des demandes.", "Write, check, list and decide requests."),
    text=Text(
        """Écrit, vérifie, liste et décide des demandes : une par fichier de requests/, avec ses options.

`ea request new outil`, `ea request check outil`, `ea request list`, `ea request decide outil --accept --option B …` ;
`ea dossier outil` est ce que lit le comité. docs/requests.md en dit plus.""",
        """Write, check, list and decide requests: one a file of requests/, with its options.

`ea request new tool`, `ea request check tool`, `ea request list`, `ea request decide tool --accept --option B …`;
`ea dossier tool` is what the committee reads. docs/requests.md tells more.""",
    ),
)
def command() -> None:
    """The commands about requests."""


_ASKED = {
    "title": Text("Ce qui est demandé, en quelques mots", "What is asked for, in a few words"),
    "need": Text("Le besoin, dans les mots du demandeur", "The need, in the words of who asks"),
    "requester": Text("Qui demande : un service, une personne", "Who asks: a department, a person"),
    "site": Text("Son site", "Their site"),
    "received_on": Text("Reçue le (AAAA-MM-JJ)", "Received on (YYYY-MM-DD)"),
    "committee_on": Text("Séance du comité le (AAAA-MM-JJ)", "Session of the committee on (YYYY-MM-DD)"),
    "moa": Text("La maîtrise d'ouvrage (un acteur)", "The business owner (an actor)"),
    "users": Text("Les utilisateurs, séparés par des virgules", "The users, between commas"),
    "processes": Text("Les processus concernés, séparés par des virgules", "The processes, between commas"),
    "data": Text("Les données concernées, séparées par des virgules", "The data concerned, between commas"),
    "sites": Text("Les sites concernés, séparés par des virgules", "The sites concerned, between commas"),
    "poc": Text("Un POC est demandé (oui, non)", "A proof of concept is asked for (yes, no)"),
}


@command.command(
    "new",
    cls=Command,
    title=Text("Poser les questions d'une demande, et l'écrire.", "Ask for what a request says, and write it."),
    text=Text(
        """Pose dans le terminal les questions d'une demande, et écrit requests/NOM.yaml avec quatre options à
compléter.

Ce qui reste vide est dit par `ea request check`. Dans un tube, les réponses sont lues ligne à ligne.""",
        """Ask on a terminal for what a request says, and write requests/NAME.yaml with four options to complete.

What is left empty is told by `ea request check`. In a pipe the answers are read line by line.""",
    ),
)
@click.argument("id", metavar="NAME")
@options.acts
def new(call: Call, id: str) -> None:
    repository = call.repository()
    repository.require_free_request(id)
    said = {name: _answer(repository, name, question, call.lang) for name, question in _ASKED.items()}
    echo(str(repository.new_request(id, said, call.lang)))


def _answer(repository: Repository, name: str, question: Text, lang: Lang) -> str:
    """An answer that is understood: at a terminal it is asked for again, in a pipe what is not is refused."""
    from ea_repo.repository.open_workspace import UnknownName
    from ea_repo.select.called import SeveralCalledSo

    while True:
        answer: str = click.prompt(question[lang], default="", show_default=False)
        try:
            repository.understood(name, answer)
        except (UnknownName, SeveralCalledSo) as wrong:
            if not sys.stdin.isatty():
                raise
            tell(wrong.message[lang])
        else:
            return answer


@command.command(
    "check",
    cls=Command,
    title=Text("Dire ce qui manque à une demande, ou y est faux.", "Say what is missing in a request, or wrong."),
    text=Text(
        """Dit ce qui manque à une demande ou y est faux, avec sa place. Code de sortie 1 si quelque chose est faux.""",
        """Say what is missing in a request or wrong in it, with its place. Exit code 1 where something is wrong.""",
    ),
)
@click.argument("request", metavar="REQUEST")
@options.at
@options.audience
@options.answers("request_check")
def check(call: Call, request: str, at: str | None) -> None:
    checked = call.repository(at).request(request)
    call.give("request_check", checked)
    sys.exit(1 if checked.wrong else 0)


@command.command(
    "list",
    cls=Command,
    title=Text("Le portefeuille : chaque demande et son état.", "The portfolio: every request and its state."),
    text=Text(
        """Liste les demandes par rang : état, option, coût, ce que deux d'entre elles touchent toutes deux.""",
        """List the requests by rank: their state, the option, what it costs, what two of them touch both.""",
    ),
)
@options.at
@options.audience
@options.answers("portfolio")
def list_(call: Call, at: str | None) -> None:
    portfolio = call.repository(at).requests()
    call.give("portfolio", portfolio)
    sys.exit(1 if portfolio.content.unreadable else 0)


VERDICTS = {
    "accept": Text("Le verdict : acceptée.", "The verdict: accepted."),
    "study": Text("Le verdict : étude à poursuivre.", "The verdict: study to go on."),
    "conditions": Text("Le verdict : acceptée sous conditions.", "The verdict: accepted under conditions."),
    "postpone": Text("Le verdict : ajournée.", "The verdict: postponed."),
    "refuse": Text("Le verdict : refusée.", "The verdict: refused."),
    "derogate": Text("Le verdict : acceptée par dérogation.", "The verdict: accepted by derogation."),
}
_WRITTEN = {"fr": "décision écrite : {}", "en": "decision written: {}"}


def _verdicts(function: Any) -> Any:
    """The options of `decide` that say the verdict."""
    for verdict in reversed([*VERDICTS]):
        help_ = VERDICTS[verdict]
        function = commands.option(f"--{verdict}", "verdict", flag_value=verdict, help=help_)(function)
    return function


@command.command(
    "decide",
    cls=Command,
    title=Text("Consigner ce que le comité a décidé.", "Record what the committee decided."),
    text=Text(
        """Consigne ce que le comité a décidé d'une demande : un élément de genre decision du modèle.""",
        """Record what the committee decided of a request, as an element of kind decision in model/decisions.yaml.""",
    ),
)
@click.argument("request", metavar="REQUEST")
@_verdicts
@commands.option("--by", required=True, metavar="ACTOR", help=Text("Qui a décidé.", "Who decided."))
@commands.option(
    "--on", required=True, metavar="DATE", help=Text("Le jour de la décision.", "The day of the decision.")
)
@commands.option("--option", metavar="KEY", help=Text("L'option retenue.", "The option that is chosen."))
@commands.option("--reason", metavar="TEXT", help=Text("Pourquoi.", "Why."))
@commands.option(
    "--until",
    metavar="DATE",
    help=Text(
        "Le dernier jour où elle vaut ; une dérogation en a un.", "The last day that it holds; a derogation has one."
    ),
)
@commands.option(
    "--condition",
    "conditions",
    multiple=True,
    metavar="TEXT=DATE",
    help=Text("À quoi elle est soumise (plusieurs).", "What it is subject to (several)."),
)
@options.acts
def decide(call: Call, request: str, verdict: str | None, **said: Any) -> None:
    from ea_repo.repository.deciding import Said

    if verdict is None:
        flags = ", ".join(f"--{name}" for name in VERDICTS)
        raise Misuse(Text(f"dites le verdict : {flags}", f"say the verdict: {flags}"))
    echo(_WRITTEN[call.lang].format(call.repository().decide(request, Said(verdict, **said))))
