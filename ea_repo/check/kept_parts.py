"""What an audit says of its findings beside the rules: their weights and the names in them, kept where that is so."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice

from ea_repo.check.findings_as_json import weight_as_json, weight_from_json
from ea_repo.check.kept_answers import KeptAnswers, digest_of
from ea_repo.check.named_elements import NamedElement, elements_named, named_ids
from ea_repo.check.run import Result
from ea_repo.check.weight import weights, with_weight
from ea_repo.finding import Finding
from ea_repo.graph import Graph


def with_weights(results: Sequence[Result], graph: Graph, kept: KeptAnswers | None) -> list[Result]:
    """The results, each finding with its weight."""
    findings = [finding for result in results for finding in result.findings]
    if kept is None:
        weighed = weights(findings, graph)
    else:
        asked = [[finding.severity, finding.subject, finding.offenders, finding.related] for finding in findings]
        answer = kept.answer("weights", lambda graph: [*map(weight_as_json, weights(findings, graph))], _digest(asked))
        weighed = [weight_from_json(weight) for weight in answer]
    heavy = map(with_weight, findings, weighed)
    return [replace(result, findings=tuple(islice(heavy, len(result.findings)))) for result in results]


def elements_named_in(
    graph: Graph, results: Sequence[Result], text: Iterable[Finding], also: Iterable[str], kept: KeptAnswers | None
) -> dict[str, NamedElement]:
    """What to call the elements of findings and unknowns and who answers for them, and those of `also`."""
    ids = sorted(named_ids(graph, results, text, also))
    if kept is None:
        return elements_named(graph, ids)
    answer = kept.answer(
        "names", lambda graph: {id: named.as_json() for id, named in elements_named(graph, ids).items()}, _digest(ids)
    )
    return {id: NamedElement.from_json(named) for id, named in answer.items()}


def _digest(asked: object) -> str:
    return digest_of(json.dumps(asked).encode())
