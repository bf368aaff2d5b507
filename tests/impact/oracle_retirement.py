"""Retirement plans by the words alone: every assignment of days to groups is tried."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from itertools import product
from typing import Literal

from tests.impact.oracle import Impact, covering, impact, looked_at, lost_at
from tests.impact.oracle_facts import At, Model, days_that_matter
from tests.impact.oracle_losses import State

NEVER = dt.date.max
Verdict = Literal["GO", "NO-GO (to be confirmed)", "NO-GO"]


def uncovered(model: Model, retired: Collection[str], date: dt.date) -> set[tuple[str, str]]:
    """The process × site pairs that would be covered that day, and that these retirements leave without cover."""
    # Reading: a pair is uncovered where impact says that the process is lost there, with all that is retired so far: an
    # application lost for want of a retired one covers no more, and a POC that is not industrialised covers nothing in
    # the place of another.
    # Reading: for `state` only: an absent need or deployed_at makes no plan invalid.
    # Reading: "before" is without the plan, on the day of the step.
    impact_of_all = lost_at(model, retired, date, as_if=False)
    return {
        (process, place)
        for process, touched in impact_of_all.elements.items()
        for place, there in touched.sites.items()
        if there.state == "lost"
    }


def valid_plan(model: Model, groups: Sequence[Collection[str]], dates: Sequence[dt.date]) -> bool:
    """No process × site covered before is uncovered after any step."""
    for step in dates:
        retired = {id for group, date in zip(groups, dates, strict=True) for id in group if date <= step}
        if uncovered(model, retired, step):
            return False
    return True


def together(model: Model, ids: Iterable[str], date: dt.date) -> list[list[str]]:
    """The groups: strongly dependent ones go together."""
    # Reading: two depend on each other where flows in service, of production, lead from the solution of one to that of
    # the other and back, directly or by others of those to retire; so do a module and its whole, an instance and its
    # product (the loss of one brings the other's), and modules of one solution by themselves do not.
    chosen = sorted(set(ids))
    view = At(model, date)
    inside = {id: view.below([id], "part_of") for id in chosen}
    feeding = {
        (giver, taker)
        for flow in view.exchanges()
        for giver in chosen
        for taker in chosen
        if giver != taker and flow.source in inside[giver] and flow.target in inside[taker]
    }
    for whole in chosen:
        for part in view.below([whole], "part_of", "instance_of") & set(chosen) - {whole}:
            feeding |= {(whole, part), (part, whole)}
    while True:
        more = {(first, last) for first, middle in feeding for start, last in feeding if middle == start}
        if more <= feeding:
            break
        feeding |= more
    groups = {
        frozenset({first, *(second for second in chosen if {(first, second), (second, first)} <= feeding)})
        for first in chosen
    }
    return sorted(sorted(group) for group in groups)


def best_plan(model: Model, ids: Iterable[str], not_before: dt.date) -> list[tuple[dt.date, list[str]]]:
    """Each group at its earliest valid date, ties by id; NEVER where there is none."""
    # Reading: of all valid plans, the one whose steps, in the order of dates then ids, come first: the first step as
    # early as may be, and so on. Groups that have the same date are one step each, in any order.
    groups = together(model, ids, not_before)
    days = [not_before, *(day for day in days_that_matter(model) if day > not_before)]
    fine = cache(lambda retired, day: not uncovered(model, retired, day))
    plans = []
    for dates in product([*days, NEVER], repeat=len(groups)):
        steps = [day for day in dates if day != NEVER]
        # What left service by its own dates is no longer there to be retired.
        if any(looked_at(model, group, on) != on for group, on in zip(groups, dates, strict=True) if on != NEVER):
            continue
        if all(
            fine(frozenset(id for group, on in zip(groups, dates, strict=True) for id in group if on <= step), step)
            for step in steps
        ):
            plans.append(sorted(zip(dates, groups, strict=True)))
    return min(plans)


def verdict(model: Model, group: Collection[str], date: dt.date) -> Verdict:
    """GO: nothing lost even in `possible`; NO-GO: something lost in `state`; between: to be confirmed."""
    impact_of_group = impact(model, group, date)
    if lost_outside(model, group, impact_of_group, "state"):
        return "NO-GO"
    return "NO-GO (to be confirmed)" if lost_outside(model, group, impact_of_group, "possible") else "GO"


def lost_outside(
    model: Model, group: Collection[str], impact_of_group: Impact, reading: Literal["state", "possible"]
) -> set[str]:
    """What is lost outside the group: its own modules, instances and APIs do not count, nor a datum whose archive is
    declared, nor a flow that ends in the group."""
    view = At(model, impact_of_group.date)
    own = view.below(group, "part_of", "instance_of")
    own |= {id for id in view.ids("api") if own & set(view.to(id, "provided_by"))}

    def archived(datum: str) -> bool:
        # Reading: the archive of a datum is declared by the projects that retire those of the group that master it,
        # or a whole of it; where none of them does, by those that retire each of the group.
        names = {datum, *view.upwards(datum, "part_of")}
        masters = {id for id in view.ids("application", "referential") if names & set(view.to(id, "masters"))}
        having = [root for root in group if masters & view.below([root], "part_of", "instance_of")] or list(group)
        projects = [id for id in view.ids("project") if view.recorded(id, "archive")]
        return all(any(root in view.to(id, "retires") for id in projects) for root in having)

    lost: dict[str, State | None] = {id: getattr(touched, reading) for id, touched in impact_of_group.elements.items()}
    flows = impact_of_group.flows if reading == "possible" else impact_of_group.certain_flows
    return {
        id
        for id, state in lost.items()
        if state == "lost" and id not in own and not (view.kind(id) == "data_object" and archived(id))
    } | {id for id in flows if id not in group and not own & set(view.to(id, "target"))}


def covered_pairs(model: Model, date: dt.date) -> set[tuple[str, str]]:
    """The process × site pairs covered on a day, an unknown deployed_at being everywhere."""
    view = At(model, date)
    return {
        (process, place)
        for process in view.serving("process")
        for place in view.places()
        if any(view.known_there(id, place) is not False for id in covering(view, process))
    }
