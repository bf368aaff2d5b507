"""The dossier of a decommissioning for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator

from ea_repo.answer.answer import Answer
from ea_repo.document import Records
from ea_repo.finding import Lang
from ea_repo.impact.decommissioning_dossier import DecommissioningDossier
from ea_repo.impact.earliest_day import Obstacle
from ea_repo.report.days import ends, written

COLUMNS = ("what", "id", "kind", "name", "value", "need", "sites", "data", "from", "until", "ask")


def records(answer: Answer[DecommissioningDossier], lang: Lang) -> Records:
    """One line a step, what it would lose, who takes over (`sites` and `data`: what it lacks), each missing fact."""
    return Records(COLUMNS, _rows(answer.content))


def _rows(retirement: DecommissioningDossier) -> Iterator[tuple[str | None, ...]]:
    graph = retirement.graph

    def named(id: str) -> tuple[str, str, str]:
        return id, graph.kind(id), graph.name(id)

    for step in retirement.plan.steps:
        for id in step.group.ids:
            yield ("step", *named(id), step.verdict, "", "", "", written(step.date), "", "")
        lost: tuple[tuple[str, tuple[Obstacle, ...]], ...] = (("obstacle", step.obstacles), ("doubt", step.later))
        for what, obstacles in lost:
            for obstacle in obstacles:
                element, certain = obstacle.lost, "certain" if obstacle.certain else "possible"
                days = ends(obstacle.span).values()
                yield (what, *named(element.id), certain, element.need, element.place, "", *days, "")
    for takeover in retirement.takeovers:
        lacking = ", ".join(takeover.sites), ", ".join(takeover.data)
        yield ("takeover", *named(takeover.old), takeover.new, "", *lacking, written(takeover.since), "", "")
    facts = [(fact.id, fact.field, fact.ask) for fact in retirement.to_confirm]
    facts += [(fact.id, fact.field, fact.ask) for fact in retirement.missing]
    for id, field, ask in dict.fromkeys(facts):
        yield ("missing", *named(id), field, "", "", "", "", "", ", ".join(ask))
