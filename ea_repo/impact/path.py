"""The shortest chains of flows from an application to another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ea_repo.finding import Text
from ea_repo.graph import Graph
from ea_repo.impact.both_ends import between
from ea_repo.impact.chain import Chain, Hop
from ea_repo.impact.flow_walk import FlowWalks
from ea_repo.impact.refusal import Refusal, require_kind
from ea_repo.impact.walk import START, Walk

MOST = 10


@dataclass(frozen=True)
class Paths:
    """The shortest chains, all of one length: the first of them in order, and how many more there are.

    With a `max_length`, every chain of at most that many flows; `is_cut` where there are too many to tell.

    `length` is None where there is no chain; `back` is then the length of the shortest ones the other way round, and
    `to_solution` that of those to the whole solution of a module.
    """

    start: str
    end: str
    graph: Graph
    length: int | None
    chains: tuple[Chain, ...] = ()
    more: int = 0
    back: int | None = None
    to_solution: int | None = None
    max_length: int | None = None
    is_cut: bool = False


def paths(graph: Graph, start: str, end: str, most: int = MOST) -> Paths:
    """The shortest chains along flows from an application to another, or to a module of it."""
    _comparable(graph, start, end)
    ends = graph.parts(end)
    walk = _walk(graph, start, end)
    length = _length(walk, ends)
    if length is None:
        solution = graph.solution(end)
        whole = _distance(graph, start, solution) if solution not in (end, graph.solution(start)) else None
        return Paths(start, end, graph, None, back=_distance(graph, end, start), to_solution=whole)
    counts = _counts(walk, ends, length)
    chains = []
    for chain in _chains(walk, ends, length, counts):
        chains.append(chain)
        if len(chains) == most:
            break
    return Paths(start, end, graph, length, tuple(chains), counts[START] - len(chains))


def _comparable(graph: Graph, start: str, end: str) -> None:
    hint = Text(
        "seules les applications ont des flux, et `ea deps --via` suit d'autres liens",
        "only applications have flows, and `ea deps --via` follows other links",
    )
    for id in (start, end):
        require_kind(graph, id, "application", hint)
    if start == end:
        raise Refusal(Text(f"« {start} » est au départ et à l'arrivée", f"“{start}” is both the start and the end"))
    for inner, whole in ((start, end), (end, start)):
        if inner in graph.parts(whole):
            raise Refusal(
                Text(
                    f"« {inner} » est un module de « {whole} » : les flux internes à une solution ne sont pas suivis",
                    f"“{inner}” is a module of “{whole}”: flows inside a solution are not followed",
                )
            )


def _walk(graph: Graph, start: str, end: str) -> Walk:
    """A walk from an application as far as another; where few are at hand, no further than it must go."""
    along = None if graph.at_hand else between(graph, start, end)
    return FlowWalks(graph, "out").walk(start, graph.parts(end), along)


def _distance(graph: Graph, start: str, end: str) -> int | None:
    return _length(_walk(graph, start, end), graph.parts(end))


def _length(walk: Walk, ends: frozenset[str]) -> int | None:
    return min((walk.ends[id] for id in ends if id in walk.ends), default=None)


def _counts(walk: Walk, ends: frozenset[str], length: int) -> dict[str, int]:
    """From each place of a shortest chain, how many ways lead on to its end."""
    counts: dict[str, int] = {}
    near = [place for place, distance in walk.places.items() if distance < length and place in walk.hops]
    for place in sorted(near, key=walk.places.__getitem__, reverse=True):
        ways = sum(_ways(walk, place, hop, ends, length, counts) for hop in walk.hops[place])
        if ways:
            counts[place] = ways
    return counts


def _ways(walk: Walk, place: str, hop: Hop, ends: frozenset[str], length: int, counts: dict[str, int]) -> int:
    """How many shortest chains go on by a hop."""
    after = walk.places[place] + 1
    if after == length:
        return int(hop.to in ends)
    there = walk.place(hop.to)
    return counts.get(there, 0) if walk.places[there] == after else 0


def _chains(walk: Walk, ends: frozenset[str], length: int, counts: dict[str, int]) -> Iterator[Chain]:
    """The shortest chains, in order; each step taken leads to one."""
    # Depth first without recursion: `taken` is the chain so far, `places` where each of its hops starts from, `pending`
    # what is left to try at each of these.
    taken: list[Hop] = []
    places = [START]
    pending = [iter(walk.hops[START])]
    while pending:
        hop = next((hop for hop in pending[-1] if _ways(walk, places[-1], hop, ends, length, counts)), None)
        if hop is None:
            pending.pop()
            places.pop()
            if taken:
                taken.pop()
        elif len(taken) + 1 == length:
            yield (*taken, hop)
        else:
            taken.append(hop)
            places.append(walk.place(hop.to))
            pending.append(iter(walk.hops[places[-1]]))
