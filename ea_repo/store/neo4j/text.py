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
_WORDS = frozenset(("on", "off", "yes", "no", "y", "n"))
"""Texts that older parsers take for true or false."""


def fill(folder: Path, graph: Graph, settings: str) -> None:
    """Writes a workspace's settings and model in a folder: a file a kind."""
    (folder / "model").mkdir(exist_ok=True)
    for name in kinds():
        if ids := [id for id in graph if graph.kind(id) == name]:
            text = "\n".join(_elements(graph, name, ids)) + "\n"
            (folder / "model" / f"{name}.yaml").write_text(text, encoding="utf-8")
    (folder / FILE).write_text(settings, encoding="utf-8")


def _elements(graph: Graph, kind: str, ids: list[str]) -> Iterator[str]:
    links = kinds()[kind].links
    yield f"{kind}:"
    for id in ids:
        fields = graph.record(id).fields
        yield f"  {written(id)}:" if fields else f"  {written(id)}: {{}}"
        for name, value in fields.items():
            several = plain(value)
            alone = name in links and len(several) == 1
            yield f"    {name}: {written(several[0] if alone else several)}"


def written(value: Any) -> str:
    """A plain value as YAML 1.2 on one line."""
    match value:
        case dict():
            return "{" + ", ".join(f"{written(name)}: {written(each)}" for name, each in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(written, value)) + "]"
        case str():
            return _text(value)
        case float():
            return json.dumps(value).replace("NaN", ".nan").replace("Infinity", ".inf")
        case _:
            return json.dumps(value)


def _text(value: str) -> str:
    same = _PLAIN.fullmatch(value) and isinstance(scalar(value), str) and value.lower() not in _WORDS
    return value if same and value.isprintable() else '"' + "".join(map(_quoted, value)) + '"'


def _quoted(character: str) -> str:
    if character in '"\\':
        return "\\" + character
    if character.isprintable():
        return character
    code = ord(character)
    return f"\\x{code:02X}" if code < 0x100 else f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"
