"""What a format is: a module that recognises its files by what they hold, and reads them."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Protocol, runtime_checkable

from ea_repo.exchange.inventory import Inventory
from ea_repo.exchange.source import File
from ea_repo.finding import Text
from ea_repo.metamodel import Vocabulary


class Likeness(IntEnum):
    """How much a file looks like one of a format; the format it looks most like reads it."""

    NO = 0
    SHAPE = 1
    """Of the right shape, and nothing more: a table."""
    LOOKS = 2
    """A table with a look: a matrix of crosses."""
    SURE = 3
    """It bears the format's own signature."""
    OURS = 4
    """`ea export` wrote it."""


class Format(Protocol):
    """A module of `ea_repo/exchange/formats/`.

    Where what its files say has a known meaning, `ea_repo/exchange/mappings/` holds a mapping of the same name, or of
    the name that its `MAPPING` says, where several formats share one.
    """

    @property
    def NAME(self) -> str:  # noqa: N802  (a module's constant)
        """What one writes after `--from`."""

    @property
    def LABEL(self) -> Text:  # noqa: N802
        """What people call it."""

    def recognise(self, file: File) -> Likeness:
        """How much a file looks like one of this format, never by its name."""

    def read(self, files: Sequence[File]) -> Inventory:
        """All that these files say together; raises Unreadable where they say nothing."""


@runtime_checkable
class InColumns(Protocol):
    """What a format also has whose columns are the fields of a vocabulary: those of its kinds that `read` knows."""

    def read_columns(self, files: Sequence[File], vocabulary: Vocabulary) -> Inventory:
        """The same as `read`, with the fields and kinds that a workspace declares of its own."""
