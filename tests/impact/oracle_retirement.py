"""Retirement plans by the words alone: every assignment of days to groups is tried."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from itertools import product
from typing import Literal

from tests.impact.oracle import Impact, covering, impact, in_service, lost_at
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
    """No process × site served before is unserved after any step, on that day or any later one, because of the step."""
    # Reading: because of the step: it would be served that day without the plan.
    first = min(dates, default=NEVER)
    return not any(
        uncovered(model, _gone(groups, dates, day), day) for day in [*dates, *days_that_matter(model)] if day >= first
    )


def _gone(groups: Sequence[Collection[str]], dates: Sequence[dt.date], day: dt.date) -> frozenset[str]:
    return frozenset(id for group, date in zip(groups, dates, strict=True) for id in group if date <= day)


def together(model: Model, ids: Iterable[str], date: dt.date) -> list[list[str]]:
    """The groups: strongly dependent ones go together."""
    # Reading: two depend on each other where flows in service, of production, lead from one, its modules or instances
    # to the other and back, directly or by others of those to retire; so do a module and its whole, an instance and its
    # product (the loss of one brings the other's), and modules of one solution by themselves do not.
    chosen = sorted(set(ids))
    view = At(model, date)
    inside = {id: view.below([id], "part_of", "instance_of") for id in chosen}
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


def in_order(model: Model, groups: list[list[str]], date: dt.date) -> list[list[str]]:
    """Receivers go before givers, then by id."""
    view = At(model, date)
    own = {id: number for number, group in enumerate(groups) for id in view.below(group, "part_of", "instance_of")}
    feeds = {(own[flow.source], own[flow.target]) for flow in view.exchanges() if {flow.source, flow.target} <= {*own}}
    left, ordered = sorted(range(len(groups)), key=lambda number: groups[number]), []
    while left:
        number = next(one for one in left if not any((one, other) in feeds for other in left if other != one))
        ordered.append(number)
        left.remove(number)
    return [groups[number] for number in ordered]


def best_plan(model: Model, ids: Iterable[str], not_before: dt.date) -> list[tuple[dt.date, list[str]]]:
    """Each group at its earliest valid date: the first that works; NEVER where there is none."""
    # Reading: the groups choose one after the other: receivers, then givers, then by id. A date works where nothing
    # else is lost for certain; where that is so on none, it is the first that is valid.
    # Reading: what is not there on a day, or not any more, is not retired on it.
    groups = in_order(model, together(model, ids, not_before), not_before)
    all_days = days_that_matter(model)
    # Those on which something begins; the days before them are as those before.
    days = [not_before, *(day for day in all_days if day > not_before and day - dt.timedelta(1) in all_days)]
    fine = cache(lambda retired, day: not uncovered(model, retired, day))
    standing = cache(lambda number, day: all(in_service(model, id, day) for id in groups[number]))

    @cache
    def works(number: int, day: dt.date, gone: frozenset[str]) -> bool:
        after = {
            kind: {id: {**(fields or {}), "retired_on": day.isoformat()} if id in gone else fields
                   for id, fields in elements.items()}
            for kind, elements in model.items()
        }  # fmt: skip
        return not lost_outside(after, groups[number], impact(after, groups[number], day), "state")

    plans = []
    for dates in product([*days, NEVER], repeat=len(groups)):
        if not all(standing(number, day) for number, day in enumerate(dates) if day != NEVER):
            continue
        if all(fine(_gone(groups, dates, day), day) for day in days if day >= min(dates)):
            worth = [
                (day == NEVER or not works(number, day, _gone(groups[:number], dates[:number], day)), day)
                for number, day in enumerate(dates)
            ]
            plans.append((worth, dates))
    return sorted(zip(min(plans)[1], groups, strict=True))


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
