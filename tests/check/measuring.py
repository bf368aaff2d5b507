"""The indicators of the repository's charter on a few lines of model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ea_repo.check import indicators
from ea_repo.check.indicators import Indicator, read_indicators
from ea_repo.check.measure import Facts, Value
from ea_repo.load import load
from tests.check.judging import CHARTER, ROOT, graph_of, settings

DECLARED, FLAWS = read_indicators(load(ROOT), CHARTER)
INDICATORS: dict[str, Indicator] = {each.id: each for each in DECLARED}


def value(
    indicator: str,
    text: str,
    at: str = "2021-12-31",
    complete: Sequence[Mapping[str, Any]] = (),
    thresholds: Mapping[str, float] | None = None,
) -> Value:
    """An indicator of the repository's charter on a model."""
    found = indicators.value(INDICATORS[indicator], Facts(graph_of(text, at), settings(complete, thresholds)))
    assert found.reason is None, found.reason
    return found


def told(*asked: Any, **more: Any) -> tuple[float | None, int, int]:
    """The value, its denominator and its unknowns."""
    found = value(*asked, **more)
    return (None if found.value is None else round(found.value, 2), found.of, found.unknown)


COVERS = """
application:
  orbis: {type: core, covers: [lits, blocs]}
  agathe: {covers: [lits], yearly_cost: 120000}
  gdl: {covers: [lits]}
  seul: {covers: [paie]}
process: {lits: {}, blocs: {}, paie: {}, jamais: {}}
"""

STANDARDS = """
standard: {hl7: {type: exchange}, dicom: {type: exchange}, ccam: {type: nomenclature}}
flow:
  a: {source: x, target: y, standards: [hl7, ccam]}
  b: {source: x, target: y, standards: [hl7, dicom]}
  c: {source: x, target: y}
"""
