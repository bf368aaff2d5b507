"""A comparison for programs."""

from __future__ import annotations

from typing import Any

from ea_repo.answer.comparison import UNDECLARED, Comparison, Look, Move
from ea_repo.check.indicators import Series
from ea_repo.graph import Edit, Relation
from ea_repo.report.json.comparison_changes import changes_data
from ea_repo.report.json.findings import finding_data
from ea_repo.report.json.indicators import value_data
from ea_repo.report.json.values import dumped
from ea_repo.select.paths import plain

VERSION = 1


def write(comparison: Comparison) -> str:
    """The comparison as one JSON object, never cut; the same bytes for the same two sides."""
    of, since = comparison.elements, comparison.audit.since
    return dumped(
        {
            "version": VERSION,
            "before": _side(comparison.before),
            "after": _side(comparison.after),
            "findings": {
                "introduced": list(map(finding_data, since.new if since else ())),
                "worsened": list(map(finding_data, since.worse if since else ())),
                "fixed": list(map(finding_data, since.fixed if since else ())),
                "accepted": list(map(finding_data, since.accepted if since else ())),
                "no_longer_accepted": list(map(finding_data, since.reopened if since else ())),
                "unchanged": [finding.key for finding in (since.same if since else ())],
            },
            "elements": {
                "added": [_element(comparison, id) for id in of.added],
                "removed": [_element(comparison, id) for id in of.removed],
                "changed": [
                    _element(comparison, id) | {"fields": list(map(_edit, comparison.edits[id]))} for id in of.changed
                ],
            },
            "service": {
                "enters": [_move(comparison, move) for move in comparison.entering],
                "leaves": [_move(comparison, move) for move in comparison.leaving],
                "phase": [_move(comparison, move) for move in comparison.phases],
            },
            "relations": {
                "added": list(map(_relation, of.new_relations)),
                "removed": list(map(_relation, of.lost_relations)),
            },
            "indicators": list(map(_indicator, comparison.indicators.series)),
        }
        | changes_data(comparison, lambda id_: _element(comparison, id_))
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


def _element(comparison: Comparison, id: str) -> dict[str, Any]:
    return {"id": id, "kind": comparison.kind(id), "name": comparison.name_alone(id)}


def _changed(comparison: Comparison, id: str) -> dict[str, Any]:
    return _element(comparison, id) | {"fields": list(map(_edit, comparison.edits[id]))}


def _edit(edit: Edit) -> dict[str, Any]:
    return {"field": edit.field, "before": plain(edit.before), "after": plain(edit.after)}


def _move(comparison: Comparison, move: Move) -> dict[str, Any]:
    return _element(comparison, move.id) | {"before": move.before, "after": move.after}


def _relation(link: Relation) -> dict[str, Any]:
    dates = {"from": link.ref.from_, "until": link.ref.until, "note": link.ref.note}
    ends = {"source": link.source, "field": link.field, "target": link.target}
    return ends | {name: value for name, value in dates.items() if value is not None}


def _indicator(series: Series) -> dict[str, Any]:
    before, after = (None if value is UNDECLARED else value_data(value) for value in series.values)
    return {"indicator": series.indicator.id, "unit": series.indicator.unit, "before": before, "after": after}
