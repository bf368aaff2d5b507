"""What was decided of requests, for people."""

from __future__ import annotations

from ea_repo.answer.answer import Answer
from ea_repo.answer.decided_requests import Decided, DecidedCondition, Decisions
from ea_repo.document import Block, Document, Item, Items, Sentence
from ea_repo.finding import Lang, Text
from ea_repo.report.condition_words import LOOKS, condition_words
from ea_repo.report.request_words import verdict_words
from ea_repo.report.words import COLON, NOT_RECORDED, count_of, heading
from ea_repo.typography import day

_SUBJECT = Text("décisions ·", "decisions ·")
_NONE = Text(
    "Aucune décision enregistrée ; « ea request decide » en écrit une.",
    "No decision is recorded; `ea request decide` writes one.",
)


def document(answer: Answer[Decisions], lang: Lang) -> Document:
    """Each decision with its conditions, the last first."""
    decided_requests = answer.content
    items = tuple(item(decided, lang) for decided in decided_requests.decisions)
    blocks: tuple[Block, ...] = (Items(items),) if items else (Sentence(_NONE[lang]),)
    summary = count_of(len(items), Text("décision|décisions", "decision|decisions"), lang)
    if decided_requests.overdue:
        overdue = Text("condition échue|conditions échues", "condition overdue|conditions overdue")
        summary += f" · {count_of(decided_requests.overdue, overdue, lang)}"
    return Document(lang, heading(answer.situation, lang, _SUBJECT), blocks=blocks, summary=summary)


def item(decided: Decided, lang: Lang) -> Item:
    """A decision: what, which option, by whom and when, then its reason and conditions."""
    verdict = verdict_words(decided.verdict, lang) if decided.verdict else NOT_RECORDED[lang]
    option = f", {Text('option', 'option')[lang]} {decided.option}" if decided.option else ""
    when = day(decided.decided_on, lang) if decided.decided_on else NOT_RECORDED[lang]
    by = ", ".join(decided.by) or NOT_RECORDED[lang]
    inside: list[Block] = [Sentence(decided.reason)] if decided.reason else []
    if decided.expires_on:
        words = Text("a pris fin le", "ended on") if decided.ended else Text("vaut jusqu'au", "holds until")
        inside.append(Sentence(f"{words[lang]} {day(decided.expires_on, lang)}", "bad" if decided.ended else "plain"))
    if decided.conditions:
        inside.append(Items(tuple(_condition(condition, lang) for condition in decided.conditions)))
    return Item(f"{decided.name}{COLON[lang]}{verdict}{option}", "·", aside=f"{by}, {when}", inside=tuple(inside))


def _condition(condition: DecidedCondition, lang: Lang) -> Item:
    mark, tone = LOOKS[condition.state]
    return Item(condition_words(condition, lang), mark, tone)
