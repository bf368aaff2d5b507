"""What is lost, at risk or degraded when roots are, by the words alone, for one reading of a flow's absent `need`.

The lost are a least fixed point: every row of the table is asked again until none of them adds anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Literal

from tests.impact.oracle_facts import APPLICATIONS, At, Exchange
from tests.impact.oracle_lineage import Origins, spread

State = Literal["covered", "degraded", "at_risk", "lost"]
ORDER: tuple[State | None, ...] = (None, "covered", "degraded", "at_risk", "lost")
Need = Literal["useful", "vital"]


def worst(states: Iterable[State | None]) -> State | None:
    return max(states, key=ORDER.index, default=None)


class Losses:
    """The table, row by row; every method but the last two yields what is lost because something else is."""

    def __init__(self, view: At, roots: frozenset[str], origins: Origins, silence: Need) -> None:
        self.view, self.roots, self.origins, self.silence = view, roots, origins, silence
        self.lost: set[str] = set()
        self.worn: set[str] = set()
        """Of the lost nodes, those that lost too many of their parts: their other parts are not lost."""
        self.flows = view.exchanges()
        self.before = self.held()
        self.lost |= roots
        rows: list[Callable[[], Iterator[str]]] = [
            self.modules, self.interfaces, self.instances, self.parts, self.what_runs, self.cut_flows,
            self.starved, self.operated, self.sites_within, self.nodes_there,
        ]  # fmt: skip
        while True:
            worn = {id for id in view.serving("node") if self.missing(id) and self.left(id) < self.enough(id)}
            more = {id for row in rows for id in row() if id in self.roots or view.in_service(id)}
            if worn <= self.worn | self.lost and more <= self.lost:
                break
            # What is lost by another row as well is lost with its parts.
            self.worn = (self.worn | (worn - self.lost)) - more
            self.lost |= more

    def gone(self, id: str) -> bool:
        return id in self.lost or id in self.worn

    # --- An application is lost ---------------------------------------------------------------------------------------

    def modules(self) -> Iterator[str]:
        yield from (id for id in self.view.ids(*APPLICATIONS) if any(map(self.gone, self.view.to(id, "part_of"))))

    def interfaces(self) -> Iterator[str]:
        yield from (id for id in self.view.ids("api") if any(map(self.gone, self.view.to(id, "provided_by"))))

    def instances(self) -> Iterator[str]:
        """A product's; an instance lost does nothing to its product."""
        yield from (id for id in self.view.ids(*APPLICATIONS) if any(map(self.gone, self.view.to(id, "instance_of"))))

    # --- A node is lost -----------------------------------------------------------------------------------------------

    def parts(self) -> Iterator[str]:
        """The parts of a lost node; those of one that only lost too many of its parts are not."""
        # Reading: a part of several nodes is lost as soon as one of them is.
        yield from (id for id in self.view.ids("node") if self.lost & set(self.view.to(id, "part_of")))

    def what_runs(self) -> Iterator[str]:
        """Every node of runs_on is needed."""
        yield from (id for id in self.view.ids(*APPLICATIONS) if any(map(self.gone, self.view.to(id, "runs_on"))))

    def parts_there(self, id: str) -> list[str]:
        """A part that left service, or whose link ended, is not one that is left."""
        return [part for part in self.view.serving("node") if id in self.view.to(part, "part_of")]

    def enough(self, id: str) -> int:
        """It stands while k of its parts are left; without redundancy, it is lost with the last of them."""
        redundancy = self.view.fields(id).get("redundancy")
        return int(redundancy["k"]) if redundancy else 1

    def missing(self, id: str) -> int:
        return sum(map(self.gone, self.parts_there(id)))

    def left(self, id: str) -> int:
        return len(self.parts_there(id)) - self.missing(id)

    # --- A flow is lost, or a holder of a datum -----------------------------------------------------------------------

    def cut_flows(self) -> Iterator[str]:
        """A source, `api` or `via` of a flow is lost: the flow is."""
        # Reading: a flow inside a solution is lost too, though it passes nothing on; a flow to a lost target is not.
        for flow in self.view.ids("flow"):
            needed = {id for field in ("source", "api", "via") for id in self.view.to(flow, field)}
            if self.view.counts(flow) and any(map(self.gone, needed)):
                yield flow

    def held(self) -> dict[str, set[str]]:
        """Who holds each datum with what is lost so far: what a lost module did, its solution no longer does by it."""
        whole = [
            exchange
            for exchange in self.flows
            if not any(map(self.gone, (exchange.flow, exchange.source, exchange.target)))
        ]
        return {
            datum: spread(self.view, datum, {solution for solution, by in origins if not self.gone(by)}, whole)
            for datum, origins in self.origins.items()
        }

    def hungry(self) -> Iterator[tuple[str, State]]:
        """For each datum written on a flow that is lost, or whose source no longer holds it: what its target becomes.

        vital: lost if it no longer holds it, at_risk if it still does; useful: degraded if it no longer holds it.
        """
        held = self.held()
        for exchange in self.flows:
            for datum in exchange.data:
                if self.gone(exchange.flow) or self.view.solution(exchange.source) not in held[datum]:
                    # Reading: what never held it (the sender was not in service) no longer holds it.
                    still = self.view.solution(exchange.target) in held[datum]
                    yield exchange.target, self.verdict(exchange, still)

    def verdict(self, flow: Exchange, still: bool) -> State:
        if (flow.need or self.silence) == "useful":
            return "covered" if still else "degraded"
        # A platform is at_risk at the worst for want of data.
        return "at_risk" if still or self.view.is_platform(flow.target) else "lost"

    def starved(self) -> Iterator[str]:
        yield from (id for id, state in self.hungry() if state == "lost")

    # --- An actor, a site are lost ------------------------------------------------------------------------------------

    def operated(self) -> Iterator[str]:
        """An actor as operator: its nodes."""
        # Reading: not those of the actors that are parts of it.
        yield from (id for id in self.view.ids("node") if any(map(self.gone, self.view.to(id, "operator"))))

    def sites_within(self) -> Iterator[str]:
        # Reading: the parts of a lost site are lost, and listed as such.
        yield from (id for id in self.view.ids("site") if any(map(self.gone, self.view.to(id, "part_of"))))

    def nodes_there(self) -> Iterator[str]:
        yield from (id for id in self.view.ids("node") if any(map(self.gone, self.view.to(id, "site"))))

    # --- What becomes of each -----------------------------------------------------------------------------------------

    def states(self) -> Mapping[str, State]:
        """The worst state of all that is touched, roots and flows included, processes apart."""
        view = self.view
        states: list[tuple[str, State]] = [(id, "lost") for id in self.lost | self.worn]
        # The whole of a lost application, and those above: degraded.
        for id in view.serving(*APPLICATIONS):
            if self.gone(id):
                states += [(whole, "degraded") for whole in view.upwards(id, "part_of")]
        # While it stands, a redundant node and what runs on it are at risk, another is degraded; only lost goes on.
        for node in view.serving("node"):
            if self.missing(node) and not self.gone(node):
                redundant = bool(view.fields(node).get("redundancy"))
                states += [(node, "at_risk" if redundant else "degraded")]
                running = [id for id in view.ids(*APPLICATIONS) if redundant and node in view.to(id, "runs_on")]
                states += [(id, "at_risk") for id in running]
        states += [(id, state) for id, state in self.hungry() if state != "covered"]
        # The last holder of a datum is lost: the datum is.
        after = self.held()
        states += [(datum, "lost") for datum in view.ids("data_object") if self.before[datum] and not after[datum]]
        ids = {id for id, _ in states if id in self.roots or view.in_service(id)}
        return {id: worst([state for element, state in states if element == id]) or "lost" for id in ids}
