"""What everything stands on: zones, actors, sites, domains, treatments, standards, technologies, nodes."""

from __future__ import annotations

from collections.abc import Iterator

from ea_repo.demo.element import Element, Fields
from ea_repo.demo.names import CLINICAL, SUPPORT
from ea_repo.demo.world import World

EXCHANGE = ("hl7v2", "fhir", "cda", "dicom", "csv-norme", "edifact", "xml-norme")
"""The standards in which clean data are exchanged."""
NOMENCLATURES = ("cim-10", "ccam", "loinc", "code-postal")
TREATMENTS = ("dossier-de-soins", "gestion-du-personnel", "gestion-economique", "recherche")
HDS = {"name": "HDS", "from": 2020, "until": 2028}
SECNUMCLOUD = {"name": "SecNumCloud", "from": 2021, "until": 2028}
CRITERIA = dict.fromkeys(("resilience", "sovereignty", "reversibility", "finance"), True)


def foundations(world: World) -> Iterator[Element]:
    """Every element of the foundations."""
    for layer in (_organisation, _places, _business, _standards, _technologies, _nodes):
        yield from layer(world)


def _numbers(count: int) -> Iterator[tuple[int, str]]:
    return ((number, f"{number:04d}") for number in range(1, count + 1))


def _organisation(world: World) -> Iterator[Element]:
    yield Element("actor", "institution", {"name": "Groupement hospitalier", "type": "organisation"})
    fields: Fields = {"name": "Direction informatique", "type": "directorate", "part_of": "institution"}
    yield Element("actor", "dsi", fields)
    yield Element("actor", "tutelle", {"name": "Autorité de tutelle", "type": "authority"})
    for number, id in _numbers(world.groups):
        fields = {"name": f"Groupe hospitalier {number}", "type": "ghu", "part_of": "institution"}
        yield Element("actor", f"groupe-{id}", fields)
    for number, id in _numbers(world.directorates):
        fields = {"name": f"Direction métier {number}", "type": "directorate", "part_of": "institution"}
        yield Element("actor", f"direction-{id}", fields)
    for number, id in _numbers(world.suppliers):
        fields = {"name": f"Éditeur {number}", "type": "supplier", "identifiers": {"SIREN": f"999{number:06d}"}}
        yield Element("actor", f"fournisseur-{id}", fields)
    yield Element("objective", "axe-soins", {"name": "Des soins mieux outillés"})
    yield Element("objective", "dette", {"name": "Réduire la dette technique", "part_of": "axe-soins"})


def _places(world: World) -> Iterator[Element]:
    for number, id in _numbers(world.sites):
        fields: Fields = {
            "name": f"Hôpital {number}",
            "run_by": world.existing("groupe", world.groups),
            "identifiers": {"FINESS": f"99{number:07d}"},
        }
        yield Element("site", f"site-{id}", fields)
    for zone, name in (("zone-soins", "Soins"), ("zone-gestion", "Gestion")):
        yield Element("zone", zone, {"name": name, "level": "zone", "owner": "dsi"})
    for number, id in _numbers(world.domains):
        fields = {
            "name": f"Quartier {number}",
            "level": "quartier",
            "part_of": "zone-soins" if number % 2 else "zone-gestion",
            "owner": world.directorate(),
        }
        yield Element("zone", f"quartier-{id}", fields)


def _business(world: World) -> Iterator[Element]:
    for number, id in _numbers(world.domains):
        words = CLINICAL if number % 2 else SUPPORT
        fields: Fields = {
            "name": f"{words[number // 2 % len(words)]} – domaine {number}",
            "zone": f"quartier-{id}",
            "moa": [world.directorate()],
        }
        yield Element("process", f"domaine-{id}", fields)
    for id in TREATMENTS:
        fields = {
            "name": id.replace("-", " ").capitalize(),
            "purpose": "Tenue de l'activité : suivi, preuve, statistiques",
            "legal_basis": "mission d'intérêt public",
            "retention": {"kept_for": "20 ans", "disposal": "destroy"},
            "impact_assessment": True,
        }
        yield Element("treatment", id, fields)


def _standards(world: World) -> Iterator[Element]:
    for id in EXCHANGE:
        yield Element("standard", id, {"name": id.upper(), "type": "exchange", "status": "recommended"})
    for id in NOMENCLATURES:
        yield Element("standard", id, {"name": id.upper(), "type": "nomenclature", "status": "recommended"})
    fields = {"name": "Format historique", "type": "exchange", "status": "deprecated", "replaced_by": ["fhir"]}
    yield Element("standard", "format-historique", fields)


def _technologies(world: World) -> Iterator[Element]:
    for number, id in _numbers(world.products):
        for version in (1, 2, 3):
            begins = 2008 + 5 * version
            fields = {
                "name": f"Produit {number} version {version}",
                "product": f"Produit {number}",
                "version": f"{version}.{number % 10}",
                "supplier": [world.supplier()],
                "available_on": begins,
                "end_of_support_on": begins + 9 if version == 1 else 2026 + number % 3 + version,
                "framework": [
                    {"status": "allowed", "from": begins},
                    {"status": "banned", "from": 2024} if version == 1 else {"status": "tolerated", "from": 2028},
                ],
            }
            yield Element("technology", f"produit-{id}-v{version}", fields)


def _nodes(world: World) -> Iterator[Element]:
    own = {"operator": "dsi", "jurisdiction": "FR", "certifications": [HDS]}
    for letter in "ab":
        fields = {"name": f"Centre de données {letter.upper()}", "type": "datacenter", "site": world.site(), **own}
        yield Element("node", f"centre-{letter}", fields)
    hosted = {
        "name": "Nuage qualifié",
        "type": "iaas",
        "operator": world.supplier(),
        "jurisdiction": "FR",
        "certifications": [HDS, SECNUMCLOUD],
        "criteria": CRITERIA,
    }
    yield Element("node", "nuage-qualifie", hosted)
    for number, id in _numbers(world.servers):
        whole = world.pick(("centre-a", "centre-b"))
        fields = {"name": f"Serveur {number}", "type": "server", "part_of": [whole], **own}
        yield Element("node", f"serveur-{id}", fields)
