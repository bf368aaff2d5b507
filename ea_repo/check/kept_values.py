"""The values of indicators on the day of an audit, kept from one to the next."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ea_repo.check.audit_settings import AuditSettings
from ea_repo.check.indicator import Indicator
from ea_repo.check.indicators import value
from ea_repo.check.judge import Tally
from ea_repo.check.kept_answers import KeptAnswers
from ea_repo.check.measure import Facts, Value
from ea_repo.check.verdict import tally_as_json
from ea_repo.finding import Text
from ea_repo.graph import Changes, Graph
from ea_repo.load.kept_definitions import digest_of


def kept_values(
    indicators: Sequence[Indicator],
    graph: Graph,
    settings: Callable[[Graph], AuditSettings],
    audited: Mapping[str, Tally],
    kept: KeptAnswers,
) -> list[Value]:
    """The value of each indicator; `audited`: by rule, what the audit counted.

    One that was kept holds as long as its text, what the rules count and the columns that were read are the same.
    """
    real = graph.with_(Changes(remove=graph.illustrative)) if graph.illustrative else graph
    counted = json.dumps({rule: tally_as_json(tally) for rule, tally in audited.items()}).encode()
    return [_value(indicator, real, settings, audited, counted, kept) for indicator in indicators]


def _value(
    indicator: Indicator,
    real: Graph,
    settings: Callable[[Graph], AuditSettings],
    audited: Mapping[str, Tally],
    counted: bytes,
    kept: KeptAnswers,
) -> Value:
    name, asked = f"indicator {indicator.id}", digest_of(indicator.model_dump_json().encode(), counted)
    known = kept.find(name, asked)
    if known is not None:
        return _from_json(known)
    _, graph = kept.graphs(name, real)
    answer = value(indicator, Facts(graph, settings(graph), audited))
    if answer.reason is None:
        kept.keep(name, _as_json(answer), kept.columns(name), kept.followed(name), asked)
    return answer


def _as_json(value: Value) -> list[Any]:
    parts = {name: _as_json(part) for name, part in value.parts.items()}
    reason = None if value.reason is None else [value.reason.fr, value.reason.en]
    return [value.value, value.of, value.unknown, value.count, parts, reason, value.unknown_within, value.among]


def _from_json(written: Sequence[Any]) -> Value:
    number, of, unknown, count, parts, reason, unknown_within, among = written
    known = {name: _from_json(part) for name, part in parts.items()}
    told = None if reason is None else Text(*reason)
    return Value(number, of, unknown, count, known, told, unknown_within, among)
