"""How answers are written: one module a format, which knows documents, records or diagrams, and not what they say.

The folder is the registry. A format is a module with a `FORMAT` and a function for each thing that it can write:
`document`, `records` or `diagram`; and `pages`, where each sheet of a map is a file of its own: it is given what gives
each sheet, by its number, the name of its file.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType, ModuleType


@dataclass(frozen=True)
class Format:
    """What a format is called, how the names of its files end, and its media type."""

    name: str
    endings: tuple[str, ...]
    media_type: str


@cache
def modules() -> Mapping[str, ModuleType]:
    """The formats of this folder, by their names."""
    names = [info.name for info in pkgutil.iter_modules(__path__) if not info.ispkg]
    found = (importlib.import_module(f"{__name__}.{name}") for name in names)
    return MappingProxyType({module.FORMAT.name: module for module in found})


def that_write(thing: str) -> list[Format]:
    """The formats that can write a document, records or a diagram; the usual one first."""
    formats: list[Format] = [module.FORMAT for module in modules().values() if hasattr(module, thing)]
    return sorted(formats, key=lambda known: (known.name not in ("text", "svg"), known.name))
