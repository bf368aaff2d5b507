"""A flowchart of Mermaid: what wikis and forges show as a drawing."""

from __future__ import annotations

from collections.abc import Iterator

from ea_repo.exchange.export import Export, exchanges
from ea_repo.finding import Text
from ea_repo.write import encoded

NAME = "mermaid"
LABEL = Text("diagramme Mermaid", "Mermaid diagram")
ENDING = ".mmd"


def write(export: Export) -> Iterator[bytes]:
    """A box for each element, an arrow for each link; a flow between two boxes is an arrow of its own."""
    return encoded(f"{line}\n" for line in _lines(export))


def _lines(export: Export) -> Iterator[str]:
    ids = frozenset(export.ids)
    arrows = exchanges(export)
    yield "flowchart LR"
    for vertex in export.vertices():
        if vertex.id not in arrows:
            yield f'  {_box(vertex.id)}["{_words(vertex.name)}"]'
    for id, ends in arrows.items():
        name = export.written(id).get("name")
        label = f'|"{_words(name)}"|' if name else ""
        yield f"  {_box(ends.source)} -->{label} {_box(ends.target)}"
    for edge in export.edges():
        if edge.source not in arrows and edge.target in ids and edge.target not in arrows:
            yield f"  {_box(edge.source)} -.->|{edge.field}| {_box(edge.target)}"


def _box(id: str) -> str:
    """An id that no word of the language can be taken for."""
    return f"e-{id}"


def _words(text: str) -> str:
    """A text between double quotes."""
    signs = {"&": "&amp;", '"': "&quot;", "<": "&lt;", ">": "&gt;", "#": "&#35;"}
    return "".join(signs.get(sign, sign) for sign in " ".join(text.split()))
