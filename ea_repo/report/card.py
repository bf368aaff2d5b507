"""One element, whole: what it says, what it points at, what points at it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ea_repo.answer.answer import Answer
from ea_repo.answer.card import Card, End
from ea_repo.document import Document, Section, Sentence, Term, Terms
from ea_repo.finding import Lang, Text
from ea_repo.graph import Phase
from ea_repo.metamodel import Kind
from ea_repo.metamodel.names import field_name
from ea_repo.report.field_words import said
from ea_repo.report.money_words import account_class, basis
from ea_repo.report.words import COLON, PHASE, heading, need_words
from ea_repo.typography import day, euros

_LINKS, _ARRIVING = (
    Text("Ce vers quoi il pointe", "What it points at"),
    Text("Ce qui pointe vers lui", "What points at it"),
)
_HIDDEN, _MISSING, _NOT_FOLLOWED = (
    Text("pas à cette date", "not at this date"),
    Text("n'existe pas", "does not exist"),
    Text("pas suivi : boucle, ou mauvais genre", "not followed: a loop, or a wrong kind"),
)


def document(answer: Answer[Card], lang: Lang) -> Document:
    """The card: every field, then every link, from both ends."""
    card = answer.content
    names = (*card.fields, *card.links, *card.arriving)
    room = max([len(_called(card, name, lang)) for name in names], default=0)
    fields = tuple(
        Term(_called(card, name, lang), _said(card, name, value, lang)) for name, value in card.fields.items()
    )
    sections = [Section("", (Terms(fields, room),))] if fields else []
    for title, ends in ((_LINKS, card.links), (_ARRIVING, card.arriving)):
        if ends:
            terms = (
                Term(_called(card, name, lang), tuple(_end(end, lang) for end in links) or ("[]",))
                for name, links in ends.items()
            )
            sections.append(Section(title[lang], (Terms(tuple(terms), room),)))
    return Document(
        lang,
        heading(answer.situation, lang),
        card.name,
        f"({card.id})  {card.definition.label[lang]}, {_phase(card.phase, lang)}",
        notes=(Sentence(str(card.position)),) if card.position else (),
        blocks=tuple(sections),
    )


def _called(card: Card, name: str, lang: Lang) -> str:
    """What to call a field or a relation; one that the workspace declares by its own name too."""
    wording = card.definition.wordings.get(name)
    if wording is None:
        return field_name(card.definition, name)[lang]
    return name if wording.label[lang] == name else f"{name} ({wording.label[lang]})"


def _said(card: Card, name: str, value: Any, lang: Lang) -> tuple[str, ...]:
    """What a field says; of a choice that the workspace declares, the label of the word too."""
    wording = card.definition.wordings.get(name)
    label = wording.choices.get(value) if wording is not None and isinstance(value, str) else None
    lines = field_lines(name, value, lang, card.definition)
    return lines if label is None or label[lang] == value else (f"{value} ({label[lang]})",)


def _phase(phase: Phase, lang: Lang) -> str:
    """The phase in words."""
    return f"phase {PHASE[phase][lang]}"


def _end(end: End, lang: Lang) -> str:
    text = f"{end.name} ({end.id})" if end.name != end.id else end.id
    annotations = ", ".join(notes(end, lang))
    return f"{text} – {annotations}" if annotations else text


def notes(end: End, lang: Lang) -> Iterator[str]:
    if end.ref.from_:
        yield f"{Text('depuis', 'from')[lang]} {day(end.ref.from_, lang)}"
    if end.ref.until:
        until = Text("jusqu'à", "until")
        yield f"{until[lang]} {day(end.ref.until, lang)}"
    if end.ref.for_:
        yield f"{Text('pour', 'for')[lang]} {', '.join(end.ref.for_)}"
    if end.ref.need:
        yield f"{Text('besoin', 'need')[lang]} {need_words(end.ref.need, lang)}"
    if end.ref.note:
        yield end.ref.note
    if not end.visible:
        yield _HIDDEN[lang]
    if not end.followed:
        yield (_MISSING if end.kind is None else _NOT_FOLLOWED)[lang]


def field_lines(name: str, value: Any, lang: Lang, kind: Kind | None = None) -> tuple[str, ...]:
    """What a field says: a budget line by line, in words; else on one line."""
    if name == "budget" and value:
        return tuple(
            f"{line['year']}{COLON[lang]}{euros(line['amount'], lang)}, {account_class(line['class'], lang)}, "
            f"{basis(line['basis'], lang)}"
            for line in value
        )
    return (said(value, name, lang, kind) or "[]",)
