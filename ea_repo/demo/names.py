"""Names for people, in French, of no real organisation: a word of the trade and a number."""

from __future__ import annotations

CLINICAL = (
    "Biologie",
    "Imagerie",
    "Bloc opératoire",
    "Urgences",
    "Pharmacie",
    "Réanimation",
    "Cardiologie",
    "Maternité",
    "Anatomie pathologique",
    "Oncologie",
)
SUPPORT = (
    "Paie",
    "Achats",
    "Logistique",
    "Restauration",
    "Facturation",
    "Comptabilité",
    "Travaux",
    "Formation",
    "Congés",
    "Blanchisserie",
)
MODULES = ("Accueil", "Prescription", "Résultats", "Planning", "Suivi", "Stocks", "Courrier", "Tableaux de bord")
NEEDS = ("comptes rendus", "imagerie", "biologie", "prescriptions", "agendas", "courriers")
"""What a process needs of solutions that do not do the whole of it."""
STEPS = ("Demande", "Préparation", "Réalisation", "Compte rendu", "Contrôle", "Archivage")


def numbered(word: str, id: str) -> str:
    """A word, and the number that an id ends with."""
    digits = id.rpartition("-")[2]
    return f"{word} {int(digits)}" if digits.isdigit() else word
