"""Graphviz's DOT: nodes, edges and clusters, read by Graphviz itself."""

from __future__ import annotations

import os
import re
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from ea_repo.exchange.format import Likeness
from ea_repo.exchange.html_text import as_text
from ea_repo.exchange.inventory import Inventory, Record, Relation, Value, Wording
from ea_repo.exchange.one_file import only
from ea_repo.exchange.place import Place, Unreadable
from ea_repo.exchange.source import File
from ea_repo.finding import Text

NAME = "dot"
LABEL = Text("graphe Graphviz (DOT)", "Graphviz graph (DOT)")
_BEGINNING = re.compile(
    r"(?:\s|//[^\n]*\n|\#[^\n]*\n|/\*.*?\*/)*(?:strict\s+)?(?:di)?graph\b\s*(?:\"[^\"]*\"|[\w.-]+)?\s*\{",
    re.DOTALL | re.IGNORECASE,
)

_LINE = re.compile(r"line (\d+)")


def recognise(file: File) -> Likeness:
    """By the word that it begins with."""
    return Likeness.SURE if file.is_text and _BEGINNING.match(file.beginning or "") else Likeness.NO


def read(files: Sequence[File]) -> Inventory:
    """One graph, from one file; nodes of a cluster have its label as their folder."""
    file = only(files)
    try:
        return _inventory(file, _parsed(file))
    except TypeError:  # What pygraphviz makes of an empty name.
        raise Unreadable(Text("un nœud de ce DOT n'a pas de nom", "a node of this DOT has no name"), file.at) from None


def _inventory(file: File, graph: Any) -> Inventory:
    folders = _folders(graph)
    return Inventory(
        format=NAME,
        files=(file.source,),
        id=graph.get_name() or "",
        name=Wording.of(graph.graph_attr.get("label") or graph.get_name()),
        fields={"directed": graph.is_directed()},
        records=tuple(_record(file, node, folders.get(str(node), ())) for node in graph.nodes()),
        relations=tuple(
            _relation(file, edge, number, directed=graph.is_directed())
            for number, edge in enumerate(graph.edges_iter(), start=1)
        ),
    )


def _parsed(file: File) -> Any:
    """The graph; imported here, since Graphviz takes a while to load."""
    import pygraphviz  # type: ignore[import-untyped]

    with _overheard() as heard:
        try:
            return pygraphviz.AGraph(string=file.text)
        except (ValueError, pygraphviz.DotError):
            pass
    line = _LINE.search(heard[0])
    why = Text("ce DOT est mal formé ici", "this DOT is malformed here")
    raise Unreadable(why, Place(file.name, int(line[1]), 1) if line else file.at)


@contextmanager
def _overheard() -> Iterator[list[str]]:
    """What Graphviz's library writes to the standard error meanwhile: nothing of it reaches the user."""
    heard: list[str] = []
    sys.stderr.flush()
    kept = os.dup(2)
    with tempfile.TemporaryFile() as caught:
        os.dup2(caught.fileno(), 2)
        try:
            yield heard
        finally:
            os.dup2(kept, 2)
            os.close(kept)
            caught.seek(0)
            heard.append(caught.read().decode("utf-8", "replace"))


def _folders(graph: Any, above: tuple[str, ...] = ()) -> dict[str, tuple[str, ...]]:
    """The clusters that each node is in, from the outermost."""
    found: dict[str, tuple[str, ...]] = {}
    for part in graph.subgraphs():
        name = part.get_name() or ""
        names = (*above, as_text(part.graph_attr.get("label") or name)) if name.startswith("cluster") else above
        found |= {str(node): names for node in part.nodes() if names}
        found |= _folders(part, names)
    return found


def _record(file: File, node: Any, folder: tuple[str, ...]) -> Record:
    fields = _fields(node.attr)
    label = str(fields.get("label") or "").replace("\\N", str(node))
    return Record(
        id=str(node),
        type=str(fields.get("type") or "node"),
        at=Place(file.name, inside=str(node)),
        name=Wording.of(_shown(label) or str(node)),
        documentation=Wording.of(str(fields.get("tooltip") or "")),
        fields=fields,
        folder=folder,
    )


def _relation(file: File, edge: Any, number: int, *, directed: bool) -> Relation:
    fields = {**_fields(edge.attr), **({} if directed else {"directed": False})}
    source, target = str(edge[0]), str(edge[1])
    return Relation(
        id=f"edge {number}",
        type=str(fields.get("type") or "edge"),
        at=Place(file.name, inside=f"{source} -> {target}"),
        source=source,
        target=target,
        name=Wording.of(_shown(str(fields.get("label") or ""))),
        fields=fields,
    )


def _fields(attributes: Any) -> Mapping[str, Value]:
    return {str(name): str(value) for name, value in attributes.items() if value}


def _shown(label: str) -> str:
    """The text of a label: its line breaks are blanks, HTML is what it shows."""
    return " ".join(as_text(label).replace("\\n", " ").replace("\\l", " ").replace("\\r", " ").split())
