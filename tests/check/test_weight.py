"""How much a finding weighs: what it touches, never how many there are."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ea_repo.check.weight import weighed
from ea_repo.finding import Cost, Finding, Severity, Text, Weight
from ea_repo.graph import Graph
from ea_repo.repository import Repository
from tests.check.workspaces import written

MODEL = """
site: {nord: {}, sud: {}}
process:
  urgences: {name: Urgences, critical: true}
  accueil: {name: Accueil, part_of: urgences}
  paie: {name: Paie}
data_object:
  sante: {sensitivity: health}
  compte-rendu: {part_of: sante}
  menu: {sensitivity: public}
technology: {base: {}}
node: {serveur: {}}
contract: {marche: {}}
application:
  suivi: {covers: accueil, masters: compte-rendu, deployed_at: [nord, sud], criticality: critical, yearly_cost: 1000,
          technologies: base, runs_on: serveur, contracts: marche}
  module: {part_of: suivi}
  cantine: {covers: paie, uses: menu, deployed_at: nord, yearly_cost: 400}
  seule: {}
api: {api-suivi: {provided_by: suivi}}
flow:
  repas: {source: suivi, target: cantine, data: menu, mode: file}
  bilan: {source: suivi, target: cantine, data: compte-rendu, mode: file}
project: {chantier: {delivers: suivi}}
actor: {dsi: {}}
"""
SUIVI = Weight("error", ("Accueil",), True, True, 2, 1000)


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    return Repository(written(tmp_path_factory.mktemp("weight"), MODEL)).graph


def finding(subject: str, severity: Severity = "error", *offenders: str) -> Finding:
    return Finding("rule", severity, subject, Text("", ""), offenders=offenders)


def weight(graph: Graph, found: Finding) -> Weight | None:
    return weighed([found], graph)[0].weight


@pytest.mark.parametrize(
    ("subject", "touched"),
    [
        ("suivi", SUIVI),
        # What a module does by itself; its whole says where it is used, and that it is critical.
        ("module", Weight("error", critical=True, sites=2)),
        ("api-suivi", SUIVI),
        ("base", SUIVI),
        ("serveur", SUIVI),
        ("marche", SUIVI),
        ("chantier", SUIVI),
        # A flow: its two ends, and its own data alone.
        ("repas", Weight("error", ("Accueil",), True, False, 2, 1400)),
        ("bilan", Weight("error", ("Accueil",), True, True, 2, 1400)),
        # A process inherits that it is critical; a datum that it is of health.
        ("accueil", Weight("error", ("Accueil",))),
        ("paie", Weight("error")),
        ("compte-rendu", Weight("error", health=True)),
        ("seule", Weight("error")),
        # Nothing is expanded from an actor, nor from what is no element.
        ("dsi", Weight("error")),
        ("model/si.yaml", Weight("error")),
    ],
)
def test_what_a_finding_touches(graph: Graph, subject: str, touched: Weight) -> None:
    assert weight(graph, finding(subject)) == touched


def test_what_makes_a_violation_is_touched_too(graph: Graph) -> None:
    assert weight(graph, finding("paie", "warning", "suivi", "cantine")) == replace(
        SUIVI, severity="warning", money=1400
    )


def test_the_rank_is_severity_then_critical_process_critical_application_health_sites_money() -> None:
    heaviest_first = [
        Weight("error", ("P",)),
        Weight("error", (), True),
        Weight("error", health=True),
        Weight("error", sites=3),
        Weight("error", sites=2, money=9),
        Weight("error", sites=2, money=8),
        Weight("error"),
        Weight("warning", ("P",), True, True, 39, 1e9),
        Weight("info"),
    ]
    assert sorted(heaviest_first, key=lambda each: each.rank) == heaviest_first
    assert len({each.rank for each in heaviest_first}) == len(heaviest_first)


def test_the_heaviest_come_first_examples_last(graph: Graph) -> None:
    light, heavy, example = finding("seule"), finding("suivi"), replace(finding("bilan"), illustrative=True)
    assert [found.subject for found in weighed([example, light, heavy], graph)] == ["suivi", "seule", "bilan"]


def test_the_cost_and_the_days_of_a_violation_are_kept_as_data(tmp_path: Path) -> None:
    model = "application: {a: {covers: p, yearly_cost: 10}, b: {covers: p}, e: {type: poc, poc_ends_on: 2021-06}}\n"
    root = written(tmp_path, model + "process: {p: {}}\n")
    (root / "rules" / "charter.yaml").write_text("extends: common\n", encoding="utf-8")
    found = {each.rule: each for each in Repository(root).check().findings}
    assert found["redundant-solution"].cost == Cost(10, 1, 2)
    assert found["overdue-poc"].days == ("2021-06",)


WEIGHTS = st.builds(
    Weight,
    severity=st.sampled_from(["error", "warning", "info"]),
    processes=st.sampled_from([(), ("Urgences",)]),
    critical=st.booleans(),
    health=st.booleans(),
    sites=st.integers(0, 60),
    money=st.integers(0, 10**10),
)


@given(WEIGHTS, WEIGHTS)
def test_the_number_out_of_100_keeps_the_order(one: Weight, other: Weight) -> None:
    heavier, lighter = sorted((one, other), key=lambda weight: weight.rank)
    assert 0 <= lighter.out_of_100 <= heavier.out_of_100 <= 100


def test_a_warning_is_never_above_an_error() -> None:
    heaviest = Weight("warning", ("Urgences",), True, True, 10**6, 10.0**12)
    assert heaviest.out_of_100 <= Weight("error").out_of_100
