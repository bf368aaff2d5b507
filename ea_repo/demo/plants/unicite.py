"""Plants of the uniqueness of the core: redundancies, gaps, referentials duplicated or ignored."""

from __future__ import annotations

from ea_repo.demo.core_peers import IDENTITY, NATIONAL, RECORD, STRUCTURES
from ea_repo.demo.element import Element
from ea_repo.demo.flows import flow
from ea_repo.demo.names import numbered
from ea_repo.demo.plants.registry import Plant, planting
from ea_repo.demo.solutions import clean_fields, draft, process_fields
from ea_repo.demo.world import Peer, World


@planting()
def core_process_outside_core(world: World, turn: int) -> Plant:
    solution = draft(world, "peripheral")
    solution.process[1]["core"] = True
    return Plant([*solution.elements()], [solution.process[0]])


@planting()
def redundant_solution(world: World, turn: int) -> Plant:
    solution, other = draft(world, "core"), draft(world).without_process()
    other.application["covers"] = [solution.process[0]]
    return Plant([*solution.elements(), *other.elements()], [solution.process[0]])


@planting()
def planned_redundancy(world: World, turn: int) -> Plant:
    solution, other = draft(world), draft(world).without_process()
    other.application |= {"covers": [solution.process[0]], "live_on": ["2026-03-01", "2027"][turn % 2]}
    return Plant([*solution.elements(), *other.elements()], [other.id])


@planting()
def uncovered_process(world: World, turn: int) -> Plant:
    id = world.new_id("processus")
    return Plant([Element("process", id, process_fields(world, id))], [id])


@planting()
def cover_on_parent(world: World, turn: int) -> Plant:
    solution, parent = draft(world), world.new_id("processus")
    fields = process_fields(world, parent)
    solution.process[1]["part_of"] = parent
    solution.application["covers"] = [solution.process[0], parent]
    return Plant([Element("process", parent, fields), *solution.elements()], [parent])


@planting(once=True)
def missing_core_at_site(world: World, turn: int) -> Plant:
    solution = draft(world, "core")
    solution.application["deployed_at"] = [f"site-{number:04d}" for number in range(2, world.sites + 1)]
    return Plant([*solution.elements()], [solution.id])


@planting()
def unapproved_peripheral(world: World, turn: int) -> Plant:
    solution = draft(world, "peripheral")
    refused = [False, {"on": "2018", "until": "2025-06-30"}, {"on": "2026-02-01"}][turn % 3]
    solution.application["approvals"]["dsi"] = refused
    return Plant([*solution.elements()], [solution.id])


@planting()
def unconverged_instances(world: World, turn: int) -> Plant:
    solution = draft(world)
    for _ in range(2):
        id = world.new_id("application")
        name = numbered("Installation", id)
        solution.others += [
            Element(
                "application",
                id,
                {"name": name, "instance_of": solution.id, "type": "peripheral", **clean_fields(world)},
            ),
            flow(world, STRUCTURES, id),
        ]
    return Plant([*solution.elements()], [solution.id])


@planting()
def double_run_too_long(world: World, turn: int) -> Plant:
    old, new = draft(world).without_process(), draft(world)
    old.application |= {"successor": [new.id], "overlap_until": ["2025-12-30", "2024", "2025-06"][turn % 3]}
    return Plant([*old.elements(), *new.elements()], [old.id])


@planting()
def duplicated_referential(world: World, turn: int) -> Plant:
    solution = draft(world)
    solution.application["masters"] = [solution.peer.datum, IDENTITY.datum]
    return Plant([*solution.elements()], [solution.id])


@planting()
def ignored_referential(world: World, turn: int) -> Plant:
    copy, solution = draft(world), draft(world)
    # The structures come from a neighbour, and no more from the referential.
    solution.flows = [exchange for exchange in solution.flows if exchange.fields["source"] != STRUCTURES.id]
    source = Peer(copy.id, STRUCTURES.datum, STRUCTURES.standard, copy.peer.api)
    solution.flows.append(flow(world, source, solution.id))
    return Plant([*copy.elements(), *solution.elements()], [solution.id])


@planting()
def manual_re_entry(world: World, turn: int) -> Plant:
    solution, id = draft(world), world.new_id("application")
    outside = {
        "type": "external",
        "environment": "production",
        "criticality": "standard",
        "technologies": [],
        "masters": [],
    }
    fields = {
        "name": numbered("Outil régional", id),
        **outside,
        "covers": [solution.process[0]],
        "uses": [solution.peer.datum],
    }
    received = flow(world, RECORD, id)
    received.fields["relies_on"] = [NATIONAL.id]
    solution.others += [Element("application", id, fields), received]
    return Plant([*solution.elements()], [solution.process[0]])
