"""Platforms, outside tools, proofs of concept."""

from __future__ import annotations

import pytest

from ea_repo.semantics.application_types import is_external, is_platform, is_undecided_poc
from tests.texts import graph_of


@pytest.mark.parametrize(
    ("application", "expected"),
    [
        ("type: platform", True),
        ("part_of: hub", True),
        ("instance_of: hub", True),
        ("part_of: hub, type: core", False),
        ("", False),
    ],
)
def test_a_platform_is_one_by_its_type_its_whole_or_its_product(application: str, expected: bool) -> None:
    graph = graph_of(f"application: {{a: {{{application}}}, hub: {{type: platform}}}}")
    assert is_platform(graph, "a") is expected


def test_an_external_tool_is_one_by_its_type() -> None:
    graph = graph_of("application: {national: {type: external}, module: {part_of: national}, own: {}}")
    assert [is_external(graph, id) for id in ("national", "module", "own")] == [True, True, False]


@pytest.mark.parametrize(
    ("application", "expected"),
    [
        ("type: poc", True),
        ("type: poc, poc_decision: decommission", True),
        ("type: poc, poc_decision: industrialise", False),
        ("part_of: trial", True),
        ("part_of: trial, poc_decision: industrialise", False),
        ("type: core", False),
        ("", False),
    ],
)
def test_a_proof_of_concept_is_one_until_it_is_decided_to_industrialise_it(application: str, expected: bool) -> None:
    graph = graph_of(f"application: {{a: {{{application}}}, trial: {{type: poc}}}}")
    assert is_undecided_poc(graph, "a") is expected
