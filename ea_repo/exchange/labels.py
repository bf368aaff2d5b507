"""The words by which cells name elements: their names, with the id where several are called so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from ea_repo.graph import Graph


class Labels:
    """A word for each element, and back."""

    def __init__(self, by_id: Mapping[str, str]) -> None:
        self._by_id = by_id
        self._by_label = {label: id for id, label in by_id.items()}
        self._by_folded = {label.casefold(): id for id, label in by_id.items()}

    @classmethod
    def of(cls, graph: Graph, ids: Iterable[str]) -> Labels:
        """The words for these elements: no two are the same, whatever their capitals."""
        names = {id: graph.name(id) for id in ids}
        counts = Counter(name.casefold() for name in names.values())
        return cls({id: name if _is_fit(id, name, counts, names) else f"{name} ({id})" if _is_plain(name) else id
                    for id, name in names.items()})  # fmt: skip

    def label(self, id: str) -> str:
        """The words for an element; its id, where it is none of these."""
        return self._by_id.get(id, id)

    def target(self, words: str) -> str:
        """The id of the element that somebody means; the words themselves where they mean none."""
        plain = words.strip()
        if plain in self._by_label:
            return self._by_label[plain]
        return plain if plain in self._by_id else self._by_folded.get(plain.casefold(), plain)

    def items(self) -> Iterable[tuple[str, str]]:
        """Every id with its words."""
        return self._by_id.items()


def _is_fit(id: str, name: str, counts: Mapping[str, int], names: Mapping[str, str]) -> bool:
    """Whether a name alone tells its element: no other has it, nor is called so by its id."""
    return _is_plain(name) and counts[name.casefold()] == 1 and (name == id or name not in names)


def _is_plain(name: str) -> bool:
    """Whether a name can stand on a line of a cell, before details in braces."""
    return name == name.strip() and not name.endswith("}") and "{" not in name and name.isprintable()
