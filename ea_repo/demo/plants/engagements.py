"""Plants of life cycles, service commitments, projects and derogations."""

from __future__ import annotations

from ea_repo.demo.element import Element, Fields
from ea_repo.demo.names import numbered
from ea_repo.demo.plants.registry import Plant, planting
from ea_repo.demo.solutions import contract_fields, draft, project_fields
from ea_repo.demo.world import World


@planting()
def obsolete_technology(world: World, turn: int) -> Plant:
    return _standing_on(world, "peripheral", {"end_of_support_on": ("2025-12-30", "2024", "2025-11")[turn % 3]})


@planting()
def technology_soon_obsolete(world: World, turn: int) -> Plant:
    return _standing_on(world, "peripheral", {"end_of_support_on": ("2025-12-31", "2026-06", "2026-12-30")[turn % 3]})


@planting()
def technology_outside_framework(world: World, turn: int) -> Plant:
    places = ([{"status": "allowed", "from": 2015}, {"status": "banned", "from": 2025}], [])[turn % 2]
    plant = _standing_on(world, "core", {"end_of_support_on": "2030", "framework": places})
    return Plant(plant.elements, [plant.elements[-1].id])


def _standing_on(world: World, type: str, changes: Fields) -> Plant:
    """A solution, not exposed, on a technology of its own, which comes last."""
    solution, technology = draft(world, type, exposed=False), world.new_id("composant")
    solution.application["technologies"] = [technology, world.technology()]
    fields = {"name": numbered("Composant", technology), "framework": [{"status": "allowed", "from": 2012}], **changes}
    return Plant([*solution.elements(), Element("technology", technology, fields)], [solution.id])


@planting()
def obsolete_node(world: World, turn: int) -> Plant:
    return _node_on(world, ("2025-12-30", "2024", "2025-11")[turn % 3])


@planting()
def node_soon_obsolete(world: World, turn: int) -> Plant:
    return _node_on(world, ("2025-12-31", "2026-06", "2026-12-30")[turn % 3])


def _node_on(world: World, end_of_support: str) -> Plant:
    """A node on a technology of its own, whose support ends that day; nothing runs on it."""
    node, technology = world.new_id("noeud"), world.new_id("composant")
    fields: Fields = {
        "name": numbered("Composant", technology),
        "framework": [{"status": "allowed", "from": 2012}],
        "end_of_support_on": end_of_support,
    }
    server: Fields = {
        "name": numbered("Machine virtuelle", node),
        "type": "vm",
        "operator": "dsi",
        "technologies": [technology],
    }
    return Plant([Element("technology", technology, fields), Element("node", node, server)], [node])


@planting()
def end_of_life_without_project(world: World, turn: int) -> Plant:
    leaving: Fields = ({"phase_out_on": "2025-02-01"}, {"retired_on": "2026-09-30"})[turn % 2]
    solution = draft(world, live_on=2010, **leaving)
    return Plant([*solution.elements()], [solution.id])


@planting()
def incomplete_decommissioning(world: World, turn: int) -> Plant:
    id = world.new_id("projet")
    fields = project_fields(world, numbered("Décommissionnement", id), "decommissioning", objectives=[])
    return Plant([Element("project", id, fields)], [id])


@planting()
def retired_but_connected(world: World, turn: int) -> Plant:
    solution, project = draft(world, live_on=2009, retired_on="2024-03-31").without_process(), world.new_id("projet")
    done = {"starts_on": "2023-01-15", "ends_on": "2024-12-31", "retires": [solution.id]}
    fields = project_fields(world, numbered("Décommissionnement", project), "decommissioning", **done)
    solution.others.append(Element("project", project, fields))
    return Plant([*solution.elements()], [solution.id])


@planting()
def overdue_poc(world: World, turn: int) -> Plant:
    solution = draft(world, "poc", poc_ends_on=("2025-12-30", "2024", "2025-06")[turn % 3])
    return Plant([*solution.elements()], [solution.id])


@planting()
def undocumented_application(world: World, turn: int) -> Plant:
    solution = draft(world, **({"documentation": []}, {"upgrade_plan": False})[turn % 2])
    return Plant([*solution.elements()], [solution.id])


