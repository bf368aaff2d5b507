"""A view of the cartography with all that it is drawn from, before it has a language or a shape."""

from __future__ import annotations

from dataclasses import dataclass

from ea_repo.answer.situation import Situation
from ea_repo.draw.cartography import View
from ea_repo.draw.style import Style
from ea_repo.finding import Finding
from ea_repo.graph import Graph
from ea_repo.impact.impact import Impact
from ea_repo.impact.timeline import Timeline
from ea_repo.select import NOTHING_IN_FULL, Knowledge
from ea_repo.write import file_name


@dataclass(frozen=True)
class MapQuestion:
    """A map asked for: its view, what it is drawn around, how far, and the day that it is compared with.

    `colour` is what its boxes are coloured by instead of what the view says, `badge` a field told on each box besides.
    """

    view: str
    focus: tuple[str, ...] = ()
    depth: int | None = None
    before: str | None = None
    colour: str | None = None
    badge: str | None = None

    @property
    def name(self) -> str:
        """What to call its file, whatever the ids are."""
        return file_name("-".join((self.view, *self.focus[:3])))


@dataclass(frozen=True)
class Findings:
    """A map is coloured by these findings."""

    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Change:
    """A map is coloured by what differs from this graph; its day, where the two are two days of one text."""

    before: Graph
    since: Situation | None


Analysis = Findings | Impact | Timeline | Change
"""What colours a map, where no field of its elements does."""


@dataclass(frozen=True)
class Map:
    """A view and what it is asked about, the graph that it shows, the analysis that colours it."""

    question: MapQuestion
    view: View
    style: Style
    graph: Graph
    analysis: Analysis | None
    unreadable: int = 0
    """How many parts of the text could not be read, and are missing from the map."""
    known: Knowledge = NOTHING_IN_FULL
    """Tells whether an absence is a no."""
