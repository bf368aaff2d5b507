"""Plants of sovereignty, security, data protection and the cloud."""

from __future__ import annotations

from ea_repo.demo.core_peers import STAFF
from ea_repo.demo.element import Element, Fields
from ea_repo.demo.foundations import CRITERIA, HDS, SECNUMCLOUD
from ea_repo.demo.names import numbered
from ea_repo.demo.plants.registry import Plant, planting
from ea_repo.demo.solutions import datum_fields, draft
from ea_repo.demo.world import World

_REFUSED = (False, {"on": "2018", "until": "2025-12-30"}, {"on": "2026-01-01"})
_ENDED = {"to": STAFF.id, "until": "2025-12-30"}


@planting()
def clear_text_health_flow(world: World, turn: int) -> Plant:
    solution = draft(world, "core", clinical=True)
    solution.flows[-1].fields["encrypted"] = False
    return Plant([*solution.elements()], [solution.flows[-1].id])


@planting()
def extra_european_law(world: World, turn: int) -> Plant:
    place = {"type": "room", "operator": "dsi", "jurisdiction": ("US", "UK", "CN")[turn % 3], "certifications": [HDS]}
    return _hosted(world, "core", place)


@planting()
def health_data_without_hds(world: World, turn: int) -> Plant:
    held = ([], [{"name": "ISO 27001"}], [{"name": "HDS", "until": "2025-12-30"}])[turn % 3]
    place = {"type": "datacenter", "operator": world.supplier(), "jurisdiction": "FR", "certifications": held}
    return _hosted(world, "core", place)


@planting()
def sensitive_cloud_without_secnumcloud(world: World, turn: int) -> Plant:
    held = [HDS] if turn % 2 else [HDS, {**SECNUMCLOUD, "until": "2025-12-30"}]
    place = {"type": ("iaas", "paas", "saas")[turn % 3], "operator": world.supplier(), "jurisdiction": "FR"}
    return _hosted(world, "core", {**place, "certifications": held, "criteria": CRITERIA})


def _hosted(world: World, type: str, place: Fields) -> Plant:
    """A clinical solution on a node of its own."""
    solution, node = draft(world, type, clinical=True), world.new_id("hebergement")
    solution.application["runs_on"] = [world.server(), node]
    solution.others.append(Element("node", node, {"name": numbered("Hébergement", node), **place}))
    return Plant([*solution.elements()], [solution.id])


@planting()
def exposed_obsolete_component(world: World, turn: int) -> Plant:
    solution = draft(world, exposed=True)
    technology = world.new_id("composant")
    solution.application["technologies"] = [world.technology(), technology]
    ended = ("2025-12-30", "2024", "2025-11")[turn % 3]
    fields = {"name": numbered("Composant", technology), "end_of_support_on": ended}
    solution.others.append(Element("technology", technology, {**fields, "framework": [{"status": "allowed"}]}))
    return Plant([*solution.elements()], [solution.id], {"obsolete-technology": [solution.id]})


@planting()
def missing_security_approval(world: World, turn: int) -> Plant:
    solution = draft(world)
    solution.application["approvals"]["rssi"] = _REFUSED[turn % 3]
    return Plant([*solution.elements()], [solution.id])


@planting()
def personal_data_without_register(world: World, turn: int) -> Plant:
    solution = draft(world)
    if turn % 2:
        solution.application["approvals"]["dpo"] = _REFUSED[turn % 3]
        return Plant([*solution.elements()], [solution.id])
    datum = world.new_id("fichier")
    fields = datum_fields(world, numbered("Fichier", datum), solution.peer.standard, health=False)
    solution.application["masters"] = [solution.peer.datum, datum]
    solution.others.append(Element("data_object", datum, fields | {"sensitivity": "personal", "treatment": []}))
    return Plant([*solution.elements()], [datum])


@planting()
def outside_sso(world: World, turn: int) -> Plant:
    solution = draft(world, users=["agents"], sso=([], [STAFF.id])[turn % 2])
    return Plant([*solution.elements()], [solution.id])


@planting()
def rights_outside_referential(world: World, turn: int) -> Plant:
    solution = draft(world, users=["agents"], rights=([], [STAFF.id], [_ENDED])[turn % 3])
    return Plant([*solution.elements()], [solution.id])


@planting()
def cloud_without_case_study(world: World, turn: int) -> Plant:
    node, lacking = world.new_id("hebergement"), (*CRITERIA,)[turn % len(CRITERIA)]
    fields = {
        "name": numbered("Hébergement", node),
        "type": ("iaas", "paas", "saas")[turn % 3],
        "operator": world.supplier(),
        "jurisdiction": "FR",
        "certifications": [HDS, SECNUMCLOUD],
        "criteria": {**CRITERIA, lacking: False},
    }
    solution = draft(world, runs_on=[node])
    return Plant([*solution.elements(), Element("node", node, fields)], [node])


@planting()
def no_reversibility(world: World, turn: int) -> Plant:
    solution = draft(world, moe=[world.supplier()])
    if turn % 2:
        solution.application["contracts"] = []
    else:
        solution.contract[1]["reversibility"] = False
    return Plant([*solution.elements()], [solution.id])
