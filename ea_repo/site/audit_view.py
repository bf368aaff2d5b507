"""What pages say of findings and of facts that are missing."""

from __future__ import annotations

from dataclasses import dataclass

from ea_repo.answer.missing_facts import MissingFact
from ea_repo.answer.standing import Status, status
from ea_repo.finding import Finding, Lang
from ea_repo.report.plain_words import without_fields
from ea_repo.report.standing_words import STATUS
from ea_repo.report.words import SEVERITY
from ea_repo.site.addresses import Address, page_of
from ea_repo.site.field_words import field_words, relation_words
from ea_repo.site.portal import Portal
from ea_repo.typography import day, typeset


@dataclass(frozen=True)
class ShownFinding:
    """A finding as a page shows it."""

    message: str
    details: tuple[str, ...]
    severity: str
    severity_words: str
    status: Status
    status_words: str
    rule: str
    rule_page: Address | None
    rule_title: str
    elements: tuple[str, ...]
    fix: str
    accepted_by: str | None
    until: str
    place: str
    fingerprint: str


def finding(portal: Portal, found: Finding, lang: Lang, up: str) -> ShownFinding:
    """A finding: what is wrong, of which rule, with whom, whether it is accepted, where it is written."""
    rules = portal.repository.rules().rules
    rule = rules.get(found.rule)
    ids = dict.fromkeys((found.subject, *found.offenders, *found.related))
    standing = status(found)
    return ShownFinding(
        typeset(found.message[lang], lang),
        tuple(typeset(detail[lang], lang) for detail in found.details),
        found.severity,
        severity_words(found.severity, lang),
        standing,
        STATUS[standing][lang],
        found.rule,
        rule_address(portal, found.rule),
        typeset(rule.title.text[lang], lang) if rule is not None else found.rule,
        tuple(id for id in ids if id in portal.entries),
        typeset(without_fields(found.fix[lang]), lang) if found.fix else "",
        found.accepted_by,
        day(found.accepted_until, lang) if found.accepted_until else "",
        str(found.at) if found.at else "",
        found.fingerprint,
    )


def severity_words(severity: str, lang: Lang, number: int = 1) -> str:
    """A severity in words."""
    one, many = next(text for name, text in SEVERITY.items() if name == severity)
    return (one if number == 1 or (number == 0 and lang == "fr") else many)[lang]


@dataclass(frozen=True)
class ShownFact:
    """A fact that is missing: of what, which rules wait for it, whom to ask."""

    subject: str
    fact: str
    rules: tuple[tuple[str, Address], ...]
    people: tuple[str, ...]


def missing(portal: Portal, fact: MissingFact, lang: Lang) -> ShownFact:
    """A fact that is missing, as a page shows it."""
    rules = portal.repository.rules().rules
    return ShownFact(
        fact.subject,
        fact_label(portal, fact.subject, fact.fact, lang),
        tuple(
            (typeset(rules[rule].title.text[lang], lang), page_of("rule", rule))
            for rule in fact.rules
            if rule in portal.judged
        ),
        portal.who_knows(fact.subject),
    )


def fact_label(portal: Portal, subject: str, fact: str, lang: Lang) -> str:
    """What people call a fact: a field of the element, or a relation seen from its other end."""
    definition = portal.vocabulary.kinds[portal.entries[subject].kind] if subject in portal.entries else None
    is_field = definition is not None and fact.partition(".")[0] in definition.fields
    shown = field_words(definition, fact, lang) if definition is not None and is_field else relation_words(fact, lang)
    return typeset(shown, lang)


@dataclass(frozen=True)
class Demands:
    """What is asked of an actor: the findings on what it answers for, the facts that it should know."""

    findings: tuple[ShownFinding, ...]
    facts: tuple[ShownFact, ...]


def demands(portal: Portal, actor: str, lang: Lang, up: str) -> Demands | None:
    """What is asked of an actor; None where nothing is."""
    part = next((part for part in portal.asked.parts if part.owner == actor), None)
    own = tuple(finding(portal, found, lang, up) for found in part.audit.findings if found.counts) if part else ()
    facts = tuple(missing(portal, fact, lang) for fact in portal.to_answer.get(actor, ()))
    return Demands(own, facts) if own or facts else None


def rule_address(portal: Portal, rule: str) -> Address | None:
    """The page of a rule; None for what is no rule of the charter, or one that was not judged."""
    return page_of("rule", rule) if rule in portal.judged else None
