"""Tags with a meaning for every workspace."""

from __future__ import annotations

from collections.abc import Iterable

from ea_repo.graph import Graph

COMMON_REFERENCE = "reference-commune"
"""What others publish and the workspace only points at: what it does not say of that is nobody's gap here."""
TO_CONFIRM = "a-confirmer"
"""What was written without being sure: an answer that rests on it says so."""


def tagged(graph: Graph, ids: Iterable[str], tag: str) -> tuple[str, ...]:
    """Those of some elements that bear a tag, in order, each once."""
    return tuple(id for id in dict.fromkeys(ids) if id in graph and tag in (graph.value(id, "tags") or ()))
