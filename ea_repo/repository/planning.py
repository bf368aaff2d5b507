"""What one may plan: a loss, a withdrawal, a decommissioning."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ea_repo.check.audit_settings import completeness
from ea_repo.impact.decommissioning_dossier import decommissioning_dossier
from ea_repo.impact.impact import impact
from ea_repo.impact.preconditions import read_replacements, require_deployed_at, require_losable
from ea_repo.impact.still_connected import still_connected
from ea_repo.report.impact import Answer
from ea_repo.report.retire import Dossier, Leftovers
from ea_repo.repository.opened import Opened
from ea_repo.select.shell_selector import parse_words
from ea_repo.select.validation import check as check_selector
from ea_repo.semantics.contacts import concerned, contacts


class Planning(Opened):
    """The commands that say what a change does."""

    def impact(self, ids: Sequence[str], on: str | None, sites: Sequence[str], scope: Sequence[str]) -> Answer:
        """What the loss of some elements does or, with sites, their withdrawal from there; only those in the scope."""
        day = self._on(on)
        selector = parse_words(scope)
        check_selector(selector, self.graph, strict=True)
        for id in ids:
            self._known(id)
            require_losable(self.workspace.graph, id, locally=bool(sites))
        for site in sites:
            self._known(site, "site")
        found = impact(self.workspace.graph, ids, day.date, sites)
        require_deployed_at(found.graph, ids, sites)
        touched = [*found.roots, *(each.id for each in found.elements)]
        other = concerned(found.graph, found.roots)
        kept = tuple(each for each in found.elements if not scope or selector.matches(found.graph, each.id))
        known = completeness(self.workspace, found.graph).known
        return Answer(
            self._situation(day),
            replace(found, elements=kept),
            contacts(found.graph, (*touched, *other)),
            other,
            {
                "covers": known.holds_all(found.graph, "application", "covers"),
                "deployed_at": known.holds_all(found.graph, "application", "deployed_at"),
                "flow": known.holds_all(found.graph, "flow", "source"),
            },
            len(found.elements) - len(kept),
        )

    def retire(self, ids: Sequence[str], on: str | None, sites: Sequence[str], replace: Sequence[str]) -> Dossier:
        """The dossier of a decommissioning, from a day on, at some sites or everywhere."""
        instead = read_replacements(replace)
        for id in (*ids, *instead, *instead.values()):
            self._known(id)
        for site in sites:
            self._known(site, "site")
        day = self._on(on)
        graph = self.workspace.graph.at(day.date)
        known = completeness(self.workspace, graph).known
        found = decommissioning_dossier(
            graph, ids, day.date, sites, instead, lambda each, field: known.knows(graph, each, field)
        )
        return Dossier(self._situation(day), found)

    def leftovers(self, ids: Sequence[str], on: str | None) -> Leftovers:
        """What is left of elements that should be off, on the day looked at."""
        day = self._on(on)
        graph = self.workspace.graph.at(day.date)
        for id in ids:
            self._known(id)
            require_losable(graph, id, locally=True)
        left = tuple(each for id in ids for each in still_connected(graph, id, day.date))
        names = tuple(graph.name(each.of) for each in left)
        return Leftovers(self._situation(day), tuple(ids), tuple(graph.name(id) for id in ids), left, names)
