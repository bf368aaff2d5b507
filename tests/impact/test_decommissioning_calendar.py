"""The milestones of a decommissioning."""

from __future__ import annotations

from tests.impact.dossiers import dossier_of


def test_the_calendar_is_that_of_the_project_and_of_the_plan() -> None:
    written = """
actor: {x: {}}
application: {a: {}}
project:
  p: {retires: a, starts_on: 2022, read_only_on: 2022-06, ends_on: 2023, archive: PDF/A, destruction: visa CNIL,
      sign_offs: [{by: x, on: 2021-10-02}, {by: x, on: 2021-09}]}
"""
    calendar = dossier_of(written, "a").elements[0].calendar
    days = [(milestone.name, milestone.date and str(milestone.date), milestone.written) for milestone in calendar]
    assert days == [
        ("decision", "2021-09-01", None), ("preparation", "2022-01-01", None), ("read_only", "2022-06-01", None),
        ("off", "2022-06-01", None), ("archive", None, "PDF/A"), ("purge", None, "visa CNIL"),
        ("closed", "2023-12-31", None),
    ]  # fmt: skip
