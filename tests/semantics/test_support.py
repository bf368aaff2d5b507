"""Until when a technology is supported, and how an application stands by its worst one."""

from __future__ import annotations

import datetime as dt

import pytest

from ea_repo.semantics.support import support, support_under
from tests.texts import graph_of

DAY = dt.date(2021, 12, 31)


@pytest.mark.parametrize(
    ("dates", "state"),
    [
        ("end_of_support_on: 2021-12-30", "ended"),
        ("end_of_support_on: 2021-12-31", "soon"),
        ("end_of_support_on: 2022-06", "soon"),
        ("end_of_support_on: 2023-06", "supported"),
        ("end_of_support_on: 2024", "supported"),
        ("end_of_support_on: 2020, own_support_until: 2022", "extended"),
        ("own_support_until: 2022", "extended"),
        ("end_of_support_on: 2024, end_of_extended_support_on: 2026", "supported"),
    ],
)
def test_the_last_support_to_end_counts(dates: str, state: str) -> None:
    known = support(graph_of(f"technology: {{t: {{{dates}}}}}"), "t")
    assert known is not None
    assert known.state(DAY) == state


@pytest.mark.parametrize(
    ("application", "state"),
    [
        ("{technologies: [new, old]}", "ended"),
        ("{technologies: [new, mute]}", "null"),
        ("{technologies: [near, mute]}", "soon"),
        ("{technologies: new}", "supported"),
        ("{technologies: new, runs_on: host}", "ended"),
        ("{}", "null"),
        ("{runs_on: fresh}", "null"),
        ("{runs_on: host}", "ended"),
    ],
)
def test_the_worst_technology_under_an_application_counts_and_silence_is_unknown(application: str, state: str) -> None:
    graph = graph_of(f"""
technology:
  old: {{end_of_support_on: 2020}}
  near: {{end_of_support_on: 2022-06}}
  new: {{end_of_support_on: 2030}}
  mute: {{}}
node: {{host: {{technologies: old}}, fresh: {{technologies: new}}}}
application: {{a: {application}}}
""")
    assert support_under(graph.at(DAY), "a", DAY) == state
