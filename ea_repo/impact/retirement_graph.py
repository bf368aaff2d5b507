"""The graph in which a retirement is looked at: without the ends that it is about, with those that it plans."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from ea_repo.graph import Changes, Graph, Record
from ea_repo.metamodel.dates import first_day


def written_end(graph: Graph, id: str) -> dt.date | None:
    """The first day out of service that is written of an element itself."""
    written = graph.value(id, "retired_on")
    return first_day(written) if written else None


def looking_past_ends(graph: Graph, ids: Iterable[str], today: dt.date) -> Graph:
    """The graph where elements stay in service past their own written ends still to come: these are what is planned.

    An end that has passed is a fact.
    """
    coming = [id for id in ids if (end := written_end(graph, id)) is not None and end > today]
    return _with_ends(graph, dict.fromkeys(coming))


def with_retired(graph: Graph, days: Mapping[str, dt.date]) -> Graph:
    """The graph with some elements retired, each on its day."""
    return _with_ends(graph, days)


def _with_ends(graph: Graph, ends: Mapping[str, dt.date | None]) -> Graph:
    records = []
    for id, day in ends.items():
        record = graph.record(id)
        fields = {name: value for name, value in record.fields.items() if name != "retired_on"}
        fields |= {"retired_on": day.isoformat()} if day else {}
        records.append(Record(id, record.kind, fields, record.file))
    return graph.with_(Changes(records)) if records else graph
