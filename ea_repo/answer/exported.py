"""Elements that went out, in the format of another tool."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ea_repo.finding import Text
from ea_repo.select.typed import Meant


@dataclass(frozen=True)
class Exported:
    """The content of a file in pieces, made as they are taken, and how many elements it holds."""

    format: str
    ending: str
    elements: int
    content: Iterable[bytes]
    left_out: tuple[Text, ...] = ()
    """What is not in it, and why: a map of the workspace, what only an imported model had."""
    meant: tuple[Meant, ...] = ()
    """The elements that were asked about by a name, where their ids were wanted."""
