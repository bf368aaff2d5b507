"""What the commands share: their options, their language, their width, how they refuse."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

if TYPE_CHECKING:
    from ea_repo.finding import Finding, Lang, Text
    from ea_repo.load import Workspace
    from ea_repo.repository import Repository
    from ea_repo.store import Ask

F = TypeVar("F", bound=Callable[..., Any])
_PATIENCE = 1.0
"""How many seconds one waits without being told how far it is."""

at = click.option("--at", metavar="DATE", help="Look at this day: a date, `today`, or the id of a state.")
lang = click.option(
    "--lang", type=click.Choice(["fr", "en"]), help="The language of the answer; by default the locale's."
)

output = click.option(
    "-o", "--output", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    help="Write the answer there, whole or not at all, instead of printing it.",
)  # fmt: skip


def _keep_changes(ctx: click.Context, param: click.Parameter, value: tuple[Path, ...]) -> None:
    ctx.meta[_CHANGES] = value


_CHANGES = "ea_repo.changes"
what_if = click.option(
    "--with", metavar="FILE", multiple=True, type=click.Path(path_type=Path), expose_value=False,
    callback=_keep_changes, help="Look at the model as this change file would make it (several: again, in order).",
)  # fmt: skip
"""`repository` applies it: a command that has the option needs nothing more."""


def _keep_store(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    ctx.meta[_STORE] = value


_STORE = "ea_repo.store"
store = click.option(
    "--store", metavar="ADDRESS", expose_value=False, callback=_keep_store,
    help="Look at the shared repository on this server (neo4j://…), instead of the text.",
)  # fmt: skip
"""`repository` reads it: a command that has the option needs nothing more."""

address = click.argument("address", required=False)
database = click.option("--database", metavar="NAME", help="The database; by default the address's, else the server's.")
named = click.option("--as", "name", metavar="NAME", help="The repository's name there; by default the workspace's.")


def formats(*names: str) -> Callable[[F], F]:
    """The option --format with these choices, the first by default."""
    return click.option(
        "--format",
        "format_",
        type=click.Choice(names),
        default=names[0],
        show_default=True,
        help="How to write the answer.",
    )


def language(asked: str | None, default: Lang | None = None) -> Lang:
    """The language asked, else the workspace's, else the locale's, else English."""
    if asked is not None:
        return "fr" if asked == "fr" else "en"
    if default is not None:
        return default
    locale = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), "")
    return "fr" if locale.lower().startswith("fr") else "en"


def width() -> int:
    """How wide a text may be: the terminal, up to what one reads well."""
    return min(shutil.get_terminal_size((110, 24)).columns, 140)


def echo(text: str) -> None:
    """Prints an answer: in colours on a terminal that has them, plain elsewhere."""
    plain = bool(os.environ.get("NO_COLOR"))
    click.echo(text, color=False if plain else None)


def repository(
    ctx: click.Context, at: str | None = None, *, few: bool = False, tells_flaws: bool = False
) -> Repository:
    """The workspace of `-C`, or of the current folder; with `--store`, its rules and maps on what a server holds.

    `few`: the command asks about few elements, and no more is read from a server than it asks. Settings that are wrong
    are told beside the answer, but by a command that `tells_flaws` itself.
    """
    from ea_repo.load import load, load_cached
    from ea_repo.repository import Repository

    store, asked = shared(ctx), ctx.params.get("lang")
    cached = not ctx.find_root().params.get("no_cache")
    read = load_cached if cached else load
    telling = partial(progress, {"fr": "Lecture", "en": "Reading"}[language(asked)])
    if store is not None:
        from ea_repo.repository import sharing
        from ea_repo.store import read_address

        # A change file is judged against everything.
        if few and not changes(ctx):

            def fetched(root: Path) -> Workspace:
                found = ctx.with_resource(sharing.asked(read_address(store), ask(asked), root, telling, cached=cached))
                return _warned(found, language(asked, found.settings.lang), tells_flaws)

            return Repository(_rules(ctx), at, (), fetched)
        read = partial(sharing.shared, read_address(store), ask(asked), cached=cached)

    def told(root: Path) -> Workspace:
        with telling() as tell:
            found = read(root, tell)
        return _warned(found, language(asked, found.settings.lang), tells_flaws)

    return Repository(start(ctx) if store is None else _rules(ctx), at, changes(ctx), told)


def _warned(workspace: Workspace, lang: Lang, tells_flaws: bool) -> Workspace:
    if not tells_flaws:
        warn(workspace.settings.flaws, lang)
    return workspace


def warn(flaws: Iterable[Finding], lang: Lang) -> None:
    """Tells beside an answer what is wrong in the workspace."""
    for line in lines(flaws, lang):
        click.echo(line, err=True)


def lines(flaws: Iterable[Finding], lang: Lang) -> list[str]:
    """What is wrong in the workspace, a line for each."""
    from ea_repo.report.words import SEVERITY

    return [f"{flaw.at}: {SEVERITY[flaw.severity][0][lang]} {flaw.rule}: {flaw.message[lang]}" for flaw in flaws]


def _rules(ctx: click.Context) -> Path:
    """The workspace whose rules and maps judge the shared repository: that of `-C`, one around, or the starter's."""
    from ea_repo.load import WorkspaceUnreadable, find_root
    from ea_repo.starter import folder

    try:
        return find_root(start(ctx))
    except WorkspaceUnreadable:
        if ctx.find_root().params.get("directory"):
            raise
        return folder("rules").parent


