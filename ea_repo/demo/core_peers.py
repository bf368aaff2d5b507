"""The elements of the core that the others name: referentials, the patient record, national tools."""

from __future__ import annotations

from ea_repo.demo.world import Peer

IDENTITY = Peer("serveur-identites", "identite-patient", "hl7v2", "api-serveur-identites")
STRUCTURES = Peer("annuaire-structures", "structures", "fhir", "api-annuaire-structures")
STAFF = Peer("annuaire-professionnels", "identite-professionnel", "fhir", "api-annuaire-professionnels")
RIGHTS = Peer("gestion-habilitations", "habilitations", "fhir", "api-gestion-habilitations")
STAFF_SSO = Peer("portail-agents", "authentification-professionnel", "fhir", "api-portail-agents")
PATIENT_SSO = Peer("portail-patients", "authentification-patient", "fhir", "api-portail-patients")
RECORD = Peer("dossier-patient", "document-medical", "cda", "api-dossier-patient")
NATIONAL = Peer("identifiant-national", "identite-nationale", "fhir", "api-identifiant-national")
RELAY = "diffusion-annuaire"
SHARED = "dossier-partage"
"""A national tool, to which the record sends documents."""
CORE_IDS = frozenset(
    peer.id for peer in (IDENTITY, STRUCTURES, STAFF, RIGHTS, STAFF_SSO, PATIENT_SSO, RECORD, NATIONAL)
)
"""Those of them that give data to the others."""
