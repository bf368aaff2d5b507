"""In service or not: by its phase, by what it belongs to, and for a flow by its ends, its api and its via."""

from __future__ import annotations

import pytest

from tests.texts import day, flawed, graph_of

AT = day("2021-12-31")


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("{}", True),
        ("{planned_on: 2021}", False),
        ("{live_on: 2022}", False),
        ("{live_on: 2021}", True),
        ("{live_on: 2022, planned_on: 2019}", False),
        ("{phase_out_on: 2021}", True),
        ("{retired_on: 2021}", False),
        ("{retired_on: 2022}", True),
    ],
)
def test_in_service_is_phase_in_active_phase_out_or_unknown(fields: str, expected: bool) -> None:
    assert graph_of(f"application: {{a: {fields}}}").at(AT).in_service("a") is expected


def test_phase_in_is_in_service() -> None:
    graph = graph_of(
        "application: {a: {live_on: 2020}}\nproject: {p: {type: deployment, delivers: a, starts_on: 2021}}"
    )
    assert graph.at(AT).phase("a") == "phase_in"
    assert graph.at(AT).in_service("a")


WHOLES = {
    "module": "application: {whole: WHOLE, part: PART}",
    "instance": "application: {whole: WHOLE, part: PART}",
    "api": "application: {whole: WHOLE}\napi: {part: PART}",
    "node": "node: {whole: WHOLE, part: PART}",
}
FIELDS = {"module": "part_of", "instance": "instance_of", "api": "provided_by", "node": "part_of"}


def whole_and_part(case: str, whole: str, part: str = "") -> str:
    fields = f"{{{FIELDS[case]}: whole{part and f', {part}'}}}"
    return WHOLES[case].replace("WHOLE", f"{{{whole}}}").replace("PART", fields)


@pytest.mark.parametrize("case", WHOLES)
@pytest.mark.parametrize(
    ("whole", "phase", "served"),
    [
        ("live_on: 2020", "active", True),
        ("phase_out_on: 2020", "phase_out", True),
        ("retired_on: 2020", "end_of_life", False),
        ("planned_on: 2020", "plan", False),
        ("", "unknown", True),
    ],
)
def test_a_part_without_dates_has_those_of_its_whole(case: str, whole: str, phase: str, served: bool) -> None:
    graph = graph_of(whole_and_part(case, whole)).at(AT)
    assert graph.phase("part") == phase
    assert graph.in_service("part") is served


@pytest.mark.parametrize("case", WHOLES)
def test_a_part_with_dates_keeps_them_and_is_not_in_service_when_its_whole_is_not(case: str) -> None:
    retired = graph_of(whole_and_part(case, "retired_on: 2020", "live_on: 2019")).at(AT)
    assert retired.phase("part") == "active"
    assert not retired.in_service("part")
    active = graph_of(whole_and_part(case, "live_on: 2019", "retired_on: 2020")).at(AT)
    assert active.phase("part") == "end_of_life"
    assert active.in_service("whole") and not active.in_service("part")


def test_dates_come_down_from_the_whole_of_the_whole_and_so_does_the_end() -> None:
    text = "application: {a: {A}, b: {part_of: a, B}, c: {part_of: b}}"
    lent = graph_of(text.replace("A", "live_on: 2020").replace(", B", "")).at(AT)
    assert lent.phase("c") == "active"
    ended = graph_of(text.replace("A", "retired_on: 2020").replace("B", "live_on: 2015")).at(AT)
    assert ended.phase("c") == "active"
    assert not ended.in_service("c")


def test_a_module_asks_its_whole_before_its_product() -> None:
    text = "application: {w: {live_on: 2020}, p: {phase_out_on: 2020}, a: {part_of: w, instance_of: p}}"
    assert graph_of(text).at(AT).phase("a") == "active"
    assert graph_of(text.replace("live_on: 2020", "")).at(AT).phase("a") == "phase_out"


def test_a_module_needs_both_its_whole_and_its_product() -> None:
    text = "application: {w: {}, p: {retired_on: 2020}, a: {part_of: w, instance_of: p, live_on: 2019}}"
    assert not graph_of(text).at(AT).in_service("a")


def test_a_node_that_is_part_of_several_is_in_service_while_one_is() -> None:
    text = "node: {a: {retired_on: 2020}, b: {live_on: 2020}, c: {part_of: [a, b], live_on: 2019}}"
    assert graph_of(text).at(AT).in_service("c")
    assert not graph_of(text.replace("live_on: 2020", "retired_on: 2020")).at(AT).in_service("c")


def test_a_whole_left_before_the_date_lends_nothing() -> None:
    graph = graph_of("application: {w: {retired_on: 2020}, m: {part_of: {to: w, until: 2019}}}")
    assert graph.at(AT).phase("m") == "unknown"
    assert graph.at(AT).in_service("m")
    assert graph.at(day("2019-06-01")).wholes("m", "part_of") == ["m", "w"]


@pytest.mark.parametrize("kind", ["actor", "site", "process", "zone", "data_object", "objective", "project"])
def test_other_wholes_lend_no_dates(kind: str) -> None:
    graph = graph_of(f"{kind}: {{w: {{retired_on: 2020}}, p: {{part_of: w}}}}").at(AT)
    assert not graph.in_service("w")
    assert graph.in_service("p")


def test_a_loop_of_wholes_and_products_is_in_service_unless_one_says_otherwise() -> None:
    text = "application: {a: {part_of: b}, b: {instance_of: a}}"
    graph = graph_of(text).at(AT)
    assert graph.phase("a") == graph.phase("b") == "unknown"
    assert graph.in_service("a") and graph.in_service("b")
    ended = graph_of(text.replace("instance_of: a", "instance_of: a, retired_on: 2020")).at(AT)
    assert not ended.in_service("a") and not ended.in_service("b")


def test_a_chain_of_a_thousand_wholes_is_followed_to_its_top() -> None:
    links = "".join(f"  m{number}: {{part_of: m{number + 1}}}\n" for number in range(1500))
    graph = graph_of(f"application:\n{links}  m1500: {{retired_on: 2020}}\n").at(AT)
    assert graph.phase("m0") == "end_of_life"
    assert not graph.in_service("m0")
    assert graph.solution("m0") == "m1500"


def test_a_lattice_of_nodes_is_asked_once_each() -> None:
    # Two ways up at each of 40 levels: 2 to the 40 ways in all.
    rows = "".join(
        f"  {side}{level}: {{part_of: [a{level + 1}, b{level + 1}]}}\n" for level in range(40) for side in "ab"
    )
    graph = graph_of(f"node:\n{rows}  a40: {{}}\n  b40: {{}}\n").at(AT)
    assert graph.phase("a0") == "unknown"
    assert graph.in_service("a0")


def test_a_loop_that_is_written_is_not_followed() -> None:
    graph = flawed("application: {a: {part_of: b}, b: {part_of: a, live_on: 2020}}").at(AT)
    assert graph.phase("a") == "active"
    assert graph.in_service("a") and graph.in_service("b")
