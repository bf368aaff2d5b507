"""The weights of the findings of an audit, kept from one to the next."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from ea_repo.check.findings_as_json import weight_as_json, weight_from_json
from ea_repo.check.kept_answers import KeptAnswers
from ea_repo.check.run import Result
from ea_repo.check.weight import weights, with_weight
from ea_repo.graph import Graph
from ea_repo.load.kept_definitions import digest_of


def with_weights(results: Sequence[Result], graph: Graph, kept: KeptAnswers | None) -> list[Result]:
    """The results, each finding with its weight."""
    findings = [finding for result in results for finding in result.findings]
    if kept is None:
        weighed = weights(findings, graph)
    else:
        asked = [[finding.severity, finding.subject, finding.offenders, finding.related] for finding in findings]
        digest = digest_of(json.dumps(asked).encode())
        answer = kept.answer("weights", lambda graph: [*map(weight_as_json, weights(findings, graph))], digest)
        weighed = [weight_from_json(weight) for weight in answer]
    heavy = map(with_weight, findings, weighed)
    return [replace(result, findings=tuple(islice(heavy, len(result.findings)))) for result in results]
