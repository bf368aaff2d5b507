"""The audit for people, on one screen: a line a principle, what is wrong by weight, the facts to find, what is left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ea_repo.answer.audit import Audit, Group
from ea_repo.answer.decisions import Decision, decisions, flaws_of_the_text
from ea_repo.answer.missing_facts import missing_facts
from ea_repo.answer.standing import verdict
from ea_repo.document import Block, Document, Item, Items, Section, Sentence
from ea_repo.finding import SEVERITIES, Finding, Lang, Text
from ea_repo.report import audit_by_rule
from ea_repo.report.acceptance_words import accepting
from ea_repo.report.audit_words import MARKS, TONES, covered, summary, title
from ea_repo.report.decision_words import details, headline, quote, ranked
from ea_repo.report.derogation_words import TO_TAKE_UP, item, to_take_up
from ea_repo.report.fact_words import first_facts
from ea_repo.report.words import COLON, OTHER_RULES, SEVERITY, TEXT_OF_THE_MODEL, count_of, severities_of
from ea_repo.typography import number

_MOST = 8
"""How many decisions a screen shows."""
_MOST_FLAWS = 20
_LINES = 2
"""How many lines the sentence of a finding may take."""
_TO_DECIDE = Text("Ce qui est à décider, du plus lourd au plus léger", "What is to be decided, the heaviest first")
_TEXT = Text(
    "défaut du texte ou des réglages|défauts du texte ou des réglages",
    "flaw of the text or the settings|flaws of the text or the settings",
)
_ACCEPTED = Text("Accepté par dérogation", "Accepted by derogation")
_MORE = Text("et {n} autres : ea check -v", "and {n} more: ea check -v")
_RULES = Text("règle|règles", "rule|rules")
_NOTHING = Text("n'avait rien à regarder|n'avaient rien à regarder", "had nothing to look at|had nothing to look at")
_IGNORANT = Text("ne sait rien|ne savent rien", "knows nothing|know nothing")
_CLEAN = (
    Text("aucun écart, {n} règle sur {of} a pu juger", "no finding, {n} of {of} rules could judge"),
    Text("aucun écart, {n} règles sur {of} ont pu juger", "no finding, {n} of {of} rules could judge"),
)
"""For one rule, and for several."""
_NOT_JUDGED = Text("pas encore jugé", "not judged yet")


def document(
    audit: Audit, lang: Lang, *, unknown: bool = False, verbose: bool = False, illustrations: bool = False
) -> Document:
    """The audit; `verbose`, or with `unknown` facts named, rule by rule, and with `illustrations`, those too."""
    if verbose or unknown or illustrations:
        return audit_by_rule.by_rule(audit, lang, unknown=unknown, illustrations=illustrations)
    part = covered(audit, lang)
    blocks = [
        _principles(audit, lang), *_to_decide(audit, lang), *_to_take_up(audit, lang), *_accepted(audit, lang),
        *_facts(audit, lang), *_not_judged(audit, lang),
    ]  # fmt: skip
    since = [audit_by_rule.since(audit.since, lang)] if audit.since is not None else []
    notes = (Sentence(part),) if part else ()
    return Document(lang, title(audit, lang), notes=notes, blocks=(*blocks, *since), summary=summary(audit, lang))


def _principles(audit: Audit, lang: Lang) -> Items:
    """The text where it hides something, then a line a principle: what is wrong, or nothing, or not judged."""
    errors = [flaw for flaw in flaws_of_the_text(audit) if flaw.severity == "error"]
    text = (
        [Item(TEXT_OF_THE_MODEL[lang], MARKS["error"], TONES["error"], severities_of(errors, lang))] if errors else []
    )
    return Items((*text, *(_principle(group, lang) for group in audit.groups)))


def _principle(group: Group, lang: Lang) -> Item:
    name = group.section.title.text[lang] if group.section is not None else OTHER_RULES[lang]
    findings = [finding for result in group.results for finding in result.findings if finding.counts]
    if findings:
        worst = min((finding.severity for finding in findings), key=SEVERITIES.index)
        return Item(name, MARKS[worst], TONES[worst], severities_of(findings, lang))
    judging = sum(verdict(result) in ("holding", "tolerated") for result in group.results)
    clean = _CLEAN[judging > 1][lang].format(n=judging, of=len(group.results))
    return Item(name, "✓", "good", clean) if judging else Item(name, "–", aside=_NOT_JUDGED[lang])


def _to_decide(audit: Audit, lang: Lang) -> Iterator[Block | Section]:
    """What hides something from every answer; what is to be decided, each with its reason; other flaws, in a line."""
    every, flaws = decisions(audit), flaws_of_the_text(audit)
    wrong = [flaw for flaw in flaws if flaw.severity == "error"]
    if wrong:
        told = tuple(audit_by_rule.item(flaw, lang, of_the_text=True) for flaw in wrong[:_MOST_FLAWS])
        more = _MORE[lang].format(n=len(wrong) - _MOST_FLAWS) if len(wrong) > _MOST_FLAWS else ""
        yield Section(TEXT_OF_THE_MODEL[lang], (Items(told, more),))
    # Where a part was asked for, or what changes would make, there is room for all that is said of it.
    in_full = audit.partial or bool(audit.situation.changes)
    items = [_decision(decision, lang, in_full=in_full) for decision in every[:_MOST]]
    if lesser := [flaw for flaw in flaws if flaw.severity != "error"]:
        items.append(_flaws(lesser, lang))
    if items:
        more = _MORE[lang].format(n=len(every) - _MOST) if len(every) > _MOST else ""
        yield Section(_TO_DECIDE[lang], (Items(tuple(items), more, _LINES),))


def _decision(decision: Decision, lang: Lang, *, in_full: bool) -> Item:
    first = decision.findings[0]
    severity = SEVERITY[decision.severity][0][lang]
    place = [decision.rule]
    if len(decision.findings) == 1:
        place += [*([str(first.at)] if first.at else []), first.mark]
    said = details(decision) if in_full else quote(decision)
    worse = dict.fromkeys(added for finding in decision.findings for added in finding.worse if added not in said)
    inside = (
        *(Sentence(sentence[lang]) for sentence in (*said, *worse)),
        Sentence(f"{severity} · {ranked(decision, lang)}"),
        Sentence(" · ".join(place), "quiet"),
    )
    return Item(headline(decision, lang), MARKS[decision.severity], TONES[decision.severity], inside=inside)


def _flaws(findings: list[Finding], lang: Lang) -> Item:
    worst = min((finding.severity for finding in findings), key=SEVERITIES.index)
    first = next(finding for finding in findings if finding.severity == worst)
    at = f"{first.at}: " if first.at else ""
    text = f"{count_of(len(findings), _TEXT, lang)}{COLON[lang]}{at}{first.message[lang]}"
    more = Text(" … (ea check -v)", " … (ea check -v)")[lang] if len(findings) > 1 else ""
    return Item(text + more, MARKS[worst], TONES[worst], inside=(Sentence(first.rule, "quiet"),))


def _to_take_up(audit: Audit, lang: Lang) -> Iterator[Section]:
    """The derogations that are over or void, or end soon; the others are told with what they accept."""
    if rows := to_take_up(audit, lang):
        items = tuple(map(item, rows[:_MOST]))
        more = _MORE[lang].format(n=len(rows) - _MOST) if len(rows) > _MOST else ""
        yield Section(TO_TAKE_UP[lang], (Items(items, more, _LINES),))


def _accepted(audit: Audit, lang: Lang) -> Iterator[Section]:
    accepted = [finding for finding in audit.findings if finding.accepted_by and not finding.illustrative]
    if accepted:
        items = tuple(
            Item(finding.message[lang], "·", inside=(Sentence(accepting(audit, finding, lang)),))
            for finding in accepted[:_MOST]
        )
        more = _MORE[lang].format(n=len(accepted) - _MOST) if len(accepted) > _MOST else ""
        yield Section(_ACCEPTED[lang], (Items(items, more, _LINES),))


def _facts(audit: Audit, lang: Lang) -> Iterator[Section]:
    if facts := missing_facts(audit):
        yield first_facts(facts, lang)


def _not_judged(audit: Audit, lang: Lang) -> Iterator[Block]:
    """How many rules say nothing here, in a line."""
    standing = Counter(verdict(result) for result in audit.results)
    parts: list[str] = []
    for count, words in ((standing["idle"], _NOTHING), (standing["undecided"], _IGNORANT)):
        one, many = words[lang].split("|")
        of_rules = count_of(count, _RULES, lang) if not parts else number(count, lang)
        parts += [f"{of_rules} {one if count == 1 else many}"] if count else []
    if parts:
        yield Sentence(f"{', '.join(parts)}{COLON[lang]}ea check -v")
