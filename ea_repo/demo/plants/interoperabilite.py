"""Plants of interoperability: how, in what and with whom applications exchange."""

from __future__ import annotations

from ea_repo.demo.core_peers import NATIONAL, RECORD, SHARED
from ea_repo.demo.element import Element
from ea_repo.demo.flows import flow, what_it_says
from ea_repo.demo.foundations import EXCHANGE
from ea_repo.demo.names import numbered
from ea_repo.demo.plants.registry import Plant, planting
from ea_repo.demo.solutions import COMMITTED, Draft, clean_fields, datum_fields, draft
from ea_repo.demo.world import MOST_DIRECT_FLOWS, MOST_STANDARDS, Peer, World

_MODES = ("file", "shared_database", "email", "manual")


@planting()
def non_api_exchange(world: World, turn: int) -> Plant:
    solution = draft(world)
    extra_flow = _add_flow(world, solution)
    extra_flow.fields["mode"] = _MODES[turn % len(_MODES)]
    del extra_flow.fields["api"]
    return Plant([*solution.elements()], [extra_flow.id])


@planting()
def unmanaged_api(world: World, turn: int) -> Plant:
    solution, api = draft(world), world.new_id("api")
    extra_flow = _add_flow(world, solution)
    extra_flow.fields["api"] = api
    solution.others.append(Element("api", api, {"provided_by": solution.id, "managed": False}))
    return Plant([*solution.elements()], [extra_flow.id])


@planting()
def non_standard_format(world: World, turn: int) -> Plant:
    solution = draft(world)
    extra_flow = _add_flow(world, solution)
    others = [standard for standard in EXCHANGE if standard != solution.peer.standard]
    extra_flow.fields["standards"] = [] if turn % 2 else [world.pick(others)]
    return Plant([*solution.elements()], [extra_flow.id])


@planting()
def obsolete_standard(world: World, turn: int) -> Plant:
    solution = draft(world)
    extra_flow = _add_flow(world, solution)
    extra_flow.fields["standards"] = [solution.peer.standard, "format-historique"]
    return Plant([*solution.elements()], [extra_flow.id])


@planting()
def retired_datum_exchanged(world: World, turn: int) -> Plant:
    solution, datum = draft(world), world.new_id("donnee")
    left = {**datum_fields(world, numbered("Ancienne donnée", datum), solution.peer.standard, health=False)}
    left[("retired_on", "phase_out_on")[turn % 2]] = "2024"
    solution.others.append(Element("data_object", datum, left))
    extra_flow = _add_flow(world, solution)
    extra_flow.fields["data"] = [solution.peer.datum, datum]
    return Plant([*solution.elements()], [extra_flow.id])


@planting(once=True)
def too_many_standards(world: World, turn: int) -> Plant:
    """Once is all there can be: the subject is the threshold."""
    solution = draft(world)
    for number in range(MOST_STANDARDS - len(EXCHANGE) + 1):
        id = f"format-local-{number + 1}"
        fields = {"name": numbered("Format local", id), "type": "exchange", "status": "tolerated"}
        solution.others.append(Element("standard", id, fields))
        extra_flow = _add_flow(world, solution)
        extra_flow.fields["standards"] = [solution.peer.standard, id]
    return Plant([*solution.elements()], ["exchange-standards"])


@planting()
def platform_as_end(world: World, turn: int) -> Plant:
    id, target = world.new_id("application"), draft(world)
    fields = {"name": numbered("Courtier", id), **clean_fields(world), "type": "platform"}
    source = Peer(id, target.peer.datum, target.peer.standard, target.peer.api)
    target.others += [Element("application", id, fields), flow(world, source, target.id)]
    return Plant([*target.elements()], [id])


@planting()
def national_referential_bypassed(world: World, turn: int) -> Plant:
    exchange = flow(world, RECORD, SHARED)
    exchange.fields["protocol"] = f"HTTPS, service {turn + 2}"
    if turn % 2:
        exchange.fields["relies_on"] = [{"to": NATIONAL.id, "until": "2024-06-30"}]
    else:
        exchange.fields["relies_on"] = []
    return Plant([exchange], [exchange.id])


