"""The elements that people call so: by their id, their name or one of their aliases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ea_repo.finding import Text, Wrong
from ea_repo.graph import Graph
from ea_repo.select.candidates import candidates
from ea_repo.select.full_text import FullText, fold


class SeveralCalledSo(Wrong):
    """A name that several elements have: which of them is asked about must be said by its id."""

    def __init__(self, name: str, ids: Sequence[str], graph: Graph) -> None:
        fr, en = (", ".join(f"{id} ({graph.definition(id).label[lang]})" for id in ids) for lang in ("fr", "en"))
        super().__init__(
            Text(
                f"« {name} » est le nom de {len(ids)} éléments, dire lequel par son identifiant : {fr}",
                f"“{name}” is the name of {len(ids)} elements, say which by its id: {en}",
            )
        )


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
