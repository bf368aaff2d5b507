"""What a comparison tells of processes, sites, flows, money and later days, for programs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ea_repo.answer.changed_costs import AnnouncedCost, BudgetChange, CostChange, Sum
from ea_repo.answer.changed_link_plans import LinkOutlook, LinkPlan
from ea_repo.answer.changed_places import DeploymentChange, SiteChange, UsedAt
from ea_repo.answer.changed_plans import Outlook, PlanChange
from ea_repo.answer.changed_processes import ProcessChange, Tool
from ea_repo.answer.comparison import Comparison

Named = Callable[[str], dict[str, Any]]
"""An element by its id, its kind and its name."""


def changes_data(comparison: Comparison, named: Named) -> dict[str, Any]:
    """The fields of a comparison that say what changes on the day looked at, and after it."""
    places, flows, costs = comparison.places, comparison.flows, comparison.costs
    return {
        "solutions": {
            "enters": list(map(named, comparison.comes)),
            "leaves": list(map(named, comparison.goes)),
        },
        "processes": [_process(change, named) for change in comparison.processes],
        "sites": {
            "opened": list(map(named, places.opened)),
            "closed": list(map(named, places.closed)),
            "changed": list(map(_site, places.sites)),
            "deployments": list(map(_deployment, places.applications)),
        },
        "flows": {
            "enters": [_flow(comparison, id, named) for id in flows.comes],
            "leaves": [_flow(comparison, id, named) for id in flows.goes],
            "changed": [_flow(comparison, change.flow, named) for change in flows.changed],
        },
        "money": {
            "yearly": list(map(_cost, costs.yearly)),
            "once": list(map(_cost, costs.once)),
            "budgets": list(map(_budget, costs.budgets)),
            "more_yearly": _sum(costs.more_yearly),
            "saved_yearly": _sum(costs.saved_yearly),
            "more_once": _sum(costs.more_once),
            "less_once": _sum(costs.less_once),
            "announced": {
                "before": list(map(_announced, comparison.withdrawn)),
                "after": list(map(_announced, comparison.announced)),
            },
        },
        "later": [_plan(change, named) for change in comparison.plans],
        "later_links": list(map(_link, comparison.link_plans)),
        "counted_as_in_service": {"before": list(comparison.before.as_if), "after": list(comparison.after.as_if)},
    }


def _process(change: ProcessChange, named: Named) -> dict[str, Any]:
    sides = {"before": change.before, "after": change.after}
    return named(change.process) | {
        **{name: None if tools is None else list(map(_tool, tools)) for name, tools in sides.items()},
        "unserved": list(change.unserved),
        "served": list(change.served),
        "perhaps_unserved": list(change.perhaps_unserved),
        "perhaps_served": list(change.perhaps_served),
    }


def _tool(tool: Tool) -> dict[str, Any]:
    return {"id": tool.application, "by": "covers" if tool.covers else "supports", "sites": _sites(tool.used_at)}


def _sites(used: UsedAt) -> list[str] | None:
    return None if used.sites is None else list(used.sites)


def _site(change: SiteChange) -> dict[str, Any]:
    return {"sites": list(change.sites), "enters": list(change.comes), "leaves": list(change.goes)}


def _deployment(change: DeploymentChange) -> dict[str, Any]:
    return {"id": change.application, "before": _used(change.before), "after": _used(change.after)}


def _used(used: UsedAt | None) -> dict[str, Any] | None:
    return None if used is None else {"sites": _sites(used)}


def _flow(comparison: Comparison, id: str, named: Named) -> dict[str, Any]:
    """A flow with its mode on each side, null where it is not recorded or where the flow is not there."""
    sides = {"before": comparison.before.graph, "after": comparison.after.graph}
    modes = {name: graph.value(id, "mode") if id in graph else None for name, graph in sides.items()}
    return named(id) | {"mode": modes}


def _cost(change: CostChange) -> dict[str, Any]:
    return {
        "id": change.element,
        "change": change.nature,
        "before": change.before,
        "after": change.after,
        "within": change.within,
        "moved": change.moved,
    }


def _announced(option: AnnouncedCost) -> dict[str, Any]:
    said = {"name": option.name, "once": option.once, "yearly": option.yearly, "live_on": option.live_on}
    return {"request": option.request, "option": option.option} | said


def _budget(change: BudgetChange) -> dict[str, Any]:
    line = {"year": change.year, "class": change.account_class, "basis": change.basis}
    return {"id": change.element} | line | {"before": change.before, "after": change.after}


def _sum(total: Sum) -> dict[str, Any]:
    return {"amount": total.amount, "missing": total.missing, "of": total.of}


def _plan(change: PlanChange, named: Named) -> dict[str, Any]:
    sides = {"before": _outlook(change.before), "after": _outlook(change.after)}
    return named(change.element) | sides | {"serves": list(change.serves)}


def _link(plan: LinkPlan) -> dict[str, Any]:
    sides = {"before": _days(plan.before), "after": _days(plan.after)}
    return {"source": plan.element, "field": plan.field, "target": plan.target} | sides


def _days(look: LinkOutlook | None) -> dict[str, Any] | None:
    if look is None:
        return None
    return {"holds": look.holds, "changes_on": look.changes_on.isoformat() if look.changes_on else None}


def _outlook(look: Outlook | None) -> dict[str, Any] | None:
    if look is None:
        return None
    on = look.changes_on.isoformat() if look.changes_on else None
    return {"in_service": look.in_service, "phase": look.phase, "changes_on": on}
