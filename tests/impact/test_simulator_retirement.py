"""The simulator of withdrawals is right by itself: plans of which the answer was once wrong, and sentences."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from tests.impact.simulated import CHAIN, SITES, parsed
from tests.impact.simulator import RefusedError
from tests.impact.simulator_plan import Loss
from tests.impact.simulator_retirement import retirement

NEW_YEAR = dt.date(2022, 1, 1)
RECORDED = """
  projet: {retires: [a], moa: dsi, resources: two people, starts_on: 2022, objectives: o}
actor: {dsi: {}}
objective: {o: {}}
"""


def plan(text: str, ids: str, *, on: dt.date = NEW_YEAR, **asked: Any) -> str:
    """The steps in order, as `group day verdict`, joined by `; `."""
    steps = retirement(parsed(text), ids.split(), on, **asked)["steps"]
    return "; ".join(f"{'+'.join(step['group'])} {step['on'] or '-'} {step['verdict']}" for step in steps)


def step(text: str, ids: str, *, on: dt.date = NEW_YEAR, **asked: Any) -> dict[str, Any]:
    """The only step."""
    (only,) = retirement(parsed(text), ids.split(), on, **asked)["steps"]
    assert isinstance(only, dict)
    return only


HUB = """
application: {siu: {masters: d}, hub: {}, hub2: {live_on: 2023}, labo: {covers: p}}
flow:
  g: {source: siu, target: hub, data: d, need: vital}
  f: {source: hub, target: labo, data: d, need: vital}
"""
HUB_AS_VIA = """
application: {siu: {masters: d}, hub: {type: platform}, hub2: {type: platform, live_on: 2023}, labo: {covers: p}}
flow: {f: {source: siu, target: labo, via: hub, data: d, need: vital}}
"""
MASTER = """
application: {hub: {masters: d}, hub2: {masters: d, live_on: 2023}, labo: {covers: p}}
flow: {f: {source: hub, target: labo, data: d, need: vital}}
"""


@pytest.mark.parametrize("text", [HUB, HUB_AS_VIA, MASTER])
def test_a_replacement_counts_from_its_first_day(text: str) -> None:
    answer = step(CHAIN + text, "hub", replacements={"hub": ["hub2"]})
    assert (answer["on"], answer["verdict"]) == (dt.date(2023, 1, 1), "GO TO CONFIRM")
    assert answer["days"][NEW_YEAR] == "NO-GO"
    assert answer["shortfalls"]["hub"]["hub2"]["from"] == dt.date(2023, 1, 1)


def test_a_replacement_counts_for_the_data_that_it_has() -> None:
    text = CHAIN + (
        "application: {a: {masters: d}, b: {}, labo: {covers: p}}\n"
        "flow: {f: {source: a, target: labo, data: d, need: vital}}"
    )
    answer = step(text, "a", replacements={"a": ["b"]})
    assert answer["verdict"] == "NO-GO"
    assert {*answer["lost"]["state"]} == {
        Loss("datum", "d"), Loss("flow", "f"), Loss("application", "labo"), Loss("process", "p", "*")
    }  # fmt: skip
    assert answer["shortfalls"]["a"]["b"]["data"] == ["d"]
    taken_over = text + "\nproject: {m: {delivers: b, retires: a, takes_over: d}}"
    assert step(taken_over, "a", replacements={"a": ["b"]})["verdict"] == "GO TO CONFIRM"
    to_come = step(taken_over.replace("b: {}", "b: {live_on: 2023}"), "a", replacements={"a": ["b"]})
    assert to_come["on"] == dt.date(2023, 1, 1)


def test_a_replacement_to_come_takes_nothing_over() -> None:
    text = "data_object: {d: {}}\napplication: {a: {masters: d, successor: b}, b: {live_on: 2023}}\n"
    text += "project: {m: {delivers: b, takes_over: d}}"
    assert step(text, "a")["days"] == {NEW_YEAR: "NO-GO", dt.date(2023, 1, 1): "GO TO CONFIRM"}


def test_the_replacement_of_a_suite_is_that_of_its_modules_without_their_own() -> None:
    text = SITES + "application: {w: {deployed_at: x}, m: {part_of: w, covers: p}, b: {deployed_at: x}, c: {}}"
    assert step(text, "w", replacements={"w": ["b"]})["verdict"] == "GO TO CONFIRM"
    assert step(text, "w", replacements={"w": ["b"], "m": ["c"]})["verdict"] == "TO CONFIRM"


GAPS = """
site: {n: {}, s: {}}
process: {p: {}}
application:
  a: {covers: p, deployed_at: [n, s]}
  b: {covers: p, deployed_at: [{to: n, until: 2022-06}, s]}
  x: {covers: p, deployed_at: n, live_on: 2022-09}
  y: {covers: p, deployed_at: s, live_on: 2023}
