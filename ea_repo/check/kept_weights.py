"""The weights of the findings of an audit, kept from one to the next."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from ea_repo.check.findings_as_json import weight_as_json, weight_from_json
from ea_repo.check.kept_answers import KeptAnswer, KeptAnswers
from ea_repo.check.run import Result
from ea_repo.check.weight import weights, with_weight
from ea_repo.finding import Finding, Weight
from ea_repo.graph import Graph

_NAME = "weights"
_FAR = 2
"""A finding weighs what the applications behind its elements serve and hold: two links away, and no further."""
_SIZE = 12
"""Of what tells a finding from others, in bytes."""


def with_weights(results: Sequence[Result], graph: Graph, kept: KeptAnswers | None) -> list[Result]:
    """The results, each finding with its weight."""
    findings = [finding for result in results for finding in result.findings]
    weighed = weights(findings, graph) if kept is None else _kept_weights(findings, graph, kept)
    heavy = map(with_weight, findings, weighed)
    return [replace(result, findings=tuple(islice(heavy, len(result.findings)))) for result in results]


def _kept_weights(findings: Sequence[Finding], graph: Graph, kept: KeptAnswers) -> list[Weight]:
    """The weight of each finding, as it was kept or, near to what was edited since, weighed again."""
    keys, before, holds = [*map(_key, findings)], kept.before(_NAME), kept.find(_NAME) is not None
    by_key = dict(zip(keys, findings, strict=True))
    known = {} if before is None else _known(by_key, graph, kept, before, holds=holds)
    new = {key: finding for key, finding in by_key.items() if key not in known}
    if new or not holds:
        watched, _ = kept.graphs(_NAME, graph)
        known |= dict(zip(new, map(weight_as_json, weights(new.values(), watched)), strict=True))
        columns, followed = kept.columns(_NAME), kept.followed(_NAME)
        if before is not None and before.columns is not None:
            columns, followed = columns | before.columns, followed | before.followed
        kept.keep(_NAME, known, columns, followed)
    return [weight_from_json(known[key]) for key in keys]


def _known(
    findings: Mapping[str, Finding], graph: Graph, kept: KeptAnswers, before: KeptAnswer, *, holds: bool
) -> dict[str, Any]:
    """Those of the weights that were kept that are what they were: all of them, or those far from what was edited."""
    weight_by_key = {key: before.answer[key] for key in findings if key in before.answer}
    if holds:
        return weight_by_key
    edited, columns = kept.edited_since(before.text), before.columns or frozenset()
    near = edited.near(columns, before.followed, [*graph.vocabulary.kinds], _FAR) if edited is not None else None
    if near is None:
        return {}
    return {key: weight for key, weight in weight_by_key.items() if near.isdisjoint(_elements(findings[key]))}


def _elements(finding: Finding) -> tuple[str, ...]:
    return (finding.subject, *finding.offenders, *finding.related)


def _key(finding: Finding) -> str:
    """What tells apart findings of which the weights may differ."""
    asked = json.dumps([finding.severity, finding.subject, finding.offenders, finding.related])
    return hashlib.blake2b(asked.encode(), digest_size=_SIZE).hexdigest()
