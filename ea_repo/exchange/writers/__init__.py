"""The formats in which elements go out: one module each, found by this folder.

A module has a `NAME` (that of the reader in `ea_repo/exchange/formats/`, where there is one), a `LABEL`, the `ENDING`
of its files, and `write`.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Protocol, cast

from ea_repo.exchange.export import Export
from ea_repo.finding import Text


class Writer(Protocol):
    """A module of this folder."""

    @property
    def NAME(self) -> str:  # noqa: N802  (a module's constant)
        """What one writes after `ea export`."""

    @property
    def LABEL(self) -> Text:  # noqa: N802
        """What people call it."""

    @property
    def ENDING(self) -> str:  # noqa: N802
        """How the names of its files end, with the dot."""

    def write(self, export: Export) -> Iterable[bytes]:
        """The content of the file in pieces, made as they are taken; the same elements are the same bytes.

        What has to be drawn for it is drawn when this returns.
        """


@cache
def writers() -> Mapping[str, Writer]:
    """Every format that writes, by its name."""
    names = (info.name for info in pkgutil.iter_modules(__path__))
    modules = (cast(Writer, importlib.import_module(f"{__name__}.{name}")) for name in names)
    return MappingProxyType({module.NAME: module for module in sorted(modules, key=lambda module: module.NAME)})


def writer_for(format: str, file_name: str) -> Writer:
    """The writer of a format, or of another form of it that the name of the file asks for; raises KeyError.

    A format whose module names `FORMS` has others: ArchiMate's models are Archi's own in a file `.archimate`.
    """
    asked = writers()[format]
    forms = (writers()[name] for name in getattr(asked, "FORMS", ()))
    return next((form for form in forms if file_name.lower().endswith(form.ENDING)), asked)
