"""What one may plan: a loss, a withdrawal, a decommissioning."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ea_repo.answer.answer import Answer
from ea_repo.answer.impact import ImpactStudy
from ea_repo.answer.leftovers import Leftovers
from ea_repo.check.setting import Selection, settle
from ea_repo.impact.impact import impact
from ea_repo.impact.leftovers import leftovers
from ea_repo.impact.questions import deployed_there, may_be_lost
from ea_repo.impact.retire import Retirement, replacements, retire
from ea_repo.impact.told import concerned, told
from ea_repo.repository.open_workspace import OpenWorkspace
from ea_repo.select.meaning import check as check_selector
from ea_repo.select.words import parse_words


def study(
    opened: OpenWorkspace, ids: Sequence[str], on: str | None, sites: Sequence[str], scope: Sequence[str]
) -> Answer[ImpactStudy]:
    """What the loss of some elements does or, with sites, their withdrawal from there; only those in the scope."""
    day, whole = opened.first_day(on), opened.workspace.graph
    selector = parse_words(scope)
    check_selector(selector, opened.graph, strict=True)
    for id in ids:
        opened.must_know(id)
        may_be_lost(whole, id, locally=bool(sites))
    for site in sites:
        opened.must_know(site, "site")
    loss = impact(whole, ids, day.date, sites)
    graph = loss.graph
    deployed_there(graph, ids, sites)
    touched = [*loss.roots, *(affected.id for affected in loss.elements)]
    nothing_lost = concerned(graph, loss.roots)
    kept = tuple(affected for affected in loss.elements if not scope or selector.matches(graph, affected.id))
    known = settle(opened.workspace, graph, opened.charter, Selection())[0].known
    complete = {
        "covers": known.holds_all(graph, "application", "covers"),
        "deployed_at": known.holds_all(graph, "application", "deployed_at"),
        "flow": known.holds_all(graph, "flow", "source"),
    }
    recipients = told(graph, (*touched, *nothing_lost))
    left_out = len(loss.elements) - len(kept)
    return opened.answer(ImpactStudy(replace(loss, elements=kept), recipients, nothing_lost, complete, left_out), day)


def dossier(
    opened: OpenWorkspace, ids: Sequence[str], on: str | None, sites: Sequence[str], replaced: Sequence[str]
) -> Answer[Retirement]:
    """The dossier of a decommissioning, from a day on, at some sites or everywhere."""
    instead = replacements(replaced)
    for id in (*ids, *instead, *instead.values()):
        opened.must_know(id)
    for site in sites:
        opened.must_know(site, "site")
    day = opened.first_day(on)
    graph = opened.workspace.graph.at(day.date)
    known = settle(opened.workspace, graph, opened.charter, Selection())[0].known
    retirement = retire(graph, ids, day.date, sites, instead, lambda element, field: known.knows(graph, element, field))
    return opened.answer(retirement, day)


def what_is_left(opened: OpenWorkspace, ids: Sequence[str], on: str | None) -> Answer[Leftovers]:
    """What is left of elements that should be off, on the day looked at."""
    day = opened.first_day(on)
    graph = opened.workspace.graph.at(day.date)
    for id in ids:
        opened.must_know(id)
        may_be_lost(graph, id, locally=True)
    left = tuple(fact for id in ids for fact in leftovers(graph, id, day.date))
    owners = tuple(graph.name(fact.of) for fact in left)
    return opened.answer(Leftovers(tuple(ids), tuple(graph.name(id) for id in ids), left, owners), day)
