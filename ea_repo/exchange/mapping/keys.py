"""How things of a source are known again from one version of it to the next."""

from __future__ import annotations

import re

from ea_repo.exchange.inventory import Definition, Folder, View

INVENTORY = "inventory"
"""The key of the source itself."""


def view_key(view: View) -> str:
    """The key of a drawing: the ids of drawings may be those of other things in some formats."""
    return f"view:{view.id}"


def folder_key(folder: Folder, path: tuple[str, ...], place: int) -> str:
    """The key of a folder: its id, else the names that lead to it; `place` tells those without a name apart."""
    return f"folder:{folder.id or '/'.join((*path, called(folder, place)))}"


def called(folder: Folder, place: int) -> str:
    """What the order of folders calls one: its id, else its name, else its place."""
    return folder.id or str(folder.name) or f"#{place}"


def definition_key(what: str, definition: Definition) -> str:
    """The key of what a source defines apart."""
    return f"{what}:{definition.id}"


def created_key(kind: str, name: str) -> str:
    """The key of an element that only a name in a cell stands for."""
    return f"{kind}:{name}"


def here_key(id: str) -> str:
    """The key of an element that is here already, and to which a source only adds."""
    return f"here:{id}"


def back_key(key: str) -> str:
    """The key of the way back of a flow that goes both ways."""
    return f"{key}#back"


def natural(id: str) -> tuple[tuple[bool, int, str], ...]:
    """An id as it sorts, with numbers by their size, and without the `id-` that some tools put before it."""
    parts = re.split(r"(\d{1,18})", re.sub(r"^id[-_]", "", id))
    return tuple((part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in parts if part)
