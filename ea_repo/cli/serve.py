"""`ea serve`: the portal and the questions over HTTP, live from the text."""

from __future__ import annotations

import functools
from pathlib import Path

import click

from ea_repo.cli.shared import commands, options
from ea_repo.cli.shared.call import Call
from ea_repo.cli.shared.terminal import tell
from ea_repo.cli.shared.usage import Misuse
from ea_repo.finding import Text
from ea_repo.typography import typeset

_HELP = Text(
    """Sert le portail (les pages de `ea site`, faites à la demande) et, sous /api, chaque commande qui lit, avec le
JSON de `--format json`. Rien n'est écrit.

Le texte est relu quand il change ; s'il ne se lit plus en entier, le dernier état lisible reste servi, et c'est dit.
Cette machine seule est servie ; au-delà, --token-file dit le jeton à demander. Au-delà, ou avec --name, le public sûr
est servi s'il y en a un, sauf autre --audience. /api/openapi.json décrit les questions.""",
    """Serve the portal (the pages of `ea site`, made when asked for) and, below /api, every command that reads, with
the JSON of `--format json`. Nothing is written.

The text is read again when it changes; where it cannot be read whole, the last state that could be is served still,
and that is told. This machine alone is served; beyond it, --token-file says the token to ask. Beyond it, or with
--name, the safe audience is shown where there is one, unless --audience says otherwise. /api/openapi.json describes
the questions.""",
)
_EVERY, _EVERY_OF_STORE = 1.0, 10.0
"""How many seconds from one look at the text to the next; at a server of the shared repository."""


@commands.command(
    "serve",
    Text("Servir le portail et les questions par HTTP.", "Serve the portal and the questions over HTTP."),
    _HELP,
)
@commands.option(
    "--host", default="127.0.0.1", show_default=True, help=Text("L'adresse où écouter.", "The address to listen at.")
)
@commands.option(
    "--port", default=8421, show_default=True, type=click.IntRange(1, 65_535), help=Text("Le port.", "The port.")
)
@commands.option(
    "--token-file",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help=Text(
        "Le fichier du jeton à demander, sans lequel seule cette machine est servie.",
        "The file of the token to ask, without which this machine alone is served.",
    ),
)
@commands.option(
    "--name",
    "names",
    metavar="NAME",
    multiple=True,
    help=Text(
        "Un autre nom sous lequel on s'adresse à ce serveur, comme derrière un mandataire (plusieurs).",
        "Another name by which this server is asked for, as behind a proxy (several).",
    ),
)
@commands.option(
    "--time-limit",
    "seconds",
    default=30.0,
    show_default=True,
    type=click.FloatRange(0.1, 3_600),
    metavar="SECONDS",
    help=Text("Combien une réponse peut prendre.", "How long an answer may take."),
)
@commands.option(
    "--rate",
    default=20.0,
    show_default=True,
    type=click.FloatRange(0.1, 100_000),
    metavar="NUMBER",
    help=Text(
        "Combien de questions par seconde un client peut poser.", "How many questions a second a client may ask."
    ),
)
@commands.option(
    "--since",
    metavar="REVISION",
    help=Text(
        "Dire à l'accueil ce qui a changé depuis cette révision git.",
        "Tell on the first page what changed since this git revision.",
    ),
)
@options.looking
@options.acts
def command(
    call: Call, host: str, port: int, token_file: Path | None, names: tuple[str, ...], seconds: float, rate: float,
    since: str | None, at: str | None,
) -> None:  # fmt: skip
    try:
        from ea_repo.serve import supervisor
        from ea_repo.serve.reading import read
        from ea_repo.serve.settings import Settings
    except ModuleNotFoundError as missing:
        raise Misuse(options.to_install("serve", missing)) from None
    from ea_repo.listening import Address, token
    from ea_repo.questions.hiding import without

    secret = None if token_file is None else token(token_file)
    lang, root = call.lang, call.root
    asked = call.lang_asked is not None
    settings = Settings(Address(host, port), lang, secret, names, seconds, lang_is_asked=asked, rate=rate)
    # What other machines see leaves the house: another name is that of a proxy, which asks for them on this machine.
    leaves = bool(names) or not settings.address.is_loopback
    opening = functools.partial(call.repository, at, leaves=leaves)
    source = supervisor.Source(
        functools.partial(read, opening, since),
        functools.partial(read, opening, since, again=True),
        _Stamp(call, root),
        _EVERY if call.store is None else _EVERY_OF_STORE,
        without((root.absolute(), root.resolve())),
    )
    supervisor.serve(source, settings, f"--host {host} --port {port}", lambda told: tell(typeset(told[lang], lang)))


class _Stamp:
    """Tells whether there is something else to read: another text, another push to the server that is named."""

    def __init__(self, call: Call, root: Path) -> None:
        self._call, self._root = call, root
        self._push = ""

    def __call__(self) -> str:
        from ea_repo.load.stamp import stamp

        if self._call.store is not None:
            self._push = self._last_push(self._call.store) or self._push
        return stamp(self._root, self._call.changes) + self._push

    def _last_push(self, address: str) -> str | None:
        """What tells the last push to a server; None where it does not answer, now."""
        from ea_repo.repository import Repository
        from ea_repo.store import StoreError, read_address

        try:
            return repr(Repository.log(read_address(address), self._call.ask, 1))
        except StoreError:
            return None
