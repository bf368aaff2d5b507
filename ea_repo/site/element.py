"""The page of an element: who it is, its life, what it serves, its flows, its data, its findings, its people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from markupsafe import Markup, escape

from ea_repo.answer.card import Card, End
from ea_repo.answer.sheet import FlowLine, Sheet
from ea_repo.exchange.columns import Column, columns_of
from ea_repo.finding import Lang, Text
from ea_repo.report import first_sentence, flow_words
from ea_repo.report.card import field_lines, notes
from ea_repo.report.impact import certain_and_possible
from ea_repo.report.words import PHASE, capital, kind_words
from ea_repo.site import audit_view
from ea_repo.site.addresses import page_of
from ea_repo.site.field_words import choice_words, field_words, relation_words
from ea_repo.site.linking import link
from ea_repo.site.neighbourhood import Neighbour, Neighbourhood, neighbourhood
from ea_repo.site.portal import Portal
from ea_repo.site.shell import page, words
from ea_repo.typography import day, euros, number, typeset

_PARTS: dict[str, frozenset[str]] = {
    "life": frozenset((
        "planned_on", "live_on", "phase_out_on", "retired_on", "successor", "predecessors", "overlap_until",
        "poc_ends_on", "poc_decision", "starts_on", "ends_on", "available_on", "end_of_sale_on", "end_of_support_on",
        "end_of_extended_support_on", "own_support_until", "read_only_on", "off_on", "decided_on", "expires_on",
        "replaced_by", "replaces", "disposition", "upgrade_plan", "notice", "renewals",
    )),
    "business": frozenset((
        "covers", "supports", "covered_by", "supported_by", "used_by", "users", "deployed_at", "hosts", "applications",
        "applications_used", "processes", "processes_used", "degraded_mode", "needs", "rto", "rpo", "projects_here",
    )),
    "data": frozenset(("masters", "mastered_by", "uses", "relays", "relay_of", "replica_of", "replicas", "carried_by",
                       "handles", "handled_by", "data_treated", "treatment", "treatments", "concerns")),
    "hosting": frozenset(("runs_on", "runs", "runs_nodes", "technologies", "used_in", "used_in_nodes", "redundancy",
                          "certifications", "jurisdiction", "criteria", "provides", "passes")),
    "parts": frozenset(("part_of", "modules", "parts", "instance_of", "instances", "zone", "nodes", "sites")),
    "projects": frozenset(("delivers", "retires", "takes_over", "delivered_by", "retired_by", "taken_over_by",
                           "objectives", "projects", "contracts", "applications_under", "technologies_under",
                           "reversibility", "carries_charter")),
    "money": frozenset(("yearly_cost", "one_off_cost", "budget", "resources")),
    "people": frozenset(("moa", "moe", "supplier", "owner", "operator", "holder", "run_by", "phone", "email", "contact",
                         "verified_by", "verified_on", "controller", "out_of_hours_support")),
    "rulings": frozenset(("derogations", "derogated_as_offender", "attestations", "decisions", "approvals", "rule",
                          "subjects", "offenders", "by", "reason", "evidence", "sign_offs")),
}  # fmt: skip
"""In which part of the page a field or a relation stands; other fields say who it is, other links stand at the end."""
_APART = frozenset(("sends", "receives"))
"""Relations that have tables of their own."""


@dataclass(frozen=True)
class Line:
    """What a field or a relation is called, and what it says."""

    label: str
    values: tuple[Markup, ...]


@dataclass(frozen=True)
class HeldLine:
    """A datum that an application holds: from whom."""

    datum: str
    master: bool
    receipts: tuple[tuple[str, str], ...]
    """The giver, and what it is for that datum: its master, a relay, another holder."""


_ORIGIN = {
    "master": Text("directement du maître", "directly from its master"),
    "relay": Text("d'un relais", "from a relay"),
    "copy": Text("d'une copie", "from a copy"),
}


def element(portal: Portal, id: str, lang: Lang) -> str:
    """The page of an element."""
    sheet = portal.repository.sheet(id).content
    card, at = sheet.card, page_of("element", id)
    parts = _parts(portal, sheet, lang, at.up)
    is_application = portal.is_application(id)
    study = portal.impact(id) if is_application else None
    return page(
        portal, lang, at, "element.html", card.name,
        current="catalogue",
        id=id,
        entry=portal.entries[id],
        label=capital(card.definition.label[lang]),
        phase_words=PHASE[card.phase][lang],
        sheet=sheet,
        parts=parts,
        flows=[(name, [_flow(portal, flow, lang) for flow in side])
               for name, side in (("in", sheet.incoming), ("out", sheet.outgoing))],
        is_application=is_application,
        map=_map(portal, sheet, lang),
        held=_held(portal, id),
        origin={name: text[lang] for name, text in _ORIGIN.items()},
        findings=[audit_view.finding(portal, finding, lang, at.up) for finding in portal.findings.get(id, ())],
        missing=[audit_view.missing(portal, fact, lang) for fact in portal.missing.get(id, ())],
        demands=audit_view.demands(portal, id, lang, at.up),
        stops=() if study is None else (
            first_sentence.of_impact(study.content, lang), *certain_and_possible(study.content.impact, lang)),
        impact_page=page_of("impact", id),
        lineage_page=page_of("lineage", id) if card.kind == "data_object" else None,
        answers=[(_ANSWERS[by][lang], ids) for by, ids in sheet.answerable.items() if ids and by != "zone"],
        contacts=[(contact.actor, [role[lang] for role, _ in contact.roles]) for contact in sheet.contacts],
        maps=[(_map_title(portal, question.view, lang), page_of("map", question.name))
              for question in portal.maps_around.get(id, ())],
        history=[
            (day(commit.day, lang), commit.author, commit.subject, commit.id)
            for commit in portal.changes_of_elements.get(id, ())
        ],
    )  # fmt: skip


_ANSWERS = {
    "moa": Text("MOA ou responsable", "Business owner"),
    "moe": Text("MOE ou exploitant", "Builder or operator"),
    "supplier": Text("Fournisseur", "Supplier"),
}


def _map_title(portal: Portal, view: str, lang: Lang) -> str:
    return portal.repository.views().views[view].point.title.text[lang]


# Fields and links


def _parts(portal: Portal, sheet: Sheet, lang: Lang, up: str) -> dict[str, list[Line]]:
    """The lines of each part of the page."""
    card = sheet.card
    parts: dict[str, list[Line]] = {name: [] for name in ("identity", *_PARTS, "other")}
    columns = {column.path: column for column in columns_of(card.definition)}
    for name, value in card.fields.items():
        if name in ("description", "imported"):
            continue
        values = tuple(_values(card, columns.get(name), name, value, lang))
        if values:
            parts[_part_of(name, "identity")].append(Line(field_words(card.definition, name, lang), values))
    for name, ends in chain(card.links.items(), card.arriving.items()):
        if name in _APART or not ends:
            continue
        written_here = name in card.links
        label = field_words(card.definition, name, lang) if written_here else relation_words(name, lang)
        lines = tuple(_end(end, lang, up) for end in ends)
        parts[_part_of(name, "other")].append(Line(label, lines))
    return parts


def _part_of(name: str, otherwise: str) -> str:
    return next((part for part, names in _PARTS.items() if name in names), otherwise)


def _end(end: End, lang: Lang, up: str) -> Markup:
    """The other end of a link: where it leads, and what the link says besides."""
    shown = link(end.id, end.name, up) if end.kind is not None else escape(end.id)
    aside = ", ".join(notes(end, lang))
    return Markup('{} <span class="note">{}</span>').format(shown, typeset(aside, lang)) if aside else shown


def _values(card: Card, column: Column | None, name: str, value: Any, lang: Lang) -> Iterator[Markup]:
    """What a field says, a line a value."""
    sort = column.sort if column is not None else "text"
    wording = card.definition.wordings.get(name)
    match value:
        case None | [] | {}:
            return
        case bool():
            yield escape(words(lang)["yes" if value else "no"])
        case list() | tuple() if name != "budget":
            for part in value:
                yield from _values(card, column, name, part, lang)
        case int() | float():
            yield escape(euros(value, lang) if sort == "money" else number(value, lang))
        case dict():
            yield escape(", ".join(f"{key.replace('_', ' ')} : {_plain(part, lang)}" for key, part in value.items()))
        case str() if sort == "date":
            yield escape(day(value, lang))
        case str() if wording is not None and value in wording.choices:
            yield escape(wording.choices[value][lang])
        case str() if sort == "choice":
            yield escape(typeset(choice_words(value, lang), lang))
        case _:
            yield from (escape(line) for line in field_lines(name, value, lang))


def _plain(value: Any, lang: Lang) -> str:
    match value:
        case bool():
            return words(lang)["yes" if value else "no"]
        case list() | tuple():
            return ", ".join(_plain(part, lang) for part in value)
        case dict():
            return ", ".join(f"{key.replace('_', ' ')} {_plain(part, lang)}" for key, part in value.items())
        case _:
            return str(value)


# Flows, data, map


def _flow(portal: Portal, flow: FlowLine, lang: Lang) -> dict[str, Any]:
    """A flow as a row of the table."""
    need = choice_words(flow.need, lang) if flow.need else ""
    out = (
        ""
        if flow.in_service
        else (PHASE[flow.phase][lang] if flow.phase in ("plan", "end_of_life") else words(lang)["not-in-service"])
    )
    return {
        "id": flow.id, "name": portal.name(flow.id), "own": flow.own, "other": flow.other, "data": flow.data,
        "recorded": flow.data_recorded, "mode": flow_words.mode(flow.mode, lang) if flow.mode else "",
        "need": need, "via": flow.via, "out": out,
    }  # fmt: skip


def _held(portal: Portal, id: str) -> list[HeldLine]:
    """The data that a solution holds, each with those it has them from."""
    return [
        HeldLine(
            datum, holder.master, tuple(dict.fromkeys((receipt.giver, receipt.origin) for receipt in holder.receipts))
        )
        for datum, holder in portal.held.get(id, ())
    ]


def _map(portal: Portal, sheet: Sheet, lang: Lang) -> Neighbourhood | None:
    """The small map: of an application its flows in service, of anything else its links."""
    card = sheet.card
    if portal.is_application(card.id):
        before, after = _exchanging(portal, sheet.incoming, lang), _exchanging(portal, sheet.outgoing, lang)
    else:
        before = [
            Neighbour(end.id, relation_words(name, lang))
            for name, ends in card.arriving.items() for end in ends if end.kind is not None and end.visible
        ]  # fmt: skip
        after = [
            Neighbour(end.id, field_words(card.definition, name, lang))
            for name, ends in card.links.items() for end in ends
            if end.kind is not None and end.visible and end.followed
        ]  # fmt: skip
    names = {neighbour.id: portal.name(neighbour.id) for neighbour in (*before, *after)}
    return neighbourhood(card.id, card.name, before, after, names)


def _exchanging(portal: Portal, flows: tuple[FlowLine, ...], lang: Lang) -> list[Neighbour]:
    """Those on the other side of flows in service, each once, with what lies between."""
    data: dict[str, list[str]] = {}
    for flow in flows:
        if flow.other is not None and flow.in_service:
            carried = map(portal.name, flow.data)
            data.setdefault(flow.other, []).extend(carried if flow.data else [words(lang)["no-datum"]])
    return [Neighbour(other, ", ".join(dict.fromkeys(names))) for other, names in data.items()]


def kind_label(portal: Portal, kind: str, lang: Lang) -> str:
    """What people call several elements of a kind."""
    return capital(kind_words(kind, lang, among=portal.vocabulary))
