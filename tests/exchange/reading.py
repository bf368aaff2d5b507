"""Small sources written as text, read as any source is: through the registry, by what they hold."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from ea_repo.exchange import Inventory, Unreadable, read


def written(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """The folder, with these files in it."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def read_file(root: Path, content: str | bytes, name: str = "source", *, format: str = "") -> Inventory:
    """What one file says."""
    return read([written(root, {name: content}) / name], format)


def read_folder(root: Path, files: Mapping[str, str | bytes], *, format: str = "") -> Inventory:
    """What a folder with these files says."""
    return read([written(root, files)], format)


def refusal(root: Path, content: str | bytes, name: str = "source", *, format: str = "") -> Unreadable:
    """How one file is refused: each sentence is one, in both languages."""
    with pytest.raises(Unreadable) as caught:
        read_file(root, content, name, format=format)
    problem = caught.value
    assert problem.why.fr
    assert problem.why.en
    assert "\n" not in f"{problem.why.fr}{problem.why.en}"
    return problem


def triples(inventory: Inventory) -> list[tuple[str, str, str]]:
    """The relations as type, source, target."""
    return [(relation.type, relation.source, relation.target) for relation in inventory.relations]


def named(inventory: Inventory) -> list[tuple[str, str, str]]:
    """The records as type, id, name."""
    return [(record.type, record.id, str(record.name)) for record in inventory.records]
