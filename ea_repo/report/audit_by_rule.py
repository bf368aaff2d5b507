"""The audit rule by rule, for who writes rules and model: each with its denominator, what it found, what to do."""

from __future__ import annotations

import datetime as dt

from ea_repo.answer.audit import Audit, Group, Since
from ea_repo.answer.missing_facts import missing_facts
from ea_repo.check.run import Result
from ea_repo.document import Block, Document, Item, Items, Section, Sentence, Term, Terms, Tone
from ea_repo.finding import SEVERITIES, Finding, Lang, Text
from ea_repo.report.audit_words import APART, MARKS, TONES, UNKNOWNS, covered, summary, title
from ea_repo.report.derogation_words import soon_over
from ea_repo.report.fact_words import first_facts
from ea_repo.report.field_words import path_name
from ea_repo.report.words import (
    FIX,
    OTHER_RULES,
    SEVERITY,
    TEXT_OF_THE_MODEL,
    WHY,
    count_of,
    plural,
    severities_of,
    titled,
)
from ea_repo.typography import lasting_until

_ILLUSTRATIVE = Text(
    "Illustrations (exemples du modèle, hors du compte et du code de sortie)",
    "Illustrations (examples in the model, counted apart, without effect on the exit code)",
)
_ACCEPTED = Text("Accepté par dérogation", "Accepted by derogation")
_LABEL = 9
"""The least room for “Pourquoi”, “À faire” and their like."""


def by_rule(audit: Audit, lang: Lang, *, unknown: bool, illustrations: bool) -> Document:
    """The audit; with `unknown`, every fact that is missing is named; with `illustrations`, what the examples do."""
    sections = [*_flaws(audit, lang), *(_group(group, lang, unknown=unknown) for group in audit.groups)]
    if illustrations and (
        examples := [result for result in audit.results if any(finding.illustrative for finding in result.findings)]
    ):
        items = tuple(_examples(result, lang) for result in examples)
        sections.append(Section(_ILLUSTRATIVE[lang], (Items(items),)))
    if allowed := [finding for finding in audit.findings if finding.accepted_by and not finding.illustrative]:
        items = tuple(_accepted(finding, audit.situation.date, lang) for finding in allowed)
        sections.append(Section(_ACCEPTED[lang], (Items(items),)))
    if audit.since is not None:
        sections.append(since(audit.since, lang))
    if unknown and (facts := missing_facts(audit)):
        sections.append(first_facts(facts, lang))
    part = covered(audit, lang)
    notes = (Sentence(part),) if part else ()
    return Document(lang, title(audit, lang), notes=notes, blocks=tuple(sections), summary=summary(audit, lang))


def _flaws(audit: Audit, lang: Lang) -> list[Section]:
    """The flaws of the text and of the settings, the worst first, each with what to do."""
    if not audit.text:
        return []
    findings = sorted(audit.text, key=lambda finding: SEVERITIES.index(finding.severity))
    items = tuple(item(finding, lang, of_the_text=True) for finding in findings)
    # Set in as below a rule: a flaw stands under none.
    below = Section("", (Items(items),))
    return [Section(TEXT_OF_THE_MODEL[lang], (below,), severities_of(audit.text, lang), tally_at="right")]


def _group(group: Group, lang: Lang, *, unknown: bool) -> Section:
    """The rules of a principle; those that saw nothing neither pass nor fail: they are named, in a line."""
    name = OTHER_RULES[lang]
    if group.section is not None:
        name = titled(group.section.title.text[lang], group.section.sections)
    looked = [result for result in group.results if result.applicable or result.findings]
    items = [_result(result, lang, unknown=unknown) for result in sorted(looked, key=_worst_first)]
    if idle := [_idle(result, lang) for result in group.results if not (result.applicable or result.findings)]:
        items.append(Item(Text("– sans objet ici : ", "– not applicable here: ")[lang] + ", ".join(idle)))
    tally = severities_of([finding for result in group.results for finding in result.findings], lang)
    return Section(name, (Items(tuple(items)),), tally, tally_at="right")


def _idle(result: Result, lang: Lang) -> str:
    return f"{result.rule.id} ({result.reason[lang]})" if result.reason else result.rule.id


def _worst_first(result: Result) -> tuple[int, str]:
    ranks = [SEVERITIES.index(finding.severity) for finding in result.findings if finding.counts]
    return min(ranks, default=len(SEVERITIES)), result.rule.id


def _result(result: Result, lang: Lang, *, unknown: bool) -> Item:
    """A rule with its denominator, what it found, why it matters and what to do."""
    rule = result.rule
    real = [finding for finding in result.findings if finding.counts]
    inside: list[Block] = [Items(tuple(item(finding, lang) for finding in real))] if real else []
    if real and real[0].rule == rule.id:
        inside.append(_reasons(result, lang))
    if unknown:
        inside += _unknown(result, lang)
    mark, tone = _mark(result, real)
    in_full = f"{rule.title.text[lang]} ({rule.id})"
    return Item(rule.id, mark, tone, _denominator(result, lang), tuple(inside), in_full)


def _mark(result: Result, real: list[Finding]) -> tuple[str, Tone]:
    if real:
        return MARKS[real[0].severity], TONES[real[0].severity]
    holds = result.applicable and result.checked > len(result.unknown)
    return ("✓", "good") if holds else ("–", "plain")


