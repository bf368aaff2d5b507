"""What changes between two looks: what it does to those who work, to the charter, to money; then the rest."""

from __future__ import annotations

from collections.abc import Iterator

from ea_repo.answer.audit import Audit
from ea_repo.answer.comparison import Comparison
from ea_repo.document import Document, Item, Section, Sentence, Term, Terms
from ea_repo.finding import Finding, Lang, Text
from ea_repo.report import comparison_words as words
from ea_repo.report.comparison_answer import answer
from ea_repo.report.comparison_costs import costs
from ea_repo.report.comparison_elements import elements, other_elements, relations, service
from ea_repo.report.comparison_flows import flows
from ea_repo.report.comparison_part import Group, Part, groups, item, most_that_fit, section
from ea_repo.report.comparison_plans import counted_as_if, counting_them, plans
from ea_repo.report.comparison_service import ProcessWords, solutions
from ea_repo.report.comparison_where import Where
from ea_repo.report.words import COLON, OTHER_RULES, SEVERITY, TEXT_OF_THE_MODEL, count_of, counted

_MARKS = {words.NEW: "✗", words.WORSE: "↗", words.FIXED: "✓", words.ACCEPTED: "~", words.REOPENED: "✗"}
_DETAIL = Text("Élément par élément", "Element by element")


def document(comparison: Comparison, lang: Lang, *, whole: bool = False, screen: bool = True) -> Document:
    """Both sides, what changes in a sentence, a section for each thing that does; on a `screen` cut, unless `whole`."""
    cut = screen and not whole
    sides = Terms(
        (
            Term(words.BEFORE[lang], (words.side(comparison, comparison.before, lang),)),
            Term(words.AFTER[lang], (words.side(comparison, comparison.after, lang),)),
        )
    )
    parts = _told(comparison, lang, cut=cut)
    others = other_elements(comparison, lang)
    sentences = tuple(answer(comparison, parts, others, lang))
    situation = f"{comparison.after.situation.workspace} · {words.TITLE[lang]}"
    blocks = () if comparison.same else tuple(_blocks(comparison, parts, others, lang, cut=cut))
    return Document(lang, situation, notes=(sides,), answer=sentences, blocks=blocks)


def _told(comparison: Comparison, lang: Lang, *, cut: bool) -> tuple[Part, ...]:
    """What a committee asks about, each whether it changes or not."""
    return (
        solutions(comparison, lang),
        ProcessWords(comparison, lang, cut=cut).part(),
        Where(comparison, lang, cut=cut).part(),
        flows(comparison, lang),
        costs(comparison, lang),
        plans(comparison, lang),
        findings(comparison, lang, cut=cut),
        indicators(comparison, lang),
    )


def _blocks(
    comparison: Comparison, parts: tuple[Part, ...], others: Part, lang: Lang, *, cut: bool
) -> Iterator[Section | Sentence]:
    """What changes, then the elements of which nothing above tells, or all of them."""
    rest: tuple[Part, ...] = (others,)
    if not cut:
        rest = elements(comparison, lang), service(comparison, lang), relations(comparison, lang)
    most = most_that_fit((*parts, *rest)) if cut else None
    yield from (section(part, most, lang) for part in (*parts, *rest) if part.changes)
    if cut and (left := _left_out(comparison, lang)):
        yield Sentence(left, "quiet")


def _left_out(comparison: Comparison, lang: Lang) -> str:
    """How much is told element by element where all is asked for."""
    of = comparison.elements
    number = len(of.added) + len(of.removed) + len(of.changed) + len(of.new_relations) + len(of.lost_relations)
    number += len(comparison.moves)
    if not number:
        return ""
    fr = counted(number, "différence", "différences", "fr")
    en = counted(number, "difference", "differences")
    return f"{_DETAIL[lang]}{COLON[lang]}{Text(fr, en)[lang]} (--all)"


def findings(comparison: Comparison, lang: Lang, *, cut: bool) -> Part:
    """The findings that come, get worse, go, and that are accepted on one side only, under their principles."""
    since = comparison.audit.since
    if since is None or not since.differs:
        return Part(words.FINDINGS)
    principles: dict[str, str] = {}
    for audit in (comparison.after.audit, comparison.before.audit):
        principles |= _principles(audit, lang)
    by_principle: dict[str, list[Item]] = {principle: [] for principle in principles.values()}
    for what, finding in words.findings(since):
        principle = principles.get(finding.rule, TEXT_OF_THE_MODEL[lang])
        by_principle.setdefault(principle, []).append(_finding(what, finding, lang, cut=cut))
    return Part(
        words.FINDINGS,
        words.findings_tally(since, lang),
        tuple(Group(tuple(items), principle) for principle, items in by_principle.items()),
        counting_them(comparison, lang)
        + words.counted_clause(words.findings_changed(since), Text("écart|écarts", "finding|findings"), lang),
        counted_as_if(comparison, lang),
    )


def _principles(audit: Audit, lang: Lang) -> dict[str, str]:
    """Under which principle each rule stands, in the order of the charter."""
    return {
        result.rule.id: group.section.title.text[lang] if group.section else OTHER_RULES[lang]
        for group in audit.groups
        for result in group.results
    }


def _finding(what: Text, finding: Finding, lang: Lang, *, cut: bool) -> Item:
    # Of one that got worse, the last detail says by whom.
    details = finding.details if not cut else finding.details[-1:] if what == words.WORSE else ()
    sentence = (finding.sentence if cut else finding.message)[lang]
    text = f"{what[lang]}{COLON[lang]}{sentence} ({SEVERITY[finding.severity][0][lang]}, {finding.rule})"
    return item(_MARKS[what], text, (Sentence(detail[lang]) for detail in details))


def indicators(comparison: Comparison, lang: Lang) -> Part:
    """The indicators of which the value, the unknowns or the denominator changed."""
    changed = comparison.measured
    number, of = len(changed), len(comparison.indicators.series)
    verb = Text("change", "changes") if number == 1 else Text("changent", "change")
    tally = Text(f"{number} sur {of} {verb.fr}", f"{number} of {of} {verb.en}")[lang]
    clause = count_of(number, Text("indicateur|indicateurs", "indicator|indicators"), lang)
    items = groups(item("~", words.indicator(series, lang)) for series in changed)
    since = comparison.audit.since
    if since and since.differs:
        return Part(words.INDICATORS, tally, items, clause)
    as_if = counted_as_if(comparison, lang)
    return Part(words.INDICATORS, tally, items, counting_them(comparison, lang) + clause, as_if)
