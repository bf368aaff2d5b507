"""A flowchart of Mermaid: what wikis and forges show as a drawing."""

from __future__ import annotations

from ea_repo.exchange.export import Export, exchanges
from ea_repo.finding import Text

NAME = "mermaid"
LABEL = Text("diagramme Mermaid", "Mermaid diagram")
ENDING = ".mmd"


def write(export: Export) -> bytes:
    """A box for each element, an arrow for each link; a flow between two boxes is an arrow of its own."""
    ids = frozenset(export.ids)
    arrows = exchanges(export)
    lines = ["flowchart LR"]
    for vertex in export.vertices():
        if vertex.id not in arrows:
            lines.append(f'  {_box(vertex.id)}["{_words(vertex.name)}"]')
    for id, ends in arrows.items():
        name = export.written(id).get("name")
        label = f'|"{_words(name)}"|' if name else ""
        lines.append(f"  {_box(ends.source)} -->{label} {_box(ends.target)}")
    for edge in export.edges():
        if edge.source not in arrows and edge.target in ids and edge.target not in arrows:
            lines.append(f"  {_box(edge.source)} -.->|{edge.field}| {_box(edge.target)}")
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


def _box(id: str) -> str:
    """An id that no word of the language can be taken for."""
    return f"e-{id}"


def _words(text: str) -> str:
    """A text between double quotes."""
    signs = {"&": "&amp;", '"': "&quot;", "<": "&lt;", ">": "&gt;", "#": "&#35;"}
    return "".join(signs.get(sign, sign) for sign in " ".join(text.split()))
