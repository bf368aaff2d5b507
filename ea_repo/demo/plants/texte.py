"""Plants in the text itself: what contradicts itself, and what is written twice."""

from __future__ import annotations

from ea_repo.demo.core_peers import RECORD
from ea_repo.demo.element import Element
from ea_repo.demo.flows import flow
from ea_repo.demo.plants.registry import Plant, planting
from ea_repo.demo.solutions import draft
from ea_repo.demo.world import World


@planting()
def contradictory_flow(world: World, turn: int) -> Plant:
    solution, other = draft(world), draft(world)
    wrong = flow(world, solution.peer, RECORD.id)
    wrong.fields["initiator"] = other.id
    return Plant([*solution.elements(), *other.elements(), wrong], [wrong.id])


@planting()
def written_twice(world: World, turn: int) -> Plant:
    solution = draft(world)
    first = solution.flows[0]
    solution.flows.append(Element("flow", world.new_id("flux"), dict(first.fields)))
    return Plant([*solution.elements()], [first.id])


@planting()
def covers_and_supports(world: World, turn: int) -> Plant:
    solution = draft(world)
    solution.application["supports"] = [{"to": solution.process[0], "for": "tenue des dossiers"}]
    return Plant([*solution.elements()], [solution.id])


@planting()
def idle_attestation(world: World, turn: int) -> Plant:
    solution, id = draft(world), world.new_id("attestation")
    word = {"subjects": [solution.id], "by": "dsi", "decided_on": "2023", "expires_on": "2024-12-31"}
    return Plant([*solution.elements(), Element("attestation", id, word)], [id])


@planting()
def invisible_sign(world: World, turn: int) -> Plant:
    solution = draft(world)
    solution.application["name"] += ("\u200b", "\u00ad", "\u2060")[turn % 3] + "bis"
    return Plant([*solution.elements()], [solution.id])
