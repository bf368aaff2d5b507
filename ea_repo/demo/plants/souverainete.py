"""Plants of sovereignty, security, data protection and the cloud."""

from __future__ import annotations

from ea_repo.demo.element import Element, Fields
from ea_repo.demo.ground import CRITERIA, HDS, SECNUMCLOUD
from ea_repo.demo.names import numbered
from ea_repo.demo.peers import STAFF
from ea_repo.demo.plants.registry import Plant, table
from ea_repo.demo.solutions import datum_fields, draft
from ea_repo.demo.world import World

_REFUSED = (False, {"on": "2018", "until": "2025-12-30"}, {"on": "2026-01-01"})
_ENDED = {"to": STAFF.id, "until": "2025-12-30"}


def clear_text_health_flow(world: World, turn: int) -> Plant:
    one = draft(world, "core", clinical=True)
    one.flows[-1].fields["encrypted"] = False
    return Plant([*one.elements()], [one.flows[-1].id])


def extra_european_law(world: World, turn: int) -> Plant:
    place = {"type": "room", "operator": "dsi", "jurisdiction": ("US", "UK", "CN")[turn % 3], "certifications": [HDS]}
    return _hosted(world, "core", place)


def health_data_without_hds(world: World, turn: int) -> Plant:
    held = ([], [{"name": "ISO 27001"}], [{"name": "HDS", "until": "2025-12-30"}])[turn % 3]
    place = {"type": "datacenter", "operator": world.supplier(), "jurisdiction": "FR", "certifications": held}
    return _hosted(world, "core", place)


def sensitive_cloud_without_secnumcloud(world: World, turn: int) -> Plant:
    held = [HDS] if turn % 2 else [HDS, {**SECNUMCLOUD, "until": "2025-12-30"}]
    place = {"type": ("iaas", "paas", "saas")[turn % 3], "operator": world.supplier(), "jurisdiction": "FR"}
    return _hosted(world, "core", {**place, "certifications": held, "criteria": CRITERIA})


def _hosted(world: World, type: str, place: Fields) -> Plant:
    """A clinical solution on a node of its own."""
    one, node = draft(world, type, clinical=True), world.new("hebergement")
    one.application["runs_on"] = [world.server(), node]
    one.others.append(Element("node", node, {"name": numbered("Hébergement", node), **place}))
    return Plant([*one.elements()], [one.id])


def exposed_obsolete_component(world: World, turn: int) -> Plant:
    one = draft(world, exposed=True)
    technology = world.new("composant")
    one.application["technologies"] = [world.technology(), technology]
    ended = ("2025-12-30", "2024", "2025-11")[turn % 3]
    fields = {"name": numbered("Composant", technology), "end_of_support_on": ended}
    one.others.append(Element("technology", technology, {**fields, "framework": [{"status": "allowed"}]}))
    return Plant([*one.elements()], [one.id], {"obsolete-technology": [one.id]})


def missing_security_approval(world: World, turn: int) -> Plant:
    one = draft(world)
    one.application["approvals"]["rssi"] = _REFUSED[turn % 3]
    return Plant([*one.elements()], [one.id])


def personal_data_without_register(world: World, turn: int) -> Plant:
    one = draft(world)
    if turn % 2:
        one.application["approvals"]["dpo"] = _REFUSED[turn % 3]
        return Plant([*one.elements()], [one.id])
    datum = world.new("fichier")
    fields = datum_fields(world, numbered("Fichier", datum), one.peer.standard, health=False)
    one.application["masters"] = [one.peer.datum, datum]
    one.others.append(Element("data_object", datum, fields | {"sensitivity": "personal", "treatment": []}))
    return Plant([*one.elements()], [datum])


def outside_sso(world: World, turn: int) -> Plant:
    one = draft(world, users=["agents"], sso=([], [STAFF.id])[turn % 2])
    return Plant([*one.elements()], [one.id])


def rights_outside_gaiap(world: World, turn: int) -> Plant:
    one = draft(world, users=["agents"], rights=([], [STAFF.id], [_ENDED])[turn % 3])
    return Plant([*one.elements()], [one.id])


def cloud_without_case_study(world: World, turn: int) -> Plant:
    node, lacking = world.new("hebergement"), (*CRITERIA,)[turn % len(CRITERIA)]
    fields = {
        "name": numbered("Hébergement", node),
        "type": ("iaas", "paas", "saas")[turn % 3],
        "operator": world.supplier(),
        "jurisdiction": "FR",
        "certifications": [HDS, SECNUMCLOUD],
        "criteria": {**CRITERIA, lacking: False},
    }
    one = draft(world, runs_on=[node])
    return Plant([*one.elements(), Element("node", node, fields)], [node])


def no_reversibility(world: World, turn: int) -> Plant:
    one = draft(world, moe=[world.supplier()])
    if turn % 2:
        one.application["contracts"] = []
    else:
        one.contract[1]["reversibility"] = False
    return Plant([*one.elements()], [one.id])


PLANTS = table(
    clear_text_health_flow,
    extra_european_law,
    health_data_without_hds,
    sensitive_cloud_without_secnumcloud,
    exposed_obsolete_component,
    missing_security_approval,
    personal_data_without_register,
    outside_sso,
    rights_outside_gaiap,
    cloud_without_case_study,
    no_reversibility,
)
