"""The options that commands share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ea_repo.cli.shared import commands, completion
from ea_repo.cli.shared.call import AUDIENCE, CHANGES, STORE, Call
from ea_repo.cli.shared.output import NOWHERE, Output
from ea_repo.cli.shared.refusal import refusals
from ea_repo.cli.shared.terminal import language
from ea_repo.finding import Lang, Text

if TYPE_CHECKING:
    from ea_repo.repository import Repository

F = TypeVar("F", bound=Callable[..., Any])


def _kept(key: str) -> Callable[[click.Context, click.Parameter, Any], None]:
    """Keeps the value of an option where the call finds it: a command that has the option needs nothing more."""

    def keep(ctx: click.Context, param: click.Parameter, value: Any) -> None:
        ctx.meta[key] = value

    return keep


at = commands.option(
    "--at",
    metavar="DATE",
    help=Text(
        "Regarder ce jour-là : une date, `today` (aujourd'hui), ou l'identifiant d'un état.",
        "Look at this day: a date, `today`, or the id of a state.",
    ),
)
on = commands.option(
    "--on",
    metavar="DATE",
    help=Text(
        "Le jour où cela arrive : une date (son premier jour) ou un état ; par défaut --at.",
        "The day of it: a date (its first day) or a state; by default --at.",
    ),
)
lang = commands.option(
    "--lang",
    type=click.Choice(["fr", "en"]),
    help=Text(
        "La langue de la réponse ; par défaut celle de l'espace de travail, sinon de l'environnement.",
        "The language of the answer; by default the workspace's, else the environment's.",
    ),
)
what_if = commands.option(
    "--with",
    metavar="FILE",
    multiple=True,
    type=click.Path(path_type=Path),
    expose_value=False,
    callback=_kept(CHANGES),
    help=Text(
        "Regarder le modèle tel que ce fichier de changements le rendrait (plusieurs : répéter, dans l'ordre).",
        "Look at the model as this change file would make it (several: again, in order).",
    ),
)
store = commands.option(
    "--store",
    metavar="ADDRESS",
    expose_value=False,
    callback=_kept(STORE),
    help=Text(
        "Regarder le dépôt partagé sur ce serveur (neo4j://…), au lieu du texte.",
        "Look at the shared repository on this server (neo4j://…), instead of the text.",
    ),
)
audience = commands.option(
    "--audience",
    metavar="NAME",
    expose_value=False,
    callback=_kept(AUDIENCE),
    help=Text(
        "Répondre pour ce public, d'un profil de publication/ ; everything : sans profil. Ce qui sort (site, export, "
        "dossier, page) prend sinon le profil sûr, s'il y en a un.",
        "Answer for this audience, a profile of publication/; everything: without one. What leaves the house (site, "
        "export, dossier, page) else takes the safe profile, where there is one.",
    ),
)
sites = commands.option(
    "--site",
    "sites",
    multiple=True,
    metavar="SITE",
    help=Text("Seulement un retrait de ce site (plusieurs).", "Only a withdrawal from this site (several)."),
)
OWNERS = click.Choice(["moa", "moe", "supplier", "zone"])
"""Who may answer for an element."""
as_dated = commands.option(
    "--as-dated",
    is_flag=True,
    help=Text(
        "Juger ce qu'un fichier de changements ajoute à ses propres dates, et non comme si c'était en service.",
        "Judge what a change file adds on its own dates, not as if it were in service.",
    ),
)
everything = commands.option(
    "--all",
    "whole",
    is_flag=True,
    help=Text("Montrer les longues listes en entier, et non un écran.", "Show long lists whole, and not a screenful."),
)
element = click.argument("id", shell_complete=completion.ids)
elements = click.argument("ids", nargs=-1, required=True, metavar="ID…", shell_complete=completion.ids)
source_format = commands.option(
    "--from",
    "format_from",
    default="",
    metavar="FORMAT",
    help=Text(
        "Le format ; par défaut, ce que contiennent les fichiers le dit.",
        "The format; by default what the files hold says it.",
    ),
)
mapping_file = commands.option(
    "--map",
    "mapping",
    metavar="MAPPING",
    type=click.Path(path_type=Path),
    help=Text(
        "Le fichier qui dit ce que lignes et colonnes veulent dire ici.",
        "The file that says what the rows and columns mean here.",
    ),
)
address = click.argument("address", required=False)
database = commands.option(
    "--database",
    metavar="NAME",
    help=Text(
        "La base ; par défaut celle de l'adresse, sinon celle du serveur.",
        "The database; by default the address's, else the server's.",
    ),
)
named = commands.option(
    "--as",
    "name",
    metavar="NAME",
    help=Text(
        "Le nom du dépôt là-bas ; par défaut celui de l'espace de travail.",
        "The repository's name there; by default the workspace's.",
    ),
)


def looking(command: F) -> F:
    """The options that say what is looked at: on which day, with which changes, on which server, by whom."""
    return at(what_if(store(audience(command))))


def shared_repository(command: F) -> F:
    """The server, its database, the name of the repository there."""
    return address(database(named(command)))


Command = Callable[..., None]


def acts(function: Command) -> Command:
    """Makes a function a command that does something and answers nothing: it is given its call first."""

    @wraps(function)
    def run(*, lang: str | None, **words: Any) -> None:
        lang = lang or _before()
        with refusals(_of_refusals(lang)):
            _run(function, Call(click.get_current_context(), NOWHERE, lang), words)

    return lang(run)


def _of_refusals(asked: str | None) -> Lang:
    """The language of what is refused: asked, else that of help, which the workspace's settings may say."""
    return language(asked) if asked else commands.spoken(click.get_current_context())


