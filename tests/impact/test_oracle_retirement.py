"""The oracle's retirement plans: small systems whose answer is worked out by hand."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.depth import examples
from tests.impact.oracle_retirement import (
    NEVER,
    best_plan,
    covered_pairs,
    together,
    uncovered,
    valid_plan,
    verdict,
)
from tests.impact.systems import System, losses

DAY, LATER = dt.date(2021, 12, 31), dt.date(2023, 1, 1)
RELIEF = """
application: {a: {covers: p}, b: {covers: p}, c: {covers: p, live_on: 2023}}
process: {p: {}}
"""
FED = """
application: {a: {masters: d}, b: {covers: p}}
data_object: {d: {}}
process: {p: {}}
flow: {f: {source: a, target: b, data: d, need: NEED}}
"""
ROUND = """
application: {a: {}, a1: {part_of: a}, b: {}, c: {}, x: {}}
flow: {f: {source: a, target: b}, g: {source: b, target: a1}, h: {source: b, target: c}, i: {source: c, target: x}}
"""
DOUBT = """
application: {a: {covers: p, deployed_at: s}, b: {covers: p}}
process: {p: {}}
site: {s: {}}
"""


def model(written: str, **words: str) -> Any:
    for name, word in words.items():
        written = written.replace(name, word)
    return yaml.safe_load(written)


def test_the_last_one_waits_for_its_relief() -> None:
    relief = model(RELIEF)
    assert valid_plan(relief, [["a"]], [DAY])
    assert not valid_plan(relief, [["a"], ["b"]], [DAY, DAY])
    assert not valid_plan(relief, [["a", "b"]], [DAY])
    assert valid_plan(relief, [["a"], ["b"]], [DAY, LATER])
    assert best_plan(relief, ["b", "a"], DAY) == [(DAY, ["a"]), (LATER, ["b"])]
    assert best_plan(relief, ["a", "b", "c"], LATER) == [(LATER, ["a"]), (LATER, ["b"]), (NEVER, ["c"])]


def test_what_feeds_the_only_cover_may_not_go() -> None:
    assert best_plan(model(FED, NEED="vital"), ["a"], DAY) == [(NEVER, ["a"])]
    assert best_plan(model(FED, NEED="useful"), ["a"], DAY) == [(DAY, ["a"])]
    assert best_plan(model(FED, NEED=""), ["a"], DAY) == [(DAY, ["a"])]


def test_those_that_feed_each_other_go_together() -> None:
    assert together(model(ROUND), ["a", "b", "c"], DAY) == [["a", "b"], ["c"]]
    assert together(model(ROUND), ["a1", "b"], DAY) == [["a1"], ["b"]]
    assert together(model(ROUND), ["a", "a1"], DAY) == [["a", "a1"]]


@pytest.mark.parametrize(
    ("written", "group", "expected"),
    [
        (RELIEF, "a", "GO"),
        (RELIEF, "a b", "NO-GO"),
        # b may be elsewhere than at s.
        (DOUBT, "a", "NO-GO (to be confirmed)"),
        # The flow to b, which stays, and the datum.
        (FED, "a", "NO-GO"),
        # p is lost without b; the flow that ends in the group does not count.
        (FED, "b", "NO-GO"),
        (FED.replace("covers: p", "covers: []"), "b", "GO"),
    ],
)
def test_go_or_no_go(written: str, group: str, expected: str) -> None:
    assert verdict(model(written, NEED=""), group.split(), DAY) == expected


def test_a_datum_whose_archive_is_declared_is_not_lost() -> None:
    alone = model("application: {a: {masters: d}}\ndata_object: {d: {}}\nproject: {p: {retires: a, archive: as PDF}}")
    # No flow carries d, yet its master holds it.
    assert verdict(alone, ["a"], DAY) == "GO"
    del alone["project"]["p"]["archive"]
    assert verdict(alone, ["a"], DAY) == "NO-GO"


@given(losses(size=5, most_flows=5), st.data())
@settings(max_examples=examples(30))
def test_a_plan_is_valid_and_nothing_uncovered_was_not_covered(
    loss: tuple[System, list[str], dt.date], data: st.DataObject
) -> None:
    system, _, date = loss
    ids = data.draw(
        st.lists(
            st.sampled_from([*(system.get("application") or system["referential"])]),
            min_size=1,
            max_size=3,
            unique=True,
        )
    )
    assert uncovered(system, ids, date) <= covered_pairs(system, date)
    steps = [(day, group) for day, group in best_plan(system, ids, date) if day != NEVER]
    assert valid_plan(system, [group for _, group in steps], [day for day, _ in steps])
