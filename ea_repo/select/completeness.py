"""What a workspace holds in full: the only place where an absence is a no."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ea_repo.graph import Graph
from ea_repo.metamodel import Vocabulary, accepts, built_in
from ea_repo.select.selector import Selector, SelectorError
from ea_repo.select.validation import vocabulary_flaws


@dataclass(frozen=True)
class HeldInFull:
    """One entry under `complete`: every element of a kind is written down or, on these, the fields."""

    kind: str
    fields: frozenset[str]
    where: Selector | None
    """Only the elements that this chooses."""

    @classmethod
    def read(cls, written: Mapping[str, Any], vocabulary: Vocabulary) -> HeldInFull:
        """What {kind, fields, where} says; raises SelectorError for what exists in no workspace."""
        wanted, fields, where = str(written["kind"]), tuple(written.get("fields") or ()), written.get("where")
        if wanted not in vocabulary.kinds:
            raise SelectorError.unknown_value("kind", wanted, vocabulary.kinds)
        names = [*vocabulary.kinds[wanted].fields, *vocabulary.inverses(wanted)]
        for field in fields:
            if field not in names:
                raise SelectorError.unknown_key(field, names)
        selector = Selector.parse(where) if where else None
        for flaw in vocabulary_flaws(selector, vocabulary, vocabulary.family(wanted)) if selector else ():
            raise flaw
        return cls(wanted, frozenset(fields), selector)


class Known:
    """Answers whether an absence means no, from the entries under `complete`, parsed or as {kind, fields, where}.

    An entry without `fields` says that every element of the kind is written down; with `fields`, that these are
    written on each of them. Raises SelectorError for a kind, a field or a selector that does not exist.
    """

    def __init__(
        self, entries: Sequence[HeldInFull | Mapping[str, Any]] = (), vocabulary: Vocabulary | None = None
    ) -> None:
        known = vocabulary or built_in()
        self._entries = [entry if isinstance(entry, HeldInFull) else HeldInFull.read(entry, known) for entry in entries]
        self._fields: dict[tuple[str, str], list[Selector | None]] = {}

    def knows(self, graph: Graph, id: str, name: str) -> bool:
        """Whether the absence of a field, or of a relation by its inverse name, means that there is none."""
        actual = graph.kind(id)
        all_known = self.knows_all(graph, actual, name)
        if all_known is not None:
            return all_known
        return any(where.matches(graph, id) for where in self.written_on(actual, name) if where)

    def knows_all(self, graph: Graph, kind: str, name: str) -> bool | None:
        """The same for every element of a kind, None where it differs from one to another."""
        return graph.once(_knows_all, self, kind, name)

    def written_on(self, actual: str, name: str) -> list[Selector | None]:
        """On which elements of a kind a field is always written: those that a selector chooses, or all (None)."""
        if (actual, name) not in self._fields:
            self._fields[actual, name] = [
                entry.where for entry in self._entries if name in entry.fields and accepts(entry.kind, actual)
            ]
        return self._fields[actual, name]

    def holds_all(self, graph: Graph, source: str, field: str) -> bool:
        """Whether every link of that field from elements of that kind is written down."""
        for entry in self._entries:
            if entry.where is None and accepts(entry.kind, source):
                if field in entry.fields:
                    return True
                if not entry.fields and graph.once(_all_recorded, source, field):
                    return True
        return False


def _knows_all(graph: Graph, known: Known, actual: str, name: str) -> bool | None:
    selectors = known.written_on(actual, name)
    if None in selectors:
        return True
    vocabulary = graph.vocabulary
    ends = vocabulary.inverses(actual).get(name, ()) if name not in vocabulary.kinds[actual].fields else ()
    if ends and all(known.holds_all(graph, end.kind, end.field) for end in ends):
        return True
    return None if selectors else False


def _all_recorded(graph: Graph, source: str, field: str) -> bool:
    if field in graph.vocabulary.kinds[source].fields:
        return all(graph.all_write(name, field) for name in graph.vocabulary.family(source))
    return all(graph.recorded(id, field) for id in graph.of(source))