@planting()
def local_nomenclature(world: World, turn: int) -> Plant:
    solution, datum = draft(world), world.new_id("liste")
    fields = datum_fields(world, numbered("Liste locale", datum), solution.peer.standard, health=False)
    local = [] if turn % 2 else [{"to": "ccam", "until": "2020-12-31"}]
    solution.application["masters"] = [solution.peer.datum, datum]
    solution.others.append(Element("data_object", datum, {**fields, "standard_data": True, "nomenclature": local}))
    return Plant([*solution.elements()], [datum])


@planting()
def leaking_environments(world: World, turn: int) -> Plant:
    solution, id = draft(world), world.new_id("application")
    fields = {"name": numbered("Recette", id), "type": "peripheral", **clean_fields(world, environment="qualification")}
    extra_flow = flow(world, solution.peer, id)
    extra_flow.fields["environment"] = "qualification" if turn % 2 else "production"
    solution.others += [Element("application", id, fields), extra_flow]
    return Plant([*solution.elements()], [extra_flow.id])


@planting()
def isolated_application(world: World, turn: int) -> Plant:
    solution = draft(world, "peripheral", uses=[])
    solution.flows = []
    return Plant([*solution.elements()], [solution.id])


@planting()
def result_not_returned_to_record(world: World, turn: int) -> Plant:
    solution = draft(world, "core", clinical=True)
    solution.flows = [exchange for exchange in solution.flows if exchange.fields["target"] != RECORD.id]
    return Plant([*solution.elements()], [solution.id])


@planting()
def point_to_point_tangle(world: World, turn: int) -> Plant:
    solution, count, service = draft(world), 0, 0
    peers = sorted(world.latest_peers, key=lambda peer: (peer.direct_flows, peer.id))
    while count <= MOST_DIRECT_FLOWS and peers:
        service += 1
        for peer in peers:
            if peer.direct_flows < MOST_DIRECT_FLOWS and count <= MOST_DIRECT_FLOWS:
                peer.direct_flows, count = peer.direct_flows + 1, count + 1
                exchange = flow(world, solution.peer, peer.id, direct=True)
                exchange.fields["protocol"] = f"HTTPS, service {service}"
                solution.others.append(exchange)
        peers = [peer for peer in peers if peer.direct_flows < MOST_DIRECT_FLOWS]
    return Plant([*solution.elements()], [solution.id])


@planting()
def unmonitored_flow(world: World, turn: int) -> Plant:
    solution = draft(world)
    solution.process[1]["critical"] = True
    solution.application |= {"criticality": "critical", **COMMITTED}
    solution.flows[turn % 2].fields["monitored"] = False
    return Plant([*solution.elements()], [solution.flows[turn % 2].id])


@planting()
def industrialised_poc_not_interoperable(world: World, turn: int) -> Plant:
    solution = draft(world, "poc", poc_decision="industrialise", poc_ends_on="2024-12-31")
    extra_flow = _add_flow(world, solution)
    extra_flow.fields["mode"] = "file"
    del extra_flow.fields["api"]
    return Plant([*solution.elements()], [solution.id], {"non-api-exchange": [extra_flow.id]})


@planting()
def unfed_relay(world: World, turn: int) -> Plant:
    solution = draft(world, "core", sanctuarised=False, scope="institution", owner="dsi")
    solution.kind = "referential"
    relay = draft(world)
    solution.application["relays"] = [relay.id]
    return Plant([*solution.elements(), *relay.elements()], [solution.id])


def _add_flow(world: World, solution: Draft) -> Element:
    """One more flow of it, to the record, in the place of one that says the same."""
    extra_flow = flow(world, solution.peer, RECORD.id)
    others = [other for other in solution.flows if what_it_says(other) != what_it_says(extra_flow)]
    solution.flows[:] = [*others, extra_flow]
    return extra_flow
