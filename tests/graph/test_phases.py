"""The phase at a date: each sentence of "Dates and phases"."""

from __future__ import annotations

import pytest

from ea_repo.graph import Graph
from tests.texts import day, graph_of


def phase(fields: str, date: str) -> str:
    return graph_of(f"application: {{a: {fields}}}").at(day(date)).phase("a")


LIFE = "{planned_on: 2019-03, live_on: 2020, phase_out_on: 2023-06-14, retired_on: 2025}"


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2019-02-28", "plan"),
        ("2019-03-01", "plan"),
        ("2019-12-31", "plan"),
        ("2020-01-01", "active"),
        ("2023-06-13", "active"),
        ("2023-06-14", "phase_out"),
        ("2024-12-31", "phase_out"),
        ("2025-01-01", "end_of_life"),
        ("2999-12-31", "end_of_life"),
    ],
)
def test_the_phase_is_the_one_that_begins_at_the_last_start_not_after_the_date(date: str, expected: str) -> None:
    assert phase(LIFE, date) == expected


@pytest.mark.parametrize("written", ["2020", "2020-01", "2020-01-01", "'2020'", "'2020-01'", "'2020-01-01'"])
def test_a_partial_start_quoted_or_not_is_its_first_day(written: str) -> None:
    assert phase(f"{{live_on: {written}, planned_on: 2000}}", "2019-12-31") == "plan"
    assert phase(f"{{live_on: {written}}}", "2020-01-01") == "active"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("{planned_on: 2023}", "plan"),
        ("{live_on: 2023}", "plan"),
        ("{live_on: 2023, retired_on: 2025}", "plan"),
        ("{phase_out_on: 2023}", "unknown"),
        ("{retired_on: 2023}", "unknown"),
        ("{phase_out_on: 2023, retired_on: 2025}", "unknown"),
        ("{planned_on: 2023, retired_on: 2025}", "plan"),
        ("{}", "unknown"),
    ],
)
def test_before_every_start_it_is_planned_if_a_beginning_is_written_else_unknown(fields: str, expected: str) -> None:
    assert phase(fields, "2022-12-31") == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("{live_on: 2020, retired_on: 2025}", "active"),
        ("{phase_out_on: 2020}", "phase_out"),
        ("{retired_on: 2020}", "end_of_life"),
        ("{planned_on: 2020}", "plan"),
        ("{planned_on: 2020, live_on: 2025}", "plan"),
    ],
)
def test_a_start_that_is_not_written_is_skipped(fields: str, expected: str) -> None:
    assert phase(fields, "2022-12-31") == expected


def test_of_two_phases_that_begin_on_one_day_the_later_in_life_holds() -> None:
    assert phase("{planned_on: 2020, live_on: 2020-01-01}", "2020-01-01") == "active"
    assert phase("{live_on: 2020, phase_out_on: 2020, retired_on: 2020}", "2020-01-01") == "end_of_life"


def rollout(project: str, application: str = "{live_on: 2020}") -> Graph:
    return graph_of(f"application: {{a: {application}}}\nproject: {{p: {project}}}\n")


DEPLOYMENT = "{type: deployment, delivers: a, starts_on: 2021-03, ends_on: 2021-05}"


@pytest.mark.parametrize(
    ("date", "expected"),
    [("2021-02-28", "active"), ("2021-03-01", "phase_in"), ("2021-05-31", "phase_in"), ("2021-06-01", "active")],
)
def test_an_active_application_is_phased_in_while_a_deployment_of_it_runs(date: str, expected: str) -> None:
    assert rollout(DEPLOYMENT).at(day(date)).phase("a") == expected


def test_a_deployment_without_an_end_still_runs() -> None:
    assert rollout("{type: deployment, delivers: a, starts_on: 2021}").at(day("2090-01-01")).phase("a") == "phase_in"


@pytest.mark.parametrize(
    "project",
    [
        "{type: deployment, delivers: a}",
        "{type: migration, delivers: a, starts_on: 2021}",
        "{delivers: a, starts_on: 2021}",
        "{type: deployment, retires: a, starts_on: 2021}",
        "{type: deployment, delivers: {to: a, until: 2020}, starts_on: 2021}",
    ],
)
def test_no_other_project_phases_an_application_in(project: str) -> None:
    assert rollout(project).at(day("2021-04-01")).phase("a") == "active"


@pytest.mark.parametrize(
    ("application", "expected"),
    [
        ("{planned_on: 2020}", "plan"),
        ("{live_on: 2022}", "plan"),
        ("{phase_out_on: 2020}", "phase_out"),
        ("{retired_on: 2020}", "end_of_life"),
        ("{}", "unknown"),
    ],
)
def test_a_deployment_changes_no_other_phase(application: str, expected: str) -> None:
    assert rollout(DEPLOYMENT, application).at(day("2021-04-01")).phase("a") == expected


def test_one_running_deployment_among_several_projects_is_enough() -> None:
    graph = graph_of("""
application: {a: {live_on: 2020}}
project:
  done: {type: deployment, delivers: a, starts_on: 2020, ends_on: 2020}
  runs: {type: deployment, delivers: a, starts_on: 2021, ends_on: 2021}
  study: {type: study, delivers: a, starts_on: 2020}
""")
    assert [graph.at(day(date)).phase("a") for date in ("2020-06-01", "2021-06-01", "2022-06-01")] == [
        "phase_in",
        "phase_in",
        "active",
    ]


def test_what_a_deployment_delivers_to_a_whole_its_modules_without_dates_get() -> None:
    graph = graph_of(f"application: {{a: {{live_on: 2020}}, m: {{part_of: a}}}}\nproject: {{p: {DEPLOYMENT}}}")
    assert graph.at(day("2021-04-01")).phase("m") == "phase_in"


def test_every_kind_has_phases() -> None:
    graph = graph_of("site: {s: {live_on: 2020, retired_on: 2022}}\nactor: {x: {planned_on: 2030}}")
    assert graph.at(day("2021-01-01")).phase("s") == "active"
    assert graph.at(day("2023-01-01")).phase("s") == "end_of_life"
    assert graph.at(day("2023-01-01")).phase("x") == "plan"


def test_the_phase_of_each_view_is_its_own() -> None:
    graph = graph_of(f"application: {{a: {LIFE}}}")
    before, after = graph.at(day("2019-06-01")), graph.at(day("2026-01-01"))
    assert (before.phase("a"), after.phase("a"), before.phase("a")) == ("plan", "end_of_life", "plan")
