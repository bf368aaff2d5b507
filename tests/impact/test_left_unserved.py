"""Which processes nobody serves any more, where, from when on and until when."""

from __future__ import annotations

import datetime as dt

import pytest

from ea_repo.impact.left_unserved import LeftUnserved, left_unserved, served_places
from tests.impact.dossiers import DAY
from tests.texts import graph_of

SITES = "site: {n: {}, s: {}}\nprocess: {p: {}}\n"
Y2023, Y2024, Y2025 = (dt.date(year, 1, 1) for year in (2023, 2024, 2025))


@pytest.mark.parametrize(
    ("applications", "expected"),
    [
        ("a: {covers: p}", []),
        ("a: {supports: p}", []),
        ("a: {covers: p, retired_on: 2023}", [LeftUnserved("p", Y2023, ("n", "s"))]),
        ("a: {covers: p, deployed_at: n}", [LeftUnserved("p", None, ("s",))]),
        ("a: {supports: p, retired_on: 2023}, b: {supports: p, deployed_at: n}", [LeftUnserved("p", Y2023, ("s",))]),
        ("a: {covers: p, retired_on: 2023}, b: {covers: p, live_on: 2023}", []),
        (
            "a: {covers: p, retired_on: 2023}, b: {covers: p, live_on: 2024}",
            [LeftUnserved("p", Y2023, ("n", "s"), dt.date(2023, 12, 31))],
        ),
        (
            "a: {covers: p, deployed_at: n, retired_on: 2023}, b: {covers: p, live_on: 2024, retired_on: 2025}",
            [
                LeftUnserved("p", Y2023, ("n",), dt.date(2023, 12, 31)),
                LeftUnserved("p", dt.date(2025, 1, 1), ("n", "s")),
            ],
        ),
        ("b: {covers: p, live_on: 2024}", []),
        (
            "a: {covers: p, deployed_at: [{to: n, until: 2022}, {to: s, until: 2023}]}",
            [LeftUnserved("p", Y2023, ("n",)), LeftUnserved("p", Y2024, ("s",))],
        ),
        ("a: {covers: {to: p, until: 2022}}", [LeftUnserved("p", Y2023, ("n", "s"))]),
        ("a: {}", [LeftUnserved("p", None, ("n", "s"))]),
    ],
)
def test_a_process_is_unserved_from_the_day_after_which_nobody_serves_it(
    applications: str, expected: list[LeftUnserved]
) -> None:
    graph = graph_of(f"{SITES}application: {{{applications}}}").at(DAY)
    assert list(left_unserved(graph, "p", ["n", "s"])) == expected


def test_without_places_it_is_enough_that_somebody_serves_it_anywhere() -> None:
    graph = graph_of(f"{SITES}application: {{a: {{covers: p, deployed_at: n, retired_on: 2023}}}}").at(DAY)
    assert list(left_unserved(graph, "p", ())) == [LeftUnserved("p", Y2023)]
    assert served_places(graph, "p") == {"n"}


def test_a_process_that_ends_itself_is_left_by_nobody() -> None:
    graph = graph_of("process: {p: {retired_on: 2023}}\napplication: {a: {covers: p, retired_on: 2023}}").at(DAY)
    assert not list(left_unserved(graph, "p", ()))
