"""The charter: each rule with its state, and a page a rule with what it finds and what it cannot judge."""

from __future__ import annotations

from dataclasses import dataclass

from ea_repo.answer.audit import Group
from ea_repo.answer.missing_facts import MissingFact
from ea_repo.answer.standing import Verdict, verdict
from ea_repo.check.run import Result
from ea_repo.finding import Lang, Text
from ea_repo.report.html.committee import title_of
from ea_repo.report.plain_words import without_fields
from ea_repo.report.standing_words import VERDICT, reason, tally
from ea_repo.site import audit_view
from ea_repo.site.addresses import Address, page_of
from ea_repo.site.portal import Portal
from ea_repo.site.shell import page, words
from ea_repo.site.words import SECTIONS
from ea_repo.typography import typeset


@dataclass(frozen=True)
class RuleRow:
    """A rule in the list of the charter."""

    id: str
    page: Address
    title: str
    sections: tuple[str, ...]
    severity: str
    severity_words: str
    verdict: Verdict
    verdict_words: str
    checked: int
    failing: int
    unknown: int


def charter(portal: Portal, lang: Lang) -> str:
    """Every rule under its principle, with its state; and the flaws of what is written."""
    groups = [
        (typeset(title_of(group)[lang], lang), [_row(result, lang) for result in group.results])
        for group in portal.audit.groups
    ]
    return page(
        portal, lang, Address("", "charter"), "charter.html", SECTIONS["charter"][lang],
        current="charter",
        groups=groups,
        flaws=[audit_view.finding(portal, found, lang, "") for found in portal.audit.text],
    )  # fmt: skip


def _row(result: Result, lang: Lang) -> RuleRow:
    rule, state = result.rule, verdict(result)
    return RuleRow(
        rule.id,
        page_of("rule", rule.id),
        typeset(rule.title.text[lang], lang),
        rule.charter,
        result.severity,
        audit_view.severity_words(result.severity, lang),
        state,
        typeset(_state(result, state)[lang], lang),
        result.checked,
        sum(finding.counts for finding in result.findings),
        len(result.unknown),
    )


def _state(result: Result, state: Verdict) -> Text:
    """The state of a rule in words; what holds says for how many, where it could not judge them all."""
    if state in ("idle", "undecided"):
        return reason(result)
    words, judged = VERDICT[state], result.checked - len(result.unknown)
    if state != "holding" or not result.unknown:
        return words
    fr = f"{words.fr} pour {judged} {'jugé' if judged == 1 else 'jugés'} sur {result.checked}"
    return Text(fr, f"{words.en} for {judged} judged of {result.checked}")


def rule(portal: Portal, id: str, lang: Lang) -> str:
    """The page of a rule."""
    result, group = _result(portal, id)
    judged = result.rule
    at = page_of("rule", id)
    unknown = [
        MissingFact(gap.written_by, portal.name(gap.written_by), gap.fact, (id,), 0, {}) for gap in result.unknown
    ]  # fmt: skip
    reasons = [("why", judged.why), ("fix", judged.fix), ("otherwise", judged.otherwise)]
    return page(
        portal, lang, at, "rule.html", typeset(judged.title.text[lang], lang),
        current="charter",
        row=_row(result, lang),
        principle=typeset(title_of(group)[lang], lang),
        tally=typeset(tally(result, lang), lang),
        reasons=[
            (words(lang)[name], typeset(without_fields(text.text[lang]), lang))
            for name, text in reasons if text is not None
        ],
        findings=[audit_view.finding(portal, found, lang, at.up) for found in result.findings],
        facts=[audit_view.missing(portal, fact, lang) for fact in unknown],
    )  # fmt: skip


def rule_ids(portal: Portal) -> list[str]:
    """The rules that were judged, each of which has a page."""
    return [result.rule.id for result in portal.audit.results]


def _result(portal: Portal, id: str) -> tuple[Result, Group]:
    """What became of a rule, and its principle; raises KeyError for a rule that was not judged."""
    for group in portal.audit.groups:
        for result in group.results:
            if result.rule.id == id:
                return result, group
    raise KeyError(id)
