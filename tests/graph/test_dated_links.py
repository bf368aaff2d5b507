"""`at` hides links outside their own dates, and nothing else."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.texts import day, graph_of

MODEL = """
application:
  agathe:
    deployed_at:
      - hegp
      - {to: bichat, from: 2023-06-01}
      - {to: cochin, until: 2022}
      - {to: tenon, until: 2020-06}
      - {to: tenon, from: 2023-02}
site: {hegp: {}, bichat: {}, cochin: {}, tenon: {}}
"""


@pytest.mark.parametrize(
    ("date", "sites"),
    [
        ("2020-06-30", ["hegp", "cochin", "tenon"]),
        ("2020-07-01", ["hegp", "cochin"]),
        ("2022-12-31", ["hegp", "cochin"]),
        ("2023-01-01", ["hegp"]),
        ("2023-01-31", ["hegp"]),
        ("2023-02-01", ["hegp", "tenon"]),
        ("2023-05-31", ["hegp", "tenon"]),
        ("2023-06-01", ["hegp", "bichat", "tenon"]),
    ],
)
def test_a_link_is_there_on_its_days_and_the_same_target_twice_if_one_is(date: str, sites: list[str]) -> None:
    graph = graph_of(MODEL).at(day(date))
    assert graph.targets("agathe", "deployed_at") == sites
    assert [site for site in ("hegp", "bichat", "cochin", "tenon") if graph.targets(site, "hosts")] == sites
    assert {relation.target for relation in graph.relations()} == set(sites)


def test_without_a_date_every_link_is_there() -> None:
    graph = graph_of(MODEL)
    assert graph.date is None
    assert graph.targets("agathe", "deployed_at") == ["hegp", "bichat", "cochin", "tenon"]
    assert len(graph.leaving("agathe")) == 5


def test_a_date_removes_no_element() -> None:
    graph = graph_of("application: {a: {retired_on: 1990}, b: {planned_on: 2090}}")
    assert list(graph.at(day("2021-12-31"))) == ["a", "b"]


def test_a_date_is_a_view_that_leaves_the_graph_as_it_was() -> None:
    graph = graph_of(MODEL)
    before = list(graph.relations())
    view = graph.at(day("2021-12-31"))
    assert view.date == dt.date(2021, 12, 31)
    assert list(graph.relations()) == before
    assert graph.date is None
    assert list(view.at(None).relations()) == before
    assert view.at(day("2023-06-01")).targets("agathe", "deployed_at") == ["hegp", "bichat", "tenon"]
