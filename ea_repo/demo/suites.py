"""The bulk of the system, where no rule has anything to say: suites, their modules, what comes and goes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from ea_repo.demo.core_peers import RECORD, STRUCTURES
from ea_repo.demo.element import Element, Fields
from ea_repo.demo.flows import flow
from ea_repo.demo.names import MODULES, NEEDS, numbered
from ea_repo.demo.solutions import (
    Draft,
    as_critical_as,
    clean_fields,
    contract_fields,
    draft,
    process_fields,
    project_fields,
)
from ea_repo.demo.world import CLEAN_DIRECT_FLOWS, Peer, World


def suites(world: World, applications: int) -> Iterator[Element]:
    """Clean elements, with exactly so many applications among them, suite after suite."""
    left = applications
    while left:
        size = min(left, world.random.randrange(1, 9))
        yield from suite(world, size)
        left -= size


def suite(world: World, size: int) -> Iterator[Element]:
    """A solution with its modules, and sometimes what goes before it, after it or beside it: `size` applications."""
    whole = draft(world, "core" if world.happens(50) else "peripheral", clinical=world.happens(60))
    if whole.application["type"] == "peripheral":
        whole.process[1]["core"] = False
    extra = world.pick((_retired, _leaving, _proof, _installations, _rehearsal, None, None))
    beside = list(extra(world, whole)) if extra and size > 3 else []
    size -= 1 + sum(element.kind == "application" for element in beside)
    modules = [world.new_id("module") for _ in range(size)]
    if world.happens(15):
        project = world.new_id("projet")
        fields = project_fields(world, numbered("Déploiement", project), "migration", delivers=[whole.id])
        beside.append(Element("project", project, fields))
    if world.latest_peers and size % 2:
        whole.application["supports"] = [*_support(world.latest_peers[-1])]
    yield from whole.elements()
    yield from beside
    for module in modules:
        yield from _module(world, whole, module)
    yield from _flows(world, whole, modules)
    world.add_peer(whole.peer)


def _support(other: Peer) -> Iterator[Fields]:
    """What a solution contributes to the process of another: a need that nobody else supports."""
    if other.process and other.needs < len(NEEDS):
        yield {"to": other.process, "for": NEEDS[other.needs], "need": "useful" if other.needs % 3 else "vital"}
        other.needs += 1


_AS_ITS_WHOLE = (
    "type", "approvals", "users", "sso", "criticality", "availability_commitment", "out_of_hours_support",
)  # fmt: skip
"""What a module says as its whole does: rules ask it of each."""


def _module(world: World, whole: Draft, id: str) -> Iterator[Element]:
    process = world.new_id("processus")
    served = process_fields(world, process, core=bool(whole.process[1]["core"]))
    as_critical_as(served, whole.application)
    yield Element("process", process, served)
    name = f"{whole.application['name']} – {numbered(world.pick(MODULES), id)}"
    fields = {
        "name": name,
        "part_of": whole.id,
        **{field: whole.application[field] for field in _AS_ITS_WHOLE if field in whole.application},
        "covers": [process],
        "masters": [],
        "uses": [],
        "technologies": [world.technology()],
        "live_on": world.day(2018, 2024),
    }
    yield Element("application", id, fields)


def _flows(world: World, whole: Draft, modules: list[str]) -> Iterator[Element]:
    """About five flows an application: inside the suite, through the platform, and a few direct ones."""
    ends = [whole.id, *modules]
    for giver, module in pairwise(modules):
        yield flow(world, replace(whole.peer, id=giver), module, direct=True)
    for _ in range(5 * len(ends) - 2 if world.peers else 0):
        other = world.some_peer()
        if world.happens(50):
            yield flow(world, whole.peer, other.id, message=world.happens(30))
        else:
            yield flow(world, other, world.pick(ends), message=world.happens(30))
    if world.peers and whole.peer.direct_flows < CLEAN_DIRECT_FLOWS:
        other = world.pick(world.latest_peers)
        if other.direct_flows < CLEAN_DIRECT_FLOWS:
            whole.peer.direct_flows += 1
            other.direct_flows += 1
            yield flow(world, whole.peer, other.id, direct=True)


def _retired(world: World, whole: Draft) -> Iterator[Element]:
    """What it replaced: out of service, by a project, its flows ended."""
    old, project = world.new_id("application"), world.new_id("projet")
    gone: Fields = {"live_on": 2009, "retired_on": "2022-06-30", "successor": [whole.id], "overlap_until": "2022-06-30"}
    named = {"name": numbered("Ancien outil", old), "type": "peripheral"}
    gone["technologies"] = [world.old_technology()]
    yield Element("application", old, named | clean_fields(world, covers=whole.application["covers"], **gone))
    ended = flow(world, whole.peer, old, direct=True)
    yield ended._replace(fields=ended.fields | {"live_on": 2010, "retired_on": "2022-06-30"})
    past = {"starts_on": "2021-01-15", "ends_on": "2022-12-31", "retires": [old], "archive": "coffre, PDF/A"}
    fields = project_fields(world, numbered("Décommissionnement", project), "decommissioning", **past)
    yield Element("project", project, fields)


def _leaving(world: World, whole: Draft) -> Iterator[Element]:
    """What it replaces now: both run until the day agreed."""
    old, project, contract = world.new_id("application"), world.new_id("projet"), world.new_id("marche")
    dates = {"live_on": 2012, "phase_out_on": "2025-03-01", "successor": [whole.id], "overlap_until": "2026-12-31"}
    fields = clean_fields(world, covers=whole.application["covers"], contracts=[contract], **dates)
    named = {"name": numbered("Outil sortant", old), "type": whole.application["type"]}
    yield Element("contract", contract, contract_fields(world, contract))
    yield Element("application", old, {**named, **fields})
    yield flow(world, whole.peer, old)
    yield flow(world, STRUCTURES, old)
    dates_and_archive = {"retires": [old], "off_on": "2027-01-01", "archive": "entrepôt d'archives, PDF/A"}
    fields = project_fields(world, numbered("Sortie", project), "decommissioning", **dates_and_archive)
    yield Element("project", project, fields)


def _proof(world: World, whole: Draft) -> Iterator[Element]:
    """A proof of concept under way, for the same need."""
    id = world.new_id("application")
    fields = clean_fields(world, poc_ends_on=world.day(2026, 2026), covers=whole.application["covers"])
    yield Element("application", id, {"name": numbered("Essai", id), "type": "poc", **fields})
    yield flow(world, STRUCTURES, id)


def _installations(world: World, whole: Draft) -> Iterator[Element]:
    """Two installations of it, that a project makes converge."""
    for _ in range(2):
        id = world.new_id("application")
        named = {"name": numbered("Installation", id), "instance_of": whole.id, "type": whole.application["type"]}
        yield Element("application", id, named | clean_fields(world))
        yield flow(world, STRUCTURES, id)
        here = Peer(id, whole.peer.datum, whole.peer.standard, whole.peer.api)
        yield flow(world, here, RECORD.id, message=True)
    project = world.new_id("projet")
    fields = project_fields(world, numbered("Convergence", project), "convergence", delivers=[whole.id])
    yield Element("project", project, fields)


def _rehearsal(world: World, whole: Draft) -> Iterator[Element]:
    """Its copy for tests, and that of a neighbour, which exchange with each other."""
    ids = [world.new_id("application") for _ in range(2)]
    for id in ids:
        named = {"name": numbered("Recette", id), "type": "peripheral"}
        yield Element("application", id, named | clean_fields(world, environment="qualification"))
    copy = Peer(ids[0], whole.peer.datum, whole.peer.standard, whole.peer.api)
    exchange = flow(world, copy, ids[1], message=True)
    yield exchange._replace(fields=exchange.fields | {"environment": "qualification"})
