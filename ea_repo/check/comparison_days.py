"""The days that a workspace gives itself to compare: the one looked at, and those of its recorded states."""

from __future__ import annotations

from ea_repo.check.indicators import DayLookedAt
from ea_repo.finding import Text
from ea_repo.graph import Graph
from ea_repo.metamodel.dates import last_day

MOST = 5
"""How many days stand side by side at the most: more than this, nobody reads."""


def comparison_days(graph: Graph, today: DayLookedAt) -> list[DayLookedAt]:
    """The day looked at and those of the states, in order; where they are too many, those nearest to it.

    States of one day share it, and an illustrative one is left out.
    """
    origins = {today.date: [today.origin]}
    for id in graph.of("state"):
        written = graph.value(id, "date")
        if written and graph.value(id, "illustrative") is not True:
            name = graph.value(id, "name") or id
            origins.setdefault(last_day(written), []).append(Text(name, name))
    nearest = sorted(origins, key=lambda date: (abs(date - today.date), date))[:MOST]
    return [DayLookedAt(date, _joined(origins[date])) for date in sorted(nearest)]


def _joined(origins: list[Text]) -> Text:
    return Text(", ".join(origin.fr for origin in origins), ", ".join(origin.en for origin in origins))
