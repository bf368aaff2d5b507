"""The elements that people call so: by their id, their name or one of their aliases."""

from __future__ import annotations

from collections.abc import Iterator

from ea_repo.graph import Graph
from ea_repo.select.candidates import candidates
from ea_repo.select.full_text import FullText, fold


def called(graph: Graph, word: str) -> list[str]:
    """The elements called so, in order; case, accents, hyphens and what nobody sees do not matter."""
    wanted = FullText(word)
    if not wanted.words:
        return []
    likely = candidates(graph, wanted)
    ids = graph if likely is None else sorted(likely)
    return [id for id in ids if any(fold(name) == wanted.folded for name in names(graph, id))]


def names(graph: Graph, id: str) -> Iterator[str]:
    """What an element is called: its id, its name, its aliases."""
    yield id
    name, aliases = graph.value(id, "name"), graph.value(id, "aliases")
    if isinstance(name, str):
        yield name
    yield from aliases or ()
