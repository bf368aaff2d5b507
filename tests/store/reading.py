"""A model as text, read; and everything that a graph says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from ea_repo.graph import Graph
from ea_repo.load import Workspace, read_model
from ea_repo.load.files import Source
from ea_repo.load.locate import Locator
from ea_repo.load.settings import Settings


def as_text(model: dict[str, Any]) -> str:
    return yaml.dump(model, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)


def read(text: str) -> Workspace:
    """The workspace of a model in one file."""
    locator = Locator.reading(lambda _: text)
    graph, findings = read_model([Source("model/a.yaml", text)], locator)
    return Workspace(Path(), Settings(name="x"), graph, tuple(findings), locator)


def content(graph: Graph) -> list[tuple[str, str, str]]:
    """Everything that a graph says, in order; numbers that are not equal to themselves included."""
    return [(id, graph.kind(id), repr(list(graph.record(id).fields.items()))) for id in graph]
