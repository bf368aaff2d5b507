"""Plants of the uniqueness of the core: redundancies, gaps, referentials duplicated or ignored."""

from __future__ import annotations

from ea_repo.demo.element import Element
from ea_repo.demo.flows import flow
from ea_repo.demo.names import numbered
from ea_repo.demo.peers import IDENTITY, NATIONAL, RECORD, STRUCTURES
from ea_repo.demo.plants.registry import Plant, table
from ea_repo.demo.solutions import clean, draft, process_fields
from ea_repo.demo.world import Peer, World


def core_process_outside_core(world: World, turn: int) -> Plant:
    one = draft(world, "peripheral")
    one.process[1]["core"] = True
    return Plant([*one.elements()], [one.process[0]])


def redundant_solution(world: World, turn: int) -> Plant:
    one, other = draft(world, "core"), draft(world).without_process()
    other.application["covers"] = [one.process[0]]
    return Plant([*one.elements(), *other.elements()], [one.process[0]])


def uncovered_process(world: World, turn: int) -> Plant:
    id = world.new("processus")
    return Plant([Element("process", id, process_fields(world, id))], [id])


def cover_on_parent(world: World, turn: int) -> Plant:
    one, parent = draft(world), world.new("processus")
    fields = process_fields(world, parent)
    one.process[1]["part_of"] = parent
    one.application["covers"] = [one.process[0], parent]
    return Plant([Element("process", parent, fields), *one.elements()], [parent])


def unapproved_peripheral(world: World, turn: int) -> Plant:
    one = draft(world, "peripheral")
    refused = [False, {"on": "2018", "until": "2025-06-30"}, {"on": "2026-02-01"}][turn % 3]
    one.application["approvals"]["dsi"] = refused
    return Plant([*one.elements()], [one.id])


def unconverged_instances(world: World, turn: int) -> Plant:
    one = draft(world)
    for _ in range(2):
        id = world.new("application")
        name = numbered("Installation", id)
        one.others += [
            Element("application", id, {"name": name, "instance_of": one.id, **clean(world)}),
            flow(world, STRUCTURES, id),
        ]
    return Plant([*one.elements()], [one.id])


def double_run_too_long(world: World, turn: int) -> Plant:
    old, new = draft(world).without_process(), draft(world)
    old.application |= {"successor": [new.id], "overlap_until": ["2025-12-30", "2024", "2025-06"][turn % 3]}
    return Plant([*old.elements(), *new.elements()], [old.id])


def duplicated_referential(world: World, turn: int) -> Plant:
    one = draft(world)
    one.application["masters"] = [one.peer.datum, IDENTITY.datum]
    return Plant([*one.elements()], [one.id])


def ignored_referential(world: World, turn: int) -> Plant:
    copy, one = draft(world), draft(world)
    # The structures come from a neighbour, and no more from the referential.
    one.flows = [each for each in one.flows if each.fields["source"] != STRUCTURES.id]
    again = Peer(copy.id, STRUCTURES.datum, STRUCTURES.standard, copy.peer.api)
    one.flows.append(flow(world, again, one.id))
    return Plant([*copy.elements(), *one.elements()], [one.id])


def manual_re_entry(world: World, turn: int) -> Plant:
    one, id = draft(world), world.new("application")
    outside = {"type": "external", "environment": "production", "technologies": [], "masters": []}
    fields = {"name": numbered("Outil régional", id), **outside, "covers": [one.process[0]], "uses": [one.peer.datum]}
    made = flow(world, RECORD, id)
    made.fields["relies_on"] = [NATIONAL.id]
    one.others += [Element("application", id, fields), made]
    return Plant([*one.elements()], [one.process[0]])


PLANTS = table(
    core_process_outside_core,
    redundant_solution,
    uncovered_process,
    cover_on_parent,
    unapproved_peripheral,
    unconverged_instances,
    double_run_too_long,
    duplicated_referential,
    ignored_referential,
    manual_re_entry,
)
