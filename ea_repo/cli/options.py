"""What the commands share: their options, their language, their width, how they refuse."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

if TYPE_CHECKING:
    from ea_repo.finding import Lang, Text
    from ea_repo.repository import Repository

F = TypeVar("F", bound=Callable[..., Any])

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


def repository(ctx: click.Context, at: str | None = None) -> Repository:
    """The workspace of `-C`, or of the current folder."""
    from ea_repo.repository import Repository

    return Repository(start(ctx), at, changes(ctx))


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
    from ea_repo.impact.refusal import Refusal
    from ea_repo.load import ChangesUnreadable, WorkspaceUnreadable
    from ea_repo.load.entries import EntryUnreadable
    from ea_repo.repository import NotGranted, UnknownName
    from ea_repo.select import SelectorError

    try:
        yield
    except (SelectorError, UnknownName, NotGranted, Refusal, ChangesUnreadable, EntryUnreadable, NotDrawn) as error:
        refuse(error.message, language(asked))
    except (WorkspaceUnreadable, BaselineUnreadable) as error:
        refuse(str(error), language(asked))
    except BrokenPipeError:
        # The reader has seen enough (`ea list | head`).
        sys.stderr.close()
        sys.exit(0)


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
