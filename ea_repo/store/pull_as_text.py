"""Elements back to YAML: a text that loads to the same graph."""

from __future__ import annotations

from pathlib import Path

from ea_repo.graph import Graph
from ea_repo.load import FILE
from ea_repo.load.element_text import element_lines
from ea_repo.select.paths import fields


def write_as_text(folder: Path, graph: Graph, settings: str) -> None:
    """Writes a workspace in a folder: its settings, and its model, a file a kind."""
    (folder / "model").mkdir(exist_ok=True)
    for kind in graph.vocabulary.kinds:
        if ids := [id for id in graph if graph.kind(id) == kind]:
            lines = [f"{kind}:", *(line for id in ids for line in element_lines(id, fields(graph, id)))]
            (folder / "model" / f"{kind}.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / FILE).write_text(settings, encoding="utf-8")
