"""The terminal: its language, its width, its colours, what it is asked and told meanwhile."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from ea_repo.finding import Lang, Text
    from ea_repo.store import Ask

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


def echo(content: str | bytes) -> None:
    """Prints an answer: in colours on a terminal that has them, plain elsewhere."""
    if isinstance(content, bytes):
        sys.stdout.buffer.write(content)
        return
    plain = bool(os.environ.get("NO_COLOR"))
    click.echo(content.removesuffix("\n"), color=False if plain else None)


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
    return sys.stdin.isatty() and sys.stdout.isatty() and click.confirm(question)


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
