"""What others see beside what is declared: what only one of the two has, and where they differ."""

from __future__ import annotations

from collections.abc import Sequence

from ea_repo.answer.answer import Answer
from ea_repo.document import Block, Document, Item, Items, Section, Sentence
from ea_repo.exchange.reconcile.matching import Near
from ea_repo.exchange.reconcile.reconciliation import Declared, Differing, Reconciliation, Seen
from ea_repo.finding import Lang, Text
from ea_repo.report.cells import recorded
from ea_repo.report.field_words import said
from ea_repo.report.words import COLON, count_of, heading, kind_words

_MOST = 12
"""How many lines of a list a screen shows."""
_SUBJECT = Text("rapprochement au", "reconciliation on")
_DECLARED = Text("Déclaré et non vu", "Declared and not seen")
_SEEN = Text("Vu et non déclaré", "Seen and not declared")
_DIFFERING = Text("Différent", "Differing")
_REJECTED = Text("Rejeté à la lecture", "Rejected on reading")
_NOTES = Text("À savoir", "To know")
_IDS = Text(
    "Une proposition n'est jamais retenue d'elle-même : pour la retenir, « nom dans la source: id » dans un fichier, "
    "puis --ids.",
    "A proposal is never taken by itself: to take it, “name in the source: id” in a file, then --ids.",
)
_MATCHED = Text("rapproché|rapprochés", "matched|matched")
_COUNTS = {
    "declared": Text("non vu|non vus", "not seen|not seen"),
    "seen": Text("non déclaré|non déclarés", "not declared|not declared"),
    "differing": Text("différence|différences", "difference|differences"),
}


def document(answer: Answer[Reconciliation], lang: Lang, *, whole: bool = False, screen: bool = True) -> Document:
    """Each list; on a `screen` cut, unless the `whole` is asked for."""
    reconciliation = answer.content
    cut = screen and not whole
    near = any(seen.near for seen in reconciliation.seen)
    sections = (
        _section(_DECLARED, [_declared(one, lang) for one in reconciliation.declared], lang, cut=cut),
        _section(_SEEN, [_seen(one, lang) for one in reconciliation.seen], lang, cut=cut, last=_IDS if near else None),
        _section(_DIFFERING, [_differing(one, lang) for one in reconciliation.differing], lang, cut=cut),
        _section(
            _REJECTED,
            [Item(f"{one.at}{COLON[lang]}{one.why[lang]}", "✗", "bad") for one in reconciliation.rejected],
            lang,
            cut=cut,
        ),
        _section(
            _NOTES, [Item(f"{one.at}{COLON[lang]}{one.text[lang]}", "·") for one in reconciliation.notes], lang, cut=cut
        ),
    )
    kinds = ", ".join(kind_words(kind, lang) for kind in reconciliation.kinds)
    title = Text(
        f"{reconciliation.source} ({reconciliation.format}) face au référentiel : {kinds}",
        f"{reconciliation.source} ({reconciliation.format}) against the repository: {kinds}",
    )
    return Document(
        lang,
        heading(answer.situation, lang, _SUBJECT),
        title=title[lang],
        blocks=tuple(section for section in sections if section is not None),
        summary=_summary(reconciliation, lang),
    )


def _summary(reconciliation: Reconciliation, lang: Lang) -> str:
    numbers = ((what, len(getattr(reconciliation, what))) for what in _COUNTS)
    told = [count_of(number, _COUNTS[what], lang) for what, number in numbers if number]
    return " · ".join([count_of(reconciliation.matched, _MATCHED, lang), *told])


def _section(title: Text, items: Sequence[Item], lang: Lang, *, cut: bool, last: Text | None = None) -> Section | None:
    if not items:
        return None
    shown = items[:_MOST] if cut and len(items) > _MOST + 1 else items
    left = len(items) - len(shown)
    more = Text(f"et {left} autres (--all)", f"and {left} more (--all)")[lang] if left else ""
    blocks: list[Block] = [Items(tuple(shown), more)]
    blocks += [Sentence(last[lang], "quiet")] if last is not None else []
    return Section(title[lang], tuple(blocks), str(len(items)))


def _declared(one: Declared, lang: Lang) -> Item:
    return Item(f"{kind_words(one.kind, lang, number=1)} {one.name} ({one.id})  {one.written}", "−", "bad")


def _seen(one: Seen, lang: Lang) -> Item:
    inside = tuple(Sentence(_near(near, lang), "doubtful") for near in one.near)
    return Item(f"{kind_words(one.kind, lang, number=1)} {one.name}  {one.at}", "+", "doubtful", inside=inside)


def _near(near: Near, lang: Lang) -> str:
    reasons = ", ".join(reason[lang] for reason in near.reasons)
    return Text(
        f"serait-ce {near.id} ? {near.score} sur 100 : {reasons}",
        f"might be {near.id}: {near.score} of 100: {reasons}",
    )[lang]


def _differing(one: Differing, lang: Lang) -> Item:
    values = one.declared, one.seen
    here, there = (
        said(value, one.field, lang) if isinstance(value, str) else recorded(value, lang) for value in values
    )
    sentence = Text(
        f"{one.id}.{one.field} : déclaré {here} ({one.written}), vu {there} ({one.at})",
        f"{one.id}.{one.field}: declared {here} ({one.written}), seen {there} ({one.at})",
    )
    return Item(sentence[lang], "~", "doubtful")
