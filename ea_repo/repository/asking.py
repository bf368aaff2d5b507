"""What one may ask: elements, what depends on what, what happens when."""

from __future__ import annotations

from collections.abc import Sequence

from ea_repo.impact.dependencies import Along, Dependencies, dependencies
from ea_repo.impact.lineage import Lineage, lineage
from ea_repo.impact.path import Paths, paths
from ea_repo.impact.timeline import Timeline, require_life_cycle, require_ordered, timeline
from ea_repo.report.card import Card, card
from ea_repo.report.search import Match, search
from ea_repo.report.table import Table, table
from ea_repo.repository.opened import Opened
from ea_repo.select.shell_selector import parse_words
from ea_repo.select.validation import check as check_selector
from ea_repo.select.validation import check_column

COLUMNS = ("id", "kind", "name", "phase", "stated_by")
FLOW_COLUMNS = ("id", "source", "target", "data", "mode", "phase")
"""What `list` shows unless asked otherwise: of flows, what goes from where to where."""


class Asking(Opened):
    """The commands that answer from the graph."""

    def list(self, words: Sequence[str], columns: Sequence[str] = ()) -> Table:
        """The elements that a selector chooses, one a line."""
        selector = parse_words(words)
        check_selector(selector, self.graph, strict=True)
        for each in columns:
            check_column(each)
        ids = selector.select(self.graph)
        usual = FLOW_COLUMNS if {self.graph.kind(id) for id in ids} == {"flow"} else COLUMNS
        return table(self.graph, ids, columns or usual, self.situation)

    def show(self, id: str) -> Card:
        """Everything known of one element, with what points at it."""
        self._known(id)
        return card(self.graph, id, self.locate(id), self.situation)

    def find(self, text: str) -> Sequence[Match]:
        """The elements that say this text somewhere, whatever its accents and capitals; the nearest first."""
        return search(self.graph, text)

    def deps(self, id: str, along: Along = Along()) -> Dependencies:  # noqa: B008
        """What an element feeds and what feeds it, along flows or other links."""
        for each in filter(None, (id, along.datum)):
            self._known(each)
        return dependencies(self.graph, id, along)

    def path(self, start: str, end: str) -> Paths:
        """The shortest chains of flows from an application to another."""
        for each in (start, end):
            self._known(each)
        return paths(self.graph, start, end)

    def lineage(self, datum: str) -> Lineage:
        """Who holds a datum, and from whom."""
        self._known(datum)
        return lineage(self.graph, datum)

    def timeline(self, ids: Sequence[str] = (), first: str | None = None, last: str | None = None) -> Timeline:
        """What lives when between two days, written as `at`: phases, overlaps with successors, gaps in cover."""
        for each in ids:
            self._known(each)
            require_life_cycle(self.workspace.graph, each)
        since = None if first is None else self._on(first).date
        until = None if last is None else self._asked(last).date
        require_ordered(since, until)
        return timeline(self.workspace.graph, self.when.date, ids, since, until)
