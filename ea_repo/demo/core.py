"""The core that all others exchange with: referentials, the patient record, platforms, national tools."""

from __future__ import annotations

from collections.abc import Iterator

from ea_repo.demo.core_peers import (
    IDENTITY,
    NATIONAL,
    PATIENT_SSO,
    RECORD,
    RELAY,
    RIGHTS,
    SHARED,
    STAFF,
    STAFF_SSO,
    STRUCTURES,
)
from ea_repo.demo.element import Element, Fields
from ea_repo.demo.flows import flow
from ea_repo.demo.solutions import COMMITTED, clean_fields
from ea_repo.demo.world import Peer, World

_REFERENTIALS = (
    (IDENTITY, "Serveur d'identités des patients", "Identité du patient", "personal"),
    (STRUCTURES, "Annuaire des structures", "Structures", "internal"),
    (STAFF, "Annuaire des professionnels", "Identité du professionnel", "personal"),
    (RIGHTS, "Gestion des habilitations", "Habilitations des agents", "personal"),
    (STAFF_SSO, "Authentification des agents", "Authentification des professionnels", "personal"),
    (PATIENT_SSO, "Authentification des patients", "Authentification des patients", "personal"),
)
_CORE_FIELDS: Fields = {"type": "core", "criticality": "critical", **COMMITTED}


def core(world: World) -> Iterator[Element]:
    """Every element of the core."""
    for peer, name, datum, sensitivity in _REFERENTIALS:
        yield _datum(peer, datum, sensitivity)
        yield _api(peer)
        relays = [RELAY] if peer is STRUCTURES else []
        fields = clean_fields(world, masters=[peer.datum], **_CORE_FIELDS)
        more = {"sanctuarised": True, "scope": "institution", "pattern": "hub", "relays": relays, "owner": "dsi"}
        yield Element("referential", peer.id, {"name": name, **fields, **more})
    fields = {"name": "Diffusion de l'annuaire", **clean_fields(world, uses=[STRUCTURES.datum], **_CORE_FIELDS)}
    yield Element("application", RELAY, fields)
    yield flow(world, STRUCTURES, RELAY)
    yield from _record(world)
    yield from _national(world)
    for number in range(1, world.platforms + 1):
        fields = {"name": f"Plateforme d'échanges {number}", **clean_fields(world), "type": "platform"}
        yield Element("application", f"plateforme-{number:04d}", fields)


def _record(world: World) -> Iterator[Element]:
    fields = clean_fields(world, masters=[RECORD.datum], uses=[IDENTITY.datum, STRUCTURES.datum], **_CORE_FIELDS)
    datum = _datum(RECORD, "Document médical", "health")
    datum.fields["national"] = [NATIONAL.id]
    yield datum
    yield _api(RECORD)
    yield Element("application", RECORD.id, {"name": "Dossier patient informatisé", **fields})
    yield flow(world, IDENTITY, RECORD.id, message=True)
    yield flow(world, STRUCTURES, RECORD.id)


def _national(world: World) -> Iterator[Element]:
    outside = {
        "type": "external",
        "environment": "production",
        "criticality": "standard",
        "technologies": [],
        "uses": [],
    }
    yield _datum(NATIONAL, "Identité nationale", "personal")
    yield _api(NATIONAL)
    more = {"masters": [NATIONAL.datum], "scope": "national", "sanctuarised": True, "relays": []}
    yield Element("referential", NATIONAL.id, {"name": "Identifiant national", **outside, **more})
    yield Element("application", SHARED, {"name": "Dossier partagé", **outside, "masters": []})
    for source, target in ((NATIONAL, IDENTITY.id), (RECORD, SHARED)):
        exchange = flow(world, source, target)
        yield exchange._replace(fields=exchange.fields | {"relies_on": [NATIONAL.id]})


def _datum(peer: Peer, name: str, sensitivity: str) -> Element:
    fields: Fields = {
        "name": name,
        "owner": "dsi",
        "sensitivity": sensitivity,
        "formats": [peer.standard],
        "standard_data": False,
        "treatment": {"internal": [], "health": ["dossier-de-soins"]}.get(sensitivity, ["gestion-du-personnel"]),
    }
    return Element("data_object", peer.datum, fields)


def _api(peer: Peer) -> Element:
    return Element("api", peer.api, {"provided_by": peer.id, "standard": [peer.standard], "managed": True})
