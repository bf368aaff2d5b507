"""What a source said last time: kept beside the elements that came from it, in a file that is no model.

`model/<source>/imported.json` holds, for each thing of the source, the id that it has here and the fields that it
brought. It tells a correction of an architect from a change of the source; without it, each difference is a conflict.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ea_repo.exchange.inventory import Inventory
from ea_repo.exchange.place import Place, Unreadable
from ea_repo.finding import Text

NAME = "imported.json"
VERSION = 1
_UNREADABLE = Text(
    "ce que la source disait la dernière fois ne peut pas être lu : reprenez ce fichier de votre historique, "
    "ou supprimez-le (chaque différence sera alors un conflit)",
    "what the source said last time cannot be read: take this file from your history, or delete it (each difference "
    "will then be a conflict)",
)


@dataclass(frozen=True, slots=True)
class Remembered:
    """One thing of a source as it came in last: its id here, its kind, its fields."""

    id: str
    kind: str
    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Memory:
    """What one source said last time."""

    source: str
    format: str = ""
    own_id: str = ""
    """The id that the source gives itself, where it does."""
    digest: str = ""
    files: tuple[str, ...] = ()
    on: str = ""
    """The day on which it was read."""
    elements: Mapping[str, Remembered] = field(default_factory=dict)

    def as_json(self) -> str:
        """The text of the file: one element a line, so that versions of it can be compared."""
        head = {
            "version": VERSION, "source": self.source, "format": self.format, "own_id": self.own_id,
            "digest": self.digest, "files": list(self.files), "on": self.on,
        }  # fmt: skip
        lines = [f"  {json.dumps(name)}: {_json(value)}" for name, value in head.items()]
        elements = ",\n".join(
            f"    {_json(key)}: {_json({'id': one.id, 'kind': one.kind, 'fields': one.fields})}"
            for key, one in self.elements.items()
        )
        return "{\n" + ",\n".join(lines) + ',\n  "elements": {' + (f"\n{elements}\n  " if elements else "") + "}\n}\n"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(", ", ": "))


def memories(root: Path) -> dict[str, Memory]:
    """What each source of a workspace said last time, by the names of their folders; raises Unreadable."""
    found: dict[str, Memory] = {}
    for file in sorted((root / "model").glob(f"*/{NAME}")):
        found[file.parent.name] = memory_in(file, file.parent.name)
    return found


def memory_in(file: Path, source: str) -> Memory:
    """What a file remembers; raises Unreadable, naming it."""
    at = Place(f"model/{source}/{NAME}")
    try:
        value = json.loads(file.read_bytes())
        elements = {
            key: Remembered(one["id"], one["kind"], dict(one["fields"])) for key, one in value["elements"].items()
        }
        texts = {name: str(value.get(name, "")) for name in ("format", "own_id", "digest", "on")}
        files = tuple(map(str, value.get("files", ())))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Unreadable(_UNREADABLE, at) from None
    return Memory(source, texts["format"], texts["own_id"], texts["digest"], files, texts["on"], elements)


def same_source(inventory: Inventory, known: Mapping[str, Memory]) -> str | None:
    """The name under which this source came in before: it has the same id, or most of its things are known from there.

    None where nothing tells, as for rows of a table, which have no ids.
    """
    for name, memory in known.items():
        if inventory.id and memory.own_id == inventory.id:
            return name
    if inventory.tabular:
        return None
    ids = {record.id for record in inventory.records}
    shares = {
        name: len(ids & memory.elements.keys()) for name, memory in known.items() if memory.format == inventory.format
    }
    best = max(shares, key=lambda name: shares[name], default=None)
    return best if best is not None and shares[best] * 2 > len(ids) else None
