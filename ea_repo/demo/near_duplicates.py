"""Solutions that meet nearly one need under other words, which nobody declared: what `ea similar` should find.

Three kinds: renamed (the same need, other words), split (two solutions share the need), overlapping (half of it, and
another need beside). Each covers a process of its own in the same domain, so that no rule calls it redundant.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from ea_repo.demo.element import Element
from ea_repo.demo.flows import flow
from ea_repo.demo.solutions import Draft, draft
from ea_repo.demo.world import Peer, World

Kind = Literal["renamed", "split", "overlapping"]
KINDS: tuple[Kind, ...] = get_args(Kind)

_NEEDS = (
    ("Tableau des lits", "Lits libres et occupés, places réservées, transferts entre services",
     "Couchage express", "Occupation des places et mouvements des patients d'un service à l'autre"),
    ("Agenda des consultations", "Prise de rendez-vous et rappels aux patients",
     "Planning ambulatoire", "Calendrier des venues et convocations des malades"),
    ("Circuit du médicament", "Prescription, dispensation et stock de la pharmacie",
     "Ordonnances hospitalières", "Médicaments prescrits, préparés et inventaire pharmaceutique"),
    ("Programme opératoire", "Planification des salles du bloc et du matériel de chirurgie",
     "Vacations chirurgicales", "Salles d'opération : planning des équipes et des instruments"),
    ("Demandes d'analyses", "Demandes de biologie, prélèvements et résultats",
     "Serveur de laboratoire", "Examens biologiques prescrits, tubes et comptes rendus d'analyses"),
    ("Imagerie des plateaux", "Demandes de radiologie, images et comptes rendus",
     "Radios en réseau", "Examens radiologiques et leurs images"),
    ("Temps de travail", "Congés, absences et présences des agents",
     "Suivi des absences", "Temps de présence et congés du personnel"),
    ("Commandes hôtelières", "Repas des patients et linge des services",
     "Cuisine et blanchisserie", "Restauration, menus et textile hospitalier"),
    ("Brancardage", "Transports de patients et tournées logistiques",
     "Courses internes", "Logistique des transports de malades entre bâtiments"),
    ("Titres de recettes", "Facturation des séjours et recouvrement",
     "Émission des factures", "Titres, encaissements et factures des séjours hospitaliers"),
    ("Maintenance biomédicale", "Équipements, pannes et interventions des techniciens",
     "GMAO des ateliers", "Interventions sur les équipements et leurs pièces"),
    ("Carnet des formations", "Formation continue et habilitations des soignants",
     "E-learning santé", "Apprentissage et attestations du personnel soignant"),
)  # fmt: skip
"""Needs, each in two ways of saying it: a name and a description, twice."""
_FOR = (
    "",
    "en pédiatrie",
    "en gériatrie",
    "en psychiatrie",
    "en odontologie",
    "en soins palliatifs",
    "en addictologie",
)
"""For whom, so that no two needs are the same: one that is for others is another one."""
MOST = len(_NEEDS) * len(_FOR)


@dataclass(frozen=True)
class NearDuplicate:
    """A solution, the elements of it and of those that resemble it, and which these are."""

    kind: Kind
    original: str
    alike: tuple[str, ...]
    elements: tuple[Element, ...]


def near_duplicates(world: World, count: int) -> Iterator[NearDuplicate]:
    """So many solutions with what resembles them, the three kinds in turn."""
    for number in range(count):
        yield _planted(world, KINDS[number % len(KINDS)], number)


def _planted(world: World, kind: Kind, number: int) -> NearDuplicate:
    name, description, *_ = _need(number)
    original = _solution(world, name, description)
    partners = [world.pick(world.peers) for _ in range(4)]
    _exchange(world, original, partners)
    drafts = [_solution(world, *words, domain=str(original.process[1]["part_of"])) for words in _words(kind, number)]
    for place, alike in enumerate(drafts):
        _exchange(world, alike, _share(kind, partners, place))
    elements = [element for solution in (original, *drafts) for element in solution.elements()]
    return NearDuplicate(kind, original.id, tuple(solution.id for solution in drafts), tuple(elements))


def _need(number: int) -> tuple[str, str, str, str]:
    """A need in two ways of saying it, for those that its number says."""
    name, description, other_name, other_description = _NEEDS[number % len(_NEEDS)]
    for_whom = f" {_FOR[number // len(_NEEDS) % len(_FOR)]}".rstrip()
    return name + for_whom, description + for_whom, other_name + for_whom, other_description + for_whom


def _words(kind: Kind, number: int) -> list[tuple[str, str]]:
    """The name and the description of each solution that resembles."""
    _, _, name, description = _need(number)
    if kind == "renamed":
        return [(name, description)]
    if kind == "split":
        words = description.split()
        half = len(words) // 2
        return [(f"{name} (1)", " ".join(words[: half + 1])), (f"{name} (2)", " ".join(words[half:]))]
    beside = _need(number + 1)
    return [(f"{name} et {beside[0].lower()}", f"{description} ; {beside[1].lower()}")]


def _share(kind: Kind, partners: list[Peer], place: int) -> list[Peer]:
    """The partners that one that resembles has too: all where it is renamed, half where it is split or overlaps."""
    return partners if kind == "renamed" else partners[2 * place : 2 * place + 2]


def _solution(world: World, name: str, description: str, **process: object) -> Draft:
    solution = draft(world)
    solution.application |= {"name": name, "description": description}
    if "domain" in process:
        solution.process[1]["part_of"] = process["domain"]
    return solution


def _exchange(world: World, solution: Draft, partners: list[Peer]) -> None:
    """Receives a datum of each partner, and says that it uses it."""
    for partner in {partner.id: partner for partner in partners}.values():
        solution.flows.append(flow(world, partner, solution.id))
        solution.application["uses"] = [*_ids(solution.application["uses"]), partner.datum]


def _ids(written: object) -> list[str]:
    return list(map(str, written)) if isinstance(written, list) else []
