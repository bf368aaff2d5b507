"""A slow, plain program that answers what an impact and a withdrawal do, written from the words' meaning alone.

It takes a model as a YAML parser gives it, and imports nothing of the product: it is there to be compared with it.
`impact` is here, `retirement` in `simulator_retirement`; what they read is in `simulator_world` (dates, links,
wholes), `simulator_data` (who holds what), `simulator_losses` (what falls with what), `simulator_processes`.

Choices, where the words leave one:

Dates and service
 1. The dates of data objects are not read. Processes and sites out of service are not judged; where every recorded
    site is out of service, nothing is.
 2. A node that is part of several, a module that is also an instance, are in service when all of these are.
 3. The environment of a root flow counts as that of any other: the loss of a training flow does nothing.
 4. A root counts as in service even where its whole does not; what is below it needs it, and its own dates.
 5. A root that was never in service before the date (planned, to come) is looked at on the date itself.

Data
 6. A flow carries a datum of its own where its data are not written. Where `[]` is, or all links ended, it carries
    nothing.
 7. "Nobody feeds it with it": a sender that no master reaches is an origin unless another such sender reaches it, by
    flows of the datum or of a whole of it, and is not reached back.
 8. "No longer holds": does not hold it once the losses are counted, whether or not it did before. It differs only
    for what a root gives that is not in service at the date, since such a root makes no origin.
 9. An application is a platform, external or a POC by its own type, else by that of its nearest whole that writes one,
    else by that of its product; what was decided of a POC is read in the same way.
10. That an external tool makes no loss milder is about processes and their needs, not about who still holds a datum.

Nodes
11. `at_risk` passes along `runs_on` from a redundant node, at any distance, and to nothing else (no modules, no parts).
12. The parts of a node fall with it when it is lost by anything but the loss of its parts; those of a cluster that
    lost too many do not, nor of a node with neither `redundancy` nor parts left.
13. A cluster that has too few parts before any loss is lost by the loss of one more, and untouched by that of none.

Processes and sites
14. A module without `deployed_at` is where its nearest whole that writes one is; where none does, its whole family is
    in one unknown place, or at `*`, the one place where no site is recorded. An instance does not take its product's.
15. Among those who cover a process at a place, POCs and external tools (save those that cover it and are recorded
    there) are left out of the mildest; where there are only such, the worst of them counts.
16. A need is the process with the words of `for`; without words, one for each supporter. Each text of a list is one.
    Who supports it "there" says whether it is vital. A need that is at risk or degraded passes its state on, a useful
    one `degraded` at the most.
17. The supports of a solution that covers the same process, anywhere, are not read.
18. A process of which only needs were touched and all are still met is not in the answer: `covered` is for covers.
19. With `site`, the roots, their modules and their instances are lost where they are used there (an unknown place is
    read as there), and nothing else follows: no whole, flow, API or datum.
20. `flows` leaves out roots, and flows out of production. A flow inside a solution is lost with its source, API or
    platform as any other; it passes nothing on.

The choices about retirement are in `simulator_retirement`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Any

from tests.impact.simulator_data import Origins, holders, hop, origins
from tests.impact.simulator_losses import Losses, Rank
from tests.impact.simulator_processes import Processes
from tests.impact.simulator_world import ONE_DAY, Model, Parsed, World

ROOTS = ("application", "referential", "node", "api", "flow", "site", "actor", "technology", "contract")

Answer = dict[str, Any]


class RefusedError(ValueError):
    """A question that has no answer, and why."""


def impact(parsed: Parsed, roots: Sequence[str], date: dt.date, site: str | None = None) -> Answer:
    """What the absence of the roots does on a day.

    `{"date", "elements", "flows"}`: the day looked at; by id `{"state", "possible"}`, and for a process `"sites"`, by
    id `{"state", "possible", "covered_by"}`; by id the flows that are lost, `{"state", "possible"}`. A state is None,
    "covered", "degraded", "at_risk" or "lost". Roots are in neither. Raises RefusedError for roots of another kind.
    """
    model = Model(parsed)
    for root in roots:
        if model.kind.get(root) not in ROOTS:
            raise RefusedError(f"{root} is no element of which one can ask the loss")
    if site is not None and model.kind.get(site) != "site":
        raise RefusedError(f"{site} is no site")
    day = looked_at(model, roots, date)
    world = World(model, day, forced=roots)
    settled = origins(World(model, day))
    mild, harsh = (_losses(world, settled, roots, site, harsh=harsh) for harsh in (False, True))
    elements: Answer = {}
    flows: Answer = {}
    before = holders(world, settled, lambda _: False, [hop(world, flow) for flow in world.flows])
    for id, kind in model.kind.items():
        if id in roots or kind == "process":
            continue
        if kind == "data_object":
            ranks = [Rank.LOST if id in losses.lost_data(before) else Rank.UNTOUCHED for losses in (mild, harsh)]
        else:
            ranks = [mild.rank(id), harsh.rank(id)]
        if ranks[1] > Rank.UNTOUCHED:
            (flows if kind == "flow" else elements)[id] = _answer(*ranks)
    places = [place for place in judged(world, site) if not harsh.lost(place)]
    return {"date": day, "elements": {**elements, **_processes(mild, harsh, places)}, "flows": flows}


def looked_at(model: Model, roots: Collection[str], date: dt.date) -> dt.date:
    """The date, or the earliest last day in service of the roots that left service before."""
    lasts = [last_in_service(model, root, date) for root in roots]
    return min([date, *(last for last in lasts if last)])


def last_in_service(model: Model, id: str, date: dt.date) -> dt.date | None:
    """The last day, not after the date, on which it was in service; None where it never was."""
    if World(model, date).in_service(id):
        return date
    eves = [change - ONE_DAY for change in model.change_days() if change <= date]
    return max((eve for eve in eves if World(model, eve).in_service(id)), default=None)


def judged(world: World, site: str | None) -> list[str]:
    """The places where processes are judged: all, or the site and its parts."""
    return [place for place in world.places() if site is None or place in world.with_parts(site)]


def used_at(world: World, application: str, site: str) -> bool:
    """Whether an application is used at a site, or a part of it; an unknown place is read as there."""
    places = world.deployment(application)[1]
    return places is None or bool(places & world.with_parts(site))


def withdrawn_at(world: World, roots: Collection[str], site: str) -> list[str]:
    """The roots, their modules and their instances, as far as they are used at the site."""
    kinds = ("application", "referential")
    families = {id for root in roots if world.model.kind[root] in kinds for id in world.family(root, apis=False)}
    return sorted(id for id in families if used_at(world, id, site))


def _losses(world: World, settled: Origins, roots: Sequence[str], site: str | None, *, harsh: bool) -> Losses:
    if site is None:
        return Losses(world, settled, roots, harsh=harsh)
    return withdrawal(world, settled, withdrawn_at(world, roots, site), site, harsh=harsh)


def withdrawal(world: World, settled: Origins, withdrawn: Collection[str], site: str, *, harsh: bool) -> Losses:
    """The loss, at a site, of these applications alone."""
    losses = Losses(world, settled, (), harsh=harsh)
    losses.ranks = dict.fromkeys(withdrawn, Rank.LOST)
    # The others still hold what they held: a withdrawn application that is to come later was no origin of it.
    losses.held = holders(world, settled, lambda _: False, [hop(world, flow) for flow in world.flows])
    return losses


def _processes(mild: Losses, harsh: Losses, places: Sequence[str]) -> Answer:
    """The processes touched in a reading, place by place."""
    elements: Answer = {}
    certain, possible = Processes(mild), Processes(harsh)
    for process in certain.ids:
        sites: Answer = {}
        for place in places:
            standing = certain.standing(process, next(certain.presences(process, place)))
            readings = possible.presences(process, place)
            worst = max(possible.standing(process, present).rank for present in readings)
            if worst > Rank.UNTOUCHED:
                covered_by = sorted(standing.covered_by) if standing.rank > Rank.UNTOUCHED else []
                sites[place] = {
                    **_answer(standing.rank, worst),
                    "covered_by": covered_by,
                    "ranks": (standing.rank, worst),
                }
        if sites:
            ranks = [site.pop("ranks") for site in sites.values()]
            worst_of = [max(rank[reading] for rank in ranks) for reading in (0, 1)]
            elements[process] = {**_answer(*worst_of), "sites": sites}
    return elements


def _answer(state: Rank, possible: Rank) -> Answer:
    return {"state": _word(state), "possible": _word(possible)}


def _word(rank: Rank) -> str | None:
    return None if rank == Rank.UNTOUCHED else rank.name.lower()
