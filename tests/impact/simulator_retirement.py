"""A plan of withdrawals judged by trying every day: the second half of the simulator (see `simulator`).

Choices about retirement, where the words leave one:

 1. A plan is about applications. One that left service before the day asked, or is never in service, is refused.
 2. The written `retired_on` of those asked about is not read: the plan says when they go. Their other dates hold.
 3. A group may go on a day on which each of its members is in service. Tried are the day asked and every later day on
    which a date of the model changes something.
 4. A day works where nothing is lost, in any reading, on it or any later one. Where none works, the first day on which
    something is lost in `possible` only; where there is none either, NO-GO, judged on the first day tried, and the
    group is taken to stay for those after it.
 5. Lost are: applications, nodes and APIs outside the group, data that nobody holds any more, flows in production
    from one solution to another that end neither in it nor in what is lost already (useful ones too: they are to be
    re-routed), process × place, and process × place × vital need. What is lost without the step is not counted.
 6. Groups that went stay "lost" for those after them, with their replacements; origins are those before any of it.
 7. One asked-about application depends on another where the loss of that other alone (its replacements counted), on
    the first day on which both are in service, loses it or a flow that ends in its family, in `possible`. A group is a
    loop of these. Groups are searched receivers first, then by the smallest id; each is judged with those before it
    gone on their days, and those after it there.
 8. A replacement stands for what is withdrawn and all that goes with it, unless a part of this has its own. It serves
    the same processes and needs where it is deployed, and takes part in the same flows. A flow re-routed to a
    replacement that sends is kept where this holds each datum written on it; vital needs of flows to a replacement are
    not its own. An asked one and the recorded successor both count; the successor of a successor does not.
 9. A replacement takes over, from its first day, what a project that delivers it says, with the parts of that;
    the dates of the project are not read.
10. The archive of a datum is declared by a project that retires an application of the group, or of its family or a
    whole of it, that held it.
11. A vital need is not lost where one who covers the whole process there is untouched.
12. Of what is asked about, recorded must be: `covers` or `supports`; `deployed_at`, its own or a whole's; `masters`;
    one flow at least from, to or through it or what goes with it; a project that retires it with exactly one MOA,
    `resources`, a calendar (`starts_on`, `ends_on`, `read_only_on` or `off_on`) and `objectives`. Declarations of
    completeness are given in `complete`, and those with `where` are not read.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tests.impact.simulator import Answer, RefusedError, judged, last_in_service
from tests.impact.simulator_plan import Loss, Plan, Replacements, Situation, family, lost_by, served
from tests.impact.simulator_world import APPLICATIONS, ONE_DAY, Model, Parsed, World

VERDICTS = ("GO", "GO TO CONFIRM", "TO CONFIRM", "NO-GO")
"""From the best to the worst, as JSON says them."""
KINDS = ("application", "node", "api", "datum", "flow", "process", "need")
Group = tuple[str, ...]


@dataclass(frozen=True)
class Step:
    """A group that went, and its first day out."""

    group: Group
    day: dt.date


def retirement(
    parsed: Parsed,
    ids: Sequence[str],
    on: dt.date,
    replacements: Replacements | None = None,
    *,
    site: str | None = None,
    complete: Sequence[Mapping[str, Any]] = (),
    counted: Collection[str] = KINDS,
) -> Answer:
    """The plan that withdraws these, each as early as it can be from a day on.

    `replacements` gives what takes the place of an id, `site` limits the withdrawal, `complete` is the workspace's,
    `counted` names the kinds of loss that count. The answer is `verdict`, the worst of the steps, and `steps`, in
    the order in which they were searched, each with `group`, `on` (its day; None where it never works), `verdict`,
    `lost` (`state` and `possible`: loss → first day), `days` (day tried → verdict), `missing` (id → facts that are not
    recorded), `shortfalls` (id → replacement → `asked`, `from`, `sites`, `data`) and `later` (what others' dates alone
    leave unserved: process, place, day). Raises RefusedError.
    """
    model = Model(parsed)
    plan = Plan(model, ids, replacements or {}, site)
    days = [on, *(day for day in model.change_days() if day > on)]
    _refuse(plan, days)
    gone: list[Step] = []
    steps: list[Answer] = []
    for group in _groups(plan, days):
        missing = {id: facts for id in group if (facts := missing_facts(plan.world(on), id, complete))}
        step = _search(plan, group, days, gone, counted, known=not missing)
        day = step["on"] or min(step["days"])
        others = _gone(gone, day)
        shortfalls = {id: _shortfalls(plan, id, day, days, others) for id in group}
        later = _later(plan, day, days, gone)
        steps.append({"group": group, **step, "missing": missing, "shortfalls": shortfalls, "later": later})
        if step["on"]:
            gone.append(Step(group, step["on"]))
    return {"verdict": max((step["verdict"] for step in steps), key=VERDICTS.index), "steps": steps}


def _refuse(plan: Plan, days: Sequence[dt.date]) -> None:
    for id in plan.ids:
        if plan.model.kind.get(id) not in APPLICATIONS:
            raise RefusedError(f"{id} is no application")
        last = last_in_service(plan.model, id, days[0])
        if last and last < days[0]:
            raise RefusedError(f"{id} is out of service since {last + ONE_DAY}")
        if not any(plan.world(day).in_service(id) for day in days):
            raise RefusedError(f"{id} is in service on no day from {days[0]} on")


def _search(
    plan: Plan, group: Group, days: Sequence[dt.date], gone: Sequence[Step], counted: Collection[str], *, known: bool
) -> Answer:
    """Tries every day: what a group loses on it, or on any later one."""
    lost_on = {day: lost_by(plan, group, day, _gone(gone, day)) for day in days}
    tried: dict[dt.date, tuple[str, Answer]] = {}
    for day in days:
        if all(plan.world(day).in_service(id) for id in group):
            certain, possible = (
                _first_days({later: lost_on[later][reading] for later in days if later >= day}, counted)
                for reading in (0, 1)
            )
            clear = "GO" if known else "GO TO CONFIRM"
            verdict = "NO-GO" if certain else "TO CONFIRM" if possible else clear
            tried[day] = verdict, {"state": certain, "possible": possible}
    verdicts = {day: verdict for day, (verdict, _) in tried.items()}
    if not tried:
        return {"on": None, "verdict": "NO-GO", "lost": {"state": {}, "possible": {}}, "days": {days[0]: "NO-GO"}}
    best = min(tried, key=lambda day: (VERDICTS.index(verdicts[day]), day))
    verdict, lost = tried[best]
    return {"on": None if verdict == "NO-GO" else best, "verdict": verdict, "lost": lost, "days": verdicts}


def _first_days(lost_on: Mapping[dt.date, Collection[Loss]], counted: Collection[str]) -> dict[Loss, dt.date]:
    """Each thing that is lost, with the first day on which it is."""
    first: dict[Loss, dt.date] = {}
    for day, losses in sorted(lost_on.items()):
        for loss in sorted(losses):
            if loss.kind in counted:
                first.setdefault(loss, day)
    return first


def _gone(steps: Sequence[Step], day: dt.date) -> set[str]:
    return {id for step in steps if step.day <= day for id in step.group}


def _groups(plan: Plan, days: Sequence[dt.date]) -> list[Group]:
    """Those asked about in groups that depend on each other, receivers first, then by id."""
    feeders = {id: {other for other in plan.ids if other != id and _depends(plan, id, other, days)} for id in plan.ids}
    for middle in plan.ids:
        for id in plan.ids:
            if middle in feeders[id]:
                feeders[id] |= feeders[middle]
    waiting = {tuple(other for other in plan.ids if other == id or _loop(feeders, id, other)) for id in plan.ids}
    ordered: list[Group] = []
    while waiting:
        free = [
            group
            for group in waiting
            if not any(group[0] in feeders[receiver] for other in waiting - {group} for receiver in other)
        ]
        ordered.append(min(free))
        waiting.remove(min(free))
    return ordered


def _loop(feeders: Mapping[str, Collection[str]], one: str, other: str) -> bool:
    return other in feeders[one] and one in feeders[other]


def _depends(plan: Plan, id: str, feeder: str, days: Sequence[dt.date]) -> bool:
    """Whether the withdrawal of the feeder alone loses the other, or a flow to it."""
    both = [day for day in days if plan.world(day).in_service(id) and plan.world(day).in_service(feeder)]
    if not both:
        return False
    alone = Situation(plan, both[0], {feeder}, harsh=True)
    inside = family(alone.world, [id])
    return alone.losses.lost(id) or any(
        flow.target in inside and not alone.kept(flow) for flow in alone.world.flows if plan.site is None
    )


def missing_facts(world: World, id: str, complete: Sequence[Mapping[str, Any]]) -> list[str]:
    """What should be recorded of an application before it goes, and is not."""
    model = world.model
    declared = {
        field
        for declaration in complete
        if declaration["kind"] in ("application", model.kind[id]) and not declaration.get("where")
        for field in declaration.get("fields", ())
    }
    known = {
        "covers": any(model.written(id, field) or field in declared for field in ("covers", "supports")),
        "deployed_at": "deployed_at" in declared or world.deployment(id)[1] is not None,
        "masters": "masters" in declared or model.written(id, "masters"),
        "flows": any(item["kind"] == "flow" and not item.get("where") for item in complete) or _has_flows(world, id),
        **_prerequisites(world, id),
    }
    return [fact for fact, is_known in known.items() if not is_known]


def _has_flows(world: World, id: str) -> bool:
    inside = family(world, [id])
    return any(
        ref.to in inside
        for flow in world.model.of_kind("flow")
        for field in ("source", "target", "via", "api")
        for ref in world.model.refs(flow, field)
    )


def _prerequisites(world: World, id: str) -> dict[str, bool]:
    """What D.5 asks of the projects that withdraw it."""
    model = world.model
    projects = [
        project for project in model.of_kind("project") if id in (ref.to for ref in model.refs(project, "retires"))
    ]
    calendar = ("starts_on", "ends_on", "read_only_on", "off_on")
    return {
        "moa": any(len(world.to(project, "moa")) == 1 for project in projects),
        "resources": any(model.written(project, "resources") for project in projects),
        "calendar": any(model.written(project, field) for project in projects for field in calendar),
        "objectives": any(world.to(project, "objectives") for project in projects),
    }


def _shortfalls(plan: Plan, id: str, day: dt.date, days: Sequence[dt.date], gone: Collection[str]) -> Answer:
    """Where what takes the place of an application is not, and what it does not hold, on the day of the step."""
    world = plan.world(day)
    asked = plan.replacements.get(id, ())
    before, after = (Situation(plan, day, ids, harsh=False) for ids in (gone, {*gone, id}))
    data = [datum for datum in plan.model.of_kind("data_object") if before.holds(id, datum)]
    answer: Answer = {}
    for other in dict.fromkeys([*asked, *world.to(id, "successor")]):
        there = world.in_service(other)
        starts = [start for start in days if plan.world(start).in_service(other)]
        places = judged(world, plan.site)
        answer[other] = {
            "asked": other in asked,
            "from": min(starts, default=None),
            "sites": [place for place in places if _at(world, id, place) and not (there and _at(world, other, place))],
            "data": [datum for datum in data if not (there and after.holds(other, datum))],
        }
    return answer


def _at(world: World, application: str, place: str) -> bool:
    places = world.deployment(application)[1]
    return places is None or place in places


def _later(plan: Plan, day: dt.date, days: Sequence[dt.date], gone: Sequence[Step]) -> list[tuple[str, str, dt.date]]:
    """What is served on the day of a step and later is not, by the dates of others, the step not being made."""
    remaining = served(Situation(plan, day, _gone(gone, day), harsh=False))
    later: list[tuple[str, str, dt.date]] = []
    for other in (other for other in days if other > day):
        still = served(Situation(plan, other, _gone(gone, other), harsh=False))
        later += [(process, place, other) for process, place in sorted(remaining - still)]
        remaining &= still
    return later
