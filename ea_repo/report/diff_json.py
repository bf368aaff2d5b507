"""A comparison for programs: the names of `docs/json.md`, versioned."""

from __future__ import annotations

import json
from typing import Any

from ea_repo.answer.comparison import UNDECLARED, Comparison, Look, Move
from ea_repo.check.indicators import Series
from ea_repo.graph import Edit, Relation
from ea_repo.report.audit_json import finding_as_json
from ea_repo.report.indicators import value_as_json
from ea_repo.select.paths import plain

VERSION = 1


def as_json(found: Comparison) -> str:
    """The comparison as one JSON object, never cut; the same bytes for the same two sides."""
    of, since = found.elements, found.audit.since
    data: dict[str, Any] = {
        "version": VERSION,
        "before": _side(found.before),
        "after": _side(found.after),
        "findings": {
            "introduced": [finding_as_json(each) for each in (since.new if since else ())],
            "worsened": [finding_as_json(each) for each in (since.worse if since else ())],
            "fixed": [finding_as_json(each) for each in (since.fixed if since else ())],
            "unchanged": [each.key for each in (since.same if since else ())],
        },
        "elements": {
            "added": [_element(found, id) for id in of.added],
            "removed": [_element(found, id) for id in of.removed],
            "changed": [_element(found, id) | {"fields": list(map(_edit, found.edits[id]))} for id in of.changed],
        },
        "service": {
            "enters": [_move(found, each) for each in found.entering],
            "leaves": [_move(found, each) for each in found.leaving],
            "phase": [_move(found, each) for each in found.phases],
        },
        "relations": {
            "added": list(map(_relation, of.new_relations)),
            "removed": list(map(_relation, of.lost_relations)),
        },
        "indicators": list(map(_indicator, found.indicators.series)),
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def _side(look: Look) -> dict[str, Any]:
    seen = look.situation
    return {
        "name": look.name or None,
        "workspace": seen.workspace,
        "date": seen.date.isoformat(),
        "changes": list(seen.changes),
        "elements": seen.elements,
    }


def _element(found: Comparison, id: str) -> dict[str, Any]:
    return {"id": id, "kind": found.kind(id), "name": found.name(id)}


def _edit(each: Edit) -> dict[str, Any]:
    return {"field": each.field, "before": plain(each.before), "after": plain(each.after)}


def _move(found: Comparison, each: Move) -> dict[str, Any]:
    return _element(found, each.id) | {"before": each.before, "after": each.after}


def _relation(each: Relation) -> dict[str, Any]:
    dates = {"from": each.ref.from_, "until": each.ref.until, "note": each.ref.note}
    ends = {"source": each.source, "field": each.field, "target": each.target}
    return ends | {name: value for name, value in dates.items() if value is not None}


def _indicator(series: Series) -> dict[str, Any]:
    before, after = (None if each is UNDECLARED else value_as_json(each) for each in series.values)
    return {"indicator": series.indicator.id, "unit": series.indicator.unit, "before": before, "after": after}
