"""Elements written as YAML, line by line, in files of a bounded size: nothing is kept."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

from ea_repo.demo.element import Element

PER_FILE = 2_000
"""How many elements a file holds at most."""

FOLDERS = {
    "zone": "organisation",
    "actor": "organisation",
    "site": "organisation",
    "objective": "organisation",
    "process": "metier",
    "data_object": "metier",
    "treatment": "metier",
    "referential": "applications",
    "application": "applications",
    "api": "echanges",
    "flow": "echanges",
    "standard": "echanges",
    "technology": "technique",
    "node": "technique",
    "contract": "gestion",
    "project": "gestion",
    "derogation": "gestion",
    "attestation": "gestion",
    "decision": "gestion",
}
"""Where the elements of each kind are written, below `model/`."""

_PLAIN = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*|[0-9]{4}(-[0-9]{2}){0,2}")
_WORDS = frozenset(("true", "false", "null", "yes", "no", "on", "off", "y", "n"))


def scalar(value: Any) -> str:
    """A value in one line; whatever YAML could take for something else is between quotes."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {scalar(item)}" for name, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(scalar(item) for item in value) + "]"
    text = str(value)
    plain = _PLAIN.fullmatch(text) and text not in _WORDS
    return text if plain else json.dumps(text, ensure_ascii=False)


def lines(element: Element) -> Iterator[str]:
    """The lines of one element, below the line of its kind."""
    if not element.fields:
        yield f"  {element.id}: {{}}"
        return
    yield f"  {element.id}:"
    for name, value in element.fields.items():
        yield f"    {name}: {scalar(value)}"


class Files:
    """The files of a model: one open for each kind, another one begun when it is full."""

    def __init__(self, folder: Path, per_file: int = PER_FILE) -> None:
        self._folder, self._per_file = folder, per_file
        self._open: dict[str, TextIO] = {}
        self._counts: dict[str, int] = {}
        self._stack = ExitStack()

    def __enter__(self) -> Files:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    @property
    def elements(self) -> int:
        """How many elements are written."""
        return sum(self._counts.values())

    def write(self, element: Element) -> None:
        count = self._counts.get(element.kind, 0)
        if count % self._per_file == 0:
            self._begin(element.kind, count // self._per_file + 1)
        self._counts[element.kind] = count + 1
        self._open[element.kind].write("\n".join(lines(element)) + "\n")

    def _begin(self, kind: str, number: int) -> None:
        if kind in self._open:
            self._open[kind].close()
        folder = self._folder / FOLDERS[kind]
        folder.mkdir(parents=True, exist_ok=True)
        file = (folder / f"{kind}-{number:04d}.yaml").open("w", encoding="utf-8", newline="\n")
        self._open[kind] = self._stack.enter_context(file)
        file.write(f"{kind}:\n")
