"""What a derogation accepts: the findings of its rule on its subjects, with no offender that it does not name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ea_repo.check.charter import Charter
from ea_repo.finding import Finding, Text
from ea_repo.graph import Graph
from ea_repo.metamodel.dates import first_day, last_day
from ea_repo.typography import lasting_until


@dataclass(frozen=True)
class Acceptance:
    """A derogation as a committee reads it: what it is called, who decided it, why, until when, as it is written."""

    name: str
    by: tuple[str, ...]
    reason: str | None
    until: str | None


def acceptances(findings: Iterable[Finding], graph: Graph) -> dict[str, Acceptance]:
    """The derogations that accept some of these findings, by their ids."""
    accepting = sorted({finding.accepted_by for finding in findings if finding.accepted_by})
    return {
        id: Acceptance(
            graph.name(id),
            tuple(map(graph.name, graph.targets(id, "by"))),
            graph.value(id, "reason"),
            graph.value(id, "expires_on"),
        )
        for id in accepting
    }


def lapses(graph: Graph, id: str, granter: str | None) -> set[str]:
    """Why a derogation does not hold at the date: expired, early, no_reason, no_author, no_date, not_granted."""
    until, since = graph.value(id, "expires_on"), graph.value(id, "decided_on")
    authors = graph.targets(id, "by")
    date = graph.date
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
        worse = Text(
            f"Aggravé : la dérogation {id} ({lasting_until(until, 'fr')}) ne couvre pas {named}",
            f"Worsened: the derogation {id} ({lasting_until(until, 'en')}) does not cover {named}",
        )
        finding = replace(finding, details=(*finding.details, worse), worse=(*finding.worse, worse))
    return finding
