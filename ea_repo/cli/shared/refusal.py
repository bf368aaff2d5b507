"""How a command refuses: in one sentence, with exit code 2."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

import click

from ea_repo.cli.shared.terminal import tell
from ea_repo.typography import typeset

if TYPE_CHECKING:
    from ea_repo.finding import Lang, Text


def refuse(message: Text | str, lang: Lang) -> NoReturn:
    """Ends the command: wrong use, or a workspace that cannot be read."""
    sentence = message if isinstance(message, str) else typeset(message[lang], lang)
    tell(f"ea: {sentence}")
    sys.exit(2)


@contextmanager
def refusals(lang: Lang) -> Iterator[None]:
    """Tells wrong use and unreadable workspaces in a sentence, with exit code 2."""
    try:
        yield
    except (click.ClickException, click.exceptions.Exit, click.Abort):
        raise
    except Exception as error:
        from ea_repo.repository.refused import refusal

        message = refusal(error)
        if message is None:
            raise
        refuse(message, lang)
