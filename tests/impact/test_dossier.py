"""What a decommissioning says besides what is lost: contracts, money, prerequisites, data, flows, calendar."""

from __future__ import annotations

import datetime as dt

import pytest

from ea_repo.impact.contract_endings import ContractEnding
from ea_repo.impact.decommissioning_dossier import DecommissioningDossier, decommissioning_dossier
from ea_repo.impact.departing_data import DepartingDatum
from ea_repo.impact.prerequisites import MissingFact, prerequisites
from ea_repo.impact.reroute import Reroute
from ea_repo.impact.savings import Savings
from tests.texts import day, graph_of

DAY = dt.date(2021, 12, 31)


def retirement(written: str, *ids: str, **replacements: str) -> DecommissioningDossier:
    return decommissioning_dossier(graph_of(written), ids, DAY, (), replacements)


# Contracts


@pytest.mark.parametrize(
    ("ends_on", "notice", "notice_by"),
    [
        ("2023-12-31", "6 mois", "2023-06-30"),
        ("2023", "6 months", "2023-06-30"),
        ("2023-08-31", "6 mois", "2023-02-28"),
        ("2024-08-31", "6 mois", "2024-02-29"),
        ("2023-12-31", "13 mois", "2022-11-30"),
        ("2023-12-31", "90 days", "2023-10-02"),
        ("2023-12-31", "90j", "2023-10-02"),
        ("2023-12-31", "2 semaines", "2023-12-17"),
        ("2023-12-31", "1 an", "2022-12-31"),
        ("2024-02-29", "1 year", "2023-02-28"),
        ("2023-12-31", "3 MOIS avant l'échéance", "2023-09-30"),
        ("2023-12-31", "six mois", None),
        ("2023-12-31", "6 lunes", None),
        ("2023-12-31", "99999 jours", None),
        ("2023-12-31", "2022 ans", "0001-12-31"),
    ],
)
def test_the_last_day_to_give_notice(ends_on: str, notice: str, notice_by: str | None) -> None:
    written = f"application: {{a: {{contracts: k}}}}\ncontract: {{k: {{ends_on: {ends_on}, notice: {notice!r}}}}}"
    (found,) = retirement(written, "a").contract_endings
    assert found.notice == notice
    assert found.notice_by == (day(notice_by) if notice_by else None)


@pytest.mark.parametrize("fields", ["", "ends_on: 2023", "notice: 6 mois"])
def test_no_last_day_without_both_an_end_and_a_notice(fields: str) -> None:
    (found,) = retirement(f"application: {{a: {{contracts: k}}}}\ncontract: {{k: {{{fields}}}}}", "a").contract_endings
    assert found.notice_by is None
    assert found.ends_on == (dt.date(2023, 12, 31) if "ends_on" in fields else None)


@pytest.mark.parametrize("notice", ["9999 ans", "9999 mois", "9999 semaines", "9999 jours"])
def test_a_notice_longer_than_the_calendar_gives_no_day(notice: str) -> None:
    written = f"application: {{a: {{contracts: k}}}}\ncontract: {{k: {{ends_on: 0001-06, notice: {notice}}}}}"
    assert retirement(written, "a").contract_endings[0].notice_by is None


def test_a_contract_is_told_once_with_those_outside_that_share_it() -> None:
    written = """
application: {a: {contracts: [k, l]}, m: {part_of: a, contracts: k}, b: {contracts: k}, c: {contracts: k}}
contract: {k: {}, l: {}}
"""
    assert retirement(written, "a", "b").contract_endings == (
        ContractEnding("k", None, None, None, ("c",)), ContractEnding("l", None, None, None),
    )  # fmt: skip


# Money


@pytest.mark.parametrize(
    ("a", "b", "project", "expected"),
    [
        ("yearly_cost: 100", "yearly_cost: 50", "one_off_cost: 300", Savings(150, 0, 300, 0, 2)),
        ("yearly_cost: 100", "", "", Savings(100, 1, None, 1, 2)),
        ("", "", "one_off_cost: 0", Savings(None, 2, 0, 0, 2)),
        ("yearly_cost: 0", "", "", Savings(0, 1, None, 1, 2)),
    ],
)
def test_what_is_not_written_is_never_0(a: str, b: str, project: str, expected: Savings) -> None:
    project = f"retires: [a, b], {project}" if project else "retires: [a, b]"
    written = f"application: {{a: {{{a}}}, b: {{{b}}}}}\nproject: {{p: {{{project}}}}}"
    assert retirement(written, "a", "b").savings == expected


