"""One solution with what goes with it: a process, a datum, an API, a contract, its flows with the core."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ea_repo.demo.core_peers import IDENTITY, PATIENT_SSO, RECORD, RIGHTS, STAFF, STAFF_SSO, STRUCTURES
from ea_repo.demo.element import Element, Fields
from ea_repo.demo.flows import flow
from ea_repo.demo.foundations import EXCHANGE, TREATMENTS
from ea_repo.demo.names import CLINICAL, STEPS, SUPPORT, numbered
from ea_repo.demo.world import Peer, World

APPROVED = {"on": "2022-03-01", "until": "2027-12-31"}
COMMITTED: Fields = {"availability_commitment": "99,9 %, 24 h sur 24", "out_of_hours_support": True}


def approvals() -> Fields:
    """The three agreements, in force."""
    return {name: dict(APPROVED) for name in ("dsi", "rssi", "dpo")}


@dataclass
class Draft:
    """A clean solution, as a plant may still change it before it is written."""

    peer: Peer
    application: Fields
    process: tuple[str, Fields]
    datum: Fields
    contract: tuple[str, Fields]
    clinical: bool
    kind: str = "application"
    flows: list[Element] = field(default_factory=list)
    others: list[Element] = field(default_factory=list)
    with_process: bool = True

    @property
    def id(self) -> str:
        return self.peer.id

    def elements(self) -> Iterator[Element]:
        """All that is to be written."""
        if self.with_process:
            yield Element("process", *self.process)
        yield Element("data_object", self.peer.datum, self.datum)
        yield Element("contract", *self.contract)
        yield Element(self.kind, self.id, self.application)
        yield Element("api", self.peer.api, {"provided_by": self.id, "standard": [self.peer.standard], "managed": True})
        yield from self.flows
        yield from self.others

    def without_process(self) -> Draft:
        """The same, that covers nothing."""
        self.with_process = False
        self.application["covers"] = []
        return self


def clean_fields(world: World, **changes: object) -> Fields:
    """The fields of a solution that satisfies the whole charter; `changes` adds or replaces some."""
    fields: Fields = {
        "environment": "production",
        "zone": [world.zone()],
        "covers": [],
        "deployed_at": [world.site(), {"to": world.site(), "from": world.day(2016, 2023)}],
        "masters": [],
        "uses": [],
        "moa": [world.directorate()],
        "moe": ["dsi"],
        "supplier": [world.supplier()],
        "technologies": [world.technology()],
        "runs_on": [world.server()],
        "contracts": [],
        "exposed": world.happens(20),
        "users": ["agents"],
        "sso": [STAFF_SSO.id],
        "rights": [RIGHTS.id],
        "criticality": "standard",
        "yearly_cost": 1_000 * world.random.randrange(5, 900),
        "documentation": ["dossier d'architecture"],
        "user_guide": ["guide en ligne"],
        "in_catalogue": True,
        "upgrade_plan": "une version par an",
        "fit": world.pick(("good", "sufficient")),
        "approvals": approvals(),
        "live_on": world.day(2008, 2024),
    }
    return {**fields, **changes}


def draft(world: World, type: str = "peripheral", *, clinical: bool = False, **changes: object) -> Draft:
    """A clean solution: it takes identities and structures from the referentials, a clinical one feeds the record."""
    id = world.new_id("application")
    trade = numbered(world.pick(CLINICAL if clinical else SUPPORT), id)
    peer = Peer(id, f"donnee-{id}", world.pick(EXCHANGE), f"api-{id}")
    process, contract = world.new_id("processus"), world.new_id("marche")
    peer.process = process
    fields: Fields = {"name": trade, "type": type, **clean_fields(world)}
    fields |= {
        "covers": [process],
        "masters": [peer.datum],
        "uses": [IDENTITY.datum if clinical else STAFF.datum, STRUCTURES.datum],
        "contracts": [contract],
    }
    if world.happens(25):
        fields |= {"criticality": "critical", **COMMITTED}
    if world.happens(10):
        fields |= {"users": ["agents", "patients"], "sso": [STAFF_SSO.id, PATIENT_SSO.id]}
    solution = Draft(
        peer,
        fields | changes,
        (process, process_fields(world, process, core=clinical and type == "core")),
        datum_fields(world, f"Donnée de {trade}", peer.standard, clinical),
        (contract, contract_fields(world, contract)),
        clinical,
    )
    as_critical_as(solution.process[1], solution.application)
    solution.flows = exchanges(world, solution)
    return solution


def as_critical_as(process: Fields, application: Fields) -> None:
    """Leaves critical only the process of an application that is: it serves it alone."""
    process["critical"] = bool(process["critical"]) and application.get("criticality") == "critical"


def exchanges(world: World, solution: Draft) -> list[Element]:
    """The flows that every solution has with the core."""
    sources = (IDENTITY, STRUCTURES) if solution.clinical else (STAFF, STRUCTURES)
    received = [flow(world, source, solution.id, message=source is IDENTITY) for source in sources]
    return [*received, flow(world, solution.peer, RECORD.id)] if solution.clinical else received


def process_fields(world: World, id: str, *, core: bool = False) -> Fields:
    return {
        "name": numbered(world.pick(STEPS), id),
        "part_of": world.domain(),
        "moa": [world.directorate()],
        "core": core,
        "critical": world.happens(20),
        "rto": world.pick(("30 min", "4 h", "2 d")),
        "degraded_mode": "sur papier",
    }


def datum_fields(world: World, name: str, standard: str, health: bool) -> Fields:
    sensitivity = "health" if health else world.pick(("internal", "personal"))
    return {
        "name": name,
        "owner": world.directorate(),
        "sensitivity": sensitivity,
        "formats": [standard],
        "standard_data": False,
        "treatment": [] if sensitivity == "internal" else [TREATMENTS[0] if health else TREATMENTS[1]],
        "retention": {"kept_for": world.pick(("5 ans", "20 ans")), "disposal": "destroy"},
    }


def contract_fields(world: World, id: str) -> Fields:
    return {
        "name": numbered("Marché", id),
        "holder": world.supplier(),
        "starts_on": world.day(2019, 2024),
        "ends_on": world.day(2028, 2032),
        "notice": "6 mois",
        "reversibility": True,
        "carries_charter": True,
        "budget": [{"year": 2025, "class": 6, "amount": 1_000 * world.random.randrange(10, 800), "basis": "amount"}],
    }


def project_fields(world: World, name: str, type: str, **changes: object) -> Fields:
    """A project that satisfies the charter."""
    fields: Fields = {
        "name": name,
        "type": type,
        "moa": [world.directorate()],
        "moe": ["dsi"],
        "starts_on": world.day(2023, 2025),
        "ends_on": world.day(2026, 2028),
        "resources": f"{world.random.randrange(1, 12)} agents",
        "objectives": ["dette" if type == "decommissioning" else "axe-soins"],
        "reviews": ["sécurité", "protection des données", "interopérabilité"],
        "one_off_cost": 1_000 * world.random.randrange(20, 2_000),
    }
    return {**fields, **changes}