def _before() -> str | None:
    """The language asked before the name of the command: `ea --lang fr check`, `ea request --lang fr list`."""
    lang: str | None = click.get_current_context().obj
    return lang


def _run(function: Command, call: Call, words: dict[str, Any]) -> None:
    """Runs a command; once more, from the text, where a snapshot proves to be damaged on the way.

    What it printed before is not printed again.
    """
    from ea_repo.load.snapshot import undamaged

    def run() -> None:
        call.again()
        function(call, **words)

    undamaged(run)


def answers(*names: str, in_folder: bool = False, kept: bool = True) -> Callable[[Command], Command]:
    """Makes a function a command that answers: it is given its call first, and what it gives is written as asked.

    `names` are the answers that it may give, as the modules of `ea_repo/report/` are called. The options --format,
    -o, --force and --lang are the same everywhere; the formats are those in which the answers can be written.
    `in_folder`: -o may also be a folder, of which nothing can be said before. Where answers are not `kept`, they are
    printed, and -o is the command's own.
    """
    from ea_repo.report.writing import formats

    known = {name: format_ for answer in names for name, format_ in formats(answer).items()}
    usual = tuple(dict.fromkeys(next(iter(formats(answer))) for answer in names))

    def decorate(function: Command) -> Command:
        @wraps(function)
        def run(
            *, format_: str | None, lang: str | None, output: Path | None = None, force: bool = False, **words: Any
        ) -> None:
            lang = lang or _before()
            with refusals(_of_refusals(lang)):
                call = Call(click.get_current_context(), Output(format_, output, force), lang)
                if not in_folder:
                    call.may_be_kept(known)
                _run(function, call, words)

        for option in reversed(_output(tuple(known), usual) if kept else [_format(tuple(known), usual), lang]):
            run = option(run)
        return run

    return decorate


def _output(names: Sequence[str], usual: Sequence[str]) -> list[Callable[[Any], Any]]:
    """The options of an answer: its format, its file, its language."""
    file = click.Path(path_type=Path, allow_dash=True)
    return [
        _format(names, usual, Text("selon le nom de -o, sinon ", "as the name of -o says, else ")),
        commands.option("-o", "--output", metavar="FILE", type=file, help=_FILE),
        commands.option("--force", is_flag=True, help=_FORCE),
        lang,
    ]


_FILE = Text(
    "Écrire la réponse là, en entier ou pas du tout, au lieu de l'afficher.",
    "Write the answer there, whole or not at all, instead of printing it.",
)
_FORCE = Text(
    "Avec -o : remplacer un fichier qui n'est pas une réponse précédente.",
    "With -o: replace a file that is no earlier answer.",
)
_NOTHING = Text("", "")


def _format(names: Sequence[str], usual: Sequence[str], unless: Text = _NOTHING) -> Callable[[Any], Any]:
    """The option that says how an answer is written; `unless` says what else may decide."""
    how = Text(
        f"Comment écrire la réponse ; par défaut {unless.fr}{' ou '.join(usual)}.",
        f"How to write the answer; by default {unless.en}{' or '.join(usual)}.",
    )
    return commands.option("--format", "format_", type=click.Choice(names), help=how)


def to_install(name: str, missing: ModuleNotFoundError) -> Text:
    """What to install for a command whose libraries are optional; raises what is missing of our own."""
    library = (missing.name or "").partition(".")[0]
    if library == "ea_repo":
        raise missing
    install, here = f"pip install 'ea-repo[{name}]'", f"pip install -e '.[{name}]'"
    return Text(
        f"cette commande demande {library}, qui n'est pas installé : {install}, "
        f"ou {here} dans le dossier d'ea-repo s'il a été copié de son dépôt",
        f"this command needs {library}, which is not installed: {install}, "
        f"or {here} in the folder of ea-repo where it is a checkout",
    )


def selector(repository: Repository, text: str | None) -> list[str]:
    """The words of an option that takes a selector; none where it is not given."""
    from ea_repo.select.shell_selector import words_in

    return words_in(text, repository.graph.vocabulary) if text else []


def split(values: Sequence[str]) -> list[str]:
    """The words of an option that takes several, separated by commas or given several times."""
    return [word.strip() for value in values for word in value.split(",") if word.strip()]