@pytest.mark.parametrize(
    ("saved", "payback"),
    [
        (Savings(150, 0, 300, 0, 2), 2),
        (Savings(150, 1, 300, 0, 2), 2),
        (Savings(150, 0, 300, 1, 2), None),
        (Savings(None, 2, 300, 0, 2), None),
        (Savings(0, 0, 300, 0, 2), None),
        (Savings(150, 0, None, 1, 2), None),
    ],
)
def test_payback_is_said_where_it_can_be(saved: Savings, payback: float | None) -> None:
    assert saved.payback == payback


def test_a_whole_costs_what_its_modules_do_and_nothing_counts_twice() -> None:
    written = "application: {a: {}, m: {part_of: a, yearly_cost: 10}, n: {part_of: a, yearly_cost: 5}}"
    assert retirement(written, "a").savings.yearly == 15
    assert retirement(written, "a", "m").savings == Savings(15, 0, None, 1, 1)
    assert retirement(written.replace("a: {}", "a: {yearly_cost: 100}"), "a", "m").savings.yearly == 100


def test_without_a_project_the_cost_is_unknown() -> None:
    assert retirement("application: {a: {yearly_cost: 10}}", "a").savings == Savings(10, 0, None, 1, 1)


# Prerequisites

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
    found = prerequisites(graph, "a")
    assert [(each.name, each.met) for each in found] == list(zip(NAMES, met, strict=True))
    assert {each.project for each in found} == {None if project is None else "p"}


# Data


def test_the_data_that_it_and_its_modules_master_with_where_they_stay() -> None:
    written = """
application: {a: {masters: d}, m: {part_of: a, masters: e}, b: {}, c: {masters: e}}
data_object: {d: {retention: {kept_for: 20 ans, disposal: sort}}, e: {}}
flow: {f: {source: a, target: b, data: d}}
project: {p: {retires: a, archive: PDF/A}}
"""
    assert retirement(written, "a").elements[0].kept == (
        DepartingDatum("d", "a", (), "PDF/A", "20 ans", "sort"), DepartingDatum("e", "m", ("c",), "PDF/A", None, None),
    )  # fmt: skip
    (unknown, _) = retirement(written.replace(", archive: PDF/A", ""), "a").elements[0].kept
    assert unknown.archive is None


# Flows to re-route

FED = """
application: {old: {masters: [d, e]SUCCESSOR}, t: {}, other: {}, second: {masters: [d, e]}, new: {}}
referential: {ref: {masters: [d, e]}}
data_object: {d: {}, e: {}}
flow:
  f: {source: old, target: t, data: [d, e], mode: file}
  g: {source: old, target: other, data: [d, e]}
  h: {source: second, target: new, data: [d, e]}
"""


def fed(*without: str, successor: str = "") -> str:
    lines = FED.replace("SUCCESSOR", f", successor: {successor}" if successor else "")
    for each in without:
        lines = lines.replace(each, "")
    return lines


def first(written: str, **replacements: str) -> Reroute:
    return retirement(written, "old", **replacements).reroutes[0]


def test_the_replacement_named_comes_first_then_the_successor_then_a_referential_a_master_a_holder() -> None:
    no_ref = "referential: {ref: {masters: [d, e]}}\n"
    named = first(fed(successor="new"), old="other")
    assert (named.flow, named.target, named.data) == ("f", "t", ("d", "e"))
    assert (named.provider, named.because) == ("other", "replacement")
    succeeded = first(fed(successor="new"))
    assert (succeeded.provider, succeeded.because) == ("new", "successor")
    assert (first(fed()).provider, first(fed()).because) == ("ref", "referential")
    mastered = first(fed(no_ref))
    assert (mastered.provider, mastered.because) == ("second", "master")


