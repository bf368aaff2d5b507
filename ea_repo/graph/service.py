"""Whether elements are in service at a date: by their phase, by what they belong to, and by what they need."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator, Sequence
from itertools import chain

from ea_repo.graph.adjacency import Neighbours
from ea_repo.graph.engine import Engine
from ea_repo.graph.life_cycle import IN_SERVICE, Phases, lenders_of


class InService(dict[str, bool]):
    """Whether each element is in service at a date: its phase says so, and what it belongs to and needs is in service.

    With `alone`, what an element needs is not asked: for a flow, only its own dates count and whether both its ends
    are visible. The elements of `standing` are in service whatever the dates. Raises KeyError for an element that
    does not exist.
    """

    def __init__(
        self, engine: Engine, neighbours: Neighbours, phases: Phases, standing: Collection[str], *, alone: bool
    ) -> None:
        self._engine, self._neighbours, self._phases, self._standing = engine, neighbours, phases, standing
        self._alone = alone
        self._out_by_kind: dict[str, frozenset[str]] = {}

    def __missing__(self, id: str) -> bool:
        in_service = self[id] = self._is_in_service(id)
        return in_service

    def _is_in_service(self, id: str) -> bool:
        if id in self._standing:
            return True
        kind_name = self._engine.kind_of(id)
        lenders = self._engine.vocabulary.kinds[kind_name].lenders
        if not lenders:
            return not self._is_out_by_its_dates(id, kind_name) and self._has_its_needs(id)
        if self._phases[id] not in IN_SERVICE:
            return False
        if not any(self._engine.value(id, field) is not None for field in lenders):
            # Nothing lends it dates, so nothing that it needs can depend on it in return.
            return self._has_its_needs(id)
        return self._rests_on_what_is_in_service(id)

    def _is_out_by_its_dates(self, id: str, kind_name: str) -> bool:
        """Whether the dates of an element to which nothing lends any put it out of service."""
        if not self._engine.at_hand:
            return self._phases[id] not in IN_SERVICE
        if kind_name not in self._out_by_kind:
            self._out_by_kind[kind_name] = frozenset(self._phases.out_by_their_dates(kind_name))
        return id in self._out_by_kind[kind_name]

    def _has_its_needs(self, id: str) -> bool:
        """Whether all that an element needs is in service, as `_needs` tells it, without making lists of it."""
        actual = self._engine.vocabulary.kinds[self._engine.kind_of(id)]
        for field in actual.needed:
            is_end = actual.links[field].end
            targets = self._neighbours[field][id] if is_end or not self._alone else ()
            if is_end and not targets and self._engine.value(id, field):
                return False
            for target in targets if not self._alone else ():
                if not self[target]:
                    return False
        return True

    def _rests_on_what_is_in_service(self, id: str) -> bool:
        """Whether an element is in the largest set whose elements are in service and rest only on each other.

        What is found for one holds for all those on which it rests, and is kept for them too.
        """
        groups_by_element: dict[str, list[Sequence[str]]] = {}
        resting: dict[str, list[str]] = {}
        pending = [id]
        while pending:
            current = pending.pop()
            if current in groups_by_element:
                continue
            known = current in self or current in self._standing
            groups = groups_by_element[current] = [] if known else [*self._rests_on(current)]
            for element in chain.from_iterable(groups):
                resting.setdefault(element, []).append(current)
                pending.append(element)
        out = {element for element in groups_by_element if self._is_known_to_be_out(element)}
        out |= {element for element, groups in groups_by_element.items() if not all(groups)}
        fallen = list(out)
        while fallen:
            for element in resting.get(fallen.pop(), ()):
                if element not in out and any(out.issuperset(group) for group in groups_by_element[element]):
                    out.add(element)
                    fallen.append(element)
        self.update((element, element not in out) for element in groups_by_element)
        return self[id]

    def _is_known_to_be_out(self, id: str) -> bool:
        """Whether an element is out of service whatever it rests on."""
        if id in self:
            return not self[id]
        return id not in self._standing and self._phases[id] not in IN_SERVICE

    def _rests_on(self, id: str) -> Iterator[Sequence[str]]:
        """Groups of elements: one of each group must be in service for this one to be."""
        yield from lenders_of(self._engine, self._neighbours, id)
        yield from self._needs(id)

    def _needs(self, id: str) -> Iterator[Sequence[str]]:
        """Each element that this one needs as a group of one; an empty group for an end that is not visible."""
        actual = self._engine.vocabulary.kinds[self._engine.kind_of(id)]
        for field in actual.needed:
            is_end = actual.links[field].end
            if (is_end or not self._alone) and self._engine.value(id, field):
                targets = self._neighbours[field][id]
                if is_end and not targets:
                    yield []
                elif not self._alone:
                    yield from ([target] for target in targets)

    def of_kind(self, kind_name: str, with_unfollowed: Container[str]) -> Iterator[str]:
        """The elements of exactly a kind that are in service, in order.

        `with_unfollowed`: the elements of which some link is not followed.
        """
        actual = self._engine.vocabulary.kinds[kind_name]
        ends = [
            field for field in actual.needed if actual.links[field].end and not self._engine.lasting(kind_name, field)
        ]
        # Most elements have dates of their own or none, and ends that no date hides: a look at the columns is enough.
        doubtful = {id for field in actual.lenders for id, value in self._engine.rows(kind_name, field) if value}
        doubtful.update(self._phases.out_by_their_dates(kind_name))
        rows = (row for field in ends for row in self._engine.rows(kind_name, field))
        doubtful.update(id for id, refs in rows if refs and not refs[0].lasting)
        for id in self._engine.of(kind_name):
            if (id not in doubtful and id not in with_unfollowed) or self[id]:
                yield id
