"""What there is, what depends on what, what differs."""

from __future__ import annotations

from pathlib import Path, PureWindowsPath
from typing import Any

from ea_repo.finding import Text, Wrong
from ea_repo.impact.dependencies import Along
from ea_repo.impact.walk import Way
from ea_repo.load import FILE
from ea_repo.load.files import SUFFIXES
from ea_repo.questions.parameters import AT, ID, MOST, SELECTOR
from ea_repo.questions.question import LINE, LINES, WHOLE, YES, Parameter, Question, Reply, choice
from ea_repo.repository import Repository

_WAYS: dict[str, tuple[Way, ...]] = {"in": ("in",), "out": ("out",), "both": ("out", "in")}


def _list(repository: Repository, given: Any) -> Reply:
    return Reply("table", repository.list(given.selector))


def _show(repository: Repository, given: Any) -> Reply:
    return Reply("card", repository.show(given.id))


def _find(repository: Repository, given: Any) -> Reply:
    return Reply("matches", repository.find(given.text, given.kind))


def _similar(repository: Repository, given: Any) -> Reply:
    return Reply("similar", repository.similar(given.text))


def _deps(repository: Repository, given: Any) -> Reply:
    along = Along(_WAYS[given.direction], given.depth, tuple(dict.fromkeys(given.via)), given.data)
    return Reply("dependencies", repository.deps(given.id, along))


def _path(repository: Repository, given: Any) -> Reply:
    return Reply("path", repository.path(given.start, given.end, every=given.every, max_length=given.max_length))


def _lineage(repository: Repository, given: Any) -> Reply:
    return Reply("lineage", repository.lineage(given.id))


def _budget(repository: Repository, given: Any) -> Reply:
    return Reply("budget", repository.budget())


def _diff(repository: Repository, given: Any) -> Reply:
    for side in filter(None, (given.before, given.after)):
        _require_no_path(side)
    return Reply("comparison", repository.diff(given.before, given.after))


def _compare(repository: Repository, given: Any) -> Reply:
    for state in given.states:
        _require_no_path(state)
    return Reply("states", repository.compare(given.states))


def _require_no_path(side: str) -> None:
    """Raises Wrong for what is a file or a folder: who asks from elsewhere is told nothing else of a machine."""
    path = Path(side)
    anywhere = path.is_absolute() or PureWindowsPath(side).anchor or ".." in side or side.startswith("~")
    if anywhere or side.lower().endswith(SUFFIXES) or "#" in side or (path / FILE).exists():
        raise Wrong(
            Text(
                f"« {side} » n'est ni une date, ni un état, ni une révision git : on ne compare ici que cela",
                f"“{side}” is no date, no state and no git revision: only these are compared here",
            )
        )


QUESTIONS = (
    Question(
        "list",
        Text("Lister des éléments", "List elements"),
        Text(
            "Les éléments que choisit un sélecteur, avec tout ce qui est écrit de chacun.",
            "The elements that a selector chooses, with all that is written of each.",
        ),
        _list,
        {"selector": Parameter(LINES, SELECTOR, []), "most": MOST, "at": AT},
        many=True,
    ),
    Question(
        "show",
        Text("Montrer un élément", "Show an element"),
        Text(
            "Tout ce que l'on sait d'un élément, où c'est écrit, et ce qui pointe vers lui.",
            "Everything known of one element, where it is written, and what points at it.",
        ),
        _show,
        {"id": ID, "at": AT},
    ),
    Question(
        "find",
        Text("Trouver des éléments", "Find elements"),
        Text(
            "Les éléments qui disent ces mots quelque part, les plus proches d'abord. Commencer par là quand on ne "
            "connaît pas l'identifiant.",
            "The elements that say these words somewhere, the nearest first. Begin here when the id is not known.",
        ),
        _find,
        {
            "text": Parameter(LINE, Text("des mots", "some words")),
            "kind": Parameter(
                LINE | None,
                Text("seulement ce genre : `application`, `flow` …", "only this kind: `application`, `flow` …"),
                None,
            ),
            "most": MOST,
            "at": AT,
        },
        many=True,
    ),
    Question(
        "similar",
        Text("Trouver des solutions voisines", "Find solutions that are alike"),
        Text(
            "Les solutions qui répondent peut-être au même besoin qu'une application, ou qu'un besoin dit en mots.",
            "The solutions that may meet the same need as an application, or as a need said in words.",
        ),
        _similar,
        {"text": Parameter(LINE, Text("un identifiant, ou un besoin en mots", "an id, or a need in words")), "at": AT},
    ),
    Question(
        "deps",
        Text("Dire qui alimente qui", "Tell what feeds what"),
        Text(
            "Ce qu'un élément alimente et ce qui l'alimente, le long des flux ou d'autres liens.",
            "What an element feeds and what feeds it, along flows or other links.",
        ),
        _deps,
        {
            "id": ID,
            "direction": Parameter(
                choice(*_WAYS), Text("ce qui l'alimente, ce qu'il alimente, ou les deux", "in, out, or both"), "both"
            ),
            "depth": Parameter(WHOLE | None, Text("pas plus loin que cela", "no further than this"), None),
            "via": Parameter(LINES, Text("ces liens au lieu des flux", "these links instead of flows"), []),
            "data": Parameter(LINE | None, Text("seulement cette donnée", "only this datum"), None),
            "at": AT,
        },
    ),
    Question(
        "path",
        Text("Dire les chemins", "Tell the paths"),
        Text(
            "Les plus courtes chaînes de flux d'une application à une autre, ou toutes.",
            "The shortest chains of flows from an application to another, or every one.",
        ),
        _path,
        {
            "start": ID,
            "end": ID,
            "every": Parameter(YES, Text("toutes les chaînes sans boucle", "every chain without a loop"), False),
            "max_length": Parameter(
                WHOLE | None, Text("avec `every` : au plus tant de flux", "with `every`: at most so many flows"), None
            ),
            "at": AT,
        },
    ),
    Question(
        "lineage",
        Text("Dire qui détient une donnée", "Tell who holds a datum"),
        Text("Qui détient une donnée, et de qui.", "Who holds a datum, and from whom."),
        _lineage,
        {"id": ID, "at": AT},
    ),
    Question(
        "budget",
        Text("Totaliser le budget", "Total the budget"),
        Text(
            "Ce que les lignes budgétaires totalisent, par année, axe et projet.",
            "What the budget lines add up to, by year, axis and project.",
        ),
        _budget,
        {"at": AT},
    ),
    Question(
        "diff",
        Text("Dire ce qui change", "Tell what changes"),
        Text(
            "Ce qui change entre deux dates, états ou révisions git ; l'avant est aujourd'hui sauf dit.",
            "What changes between two dates, states or git revisions; before is the workspace as it is unless said.",
        ),
        _diff,
        {
            "before": Parameter(
                LINE | None, Text("une date, un état, une révision", "a date, a state, a revision"), None
            ),
            "after": Parameter(LINE, Text("une date, un état, une révision", "a date, a state, a revision")),
            "at": AT,
        },
    ),
    Question(
        "compare",
        Text("Mettre des états côte à côte", "Put states side by side"),
        Text(
            "Ce que sont des états côte à côte : écarts, indicateurs, processus, argent, ce qu'on ignore ; une demande "
            "est chacune de ses options.",
            "What states are side by side: findings, indicators, processes, money, what is not known; a request is "
            "each of its options.",
        ),
        _compare,
        {
            "states": Parameter(
                LINES,
                Text("des demandes, des dates, des états, des révisions", "requests, dates, states, revisions"),
                [],
            ),
            "at": AT,
        },
    ),
)