def test_one_that_holds_all_the_data_by_another_way_will_do() -> None:
    written = """
application: {old: {}, x: {}, t: {}, holder: {}}
data_object: {d: {}}
flow:
  f: {source: old, target: t, data: d}
  g: {source: x, target: holder, data: d, mode: message}
  h: {source: holder, target: old, data: d, mode: message}
"""
    assert first(written) == Reroute("f", "t", ("d",), "holder", "holder", "message")


def test_one_that_holds_a_part_of_the_data_will_not_do() -> None:
    written = """
application: {old: {masters: [d, e]}, t: {}, half: {masters: d}}
data_object: {d: {}, e: {}}
flow: {f: {source: old, target: t, data: [d, e]}}
"""
    assert first(written) == Reroute("f", "t", ("d", "e"))


def test_nobody_is_known_for_a_flow_that_does_not_say_what_it_carries() -> None:
    assert first("application: {old: {}, t: {}, x: {}}\nflow: {f: {source: old, target: t}}") == Reroute("f", "t", ())


@pytest.mark.parametrize(
    ("more", "mode"),
    [
        ("h: {source: ref, target: x, data: d, mode: file}", None),
        ("h: {source: ref, target: x, data: d, mode: message}", "message"),
        ("h: {source: ref, target: x, data: d, mode: message}, i: {source: ref, target: x, data: d, mode: api}", "api"),
        ("h: {source: ref, target: x, data: e, mode: api}", None),
    ],
)
def test_the_best_mode_by_which_the_provider_gives_it_already(more: str, mode: str | None) -> None:
    written = f"""
application: {{old: {{masters: d}}, t: {{}}, x: {{}}}}
referential: {{ref: {{masters: d}}}}
data_object: {{d: {{}}, e: {{}}}}
flow: {{f: {{source: old, target: t, data: d}}, {more}}}
"""
    assert first(written) == Reroute("f", "t", ("d",), "ref", "referential", mode)
    assert first(f"{written}api: {{p: {{provided_by: ref}}}}\n").mode == "api"


def test_flows_inside_what_is_retired_and_flows_received_are_apart() -> None:
    written = """
application: {a: {}, b: {}, t: {}, s: {}}
flow: {f: {source: a, target: b}, g: {source: b, target: t}, h: {source: s, target: a}}
"""
    found = retirement(written, "a", "b")
    assert [each.flow for each in found.reroutes] == ["g"]
    assert found.incoming == ("h",)


# Calendar and what is missing


def test_the_calendar_is_that_of_the_project_and_of_the_plan() -> None:
    written = """
actor: {x: {}}
application: {a: {}}
project:
  p: {retires: a, starts_on: 2022, read_only_on: 2022-06, ends_on: 2023, archive: PDF/A, destruction: visa CNIL,
      sign_offs: [{by: x, on: 2021-10-02}, {by: x, on: 2021-09}]}
"""
    found = retirement(written, "a").elements[0].calendar
    assert [(each.name, each.date and each.date.isoformat(), each.written) for each in found] == [
        ("decision", "2021-09-01", None), ("preparation", "2022-01-01", None), ("read_only", "2022-06-01", None),
        ("off", "2021-12-31", None), ("archive", None, "PDF/A"), ("purge", None, "visa CNIL"),
        ("closed", "2023-12-31", None),
    ]  # fmt: skip


def test_what_nobody_wrote_and_whom_to_ask() -> None:
    written = """
actor: {x: {}, y: {}}
application: {a: {moa: x, moe: y, covers: []}, b: {}}
flow: {f: {source: b, target: a}}
"""
    assert retirement(written, "a").missing == (
        MissingFact("a", "deployed_at", ("x",)), MissingFact("a", "masters", ("y",)), MissingFact("a", "contracts", ("y",)),
        MissingFact("a", "yearly_cost", ("y",)), MissingFact("a", "retired_by", ("x",)),
    )  # fmt: skip
    project = "project: {p: {retires: a, moa: y, budget: [{year: 2022, class: 6, amount: 10, basis: amount}]}}\n"
    asked = [each for each in retirement(written + project, "a").missing if each.id == "p"]
    assert asked == [MissingFact("p", name, ("y",)) for name in ("objectives", "off_on", "archive")]
