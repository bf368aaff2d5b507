"""What one may plan: a loss, a withdrawal, a decommissioning."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from ea_repo.answer.answer import Answer
from ea_repo.answer.impact import ImpactStudy
from ea_repo.answer.leftovers import Leftovers
from ea_repo.answer.trust import under_retirement
from ea_repo.check.audit_settings import completeness
from ea_repo.impact.decommissioning_dossier import DecommissioningDossier, decommissioning_dossier
from ea_repo.impact.impact import Impact, impact
from ea_repo.impact.preconditions import is_losable, read_replacements, require_deployed_at, require_losable
from ea_repo.impact.still_connected import still_connected
from ea_repo.impact.unread_relations import UnreadRelation, unread_relations
from ea_repo.impact.whom_to_call import data_concerned, treatments_concerned, whom_to_call
from ea_repo.repository.freshness import trust
from ea_repo.repository.open_workspace import OpenWorkspace
from ea_repo.semantics.belongings import belongings
from ea_repo.semantics.contacts import concerned, contacts


def study(
    opened: OpenWorkspace, ids: Sequence[str], on: str | None, sites: Sequence[str], scope: Sequence[str]
) -> Answer[ImpactStudy]:
    """What the loss of some elements does or, with sites, their withdrawal from there; only those in the scope."""
    day, whole = opened.first_day(on), opened.workspace.graph
    within = opened.typed(scope)
    for id in ids:
        opened.must_know(id)
        require_losable(whole, id, locally=bool(sites))
    for site in sites:
        opened.must_know(site, "site")
    loss = impact(whole, ids, day.date, sites)
    graph = loss.graph
    require_deployed_at(graph, ids, sites)
    touched = [*loss.roots, *(affected.id for affected in loss.elements)]
    nothing_lost = tuple(id for id in concerned(graph, loss.roots) if id not in touched)
    kept = tuple(affected for affected in loss.elements if not scope or within.selector.matches(graph, affected.id))
    known = completeness(opened.workspace, graph).known
    complete = {
        "covers": known.holds_all(graph, "application", "covers"),
        "deployed_at": known.holds_all(graph, "application", "deployed_at"),
        "flow": known.holds_all(graph, "flow", "source"),
    }
    states = [
        *((root, "lost", "lost") for root in loss.roots),
        *((affected.id, affected.state, affected.possible) for affected in loss.elements),
    ]
    content = ImpactStudy(
        replace(loss, elements=kept),
        contacts(graph, (*touched, *nothing_lost)),
        nothing_lost,
        complete,
        calls=whom_to_call(graph, states),
        treatments=treatments_concerned(graph, touched),
        data=data_concerned(graph, touched),
        unread=_unread(loss),
        left_out=len(loss.elements) - len(kept),
    )
    return opened.answer(content, day, within.meant)


def _unread(loss: Impact) -> tuple[UnreadRelation, ...]:
    """The relations of what is lost that no loss reads; withdrawn from some sites, it stays: its relations do too."""
    if loss.sites:
        return ()
    graph = loss.graph
    gone = belongings(graph, loss.roots).union(element.id for element in loss.lost("state"))
    perhaps = (element.id for element in loss.lost("possible"))
    bricks = [id for id in sorted(gone.union(perhaps)) if is_losable(graph, id)]
    return unread_relations(graph, bricks, gone)


def dossier(
    opened: OpenWorkspace,
    ids: Sequence[str],
    on: str | None,
    sites: Sequence[str],
    replaced: Sequence[str],
    functions: Sequence[str] = (),
) -> Answer[DecommissioningDossier]:
    """The dossier of a decommissioning, from a day on, at some sites or everywhere, of all that is done or a part."""
    pairs = read_replacements(replaced).items()
    instead = {
        opened.named(old, "application"): tuple(opened.named(new, "application") for new in several)
        for old, several in pairs
    }
    for id in (*ids, *instead, *chain.from_iterable(instead.values())):
        opened.must_know(id)
    for site in sites:
        opened.must_know(site, "site")
    for function in functions:
        opened.must_know(function, "process")
    day = opened.first_day(on)
    graph = opened.workspace.graph.at(day.date)
    known = completeness(opened.workspace, graph).known

    def settled(element: str, field: str) -> bool:
        return known.knows(graph, element, field)

    content = decommissioning_dossier(
        graph, ids, day.date, sites, instead, settled, functions=functions, today=opened.when.date
    )
    return replace(opened.answer(content, day), trust=trust(opened, under_retirement(content)))


def what_is_left(opened: OpenWorkspace, ids: Sequence[str], on: str | None) -> Answer[Leftovers]:
    """What is left of elements that should be off, on the day looked at."""
    day = opened.first_day(on)
    graph = opened.workspace.graph.at(day.date)
    for id in ids:
        opened.must_know(id)
        require_losable(graph, id, locally=True)
    left = tuple(fact for id in ids for fact in still_connected(graph, id, day.date))
    owners = tuple(graph.name(fact.of) for fact in left)
    return opened.answer(Leftovers(tuple(ids), tuple(graph.name(id) for id in ids), left, owners), day)
