"""The page of an element: who it is, its life, what it serves, its flows, its data, its findings, its people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ea_repo.answer.sheet import FlowLine, Sheet
from ea_repo.finding import Lang, Text
from ea_repo.report import first_sentence, flow_words
from ea_repo.report.impact import certain_and_possible
from ea_repo.report.words import PHASE, capital, kind_words
from ea_repo.semantics.hosting import HostedTechnology
from ea_repo.site import audit_view, extent
from ea_repo.site.addresses import page_of
from ea_repo.site.element_fields import parts_of
from ea_repo.site.field_words import choice_words, field_words, relation_words
from ea_repo.site.neighbourhood import Neighbour, Neighbourhood, neighbourhood
from ea_repo.site.portal import Portal
from ea_repo.site.shell import page, words
from ea_repo.typography import day


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
    parts = parts_of(portal, card, lang, at.up)
    is_application = portal.is_application(id)
    study = portal.impact(id) if id in portal.stopping else None
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
        impact_command=f"ea impact {id}" if study is None and extent.stops(card.kind) else "",
        lineage_page=page_of("lineage", id) if card.kind == "data_object" else None,
        people=_people(portal, sheet, lang),
        below=_below(sheet),
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


def _people(portal: Portal, sheet: Sheet, lang: Lang) -> list[tuple[str, str, tuple[str, ...]]]:
    """Who is called, as what, and how they are reached: as the element says itself, its whole, or its contracts."""
    roles: dict[str, list[str]] = {}
    for by, actors in sheet.answerable.items():
        for actor in actors if by in _ANSWERS else ():
            roles.setdefault(actor, []).append(_ANSWERS[by][lang])
    for contact in sheet.contacts:
        roles.setdefault(contact.actor, [role[lang] for role, _ in contact.roles])
    return [(capital(", ".join(said)), actor, portal.entries[actor].reached) for actor, said in roles.items()]


def _below(sheet: Sheet) -> tuple[list[str], list[HostedTechnology]]:
    """The nodes and the technologies under an element that it does not name itself."""
    named = {end.id for field in ("runs_on", "technologies") for end in sheet.card.links.get(field, ())}
    nodes = [node for node in sheet.nodes if node not in named]
    return nodes, [hosted for hosted in sheet.technologies if hosted.technology not in named]


def _map_title(portal: Portal, view: str, lang: Lang) -> str:
    return portal.repository.views().views[view].point.title.text[lang]


# Flows, data, map


def _flow(portal: Portal, flow: FlowLine, lang: Lang) -> dict[str, Any]:
    """A flow as a row of the table."""
    need = choice_words("need", flow.need, lang) if flow.need else ""
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
    """The small map: of an application its flows in service, of anything else its links to what has a page."""
    card = sheet.card
    if portal.is_application(card.id):
        before, after = _exchanging(portal, sheet.incoming, lang), _exchanging(portal, sheet.outgoing, lang)
    else:
        before = [
            Neighbour(end.id, relation_words(name, lang))
            for name, ends in card.arriving.items() for end in ends if end.id in portal.entries and end.visible
        ]  # fmt: skip
        after = [
            Neighbour(end.id, field_words(card.definition, name, lang))
            for name, ends in card.links.items() for end in ends
            if end.id in portal.entries and end.visible and end.followed
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
