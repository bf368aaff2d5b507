"""The first page, and those that it leads to: indicators, who owes what, the history of the text."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from ea_repo.answer.audit import Since
from ea_repo.answer.decisions import decisions
from ea_repo.answer.owners import OwnedPart
from ea_repo.answer.standing import verdict
from ea_repo.finding import SEVERITIES, Lang, Text
from ea_repo.format.html import body
from ea_repo.report.decision_words import headline
from ea_repo.report.html.measures import Measured
from ea_repo.report.words import capital, count_of, kind_words
from ea_repo.report.writing import document
from ea_repo.site import audit_view
from ea_repo.site.addresses import Address
from ea_repo.site.element import kind_label
from ea_repo.site.portal import Portal
from ea_repo.site.shell import page, words
from ea_repo.site.words import ACCEPTED, RULES_OF, UNJUDGED
from ea_repo.typography import day, typeset

_HEAVIEST = 7
"""How many decisions the first page shows."""
_OWNERS = 12
"""How many owners the first page shows; a page of their own shows all."""


@dataclass(frozen=True)
class Owes:
    """What is asked of somebody: findings by severity, facts, and the heaviest decision that is theirs."""

    actor: str | None
    counts: tuple[int, ...]
    facts: int
    heaviest: str


def home(portal: Portal, lang: Lang) -> str:
    """Where the system stands: the charter, the indicators, what is asked of whom, what changed."""
    audit = portal.audit
    verdicts = Counter(verdict(result) for result in audit.results)
    kinds = Counter(entry.kind for entry in portal.entries.values())
    owing = owes(portal, lang)
    return page(
        portal, lang, Address("", "index"), "home.html", _TITLE[lang],
        current="index",
        kinds=[(kind, kind_words(kind, lang, number=number, among=portal.vocabulary), number)
               for kind, number in sorted(kinds.items(), key=lambda item: (-item[1], item[0]))],
        counts=[(severity, audit_view.severity_words(severity, lang, audit.count(severity)), audit.count(severity))
                for severity in SEVERITIES],
        others=[_figure(audit.accepted, ACCEPTED, lang), _figure(audit.unknown, UNJUDGED, lang)],
        verdicts=[count_of(verdicts[name], said, lang) for name, said in RULES_OF.items() if verdicts[name]],
        heaviest=[
            (typeset(headline(decision, lang), lang), decision.severity, audit_view.rule_address(portal, decision.rule))
            for decision in decisions(audit)[:_HEAVIEST]
        ],
        owes=owing[:_OWNERS],
        more_owners=max(0, len(owing) - _OWNERS),
        severities=[capital(audit_view.severity_words(severity, lang, 2)) for severity in SEVERITIES],
        measured=Measured(portal.indicators, lang, portal.repository.situation.date)
        if portal.indicators.series else None,
        since=_changes(portal, portal.changes, lang) if portal.changes is not None else None,
        commits=[(day(commit.day, lang), commit.author, commit.subject, commit.id) for commit in portal.commits[:5]],
    )  # fmt: skip


def _figure(number: int, words: Text, lang: Lang) -> tuple[int, str]:
    """A number, and what it counts, in words written `one|many`."""
    _, _, counted = count_of(number, words, lang).partition(" ")
    return number, typeset(counted, lang)


_TITLE = Text("Le système d'information", "The information system")


@dataclass(frozen=True)
class Changes:
    """What changed since a revision."""

    revision: str
    groups: tuple[tuple[str, int, tuple[audit_view.ShownFinding, ...]], ...]
    elements: tuple[tuple[str, tuple[str, ...]], ...]


def _changes(portal: Portal, since: Since, lang: Lang) -> Changes:
    said = words(lang)
    groups = (("new", since.new), ("worse", since.worse), ("fixed", since.fixed))
    elements = since.elements
    return Changes(
        since.revision,
        tuple(
            (said[name], len(found), tuple(audit_view.finding(portal, one, lang, "") for one in found))
            for name, found in groups
        ),
        tuple(
            (said[name], tuple(ids))
            for name, ids in (
                ("added", elements.added), ("removed", elements.removed), ("altered", elements.changed)
            )
        ),
    )  # fmt: skip


def owes(portal: Portal, lang: Lang) -> list[Owes]:
    """What is asked of each, those with the heaviest findings first; then those who are asked for facts only."""
    parts = {part.owner: part for part in portal.asked.parts if any(found.counts for found in part.audit.findings)}
    order = [*parts, *(actor for actor in portal.to_answer if actor not in parts)]
    order.sort(key=lambda actor: actor is None)
    orphans = sum(len(facts) for subject, facts in portal.missing.items() if not portal.who_knows(subject))
    if orphans and None not in order:
        order.append(None)
    return [
        _owes(actor, parts.get(actor), len(portal.to_answer.get(actor, ())) if actor else orphans, lang)
        for actor in order
    ]


def _owes(actor: str | None, part: OwnedPart | None, facts: int, lang: Lang) -> Owes:
    decided = decisions(part.audit) if part is not None else []
    counts = tuple(part.audit.count(severity) if part is not None else 0 for severity in SEVERITIES)
    return Owes(actor, counts, facts, typeset(headline(decided[0], lang), lang) if decided else "")


def asked(portal: Portal, lang: Lang) -> str:
    """Who owes what: findings and facts, by business owner."""
    orphans = [
        audit_view.missing(portal, fact, lang)
        for subject, facts in portal.missing.items() if not portal.who_knows(subject) for fact in facts
    ]  # fmt: skip
    return page(
        portal, lang, Address("", "asked"), "asked.html", words(lang)["asked-title"],
        current="asked",
        owes=owes(portal, lang),
        severities=[capital(audit_view.severity_words(severity, lang, 2)) for severity in SEVERITIES],
        orphans=orphans,
    )  # fmt: skip


def indicators(portal: Portal, lang: Lang) -> str:
    """Every indicator on the day looked at and on the days of the recorded states."""
    from markupsafe import Markup

    return page(
        portal, lang, Address("", "indicators"), "document.html", _INDICATORS[lang],
        current="indicators",
        about="",
        answer=(),
        body=Markup(body(document("indicators", portal.indicators, lang))),  # noqa: S704 - escaped by its template
    )  # fmt: skip


_INDICATORS = Text("Indicateurs", "Indicators")


def history(portal: Portal, lang: Lang) -> str:
    """The last changes of the text, and when each element was last changed."""
    by_day: dict[str, list[str]] = {}
    for id, changes in portal.changes_of_elements.items():
        if id in portal.entries:
            by_day.setdefault(changes[0].day, []).append(id)
    return page(
        portal, lang, Address("", "history"), "history.html", words(lang)["last-commits"],
        current="history",
        commits=[(day(commit.day, lang), commit.author, commit.subject, commit.id) for commit in portal.commits],
        days=[(day(changed, lang), sorted(ids)) for changed, ids in sorted(by_day.items(), reverse=True)],
    )  # fmt: skip


def kind_list(portal: Portal, lang: Lang) -> list[tuple[str, str, list[str]]]:
    """Every element by kind, for who has no script."""
    by_kind: dict[str, list[str]] = {}
    for entry in portal.entries.values():
        by_kind.setdefault(entry.kind, []).append(entry.id)
    return [(kind, kind_label(portal, kind, lang), ids) for kind, ids in by_kind.items()]
