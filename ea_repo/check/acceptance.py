"""What a derogation accepts: the findings of its rule on its subjects, with no offender that it does not name."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

from ea_repo.check.charter import Charter
from ea_repo.finding import Finding, Text
from ea_repo.graph import Graph
from ea_repo.metamodel.dates import first_day, last_day
from ea_repo.typography import lasting_until


@dataclass(frozen=True)
class Derogation:
    """A derogation as a committee reads it, on a day."""

    id: str
    name: str
    """What people call it; its id, where nobody gave it a name."""
    rule: str | None
    title: Text | None
    """What the rule that it lifts is called, where there is such a rule."""
    subjects: tuple[str, ...]
    """The names of what may violate the rule."""
    by: tuple[str, ...]
    """The names of who granted it."""
    until: str | None
    """Its last day, as it is written."""
    left: int | None
    """How many days it still holds; below 0 it is over, None where it has no last day."""
    lapses: frozenset[str]
    """Why it does not hold: expired, early, no_reason, no_author, no_date, not_granted."""
    reason: str | None
    illustrative: bool

    @property
    def is_over(self) -> bool:
        """Whether its last day has passed."""
        return self.left is not None and self.left < 0

    def ends_within(self, days: int) -> bool:
        """Whether it holds still, and ends within so many days."""
        return self.left is not None and 0 <= self.left <= days

    @property
    def place(self) -> tuple[int, float, str, str]:
        """What puts first what a committee has to take up: what is over or void, then by last day; one to come last."""
        to_come = self.lapses == {"early"}
        rank = 2 if to_come else 0 if self.lapses else 1
        return rank, math.inf if self.left is None else self.left, self.name.casefold(), self.id


def granted(graph: Graph, charter: Charter, day: dt.date) -> dict[str, Derogation]:
    """The derogations by their ids, in the order in which a committee takes them up on a day."""
    derogations = [_derogation(graph, charter, id, day) for id in graph.of("derogation")]
    return {derogation.id: derogation for derogation in sorted(derogations, key=lambda derogation: derogation.place)}


def _derogation(graph: Graph, charter: Charter, id: str, day: dt.date) -> Derogation:
    rule, until = graph.value(id, "rule"), graph.value(id, "expires_on")
    return Derogation(
        id,
        graph.name(id),
        rule,
        charter.rules[rule].title.text if rule in charter.rules else None,
        tuple(map(graph.name, graph.targets(id, "subjects"))),
        tuple(map(graph.name, graph.targets(id, "by"))),
        until,
        (last_day(until) - day).days if until else None,
        frozenset(lapses(graph, id, charter.granter(rule) if rule else None, day)),
        graph.value(id, "reason"),
        id in graph.illustrative,
    )


def lapses(graph: Graph, id: str, granter: str | None, day: dt.date | None = None) -> set[str]:
    """Why a derogation does not hold: expired, early, no_reason, no_author, no_date, not_granted.

    On a `day`, by default that of the graph.
    """
    until, since = graph.value(id, "expires_on"), graph.value(id, "decided_on")
    authors = graph.targets(id, "by")
    date = day or graph.date
    reasons = {
        "expired": bool(until and date and last_day(until) < date),
        "early": bool(since and date and first_day(since) > date),
        "no_date": until is None,
        "no_reason": graph.value(id, "reason") is None,
        "no_author": not authors,
        "not_granted": bool(authors and granter and granter not in authors),
    }
    return {name for name, lapsed in reasons.items() if lapsed}


def accepted(findings: Iterable[Finding], graph: Graph, charter: Charter) -> list[Finding]:
    """The findings, those that a derogation allows at the date marked so; one that got worse says whom it adds."""
    holding: dict[tuple[str | None, str], list[str]] = {}
    for id in graph.of("derogation"):
        rule = graph.value(id, "rule")
        # What is wrong with a rule itself, or a check that fails, is never accepted.
        if rule in charter.rules and not lapses(graph, id, charter.granter(rule)):
            for subject in graph.targets(id, "subjects"):
                holding.setdefault((rule, subject), []).append(id)
    return [_marked(finding, holding.get((finding.rule, finding.subject), []), graph) for finding in findings]


def _marked(finding: Finding, derogations: list[str], graph: Graph) -> Finding:
    for id in derogations:
        newcomers = sorted(set(finding.offenders) - set(graph.targets(id, "offenders")))
        if not newcomers:
            return replace(finding, accepted_by=id, accepted_until=graph.value(id, "expires_on"))
        until, named = graph.value(id, "expires_on"), ", ".join(map(graph.name, newcomers))
        granters = ", ".join(map(graph.name, graph.targets(id, "by")))
        by = Text(f" accordée par {granters}", f" granted by {granters}")
        worse = Text(
            f"Aggravé : la dérogation{by.fr}, {lasting_until(until, 'fr')}, ne couvre pas {named} ({id})",
            f"Worsened: the derogation{by.en}, {lasting_until(until, 'en')}, does not cover {named} ({id})",
        )
        finding = replace(finding, details=(*finding.details, worse), worse=(*finding.worse, worse))
    return finding
