"""The life cycle of elements: the phase that each is in at a date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from itertools import chain
from typing import Literal

from ea_repo.graph.adjacency import Neighbours
from ea_repo.graph.engine import Engine
from ea_repo.metamodel import Kind

Phase = Literal["plan", "phase_in", "active", "phase_out", "end_of_life", "unknown"]
IN_SERVICE: frozenset[Phase] = frozenset(("phase_in", "active", "phase_out", "unknown"))
"""The phases of what is in service: what is written down without a date is there."""

STARTS: tuple[tuple[str, Phase], ...] = (
    ("planned_on", "plan"),
    ("live_on", "active"),
    ("phase_out_on", "phase_out"),
    ("retired_on", "end_of_life"),
)
"""The date fields at which a phase begins, in the order of life."""


class _PhaseTable(dict[tuple[str | None, ...], Phase | None]):
    """By what an element of one kind writes in `fields`, the phase that this makes on a day; None where it is nothing.

    Many elements write the same dates: what they make is worked out once.
    """

    def __init__(self, kind: Kind, starts: Sequence[tuple[str, Phase]], day: dt.date) -> None:
        self.fields = [field for field, _ in starts]
        self._phases = [phase for _, phase in starts]
        self._roles = [kind.dates[field] for field in self.fields]
        self._day = day

    def __missing__(self, written: tuple[str | None, ...]) -> Phase | None:
        phase = self[written] = self._phase(written)
        return phase

    def _phase(self, written: tuple[str | None, ...]) -> Phase | None:
        dated = zip(written, self._roles, self._phases, strict=True)
        starts = [(role.day(text), phase) for text, role, phase in dated if text]
        begun = [(day, phase) for day, phase in starts if day <= self._day]
        if not starts:
            return None
        if not begun:
            return "plan" if any(phase in ("plan", "active") for _, phase in starts) else "unknown"
        # Of two phases that begin on one day, the later in life is the one that holds.
        latest = max(day for day, _ in begun)
        return [phase for day, phase in begun if day == latest][-1]


class Phases(dict[str, Phase]):
    """The phase of each element at a date (LeanIX life cycle), `unknown` where no date tells; KeyError for no element.

    An element without dates of its own has those of what lends it dates: its whole, its product, its provider. The
    dates of the elements of `standing` are not looked at. Without a date, the phase is today's.
    """

    def __init__(self, engine: Engine, neighbours: Neighbours, date: dt.date | None, standing: Collection[str]) -> None:
        self._engine, self._neighbours, self._date, self._standing = engine, neighbours, date, standing
        self._starts_by_kind: dict[str, Sequence[tuple[str, Phase]]] = {}
        self._tables_by_kind: dict[str, _PhaseTable] = {}

    def __missing__(self, id: str) -> Phase:
        phase = self[id] = self._phase(id)
        return phase

    def _phase(self, id: str) -> Phase:
        if not self._engine.vocabulary.kinds[self._engine.kind_of(id)].lenders:
            return (None if id in self._standing else self._own_phase(id)) or "unknown"
        # Depth first without recursion: the first lender whose dates tell; each is asked once.
        visited: set[str] = set()
        alone: list[str] = []
        """Those asked while each had one lender: what is found holds for them all."""
        pending, phase = [id], None
        while pending and phase is None:
            current = pending.pop()
            if current in visited or current in self._standing:
                continue
            visited.add(current)
            if current in self:
                # It looked at all its lenders: where none of them tells, there is no more to ask there.
                phase = self[current] if self[current] != "unknown" else None
                continue
            if len(alone) == len(visited) - 1 and not pending:
                alone.append(current)
            own = self._own_phase(current)
            if own is None:
                lenders = chain.from_iterable(lenders_of(self._engine, self._neighbours, current))
                pending += reversed([*lenders])
            elif own != "unknown":
                phase = own
        self.update(dict.fromkeys(alone, phase or "unknown"))
        return phase or "unknown"

    def _own_phase(self, id: str) -> Phase | None:
        """The phase that an element's own dates tell, None where it writes none."""
        table = self._table(self._engine.kind_of(id))
        phase = table[tuple([self._engine.value(id, field) for field in table.fields])]
        return "phase_in" if phase == "active" and self._is_rolled_out(id) else phase

    def out_by_their_dates(self, kind_name: str) -> list[str]:
        """The elements of exactly a kind that their own dates put out of service."""
        table = self._table(kind_name)
        rows = self._engine.rows(kind_name, *table.fields) if table.fields else ()
        return [id for id, *written in rows if (table[tuple(written)] or "unknown") not in IN_SERVICE]

    def _table(self, kind_name: str) -> _PhaseTable:
        table = self._tables_by_kind.get(kind_name)
        if table is None:
            table = _PhaseTable(self._engine.vocabulary.kinds[kind_name], self.starts(kind_name), self._day)
            self._tables_by_kind[kind_name] = table
        return table

    def starts(self, kind_name: str) -> Sequence[tuple[str, Phase]]:
        """The date fields at which a phase begins, each with that phase, that some element of a kind writes."""
        if kind_name not in self._starts_by_kind:
            written = self._engine.fields(kind_name)
            self._starts_by_kind[kind_name] = [(field, phase) for field, phase in STARTS if field in written]
        return self._starts_by_kind[kind_name]

    @property
    def _day(self) -> dt.date:
        return self._date or dt.date.today()

    def _is_rolled_out(self, id: str) -> bool:
        """Whether a project that phases an element in runs at the date."""
        for inverse in self._engine.vocabulary.rollouts(self._engine.kind_of(id)):
            for project in self._neighbours[inverse][id]:
                project_kind = self._engine.vocabulary.kinds[self._engine.kind_of(project)]
                types = {link.phases_in for link in project_kind.links.values() if link.inverse == inverse}
                project_type = self._engine.value(project, "type")
                if project_type is not None and project_type in types and self._runs(project):
                    return True
        return False

    def _runs(self, project: str) -> bool:
        """Whether the date is between the dates of a project, both included; one without an end still runs."""
        start, end = (self._engine.value(project, field) for field in ("starts_on", "ends_on"))
        roles = self._engine.vocabulary.kinds[self._engine.kind_of(project)].dates
        started = start is not None and roles["starts_on"].day(start) <= self._day
        return started and (end is None or self._day <= roles["ends_on"].day(end))


def lenders_of(engine: Engine, neighbours: Neighbours, id: str) -> list[Sequence[str]]:
    """The elements that lend an element their dates, link by link."""
    fields = engine.vocabulary.kinds[engine.kind_of(id)].lenders
    return [targets for field in fields if (targets := neighbours[field][id])]
