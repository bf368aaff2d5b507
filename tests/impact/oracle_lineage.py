"""Dependencies and lineage by the words alone: who feeds whom, who holds what and from where."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Literal

from tests.impact.oracle_facts import APPLICATIONS, At, Exchange, Model

Origins = Mapping[str, set[tuple[str, str]]]
"""For each datum, who is an origin of it: the solution, and the element by which it is (who masters or sends)."""


def feeds(model: Model, root: str, date: dt.date, direction: Literal["out", "in"]) -> dict[str, int]:
    """Every end, as written, that the flows lead to from a root, with the number of flows to it."""
    view = At(model, date)
    near, far = ("source", "target") if direction == "out" else ("target", "source")
    links: list[tuple[str, str]] = []
    for flow in view.ids("flow"):
        if view.flow_alone_in_service(flow) and view.counts(flow):
            (start, *_), (end, *_) = view.to(flow, near), view.to(flow, far)
            # Flows inside a solution are not followed.
            if view.solution(start) != view.solution(end):
                links.append((start, end))
    # A module asked about by itself stands for its own flows at the first step.
    # Reading: its own flows are those of its own modules too.
    own = view.below([root], "part_of")
    distances = {(end, 1) for start, end in links if start in own}
    # Then chains continue from the whole solution.
    # Reading: from the root's own solution too, where a chain comes back to it.
    while True:
        more = {
            (end, hops + 1)
            for reached, hops in distances
            for start, end in links
            if view.solution(start) == view.solution(reached) and hops < len(links)
        }
        if more <= distances:
            break
        distances |= more
    # The root and the solution of a root module are not elements.
    # Reading: nor is any other module of that solution.
    outside = {end for end, _ in distances if view.solution(end) != view.solution(root)}
    return {end: min(hops for reached, hops in distances if reached == end) for end in outside}


def passing(model: Model, platform: str, date: dt.date) -> set[str]:
    """Of an integration platform, the flows through it."""
    view = At(model, date)
    # Reading: those through its modules too, as for the flows that it sends or receives.
    own = view.below([platform], "part_of")
    return {
        flow
        for flow in view.ids("flow")
        if view.flow_alone_in_service(flow) and view.counts(flow) and own & set(view.to(flow, "via"))
    }


# --- Who holds what ---------------------------------------------------------------------------------------------------


def masters(view: At, datum: str) -> set[tuple[str, str]]:
    """Those in service who master the datum by name; where nobody does, the nearest whole of it that has a master."""
    for name in view.names(datum):
        mastering = {(view.solution(id), id) for id in view.serving(*APPLICATIONS) if name in view.to(id, "masters")}
        if mastering:
            return mastering
    return set()


def spread(view: At, datum: str, start: set[str], flows: Iterable[Exchange]) -> set[str]:
    """The solutions that get a datum from these: a flow brings each datum written on it, and each part of it, that
    its source holds."""
    got = set(start)
    while True:
        more = {
            view.solution(exchange.target)
            for exchange in flows
            if exchange.data & set(view.names(datum)) and view.solution(exchange.source) in got
        }
        if more <= got:
            return got
        got |= more


def settled(view: At) -> dict[str, set[tuple[str, str]]]:
    """The origins of every datum on a day, before any loss."""
    flows, origins_by_datum = view.exchanges(), {}
    for datum in view.all_data():
        mastering = masters(view, datum)
        reached = spread(view, datum, {solution for solution, _ in mastering}, flows)
        # And the senders of it, by name; where nobody masters it nor a whole of it, who sends a whole of it sends it.
        # Reading: who sends it inside its own solution only is no sender.
        names = {datum} if mastering else set(view.names(datum))
        senders = {(view.solution(exchange.source), exchange.source) for exchange in flows if exchange.data & names}
        # ... that no chain from these reaches ...
        alone = {(solution, by) for solution, by in senders if solution not in reached}
        # ... and that nobody feeds with it; in a closed loop of such senders, all of them.
        # Reading: whoever feeds a sender, by a chain of any length, is fed back by it.
        fed = {solution: spread(view, datum, {solution}, flows) for solution, _ in alone}
        origins_by_datum[datum] = mastering | {
            (solution, by)
            for solution, by in alone
            if all(feeder in fed[solution] for feeder, _ in alone if solution in fed[feeder])
        }
    return origins_by_datum


def origins(model: Model, date: dt.date, roots: Iterable[str] = ()) -> dict[str, set[str]]:
    """The solutions that are origins of each datum.

    Reading: "at the date" and "a root that is not in service makes none" say that origins are settled among what is
    really in service at the date, as if no root were asked about; so `roots` changes nothing.
    """
    origins_by_datum = settled(At(model, date))
    return {datum: {solution for solution, _ in of_datum} for datum, of_datum in origins_by_datum.items()}


def holders(model: Model, date: dt.date) -> dict[str, dict[str, int | None]]:
    """Who holds each datum, with the hops from a master; None where no master is behind."""
    view = At(model, date)
    flows = view.exchanges()
    answer: dict[str, dict[str, int | None]] = {}
    for datum, of_datum in settled(view).items():
        answer[datum] = dict.fromkeys(spread(view, datum, {solution for solution, _ in of_datum}, flows))
        behind = {solution: 0 for solution, _ in masters(view, datum)}
        while True:
            steps = [
                (view.solution(exchange.target), behind[view.solution(exchange.source)] + 1)
                for exchange in flows
                if exchange.data & set(view.names(datum)) and view.solution(exchange.source) in behind
            ]
            shorter = [(solution, hops) for solution, hops in steps if hops < behind.get(solution, hops + 1)]
            if not shorter:
                break
            behind[shorter[0][0]] = shorter[0][1]
        answer[datum] |= behind
    return answer
