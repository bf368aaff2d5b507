"""What a loss does, how to retire, what lives when."""

from __future__ import annotations

from typing import Any

from ea_repo.finding import Text
from ea_repo.questions.parameters import AT, IDS, ON, SELECTOR, SITES
from ea_repo.questions.question import LINE, LINES, Parameter, Question, Reply
from ea_repo.repository import Repository


def _impact(repository: Repository, given: Any) -> Reply:
    return Reply("impact", repository.impact(given.ids, given.on, given.sites, given.scope))


def _retire(repository: Repository, given: Any) -> Reply:
    return Reply("dossier", repository.retire(given.ids, given.on, given.sites, given.replace, given.functions))


def _leftovers(repository: Repository, given: Any) -> Reply:
    return Reply("leftovers", repository.leftovers(given.ids, given.on))


def _timeline(repository: Repository, given: Any) -> Reply:
    return Reply("timeline", repository.timeline(given.ids, given.first, given.last))


QUESTIONS = (
    Question(
        "impact",
        Text("Dire ce qu'une perte entraîne", "Say what a loss does"),
        Text(
            "Ce que devient le reste quand des éléments sont perdus : ce qui est certain, ce qui est possible, "
            "pourquoi, et les faits qui trancheraient (`to_confirm`).",
            "What becomes of the rest when elements are lost: what is certain, what is possible, why, and the facts "
            "that would settle it (`to_confirm`).",
        ),
        _impact,
        {
            "ids": IDS,
            "on": ON,
            "sites": SITES,
            "scope": Parameter(LINES, SELECTOR, []),
            "at": AT,
        },
    ),
    Question(
        "retire",
        Text("Dire si l'on peut retirer", "Say whether it can be retired"),
        Text(
            "Le dossier de décommissionnement : si, quand et comment retirer des applications. Ce qui manque est "
            "inconnu, et jamais un GO.",
            "The decommissioning dossier: whether, when and how to retire applications. What is missing is unknown, "
            "and never a GO.",
        ),
        _retire,
        {
            "ids": IDS,
            "on": ON,
            "sites": SITES,
            "replace": Parameter(
                LINES, Text("ce qui prend la place : `ancien=nouveau`", "what takes the place: `old=new`"), []
            ),
            "functions": Parameter(LINES, Text("n'abandonner que ces processus", "give up these processes only"), []),
            "at": AT,
        },
    ),
    Question(
        "leftovers",
        Text("Dire ce qui reste après un retrait", "Say what a retirement left"),
        Text(
            "Après sa date : ce qui pointe encore vers une application retirée (`ea retire --check`).",
            "After its date: what still points at a retired application (`ea retire --check`).",
        ),
        _leftovers,
        {"ids": IDS, "on": ON, "at": AT},
    ),
    Question(
        "timeline",
        Text("Dire ce qui vit quand", "Tell what lives when"),
        Text(
            "Les phases de vie entre deux jours, les recouvrements et les trous.",
            "The phases of life between two days, overlaps and gaps.",
        ),
        _timeline,
        {
            "ids": Parameter(LINES, Text("ceux-ci seulement", "these only"), []),
            "first": Parameter(LINE | None, Text("le premier jour", "the first day"), None),
            "last": Parameter(LINE | None, Text("le dernier jour", "the last day"), None),
            "at": AT,
        },
    ),
)
