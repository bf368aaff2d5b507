"""Colours of a terminal."""

from __future__ import annotations

from typing import Any

import click

from ea_repo.document import Tone

_LOOKS: dict[Tone, dict[str, Any]] = {
    "plain": {},
    "good": {"fg": "green"},
    "bad": {"fg": "red"},
    "doubtful": {"fg": "yellow"},
    "note": {"fg": "cyan"},
    "quiet": {"dim": True},
}


def toned(text: str, tone: Tone, *, bold: bool = False) -> str:
    """A text in the colour of its tone."""
    look = {**_LOOKS[tone], **({"bold": True} if bold else {})}
    return click.style(text, **look) if look and text else text