"""


def test_a_gap_that_comes_later_is_no_go_either() -> None:
    assert plan(GAPS, "a b") == "a 2022-09-01 GO TO CONFIRM; b 2023-01-01 GO TO CONFIRM"
    assert step(GAPS, "a")["days"][NEW_YEAR] == "NO-GO"


def test_what_dates_of_others_do_by_themselves_is_told_apart() -> None:
    ends = SITES + "application: {a: {}, b: {covers: p, deployed_at: x, retired_on: 2023}, c: {live_on: 2024}}"
    answer = step(ends, "a")
    assert (answer["verdict"], answer["later"]) == ("GO TO CONFIRM", [("p", "x", dt.date(2023, 1, 1))])


def test_a_step_counts_from_its_day_only() -> None:
    """`a` waits for what replaces it; until then it covers what `b` leaves."""
    text = SITES + "application: {a: {covers: p, deployed_at: [x, y]}, b: {covers: p, deployed_at: x}, "
    text += "c: {covers: p, deployed_at: [x, y], live_on: 2023}}"
    assert plan(text, "a b") == "a 2023-01-01 GO TO CONFIRM; b 2022-01-01 GO TO CONFIRM"


def test_what_an_earlier_step_may_lose_is_not_counted_again() -> None:
    text = SITES + "application: {a: {}, b: {}, c: {covers: p, deployed_at: x}}\nflow: {f: {source: a, target: c}}"
    assert plan(text, "a b", counted=["process"]) == "a 2022-01-01 TO CONFIRM; b 2022-01-01 GO TO CONFIRM"


def test_a_module_of_a_suite_that_left_service_is_refused() -> None:
    text = "application: {suite: {retired_on: 2021-05}, mod: {part_of: suite, live_on: 2017}}"
    with pytest.raises(RefusedError, match="mod is out of service since 2021-05-01"):
        retirement(parsed(text), ["mod"], NEW_YEAR)


def test_nothing_recorded_is_no_go_of_its_own() -> None:
    answer = step("application: {a: {}}", "a")
    assert answer["verdict"] == "GO TO CONFIRM"
    assert answer["missing"] == {
        "a": ["covers", "deployed_at", "masters", "flows", "moa", "resources", "calendar", "objectives"]
    }


def test_all_recorded_and_nothing_lost_is_a_go() -> None:
    text = "application: {a: {covers: [], deployed_at: [], masters: []}}\nproject:" + RECORDED
    assert step(text, "a", complete=[{"kind": "flow"}])["verdict"] == "GO"
    assert step(text, "a")["missing"] == {"a": ["flows"]}
    two_owners = text.replace("moa: dsi", "moa: [dsi, dim]").replace("{dsi: {}}", "{dsi: {}, dim: {}}")
    assert step(two_owners, "a", complete=[{"kind": "flow"}])["missing"] == {"a": ["moa"]}


def test_the_recorded_successor_is_a_replacement_and_is_named_where_it_falls_short() -> None:
    text = SITES + (
        "application: {a: {covers: p, deployed_at: [x, y], successor: b}, "
        "b: {live_on: 2022-03, deployed_at: [x, {to: y, from: 2022-06}]}}"
    )
    answer = step(text, "a")
    assert answer["on"] == dt.date(2022, 6, 1)
    without_y = text.replace(", {to: y, from: 2022-06}", "")
    answer = step(without_y, "a")
    assert (answer["on"], answer["verdict"]) == (None, "NO-GO")
    assert {*answer["lost"]["state"]} >= {Loss("process", "p", "y")}
    assert answer["shortfalls"]["a"]["b"] == {
        "asked": False, "from": dt.date(2022, 3, 1), "sites": ["x", "y"], "data": []
    }  # fmt: skip


def test_a_withdrawal_from_a_site_has_its_first_day() -> None:
    text = SITES + (
        "application: {dpi: {covers: p, deployed_at: [x, y]}, b: {covers: p, deployed_at: {to: x, from: 2022-06}}, "
        "c: {}}\nflow: {f: {source: dpi, target: c, need: vital}}"
    )
    answer = step(text, "dpi", site="x")
    assert (answer["on"], answer["days"][NEW_YEAR]) == (dt.date(2022, 6, 1), "NO-GO")
    assert step(text, "dpi")["on"] is None


def test_one_that_begins_later_goes_later() -> None:
    text = "process: {p: {}}\napplication: {v1: {}, v2: {live_on: 2022-06}}"
    assert plan(text, "v1 v2") == "v1 2022-01-01 GO TO CONFIRM; v2 2022-06-01 GO TO CONFIRM"


def test_the_written_end_is_three_months_too_early() -> None:
    text = "process: {p: {}}\napplication: {a: {covers: p, retired_on: 2022-07-01}, b: {live_on: 2022-10-01}}"
    answer = step(text, "a", replacements={"a": ["b"]})
    assert (answer["on"], answer["verdict"]) == (dt.date(2022, 10, 1), "GO TO CONFIRM")
    at_x = "site: {x: {}}\n" + text.replace("{covers", "{deployed_at: x, covers").replace(
        "{live", "{deployed_at: x, live"
    )
    answer = step(at_x, "a", replacements={"a": ["b"]})
    assert (answer["on"], answer["verdict"]) == (dt.date(2022, 10, 1), "GO TO CONFIRM")


def test_flows_inside_a_solution_are_not_to_be_re_routed() -> None:
    text = "application: {w: {}, m1: {part_of: w}, m2: {part_of: w}}\nflow: {f: {source: m1, target: m2, need: vital}}"
    assert step(text, "m1")["lost"] == {"state": {}, "possible": {}}


def test_a_flow_that_ends_in_the_group_is_not_lost_any_other_is() -> None:
    text = (
        "application: {a: {}, b: {}, c: {}}\nflow: {f: {source: a, target: b, need: useful}, g: {source: c, target: a}}"
    )
    assert plan(text, "b") == "b 2022-01-01 GO TO CONFIRM"
    assert step(text, "a")["lost"]["state"] == {Loss("flow", "f"): NEW_YEAR}
    assert step(text, "a", counted=["process", "need"])["verdict"] == "GO TO CONFIRM"


def test_receivers_go_before_givers() -> None:
    text = "application: {a: {}, b: {}}\nflow: {f: {source: a, target: b, need: vital}}"
    assert plan(text, "a b") == "b 2022-01-01 GO TO CONFIRM; a 2022-01-01 GO TO CONFIRM"


def test_those_that_need_each_other_go_together() -> None:
    text = "application: {a: {}, b: {}, c: {}}\nflow: {f: {source: a, target: b, need: vital}, "
    text += "g: {source: b, target: a, need: vital}, h: {source: a, target: c}}"
    assert plan(text, "a b c") == "c 2022-01-01 GO TO CONFIRM; a+b 2022-01-01 GO TO CONFIRM"


def test_the_last_two_that_cover_a_process_do_not_both_go() -> None:
    text = SITES + "application: {a: {covers: p, deployed_at: x}, b: {covers: p, deployed_at: x}}"
    assert plan(text, "a b") == "a 2022-01-01 GO TO CONFIRM; b - NO-GO"


def test_a_vital_need_of_which_it_is_the_last_supporter() -> None:
    text = SITES + "application: {a: {supports: {to: p, for: avis, need: vital}, deployed_at: x}, "
    text += "b: {supports: {to: p, for: Avis}, deployed_at: {to: x, from: 2022-04}}}"
    answer = step(text, "a")
    assert answer["on"] == dt.date(2022, 4, 1)
    useful = text.replace("vital", "useful")
    assert step(useful, "a")["on"] == NEW_YEAR
    covered = step(text[:-1] + ", c: {covers: p, deployed_at: x}}", "a")
    assert (covered["on"], covered["verdict"]) == (NEW_YEAR, "GO TO CONFIRM")
    assert step(text.replace(", need: vital", ""), "b")["days"][dt.date(2022, 4, 1)] == "GO TO CONFIRM"


def test_an_unknown_need_is_to_be_confirmed() -> None:
    text = SITES + "application: {a: {supports: p, deployed_at: x}}"
    answer = step(text, "a")
    assert (answer["on"], answer["verdict"], answer["lost"]["state"]) == (NEW_YEAR, "TO CONFIRM", {})


def test_a_datum_whose_archive_is_declared_is_not_lost() -> None:
    text = "data_object: {d: {}}\napplication: {a: {masters: d}}\nproject: {m: {retires: a}}"
    assert step(text, "a")["lost"]["state"] == {Loss("datum", "d"): NEW_YEAR}
    assert step(text.replace("retires: a", "retires: a, archive: as PDF"), "a")["verdict"] == "GO TO CONFIRM"


def test_what_goes_with_it_is_not_lost() -> None:
    text = "application: {a: {}, m: {part_of: a}, i: {instance_of: a}}\napi: {k: {provided_by: m}}"
    assert step(text, "a")["lost"] == {"state": {}, "possible": {}}
