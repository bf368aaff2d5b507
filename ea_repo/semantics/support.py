"""Until when a technology is supported: by its vendor, by a paid extension, by a contract of one's own."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ea_repo.graph import Graph
from ea_repo.metamodel.dates import last_day, months_later
from ea_repo.semantics.hosting import technologies_under

ENDS = ("end_of_support_on", "end_of_extended_support_on", "own_support_until")
"""The ways a technology is supported; the last of them to end counts."""
SOON = 12
"""How many months before its end a support is said to end soon: as many as the rules on what is soon obsolete say."""
STATES = ("supported", "null", "extended", "soon", "ended")
"""What a support may be on a day, from the mildest to the worst; null: no end of it is recorded.

The last end counts for all of them, as for the rules: `ended` is what they find out of support, `soon` what they find
soon to be; `extended` has more time, but its vendor's own support is over.
"""


@dataclass(frozen=True, slots=True)
class Support:
    """The last day of the vendor's own support, where it is written, and that of any support."""

    vendor: dt.date | None
    last: dt.date

    def state(self, day: dt.date) -> str:
        """What it is on a day: supported, extended (paid support only), soon over, or ended."""
        if self.last < day:
            return "ended"
        if self.last < months_later(day, SOON):
            return "soon"
        return "extended" if self.vendor is None or self.vendor < day else "supported"


def last_support(graph: Graph, technology: str) -> str | None:
    """The last of the days of support of a technology, as it is written; None where none is."""
    written = [value for name in ENDS if (value := graph.value(technology, name))]
    return max(written, key=last_day) if written else None


def support(graph: Graph, technology: str) -> Support | None:
    """Until when a technology is supported; None where nothing is written of it."""
    last, vendor = last_support(graph, technology), graph.value(technology, "end_of_support_on")
    return Support(last_day(vendor) if vendor else None, last_day(last)) if last else None


def support_under(graph: Graph, id: str, day: dt.date) -> str:
    """The worst state of the technologies under an application or a node.

    It is supported where each of them is known to be, and its own are recorded; what is known to be out of support, or
    soon, is so whatever the others are.
    """
    known = [support(graph, hosted.technology) for hosted in technologies_under(graph, id)]
    states = ["null" if one is None else one.state(day) for one in known]
    if not graph.recorded(id, "technologies"):
        states.append("null")
    return max(states, key=STATES.index, default="null")
