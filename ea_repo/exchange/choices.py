"""The lists that cells of a workbook offer: elements that may be named, words that a field takes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ea_repo.exchange.cells import FLAGS, NONE
from ea_repo.exchange.columns import Column
from ea_repo.exchange.labels import Labels
from ea_repo.exchange.place import letters
from ea_repo.finding import Lang
from ea_repo.graph import Graph

LISTS = "ea-lists"
"""The hidden sheet of the words to choose from."""
_Key = tuple[str, ...]
_WIDEST = 60


class Choices:
    """Each list once, in a column of a sheet, under a name that rows refer to: sorted, they keep theirs."""

    def __init__(self, graph: Graph, labels: Labels, lang: Lang) -> None:
        self._graph, self._labels, self._lang = graph, labels, lang
        self._names: dict[_Key, str] = {}

    def write(
        self, book: Any, references: Any, words: Any, columns: Iterable[Column], head: Any,
        others: Mapping[str, Sequence[str]] | None = None,
    ) -> None:  # fmt: skip
        """Writes the lists of some columns: elements in the sheet of references, words, and others, in another one."""
        places = {references: 0, words: 0}
        lists = {key: self._offered(key, column) for column in columns if (key := self._key(column))}
        lists |= {(name,): [*offered] for name, offered in (others or {}).items()}
        for key, offered in lists.items():
            sheet = references if key[0] == "links" else words
            place = places[sheet]
            places[sheet] += 1
            sheet.write_string(0, place, self._head(key), head)
            for row, word in enumerate(offered, start=1):
                sheet.write_string(row, place, word)
            sheet.set_column(place, place, min(_WIDEST, max(map(len, offered))) + 2)
            self._names[key] = name = f"ea_list_{len(self._names) + 1}"
            letter = letters(place + 1)
            book.define_name(name, f"='{sheet.get_name()}'!${letter}$2:${letter}${len(offered) + 1}")
        references.freeze_panes(1, 0)

    def name(self, column: Column) -> str | None:
        """The name of the list of a column; None where it has none."""
        return self._names.get(self._key(column))

    def other(self, name: str) -> str:
        """The name of another list, which is of no column."""
        return self._names[(name,)]

    def _key(self, column: Column) -> _Key:
        """What tells the list of a column from others; empty where it has none."""
        match column.sort:
            case "links" if column.kinds != ("*",):
                return ("links", *column.kinds)
            case "choice":
                return ("choice", *column.words(self._lang).values())
            case "flag":
                return ("flag", *FLAGS[self._lang].values())
            case _:
                return ()

    def _offered(self, key: _Key, column: Column) -> list[str]:
        if column.sort != "links":
            return [*key[1:]]
        accepts, kind = self._graph.vocabulary.accepts, self._graph.kind
        labels = (label for id, label in self._labels.items() if any(accepts(name, kind(id)) for name in column.kinds))
        return [NONE[self._lang], *sorted(labels, key=str.casefold)]

    def _head(self, key: _Key) -> str:
        kinds = self._graph.vocabulary.kinds
        words = " / ".join(kinds[name].label[self._lang] for name in key[1:]) if key[0] == "links" else key[0]
        return words[:1].upper() + words[1:]
