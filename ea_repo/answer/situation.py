"""What an answer is about: whose system, on which day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ea_repo.finding import Text

if TYPE_CHECKING:
    from ea_repo.select.typed import Meant


@dataclass(frozen=True)
class Situation:
    """What is looked at: whose system, on which day, why that day, how many elements, with which change files."""

    workspace: str
    date: dt.date
    origin: Text
    """Where the day comes from: asked for, the workspace's own …"""
    elements: int
    illustrative: int
    changes: tuple[str, ...] = ()
    folder: str = ""
    """The path of the workspace in its git repository; empty where it is its root, or in none."""
    marking: Text | None = None
    """What every page bears: for whom it is, and that it is not for others."""
    meant: tuple[Meant, ...] = ()
    """The elements that were asked about by a name, where their ids were wanted."""
