"""Plants of life cycles, service commitments, projects and derogations."""

from __future__ import annotations

from ea_repo.demo.element import Element, Fields
from ea_repo.demo.names import numbered
from ea_repo.demo.plants.registry import Plant, table
from ea_repo.demo.solutions import contract_fields, draft, project_fields
from ea_repo.demo.world import World


def obsolete_technology(world: World, turn: int) -> Plant:
    return _standing_on(world, "peripheral", {"end_of_support_on": ("2025-12-30", "2024", "2025-11")[turn % 3]})


def technology_soon_obsolete(world: World, turn: int) -> Plant:
    return _standing_on(world, "peripheral", {"end_of_support_on": ("2025-12-31", "2026-06", "2026-12-30")[turn % 3]})


def technology_outside_framework(world: World, turn: int) -> Plant:
    places = ([{"status": "allowed", "from": 2015}, {"status": "banned", "from": 2025}], [])[turn % 2]
    plant = _standing_on(world, "core", {"end_of_support_on": "2030", "framework": places})
    return Plant(plant.elements, [plant.elements[-1].id])


def _standing_on(world: World, type: str, said: Fields) -> Plant:
    """A solution, not exposed, on a technology of its own, which comes last."""
    one, technology = draft(world, type, exposed=False), world.new("composant")
    one.application["technologies"] = [technology, world.technology()]
    fields = {"name": numbered("Composant", technology), "framework": [{"status": "allowed", "from": 2012}], **said}
    return Plant([*one.elements(), Element("technology", technology, fields)], [one.id])


def end_of_life_without_project(world: World, turn: int) -> Plant:
    leaving: Fields = ({"phase_out_on": "2025-02-01"}, {"retired_on": "2026-09-30"})[turn % 2]
    one = draft(world, live_on=2010, **leaving)
    return Plant([*one.elements()], [one.id])


def incomplete_decommissioning(world: World, turn: int) -> Plant:
    id = world.new("projet")
    fields = project_fields(world, numbered("Décommissionnement", id), "decommissioning", objectives=[])
    return Plant([Element("project", id, fields)], [id])


def retired_but_connected(world: World, turn: int) -> Plant:
    one, project = draft(world, live_on=2009, retired_on="2024-03-31").without_process(), world.new("projet")
    done = {"starts_on": "2023-01-15", "ends_on": "2024-12-31", "retires": [one.id]}
    fields = project_fields(world, numbered("Décommissionnement", project), "decommissioning", **done)
    one.others.append(Element("project", project, fields))
    return Plant([*one.elements()], [one.id])


def overdue_poc(world: World, turn: int) -> Plant:
    one = draft(world, "poc", poc_ends_on=("2025-12-30", "2024", "2025-06")[turn % 3])
    return Plant([*one.elements()], [one.id])


def undocumented_application(world: World, turn: int) -> Plant:
    one = draft(world, **({"documentation": []}, {"upgrade_plan": False})[turn % 2])
    return Plant([*one.elements()], [one.id])


def critical_without_commitment(world: World, turn: int) -> Plant:
    said: Fields = {"criticality": "critical", "availability_commitment": "99,9 %", "out_of_hours_support": True}
    lacking: Fields = ({"availability_commitment": False}, {"out_of_hours_support": False})[turn % 2]
    one = draft(world, **{**said, **lacking})
    return Plant([*one.elements()], [one.id])


def no_project_owner(world: World, turn: int) -> Plant:
    return _project(world, {"moa": ([], ["direction-0001", "direction-0002"])[turn % 2]})


def project_without_by_design_review(world: World, turn: int) -> Plant:
    reviews = ([], ["sécurité", "interopérabilité"], ["sécurité", "protection des données"])[turn % 3]
    return _project(world, {"reviews": reviews})


def _project(world: World, said: Fields) -> Plant:
    id = world.new("projet")
    fields = project_fields(world, numbered("Étude", id), "study", **said)
    return Plant([Element("project", id, fields)], [id])


def no_user_guide(world: World, turn: int) -> Plant:
    one = draft(world, user_guide=[])
    return Plant([*one.elements()], [one.id])


def not_in_service_catalogue(world: World, turn: int) -> Plant:
    one = draft(world, in_catalogue=False)
    return Plant([*one.elements()], [one.id])


def contract_without_charter(world: World, turn: int) -> Plant:
    contract = _contract(world, carries_charter=False)
    return Plant([contract], [contract.id])


def expired_derogation(world: World, turn: int) -> Plant:
    contract = _contract(world, carries_charter=False)
    lapsed: Fields = ({"expires_on": "2025-12-30"}, {"reason": None})[turn % 2]
    derogation = _derogation(world, contract, lapsed)
    return Plant([contract, derogation], [derogation.id], {"contract-without-charter": [contract.id]})


def idle_derogation(world: World, turn: int) -> Plant:
    contract = _contract(world, carries_charter=True)
    derogation = _derogation(world, contract, {})
    return Plant([contract, derogation], [derogation.id])


def _contract(world: World, *, carries_charter: bool) -> Element:
    id = world.new("marche")
    return Element("contract", id, contract_fields(world, id) | {"carries_charter": carries_charter})


def _derogation(world: World, contract: Element, said: Fields) -> Element:
    fields: Fields = {
        "rule": "contract-without-charter",
        "subjects": [contract.id],
        "by": "dsi",
        "decided_on": "2025-01-15",
        "expires_on": "2026-12-31",
        "reason": "renouvellement en cours",
    }
    kept = {name: value for name, value in {**fields, **said}.items() if value is not None}
    return Element("derogation", world.new("derogation"), kept)


PLANTS = table(
    obsolete_technology,
    technology_soon_obsolete,
    technology_outside_framework,
    end_of_life_without_project,
    incomplete_decommissioning,
    retired_but_connected,
    overdue_poc,
    undocumented_application,
    critical_without_commitment,
    no_project_owner,
    project_without_by_design_review,
    no_user_guide,
    not_in_service_catalogue,
    contract_without_charter,
    expired_derogation,
    idle_derogation,
)
