"""The fields and the links of an element, in the parts of its page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from markupsafe import Markup, escape

from ea_repo.answer.card import Card, End
from ea_repo.exchange.columns import Column, columns_of
from ea_repo.finding import Lang
from ea_repo.report.card import field_lines, notes
from ea_repo.report.field_words import said
from ea_repo.site.field_words import choice_words, field_words, relation_words
from ea_repo.site.linking import link
from ea_repo.site.portal import Portal
from ea_repo.site.shell import words
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
                          "certifications", "jurisdiction", "criteria", "provides", "passes", "sso", "rights",
                          "relies_on")),
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
_PEOPLE = frozenset(("moa", "moe", "supplier", "owner", "operator", "holder"))
"""Links to those who answer for an element, who are told under “who to call”, but for what such a link says besides."""
_APART = frozenset(("sends", "receives"))
"""Relations that have tables of their own."""


@dataclass(frozen=True)
class Line:
    """What a field or a relation is called, and what it says."""

    label: str
    values: tuple[Markup, ...]


def parts_of(portal: Portal, card: Card, lang: Lang, up: str) -> dict[str, list[Line]]:
    """The lines of each part of the page."""
    parts: dict[str, list[Line]] = {name: [] for name in ("identity", *_PARTS, "other")}
    columns = {column.path: column for column in columns_of(card.definition)}
    for name, value in card.fields.items():
        if name in ("description", "imported"):
            continue
        values = tuple(_values(card, columns.get(name), name, value, lang))
        if values:
            parts[_part_of(name, "identity")].append(Line(field_words(card.definition, name, lang), values))
    for name, ends in chain(card.links.items(), card.arriving.items()):
        if name in _PEOPLE:
            ends = tuple(end for end in ends if end.kind is None or not end.visible or any(notes(end, lang)))
        if name in _APART or not ends:
            continue
        written_here = name in card.links
        label = field_words(card.definition, name, lang) if written_here else relation_words(name, lang)
        lines = tuple(_end(portal, end, lang, up) for end in ends)
        parts[_part_of(name, "other")].append(Line(label, lines))
    return parts


def _part_of(name: str, otherwise: str) -> str:
    return next((part for part, names in _PARTS.items() if name in names), otherwise)


def _end(portal: Portal, end: End, lang: Lang, up: str) -> Markup:
    """The other end of a link: where it leads, if that has a page, and what the link says besides."""
    shown = link(end.id, end.name, up) if end.id in portal.entries else escape(end.name)
    aside = ", ".join(notes(end, lang))
    return Markup('{} <span class="note">{}</span>').format(shown, typeset(aside, lang)) if aside else shown


def _values(card: Card, column: Column | None, name: str, value: Any, lang: Lang) -> Iterator[Markup]:
    """What a field says, a line a value."""
    sort = column.sort if column is not None else "text"
    wording = card.definition.wordings.get(name)
    if value in (None, [], (), {}):
        return
    match value:
        case bool():
            yield escape(words(lang)["yes" if value else "no"])
        case list() | tuple() if name != "budget":
            for part in value:
                yield from _values(card, column, name, part, lang)
        case int() | float():
            yield escape(euros(value, lang) if sort == "money" else number(value, lang))
        case dict():
            yield escape(typeset(said(value, name, lang, card.definition), lang))
        case str() if sort == "date":
            yield escape(day(value, lang))
        case str() if wording is not None and value in wording.choices:
            yield escape(wording.choices[value][lang])
        case str() if sort == "choice":
            yield escape(typeset(choice_words(name, value, lang), lang))
        case _:
            yield from (escape(line) for line in field_lines(name, value, lang))