def _reasons(result: Result, lang: Lang) -> Terms:
    why, fix = result.rule.why.text[lang], result.rule.fix.text[lang]
    return Terms((Term(WHY[lang], (why,)), Term(FIX[lang], (fix,))), _LABEL)


def _denominator(result: Result, lang: Lang) -> str:
    """How many elements there were to judge, and what became of them."""
    if not result.applicable:
        reason = result.reason or Text("rien à regarder", "nothing to look at")
        return Text(f"sans objet ici : {reason.fr}", f"not applicable here: {reason.en}")[lang]
    accepted = sum(finding.accepted_by is not None for finding in result.findings)
    known = sum(finding.known for finding in result.findings)
    examples = sum(finding.illustrative for finding in result.findings)
    none = Text("aucun écart", "none at fault")
    at_fault = Text(f"{result.failing} en écart", f"{result.failing} at fault") if result.failing else none
    counts = [f"{result.checked} {_noun(result, lang)} {Text('à juger', 'to judge')[lang]}", at_fault[lang]]
    apart = dict(APART)
    below = dict(APART)["illustrative"]
    for number, words in (
        (accepted, apart["accepted"]), (known, apart["known"]), (len(result.unknown), UNKNOWNS), (examples, below)
    ):  # fmt: skip
        counts += [count_of(number, words, lang)] if number else []
    return " · ".join(counts)


def _noun(result: Result, lang: Lang) -> str:
    """What the rule judges: elements of its kind, where it has one."""
    if result.label is not None:
        return result.label[lang] if result.checked == 1 else plural(result.label[lang], lang)
    several = result.checked > 1
    return Text("éléments" if several else "élément", "elements" if several else "element")[lang]


def item(finding: Finding, lang: Lang, *, of_the_text: bool = False) -> Item:
    """Where a finding is written and how serious it is; its message, its details; of the text, what to do."""
    at = f"{finding.at}: " if finding.at else ""
    label = f"{at}{SEVERITY[finding.severity][0][lang]}"
    text = f"{label} {finding.rule}" if of_the_text else f"{label} · {finding.mark}"
    inside: list[Block] = _sentences(finding, lang)
    if of_the_text and finding.fix:
        inside.append(Terms((Term(FIX[lang], (finding.fix[lang],)),), _LABEL))
    return Item(text, tone=TONES[finding.severity], inside=tuple(inside))


def _sentences(finding: Finding, lang: Lang) -> list[Block]:
    return [Sentence(text[lang]) for text in (finding.message, *finding.details)]


def _unknown(result: Result, lang: Lang) -> list[Block]:
    """The facts that are missing for a rule to judge, each with the elements of which it is missing."""
    by_fact: dict[str, list[str]] = {}
    for unknown in result.unknown:
        if unknown.sentence is None:
            by_fact.setdefault(unknown.fact, []).append(unknown.written_by)
    said = [Sentence(unknown.sentence[lang]) for unknown in result.unknown if unknown.sentence is not None]
    return [*said, *(Sentence(_not_recorded(fact, ids, lang)) for fact, ids in sorted(by_fact.items()))]


def _not_recorded(fact: str, ids: list[str], lang: Lang) -> str:
    """Of which elements a fact is missing; the fact by what people call it, then as one writes it."""
    called, of_these = path_name(fact, lang), ", ".join(ids)
    name = called if called == fact.replace("_", " ") else f"{called} (`{fact}`)"
    return Text(f"{name} : non renseigné pour {of_these}", f"{name} not recorded: {of_these}")[lang]


def _examples(result: Result, lang: Lang) -> Item:
    """The illustrative findings of a rule, with why it matters and what to do."""
    items = tuple(
        Item(str(finding.at) if finding.at else finding.subject, inside=tuple(_sentences(finding, lang)))
        for finding in result.findings
        if finding.illustrative
    )
    return Item(result.rule.id, "·", inside=(Items(items), _reasons(result, lang)))


def _accepted(finding: Finding, today: dt.date, lang: Lang) -> Item:
    """What a derogation allows, until when, and by which one; that it ends soon, where so."""
    until = finding.accepted_until or ""
    soon = soon_over(finding, today, lang)
    text = lasting_until(until, lang)
    if soon is not None:
        text += f" – {soon}"
    tone: Tone = "plain" if soon is None else "doubtful"
    whole = f"{finding.rule}  {text} ({finding.accepted_by})"
    return Item(whole, "·", tone, inside=(Sentence(finding.message[lang]),))


def since(since: Since, lang: Lang) -> Section:
    """What changed from an earlier state of the workspace."""
    counts = Text(
        f"introduits {since.introduced} (dont aggravés {since.worsened}), levés {len(since.fixed)}, "
        f"inchangés {since.unchanged}",
        f"introduced {since.introduced} (of which worsened {since.worsened}), lifted {len(since.fixed)}, "
        f"unchanged {since.unchanged}",
    )
    moved = since.elements
    added, removed, changed = len(moved.added), len(moved.removed), len(moved.changed)
    elements_ = Text(
        f"éléments : {added} ajoutés, {removed} retirés, {changed} modifiés",
        f"elements: {added} added, {removed} removed, {changed} changed",
    )
    fixed = tuple(Item(f"{finding.rule}: {finding.message[lang]}", "✓", "good") for finding in since.fixed)
    sentences = (Sentence(counts[lang]), Sentence(elements_[lang]))
    title = Text(f"Depuis {since.revision}", f"Since {since.revision}")[lang]
    return Section(title, (*sentences, *([Items(fixed)] if fixed else ())))
