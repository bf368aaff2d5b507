"""The terminal: its language, its width, its colours, what it is asked and told meanwhile."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ea_repo.finding import Text
from ea_repo.typography import typeset
from ea_repo.visible import visible

if TYPE_CHECKING:
    from ea_repo.finding import Lang
    from ea_repo.report.writing import Pieces
    from ea_repo.store import Ask

T = TypeVar("T", str, bytes)
_PATIENCE = 1.0
"""How many seconds one waits without being told how far it is."""


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


SCREEN = 40
"""How many lines of a long answer are shown at once."""


def first_lines(text: str, most: int, lang: Lang) -> str:
    """The first lines of a text, the last of them saying how many are not shown and how to see them."""
    lines = text.splitlines()
    if len(lines) <= most:
        return text
    kept = lines[: most - 2]
    rest = len(lines) - len(kept)
    more = Text(f"… {rest} lignes de plus : --all", f"… {rest} more lines: --all")
    return "\n".join([*kept, "", typeset(more[lang], lang)])


class NoOutput(Exception):
    """There is no standard output to print an answer on."""

    def __init__(self) -> None:
        self.message = Text(
            "la sortie standard est fermée : -o FICHIER garde la réponse",
            "the standard output is closed: -o FILE keeps the answer",
        )
        super().__init__(self.message.en)


def ends_as_asked() -> None:
    """Ends a command as others end, where the system asks it to (SIGTERM): what it made for a time goes with it."""
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))


def tell(sentence: str) -> None:
    """Says something beside the answer."""
    click.echo(visible(sentence), err=True)


class Printed:
    """How much of what a call answers is printed already: asked once more, it goes on from there.

    What is answered once more begins with the same bytes.
    """

    def __init__(self) -> None:
        self._printed = self._given = 0

    def again(self) -> None:
        """Says that the whole is given once more, from its beginning."""
        self._given = 0

    def new(self, part: T) -> T:
        """What of the next part is not printed yet; it counts as printed."""
        begin = max(0, self._printed - self._given)
        self._given += len(part)
        self._printed = max(self._printed, self._given)
        return part[begin:]


def echo(content: Pieces, printed: Printed | None = None) -> None:
    """Prints an answer: in colours on a terminal that has them, plain elsewhere. Raises NoOutput."""
    from ea_repo.write import ended

    if sys.stdout is None:
        raise NoOutput
    plain = bool(os.environ.get("NO_COLOR"))
    parts = iter((content,) if isinstance(content, (str, bytes)) else content)
    first = next(parts, "")
    every: Any = chain((first,), parts)
    for part in map((printed or Printed()).new, every if isinstance(first, bytes) else ended(every)):
        if isinstance(part, bytes):
            sys.stdout.buffer.write(part)
        else:
            click.echo(part, nl=False, color=False if plain else None)


def password(lang: Lang) -> Ask:
    """Asks for a password on a terminal; without one, there is nobody to ask."""

    def prompt(question: Text) -> str | None:
        if not (sys.stdin.isatty() and sys.stderr.isatty()):
            return None
        answer: str = click.prompt(question[lang], hide_input=True, err=True)
        return answer

    return prompt


def confirms(question: str) -> bool:
    """Asks a question on a terminal, of which the usual answer is no; in a pipe there is nobody to ask: no."""
    return on_terminal() and click.confirm(question)


def prints_there() -> bool:
    """Whether what is printed is shown on a terminal: elsewhere, another program reads it."""
    return sys.stdout is not None and sys.stdout.isatty()


def on_terminal() -> bool:
    """Whether there is somebody to ask."""
    return sys.stdin.isatty() and sys.stdout.isatty()


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
