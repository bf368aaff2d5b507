"""Plants of interoperability: how, in what and with whom applications exchange."""

from __future__ import annotations

from ea_repo.demo.element import Element
from ea_repo.demo.flows import flow
from ea_repo.demo.ground import EXCHANGE
from ea_repo.demo.names import numbered
from ea_repo.demo.peers import NATIONAL, RECORD, SHARED
from ea_repo.demo.plants.registry import Plant, table
from ea_repo.demo.solutions import Draft, clean, datum_fields, draft
from ea_repo.demo.world import DIRECT, STANDARDS, Peer, World

_MODES = ("file", "shared_database", "email", "manual")


def non_api_exchange(world: World, turn: int) -> Plant:
    one = draft(world)
    sent = _sent(world, one)
    sent.fields["mode"] = _MODES[turn % len(_MODES)]
    del sent.fields["api"]
    return Plant([*one.elements()], [sent.id])


def unmanaged_api(world: World, turn: int) -> Plant:
    one, api = draft(world), world.new("api")
    sent = _sent(world, one)
    sent.fields["api"] = api
    one.others.append(Element("api", api, {"provided_by": one.id, "managed": False}))
    return Plant([*one.elements()], [sent.id])


def non_standard_format(world: World, turn: int) -> Plant:
    one = draft(world)
    sent = _sent(world, one)
    others = [each for each in EXCHANGE if each != one.peer.standard]
    sent.fields["standards"] = [] if turn % 2 else [world.pick(others)]
    return Plant([*one.elements()], [sent.id])


def obsolete_standard(world: World, turn: int) -> Plant:
    one = draft(world)
    sent = _sent(world, one)
    sent.fields["standards"] = [one.peer.standard, "format-historique"]
    return Plant([*one.elements()], [sent.id])


def too_many_standards(world: World, turn: int) -> Plant:
    """Once is all there can be: the subject is the threshold."""
    one = draft(world)
    for number in range(STANDARDS - len(EXCHANGE) + 1):
        id = f"format-local-{number + 1}"
        fields = {"name": numbered("Format local", id), "type": "exchange", "status": "tolerated"}
        one.others.append(Element("standard", id, fields))
        sent = _sent(world, one)
        sent.fields["standards"] = [one.peer.standard, id]
    return Plant([*one.elements()], ["exchange-standards"])


def platform_as_end(world: World, turn: int) -> Plant:
    id, target = world.new("application"), draft(world)
    fields = {"name": numbered("Courtier", id), **clean(world), "type": "platform"}
    giver = Peer(id, target.peer.datum, target.peer.standard, target.peer.api)
    target.others += [Element("application", id, fields), flow(world, giver, target.id)]
    return Plant([*target.elements()], [id])


def national_referential_bypassed(world: World, turn: int) -> Plant:
    made = flow(world, RECORD, SHARED)
    if turn % 2:
        made.fields["relies_on"] = [{"to": NATIONAL.id, "until": "2024-06-30"}]
    else:
        made.fields["relies_on"] = []
    return Plant([made], [made.id])


def local_nomenclature(world: World, turn: int) -> Plant:
    one, datum = draft(world), world.new("liste")
    fields = datum_fields(world, numbered("Liste locale", datum), one.peer.standard, health=False)
    local = [] if turn % 2 else [{"to": "ccam", "until": "2020-12-31"}]
    one.application["masters"] = [one.peer.datum, datum]
    one.others.append(Element("data_object", datum, {**fields, "standard_data": True, "nomenclature": local}))
    return Plant([*one.elements()], [datum])


def leaking_environments(world: World, turn: int) -> Plant:
    one, id = draft(world), world.new("application")
    fields = {"name": numbered("Recette", id), "type": "peripheral", **clean(world, environment="qualification")}
    sent = flow(world, one.peer, id)
    sent.fields["environment"] = "qualification" if turn % 2 else "production"
    one.others += [Element("application", id, fields), sent]
    return Plant([*one.elements()], [sent.id])


def isolated_application(world: World, turn: int) -> Plant:
    one = draft(world, "peripheral", uses=[])
    one.flows = []
    return Plant([*one.elements()], [one.id])


def result_not_returned_to_record(world: World, turn: int) -> Plant:
    one = draft(world, "core", clinical=True)
    one.flows = [each for each in one.flows if each.fields["target"] != RECORD.id]
    return Plant([*one.elements()], [one.id])


def point_to_point_tangle(world: World, turn: int) -> Plant:
    one, sent = draft(world), 0
    peers = sorted(world.peers, key=lambda each: (each.direct, each.id))
    while sent <= DIRECT and peers:
        for peer in peers:
            if peer.direct < DIRECT and sent <= DIRECT:
                peer.direct, sent = peer.direct + 1, sent + 1
                one.others.append(flow(world, one.peer, peer.id, direct=True))
        peers = [each for each in peers if each.direct < DIRECT]
    return Plant([*one.elements()], [one.id])


def unmonitored_flow(world: World, turn: int) -> Plant:
    one = draft(world)
    one.process[1]["critical"] = True
    one.flows[turn % 2].fields["monitored"] = False
    return Plant([*one.elements()], [one.flows[turn % 2].id])


def industrialised_poc_not_interoperable(world: World, turn: int) -> Plant:
    one = draft(world, "poc", poc_decision="industrialise", poc_ends_on="2024-12-31")
    sent = _sent(world, one)
    sent.fields["mode"] = "file"
    del sent.fields["api"]
    return Plant([*one.elements()], [one.id], {"non-api-exchange": [sent.id]})


def unfed_relay(world: World, turn: int) -> Plant:
    one = draft(world, "core", sanctuarised=False, scope="institution", owner="dsi")
    one.kind = "referential"
    relay = draft(world)
    one.application["relays"] = [relay.id]
    return Plant([*one.elements(), *relay.elements()], [one.id])


def _sent(world: World, one: Draft) -> Element:
    """One more flow of it, to the record."""
    made = flow(world, one.peer, RECORD.id)
    one.flows.append(made)
    return made


PLANTS = table(
    non_api_exchange,
    unmanaged_api,
    non_standard_format,
    obsolete_standard,
    too_many_standards,
    platform_as_end,
    national_referential_bypassed,
    local_nomenclature,
    leaking_environments,
    isolated_application,
    result_not_returned_to_record,
    unmonitored_flow,
    industrialised_poc_not_interoperable,
    unfed_relay,
    point_to_point_tangle,
)