@planting()
def critical_without_commitment(world: World, turn: int) -> Plant:
    fields: Fields = {"criticality": "critical", "availability_commitment": "99,9 %", "out_of_hours_support": True}
    lacking: Fields = ({"availability_commitment": False}, {"out_of_hours_support": False})[turn % 2]
    solution = draft(world, **{**fields, **lacking})
    return Plant([*solution.elements()], [solution.id])


@planting()
def no_project_owner(world: World, turn: int) -> Plant:
    return _project(world, {"moa": ([], ["direction-0001", "direction-0002"])[turn % 2]})


@planting()
def project_without_by_design_review(world: World, turn: int) -> Plant:
    reviews = ([], ["sécurité", "interopérabilité"], ["sécurité", "protection des données"])[turn % 3]
    return _project(world, {"reviews": reviews})


def _project(world: World, changes: Fields) -> Plant:
    id = world.new_id("projet")
    fields = project_fields(world, numbered("Étude", id), "study", **changes)
    return Plant([Element("project", id, fields)], [id])


@planting()
def no_user_guide(world: World, turn: int) -> Plant:
    solution = draft(world, user_guide=[])
    return Plant([*solution.elements()], [solution.id])


@planting()
def not_in_service_catalogue(world: World, turn: int) -> Plant:
    solution = draft(world, in_catalogue=False)
    return Plant([*solution.elements()], [solution.id])


@planting()
def contract_without_charter(world: World, turn: int) -> Plant:
    contract = _contract(world, carries_charter=False)
    return Plant([contract], [contract.id])


@planting()
def contract_ending(world: World, turn: int) -> Plant:
    contract = _contract(world, carries_charter=True)
    contract.fields["ends_on"] = ("2026-12-30", "2025-12-31", "2026-06")[turn % 3]
    return Plant([contract], [contract.id])


@planting()
def expired_derogation(world: World, turn: int) -> Plant:
    contract = _contract(world, carries_charter=False)
    lapsed: Fields = ({"expires_on": "2025-12-30"}, {"reason": None})[turn % 2]
    derogation = _derogation(world, contract, lapsed)
    return Plant([contract, derogation], [derogation.id], {"contract-without-charter": [contract.id]})


@planting()
def idle_derogation(world: World, turn: int) -> Plant:
    contract = _contract(world, carries_charter=True)
    derogation = _derogation(world, contract, {})
    return Plant([contract, derogation], [derogation.id])


def _contract(world: World, *, carries_charter: bool) -> Element:
    id = world.new_id("marche")
    return Element("contract", id, contract_fields(world, id) | {"carries_charter": carries_charter})


def _derogation(world: World, contract: Element, changes: Fields) -> Element:
    fields: Fields = {
        "rule": "contract-without-charter",
        "subjects": [contract.id],
        "by": "dsi",
        "decided_on": "2025-01-15",
        "expires_on": "2026-12-31",
        "reason": "renouvellement en cours",
    }
    kept = {name: value for name, value in {**fields, **changes}.items() if value is not None}
    return Element("derogation", world.new_id("derogation"), kept)


@planting()
def gap_before_successor(world: World, turn: int) -> Plant:
    old, new = draft(world), draft(world).without_process()
    old.application |= {"retired_on": "2029-06-30", "successor": [new.id], "overlap_until": "2031"}
    new.application["live_on"] = ("2029-09-01", "2030")[turn % 2]
    return Plant([*old.elements(), *new.elements()], [old.id])


@planting()
def critical_process_on_lesser_application(world: World, turn: int) -> Plant:
    solution = draft(world, criticality=("important", "standard")[turn % 2])
    solution.process[1]["critical"] = True
    return Plant([*solution.elements()], [solution.process[0]])


@planting()
def overdue_condition(world: World, turn: int) -> Plant:
    id = world.new_id("decision")
    met: Fields = {"text": "reprise des données essayée", "until": "2025-09-30", "met_on": "2025-09-12"}
    overdue: Fields = {"text": "homologation de sécurité", "until": ("2025-12-30", "2025-06", "2024")[turn % 3]}
    fields: Fields = {
        "name": numbered("Décision", id),
        "verdict": "conditions",
        "by": ["dsi"],
        "decided_on": "2024-01-15",
        "conditions": [met, overdue],
        "reason": "accordé sous conditions",
    }
    return Plant([Element("decision", id, fields)], [id])
