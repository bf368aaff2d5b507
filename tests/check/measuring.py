"""The indicators of the repository's charter on a few lines of model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ea_repo.check import indicators
from ea_repo.check.indicator import Indicator, read_indicators
from ea_repo.check.measure import Facts, Value
from ea_repo.load import load
from tests.check.judging import CHARTER, ROOT, graph_of, settings

DECLARED = read_indicators(ROOT, load(ROOT).graph, CHARTER)
INDICATORS: dict[str, Indicator] = {indicator.id: indicator for indicator in DECLARED.indicators}


def value(
    indicator: str,
    text: str,
    at: str = "2021-12-31",
    complete: Sequence[Mapping[str, Any]] = (),
    thresholds: Mapping[str, float] | None = None,
) -> Value:
    """An indicator of the repository's charter on a model."""
    measured = indicators.value(INDICATORS[indicator], Facts(graph_of(text, at), settings(complete, thresholds)))
    assert measured.reason is None, measured.reason
    return measured


def figures(*arguments: Any, **more: Any) -> tuple[float | None, int, int]:
    """The value, its denominator and its unknowns."""
    measured = value(*arguments, **more)
    return (None if measured.value is None else round(measured.value, 2), measured.of, measured.unknown)


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
