"""What was edited since answers were given, and the elements whose answers may not be what they were."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cached_property

from ea_repo.graph import Changes, Graph
from ea_repo.graph.living_otherwise import LifeReads, living_otherwise
from ea_repo.graph.noting import FIELDS, LIVES, WHOLE, Column
from ea_repo.graph.otherwise import Otherwise
from ea_repo.graph.reach import Followed, Reach, with_their_wholes
from ea_repo.select import Known

MOST = 3_000
"""Of how many elements at most answers are given again one by one: where it may be more, it is no slower for all."""
MOST_AROUND = 30_000
"""How many links of those elements are read again at most: those of a hub are read sooner than of all elements."""
Unfollowed = frozenset[tuple[str, str, str]]
"""The links that are written but not followed: the element, the field and the target of each."""


class Edited:
    """The elements that are not written as they were, in the graph of the earlier day and in that of the present."""

    def __init__(self, after: Graph, otherwise: Otherwise, unfollowed: Unfollowed) -> None:
        """`unfollowed`: those of the earlier text."""
        self.after = after
        self._otherwise = otherwise
        only_new = otherwise.added - otherwise.removed
        changes = Changes(put=otherwise.before, remove=only_new)
        self.before = after.earlier(changes, unfollowed) if otherwise.before or only_new else after
        self._fields = otherwise.fields
        # An example is left out of the facts: there it came or went, and links to it are no longer followed, or are.
        examples = {id for id, names in otherwise.fields.items() if "illustrative" in names}
        self._apart = {*otherwise.added, *otherwise.removed, *examples, *self._pointing_at(examples)}
        # Which links are followed is read of no column.
        self._apart.update(id for id, _, _ in unfollowed ^ unfollowed_in(after))

    @property
    def graphs(self) -> tuple[Graph, Graph]:
        """The earlier one, and the present one."""
        return self.before, self.after

    @cached_property
    def before_real(self) -> Graph:
        """The earlier one without its examples."""
        examples = self.before.illustrative
        return self.before.with_(Changes(remove=examples)) if examples else self.before

    def leaves(self, columns: Collection[Column]) -> bool:
        """Whether an answer that read these columns is what it was."""
        is_read = any((kind, WHOLE) in columns for kind in self._otherwise.apart)
        return not is_read and self._to_be_read(columns) == set()

    def near(
        self,
        columns: Collection[Column],
        followed: Iterable[Followed],
        kinds: Collection[str],
        steps: float,
        beyond: Callable[[Graph, Collection[str]], Iterable[str]] = lambda *_: (),
    ) -> frozenset[str] | None:
        """The elements of which an answer that read these columns, and followed these links, may be another one now.

        Those of some `kinds`: they are at most so many `steps` from what was edited, or from what is `beyond` that, in
        one of the two graphs. None where that cannot be told, or where it may be most elements.
        """
        if any((kind, WHOLE) in columns for kind in self._otherwise.apart):
            return None
        edited, links = self._to_be_read(columns), frozenset(followed)
        if edited is None:
            return None
        reached: set[str] = set()
        for graph in self.graphs:
            reach = Reach(graph, links, kinds)
            from_there = reach.from_where(edited, steps, MOST)
            if from_there is None or reach.around(from_there) > MOST_AROUND:
                return None
            further = reach.from_where({*beyond(graph, from_there)} - from_there, steps, MOST)
            if further is None or reach.around(from_there | further) > MOST_AROUND:
                return None
            reached.update(id for id in from_there | further if graph.kind(id) in kinds)
        return frozenset(reached)

    def together(self, ids: Collection[str]) -> frozenset[str] | None:
        """These elements with their wholes, and all parts of these, in one of the two graphs; None for too many."""
        together = set(ids)
        for graph in self.graphs:
            with_wholes = with_their_wholes(graph, ids, MOST)
            if with_wholes is None:
                return None
            together |= with_wholes
        return frozenset(together)

    def _pointing_at(self, ids: Iterable[str]) -> Iterator[str]:
        """The elements that point at these, by whatever link."""
        for graph in self.graphs:
            for id in ids:
                if id in graph:
                    for inverse in graph.vocabulary.inverses(graph.kind(id)):
                        yield from graph.written(id, inverse)

    def _to_be_read(self, columns: Collection[Column]) -> set[str] | None:
        """The elements of which these columns tell something else now; None where that cannot be told of all lives."""
        edited = self._read_otherwise(columns)
        if not any(field in LIVES for _, field in columns):
            return edited
        living = self._living_otherwise
        return None if living is None else edited | {id for id, field in living if (self._kind(id), field) in columns}

    @cached_property
    def _living_otherwise(self) -> frozenset[tuple[str, str]] | None:
        """The elements that are in another phase than they were, or in or out of service; each with which of these."""
        reads = LifeReads.of(self.after.vocabulary)
        examples = self.after.illustrative
        after_real = self.after.with_(Changes(remove=examples)) if examples else self.after
        pairs = {self.graphs, (self.before_real, after_real)}
        return living_otherwise(pairs, self._read_otherwise(reads.columns), reads, MOST)

    def _read_otherwise(self, columns: Collection[Column]) -> set[str]:
        """The edited elements of which these columns tell it."""
        edited = set(self._apart)
        # Which fields some element of a kind writes tells which columns are worth a look.
        other_fields = {kind for kind in self._otherwise.other_fields if (kind, FIELDS) in columns}
        for id, fields in self._fields.items():
            kinds = {graph.kind(id) for graph in self.graphs if id in graph}
            if not kinds.isdisjoint(other_fields) or any(
                (kind, field) in columns for kind in kinds for field in fields
            ):
                edited.add(id)
        named = {kind for kind, field in columns if field == "name"}
        return edited | {id for id in self._of_one_name if self._kind(id) in named}

    def _kind(self, id: str) -> str:
        return (self.after if id in self.after else self.before).kind(id)

    @cached_property
    def _of_one_name(self) -> frozenset[str]:
        """The elements that have, or had, the name of an edited one: an id stands beside a name that is shared."""
        renamed = [*self._apart, *(id for id, fields in self._fields.items() if "name" in fields)]
        names: dict[str, set[str]] = {}
        for graph in self.graphs:
            for id in renamed:
                if id in graph and (name := graph.value(id, "name")) is not None:
                    widest = graph.vocabulary.widest(graph.kind(id))
                    names.setdefault(widest, set()).add(str(name).casefold())
        return frozenset(
            id
            for widest, written in names.items()
            for kind_name in self.after.vocabulary.family(widest)
            for id, name in self.after.rows(kind_name, "name")
            if name is not None and str(name).casefold() in written
        )

    def settles_otherwise(self, known: Known, columns: Collection[Column]) -> bool:
        """Whether the edit decides that a link of these columns is recorded of every element, or no longer is."""
        for kind_name, field in sorted({*self._links_written_or_not()}):
            if any((name, field) in columns for name in self.after.vocabulary.family(kind_name)):
                before, after = (known.holds_all(graph, kind_name, field) for graph in self.graphs)
                if before is not after:
                    return True
        return False

    def _links_written_or_not(self) -> Iterator[Column]:
        """The links that edited elements may have come to write, or ceased to, by each kind that has them."""
        edited = {**dict.fromkeys(self._apart), **self._fields}
        for id, fields in edited.items():
            for graph in self.graphs:
                if id in graph:
                    kind = graph.definition(id)
                    for name in (kind.name, *graph.vocabulary.wider(kind.name)):
                        links = graph.vocabulary.kinds[name].links.keys()
                        yield from ((name, field) for field in (links if fields is None else links & fields))


def unfollowed_in(graph: Graph) -> Unfollowed:
    """The links of a graph that are written but not followed."""
    astray = ((relation.source, relation.field, relation.target) for relation in graph.astray)
    return frozenset((*graph.closing, *astray))