def shared(ctx: click.Context) -> str | None:
    """The address of `--store`, where it is given."""
    address: str | None = ctx.meta.get(_STORE)
    return address


def changes(ctx: click.Context) -> tuple[Path, ...]:
    """The change files of `--with`, in order."""
    kept: tuple[Path, ...] = ctx.meta.get(_CHANGES, ())
    return kept


def start(ctx: click.Context) -> Path:
    """The folder of `-C`, or the current one."""
    return Path(ctx.find_root().params.get("directory") or ".")


@contextmanager
def refusals(asked: str | None) -> Iterator[None]:
    """Tells wrong use and unreadable workspaces in a sentence, with exit code 2."""
    from ea_repo.check.baseline import BaselineUnreadable
    from ea_repo.draw.svg import NotDrawn
    from ea_repo.finding import Text
    from ea_repo.impact.refusal import Refusal
    from ea_repo.load import ChangesUnreadable, WorkspaceUnreadable
    from ea_repo.load.definition_file import DefinitionUnreadable
    from ea_repo.repository import NotGranted, UnknownName
    from ea_repo.select import SelectorError
    from ea_repo.store import StoreError

    told = (
        BaselineUnreadable, ChangesUnreadable, DefinitionUnreadable, NotDrawn, NotGranted, Refusal, SelectorError,
        StoreError, UnknownName, WorkspaceUnreadable,
    )  # fmt: skip
    try:
        yield
    except told as error:
        refuse(error.message, language(asked))
    except MemoryError:
        said = Text("la mémoire ne suffit pas à cette question", "there is not enough memory for this question")
        refuse(said, language(asked))
    except BrokenPipeError:
        # The reader has seen enough (`ea list | head`).
        sys.stderr.close()
        sys.exit(0)


def ask(asked: str | None) -> Ask:
    """Asks for a password on a terminal; without one, there is nobody to ask."""

    def prompt(said: Text) -> str | None:
        if not (sys.stdin.isatty() and sys.stderr.isatty()):
            return None
        answer: str = click.prompt(said[language(asked)], hide_input=True, err=True)
        return answer

    return prompt


@contextmanager
def progress(label: str) -> Iterator[Callable[[int, int], None]]:
    """On a terminal, a progress bar for what is not done at once; what is yielded is told what is done, of how much."""
    begun, bars = time.monotonic(), list[Any]()
    with ExitStack() as stack:

        def tell(done: int, total: int) -> None:
            if not bars and sys.stderr.isatty() and time.monotonic() - begun > _PATIENCE:
                bars.append(stack.enter_context(click.progressbar(length=1, label=label, file=sys.stderr)))
            for bar in bars:
                bar.length = max(total, 1)
                bar.update(done - bar.pos)

        yield tell


def refuse(message: Text | str, lang: Lang) -> NoReturn:
    """Ends the command: wrong use, or a workspace that cannot be read."""
    said = message if isinstance(message, str) else message[lang]
    click.echo(f"ea: {said}", err=True)
    sys.exit(2)


def split(values: Sequence[str]) -> list[str]:
    """The words of an option that takes several, separated by commas or given several times."""
    return [word.strip() for value in values for word in value.split(",") if word.strip()]


def complete_ids(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """The ids that begin so, for the shell; none where the workspace cannot be read."""
    return _begun(incomplete, lambda: list(repository(ctx).graph))


def complete_views(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """The views that begin so, for the shell."""
    return _begun(incomplete, lambda: list(repository(ctx).cartography.views))


def complete_rules(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """The rules that begin so, for the shell."""
    return _begun(incomplete, lambda: list(repository(ctx).charter.rules))


def complete_principles(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """The principles that begin so, for the shell."""
    return _begun(incomplete, lambda: list(repository(ctx).charter.principles))


def _begun(incomplete: str, words: Callable[[], list[str]]) -> list[str]:
    from ea_repo.load import WorkspaceUnreadable

    try:
        return [each for each in words() if each.startswith(incomplete)]
    except WorkspaceUnreadable:
        return []
