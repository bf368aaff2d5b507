"""A comparison for programs."""

from __future__ import annotations

from typing import Any

from ea_repo.answer.comparison import UNDECLARED, Comparison, Look, Move
from ea_repo.check.indicators import Series
from ea_repo.graph import Edit, Relation
from ea_repo.report.json.findings import finding_data
from ea_repo.report.json.indicators import value_data
from ea_repo.report.json.values import dumped
from ea_repo.select.paths import plain

VERSION = 1


def write(found: Comparison) -> str:
    """The comparison as one JSON object, never cut; the same bytes for the same two sides."""
    of, since = found.elements, found.audit.since
    return dumped(
        {
            "version": VERSION,
            "before": _side(found.before),
            "after": _side(found.after),
            "findings": {
                "introduced": list(map(finding_data, since.new if since else ())),
                "worsened": list(map(finding_data, since.worse if since else ())),
                "fixed": list(map(finding_data, since.fixed if since else ())),
                "unchanged": [finding.key for finding in (since.same if since else ())],
            },
            "elements": {
                "added": [_element(found, id) for id in of.added],
                "removed": [_element(found, id) for id in of.removed],
                "changed": [_element(found, id) | {"fields": list(map(_edit, found.edits[id]))} for id in of.changed],
            },
            "service": {
                "enters": [_move(found, move) for move in found.entering],
                "leaves": [_move(found, move) for move in found.leaving],
                "phase": [_move(found, move) for move in found.phases],
            },
            "relations": {
                "added": list(map(_relation, of.new_relations)),
                "removed": list(map(_relation, of.lost_relations)),
            },
            "indicators": list(map(_indicator, found.indicators.series)),
        }
    )


def _side(look: Look) -> dict[str, Any]:
    situation = look.situation
    return {
        "name": look.name or None,
        "workspace": situation.workspace,
        "date": situation.date.isoformat(),
        "changes": list(situation.changes),
        "elements": situation.elements,
    }


def _element(found: Comparison, id: str) -> dict[str, Any]:
    return {"id": id, "kind": found.kind(id), "name": found.name_alone(id)}


def _edit(edit: Edit) -> dict[str, Any]:
    return {"field": edit.field, "before": plain(edit.before), "after": plain(edit.after)}


def _move(found: Comparison, move: Move) -> dict[str, Any]:
    return _element(found, move.id) | {"before": move.before, "after": move.after}


def _relation(link: Relation) -> dict[str, Any]:
    dates = {"from": link.ref.from_, "until": link.ref.until, "note": link.ref.note}
    ends = {"source": link.source, "field": link.field, "target": link.target}
    return ends | {name: value for name, value in dates.items() if value is not None}


def _indicator(series: Series) -> dict[str, Any]:
    before, after = (None if value is UNDECLARED else value_data(value) for value in series.values)
    return {"indicator": series.indicator.id, "unit": series.indicator.unit, "before": before, "after": after}
