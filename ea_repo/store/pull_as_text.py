"""Elements back to YAML: a text that loads to the same graph."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ea_repo.graph import Graph
from ea_repo.load import FILE
from ea_repo.load.yaml import scalar
from ea_repo.metamodel import kinds
from ea_repo.select.paths import plain

_PLAIN = re.compile(r"[^\W_]([\w '’().-]*[\w)])?")
"""Texts that need no quotes in any YAML, unless they read as something else than a text."""
_BOOLEANS = frozenset(("on", "off", "yes", "no", "y", "n"))
"""Texts that older parsers take for true or false."""


def write_as_text(folder: Path, graph: Graph, settings: str) -> None:
    """Writes a workspace in a folder: its settings, and its model, a file a kind."""
    (folder / "model").mkdir(exist_ok=True)
    for kind in kinds():
        if ids := [id for id in graph if graph.kind(id) == kind]:
            text = "\n".join(_element_lines(graph, kind, ids)) + "\n"
            (folder / "model" / f"{kind}.yaml").write_text(text, encoding="utf-8")
    (folder / FILE).write_text(settings, encoding="utf-8")


def _element_lines(graph: Graph, kind: str, ids: list[str]) -> Iterator[str]:
    links = kinds()[kind].links
    yield f"{kind}:"
    for id in ids:
        fields = graph.record(id).fields
        yield f"  {as_yaml(id)}:" if fields else f"  {as_yaml(id)}: {{}}"
        for name, value in fields.items():
            written = plain(value)
            only_one = name in links and len(written) == 1
            yield f"    {name}: {as_yaml(written[0] if only_one else written)}"


def as_yaml(value: Any) -> str:
    """A plain value as YAML 1.2 on one line."""
    match value:
        case dict():
            return "{" + ", ".join(f"{as_yaml(key)}: {as_yaml(item)}" for key, item in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(as_yaml, value)) + "]"
        case str():
            return _scalar(value)
        case float():
            return json.dumps(value).replace("NaN", ".nan").replace("Infinity", ".inf")
        case _:
            return json.dumps(value)


def _scalar(text: str) -> str:
    """A text without quotes where every parser reads the same text, else between double quotes."""
    same = _PLAIN.fullmatch(text) and isinstance(scalar(text), str) and text.lower() not in _BOOLEANS
    return text if same and text.isprintable() else '"' + "".join(map(_escaped, text)) + '"'


def _escaped(character: str) -> str:
    if character in '"\\':
        return "\\" + character
    if character.isprintable():
        return character
    code = ord(character)
    return f"\\x{code:02X}" if code < 0x100 else f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"
