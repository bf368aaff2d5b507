"""The prerequisites of a decommissioning (D.5), and the facts that nobody wrote."""

from __future__ import annotations

import pytest

from ea_repo.impact.prerequisites import MissingFact, prerequisites
from tests.impact.dossiers import DAY, dossier_of
from tests.texts import graph_of

NAMES = ("moa", "resources", "calendar", "objectives")


@pytest.mark.parametrize(
    ("project", "met"),
    [
        (None, (None, None, None, None)),
        ("", (None, None, None, None)),
        ("moa: x", (True, None, None, None)),
        ("moa: [x, y]", (False, None, None, None)),
        ("moa: []", (False, None, None, None)),
        ("resources: 2 ETP", (None, True, None, None)),
        ("budget: [{year: 2022, class: 6, amount: 10, basis: amount}]", (None, True, None, None)),
        ("starts_on: 2022", (None, None, True, None)),
        ("off_on: 2022", (None, None, True, None)),
        ("objectives: o", (None, None, None, True)),
        ("objectives: []", (None, None, None, False)),
    ],
)
def test_prerequisites(project: str | None, met: tuple[bool | None, ...]) -> None:
    works = "" if project is None else f"project: {{p: {{retires: a, {project}}}}}\n".replace(", }", "}")
    graph = graph_of(f"application: {{a: {{}}}}\nactor: {{x: {{}}, y: {{}}}}\nobjective: {{o: {{}}}}\n{works}").at(DAY)
    required = prerequisites(graph, "a")
    assert [(prerequisite.name, prerequisite.met) for prerequisite in required] == list(zip(NAMES, met, strict=True))
    assert {prerequisite.project for prerequisite in required} == {None if project is None else "p"}


def test_what_nobody_wrote_and_whom_to_ask() -> None:
    written = """
actor: {x: {}, y: {}}
application: {a: {moa: x, moe: y, covers: []}, b: {}}
flow: {f: {source: b, target: a}}
"""
    assert dossier_of(written, "a").missing == (
        MissingFact("a", "deployed_at", ("x",), for_go=True), MissingFact("a", "masters", ("y",), for_go=True),
        MissingFact("a", "contracts", ("y",)), MissingFact("a", "yearly_cost", ("y",)),
        MissingFact("a", "retired_by", ("x",), for_go=True),
    )  # fmt: skip
    project = "project: {p: {retires: a, moa: y, budget: [{year: 2022, class: 6, amount: 10, basis: amount}]}}\n"
    of_project = [fact for fact in dossier_of(written + project, "a").missing if fact.id == "p"]
    assert of_project == [
        MissingFact("p", "calendar", ("y",), for_go=True), MissingFact("p", "objectives", ("y",), for_go=True),
        MissingFact("p", "archive", ("y",)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("flow", "asked"),
    [
        ("source: a", True),
        ("source: m", True),
        ("source: b, via: a", True),
        ("source: b, api: x", True),
        ("source: b", False),
        ("target: a", False),
        ("source: a, target: []", False),
        ("source: a, environment: training", False),
        ("source: a, retired_on: 2020", False),
    ],
)
def test_who_gets_a_flow_is_asked_where_nobody_wrote_it(flow: str, asked: bool) -> None:
    written = f"""
actor: {{y: {{}}}}
application: {{a: {{moe: y}}, m: {{part_of: a}}, b: {{}}}}
api: {{x: {{provided_by: a}}}}
flow: {{f: {{{flow}}}}}
"""
    missing = [fact for fact in dossier_of(written, "a").missing if fact.id == "f"]
    assert missing == ([MissingFact("f", "target", ("y",), for_go=True)] if asked else [])
