"""One element, whole: what it says, what it points at, what points at it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import click

from ea_repo.check.audit import Situation
from ea_repo.finding import Lang, Position, Text
from ea_repo.graph import Graph, Phase
from ea_repo.metamodel import Ref, kind
from ea_repo.report.table import element
from ea_repo.report.words import PHASE, escaped, heading, kind_words
from ea_repo.select.paths import plain


@dataclass(frozen=True)
class End:
    """The other end of a link: its id and name, whether the link holds and is followed, its dates and note."""

    id: str
    name: str
    kind: str | None
    visible: bool
    followed: bool
    ref: Ref


@dataclass(frozen=True)
class Card:
    """Everything known of an element at a date."""

    situation: Situation
    id: str
    name: str
    kind: str
    phase: Phase
    position: Position | None
    fields: dict[str, Any]
    links: dict[str, tuple[End, ...]]
    arriving: dict[str, tuple[End, ...]]
    json: dict[str, Any]


def card(graph: Graph, id: str, position: Position | None, situation: Situation) -> Card:
    """The card of an element; links outside their dates are there, and said to be."""
    record, undated = graph.record(id), graph.at(None)
    links = {
        field: tuple(_end(graph, ref.to, ref, ref in undated.links(id, field)) for ref in record.fields[field])
        for field in kind(record.kind).links
        if field in record.fields
    }
    arriving: dict[str, list[End]] = {}
    for relation in undated.arriving(id):
        inverse = kind(graph.kind(relation.source)).links[relation.field].inverse
        end = _end(graph, relation.source, relation.ref, followed=True)
        arriving.setdefault(inverse, []).append(end)
    hidden = {"name", *links}
    fields = {name: plain(value) for name, value in record.fields.items() if name not in hidden}
    data = element(graph, id) | {
        "at": {"file": position.file, "line": position.line, "column": position.column} if position else None,
        "pointed_at_by": {name: [each.id for each in ends] for name, ends in sorted(arriving.items())},
    }
    ordered = {name: tuple(ends) for name, ends in sorted(arriving.items())}
    return Card(situation, id, graph.name(id), record.kind, graph.phase(id), position, fields, links, ordered, data)


def _end(graph: Graph, id: str, ref: Ref, followed: bool) -> End:
    return End(id, graph.name(id), graph.kind(id) if id in graph else None, ref.visible(graph.date), followed, ref)


def as_json(found: Card) -> str:
    changes = found.situation.changes
    told: dict[str, Any] = {"changes": list(changes)} if changes else {}
    return json.dumps(found.json | told, ensure_ascii=False, indent=2)


_LINKS, _ARRIVING = (
    Text("Ce vers quoi il pointe", "What it points at"),
    Text("Ce qui pointe vers lui", "What points at it"),
)


def as_text(found: Card, lang: Lang) -> str:
    kind_name = kind_words(found.kind, lang, number=1)
    head = f"{click.style(found.name, bold=True)}  ({found.id})  {kind_name}, {_phase(found.phase, lang)}"
    lines = [heading(found.situation, lang), "", head, *([str(found.position)] if found.position else [])]
    width = max([len(name) for name in (*found.fields, *found.links, *found.arriving)], default=0)
    if found.fields:
        lines += ["", *(f"  {name:<{width}}  {_value(value)}" for name, value in found.fields.items())]
    for title, ends in ((_LINKS, found.links), (_ARRIVING, found.arriving)):
        if ends:
            lines += ["", click.style(title[lang], bold=True)]
            for name, values in ends.items():
                texts = [_said(each, lang) for each in values] or ["[]"]
                lines += [f"  {name if place == 0 else '':<{width}}  {text}" for place, text in enumerate(texts)]
    return "\n".join(lines)


def _phase(phase: Phase, lang: Lang) -> str:
    """The phase in words, with the one that selectors take."""
    return f"phase {PHASE[phase][lang]}" + ("" if PHASE[phase][lang] == phase else f" ({phase})")


def as_markdown(found: Card, lang: Lang) -> str:
    lines = [
        f"# {escaped(found.name)}",
        "",
        f"`{found.id}`, {kind_words(found.kind, lang, number=1)}, {_phase(found.phase, lang)}",
        "",
        click.unstyle(heading(found.situation, lang)),
    ]
    if found.fields:
        lines += ["", *(f"- **{name}**: {escaped(_value(value))}" for name, value in found.fields.items())]
    for title, ends in ((_LINKS, found.links), (_ARRIVING, found.arriving)):
        if ends:
            lines += ["", f"## {title[lang]}", ""]
            lines += [
                f"- **{name}**: " + ("; ".join(escaped(_said(each, lang)) for each in values) or "[]")
                for name, values in ends.items()
            ]
    return "\n".join(lines)


_HIDDEN, _MISSING, _NOT_FOLLOWED = (
    Text("pas à cette date", "not at this date"),
    Text("n'existe pas", "does not exist"),
    Text("pas suivi : boucle, ou mauvais genre", "not followed: a loop, or a wrong kind"),
)


def _said(end: End, lang: Lang) -> str:
    text = f"{end.name} ({end.id})" if end.name != end.id else end.id
    notes = list(_notes(end, lang))
    return f"{text} – {', '.join(notes)}" if notes else text


def _notes(end: End, lang: Lang) -> Iterator[str]:
    if end.ref.from_:
        yield f"{Text('depuis', 'from')[lang]} {end.ref.from_}"
    if end.ref.until:
        yield f"{Text('jusque', 'until')[lang]} {end.ref.until}"
    if end.ref.note:
        yield end.ref.note
    if not end.visible:
        yield _HIDDEN[lang]
    if not end.followed:
        yield (_MISSING if end.kind is None else _NOT_FOLLOWED)[lang]


def _value(value: Any) -> str:
    match value:
        case list():
            return "; ".join(_value(each) for each in value) or "[]"
        case dict():
            return ", ".join(f"{name}: {_value(each)}" for name, each in value.items())
        case bool():
            return "true" if value else "false"
        case _:
            return str(value)
