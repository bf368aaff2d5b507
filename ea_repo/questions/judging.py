"""The charter, what is decided, what the words mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ea_repo.finding import Text
from ea_repo.questions.parameters import AT, SELECTOR
from ea_repo.questions.question import LINE, LINES, WHOLE, YES, Parameter, Question, Reply, choice
from ea_repo.repository import Repository
from ea_repo.repository.open_workspace import UnknownName


def _check(repository: Repository, given: Any) -> Reply:
    selection = repository.selection(given.rules, given.principles, given.scope)
    return Reply("audit", repository.check(selection), {"unknown": given.unknown})


def _explain(repository: Repository, given: Any) -> Reply:
    from ea_repo.answer.explanation import BrokenRule, ExplainedProblem

    explained = repository.explain(given.rule)
    names = {ExplainedProblem: "problem", BrokenRule: "broken_rule"}
    return Reply(names.get(type(explained), "rule"), explained)


def _rules(repository: Repository, given: Any) -> Reply:
    return Reply("rules", repository.rules())


def _indicators(repository: Repository, given: Any) -> Reply:
    return Reply("indicators", repository.indicators(given.dates))


def _stale(repository: Repository, given: Any) -> Reply:
    return Reply("stale", repository.stale(given.selector, given.older, given.by))


def _requests(repository: Repository, given: Any) -> Reply:
    return Reply("portfolio", repository.requests())


def _require_requests(repository: Repository, ids: Sequence[str]) -> None:
    """Raises UnknownName for what is no id of a request, such as a file."""
    known = [listed.written.id for listed in repository.requests().content.requests]
    for id in ids:
        if id not in known:
            raise UnknownName(Text("demande", "request"), id, known)


def _committee(repository: Repository, given: Any) -> Reply:
    _require_requests(repository, given.requests)
    return Reply("session", repository.committee(given.requests, maps=False))


def _dossier(repository: Repository, given: Any) -> Reply:
    _require_requests(repository, [given.request])
    return Reply("request_dossier", repository.dossier(given.request, maps=False))


def _decisions(repository: Repository, given: Any) -> Reply:
    return Reply("decisions", repository.decisions())


def _views(repository: Repository, given: Any) -> Reply:
    return Reply("views", repository.views())


def _kinds(repository: Repository, given: Any) -> Reply:
    return Reply("kinds", repository.kinds(given.kind))


QUESTIONS = (
    Question(
        "check",
        Text("Auditer", "Audit"),
        Text(
            "L'audit au regard de la charte : les écarts, et par règle combien sont regardés et combien sont inconnus.",
            "The audit against the charter: the findings and, by rule, how many are judged and how many are unknown.",
        ),
        _check,
        {
            "rules": Parameter(LINES, Text("ces règles seulement", "these rules only"), []),
            "principles": Parameter(LINES, Text("ces principes seulement", "these principles only"), []),
            "scope": Parameter(LINES, SELECTOR, []),
            "unknown": Parameter(
                YES, Text("nommer chaque fait qui manque (long)", "name every fact that is missing (long)"), False
            ),
            "at": AT,
        },
    ),
    Question(
        "explain",
        Text("Expliquer une règle", "Explain a rule"),
        Text(
            "Ce qu'une règle signale, pourquoi, que faire ; ou un autre écart de l'audit.",
            "What a rule flags, why, what to do; or another finding of an audit.",
        ),
        _explain,
        {"rule": Parameter(LINE, Text("l'identifiant d'une règle", "the id of a rule"))},
    ),
    Question(
        "rules",
        Text("Lister les règles", "List the rules"),
        Text("Les règles de la charte.", "The rules of the charter."),
        _rules,
        many=True,
    ),
    Question(
        "indicators",
        Text("Mesurer", "Measure"),
        Text("Les indicateurs de la charte, à plusieurs dates.", "The indicators of the charter, on several days."),
        _indicators,
        {"dates": Parameter(LINES, Text("des dates ou des états, dans l'ordre", "dates or states, in order"), [])},
    ),
    Question(
        "stale",
        Text("Dire ce qui n'est plus vérifié", "List what is stale"),
        Text(
            "Ce que personne n'a vérifié depuis longtemps, et à qui c'est.",
            "What nobody has verified for long, and whose it is.",
        ),
        _stale,
        {
            "selector": Parameter(LINES, SELECTOR, []),
            "older": Parameter(WHOLE | None, Text("depuis plus de tant de jours", "than so many days"), None),
            "by": Parameter(choice("moa", "moe", "supplier", "zone"), Text("à qui ils sont", "whose they are"), "moa"),
            "at": AT,
        },
    ),
    Question(
        "requests",
        Text("Lister les demandes", "List the requests"),
        Text(
            "Les demandes portées à l'arbitrage, leur état et leur rang.",
            "The requests for arbitration, their state and rank.",
        ),
        _requests,
        {"at": AT},
    ),
    Question(
        "dossier",
        Text("Lire le dossier d'une demande", "Read the dossier of a request"),
        Text("Ce qu'un comité lit d'une demande pour décider.", "What a committee reads of a request to decide on it."),
        _dossier,
        {"request": Parameter(LINE, Text("l'identifiant d'une demande", "the id of a request")), "at": AT},
    ),
    Question(
        "committee",
        Text("Préparer une séance du comité", "Prepare a session of the committee"),
        Text(
            "Ce que le comité d'arbitrage a sous les yeux : l'ordre du jour, les dossiers, les décisions passées.",
            "What the arbitration committee sits with: the agenda, the dossiers, what earlier decisions became.",
        ),
        _committee,
        {
            "requests": Parameter(
                LINES, Text("ces demandes ; sinon celles qui attendent", "these requests; else those that wait"), []
            ),
            "at": AT,
        },
    ),
    Question(
        "decisions",
        Text("Lister les décisions", "List the decisions"),
        Text(
            "Ce qui a été décidé, et les conditions dont le jour est passé.",
            "What was decided, and which conditions are overdue.",
        ),
        _decisions,
        {"at": AT},
    ),
    Question(
        "views",
        Text("Lister les cartes", "List the maps"),
        Text(
            "Les cartes et les tableaux que l'on peut dessiner (`ea draw`).",
            "The maps and tables that may be drawn (`ea draw`).",
        ),
        _views,
        many=True,
    ),
    Question(
        "kinds",
        Text("Dire les genres d'éléments", "Tell the kinds of element"),
        Text(
            "Les genres d'éléments et leurs champs, ou l'un d'eux : ce que chaque mot veut dire.",
            "The kinds of element and their fields, or one of them: what each word means.",
        ),
        _kinds,
        {"kind": Parameter(LINE | None, Text("un type", "a kind"), None)},
        many=True,
    ),
)
