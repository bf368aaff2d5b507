"""Retirements whose right answer is known: days, sites and data that replacements miss, what is told first."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.check.workspaces import written
from tests.cli.running import invoke

HUB = """
process: {p: {}}
data_object: {d: {}}
application: {siu: {masters: d}, hub: {}, hub2: {live_on: 2023}, labo: {covers: p}}
flow:
  g: {source: siu, target: hub, data: d, need: vital}
  f: {source: hub, target: labo, data: d, need: vital}
"""
VIA = """
process: {p: {}}
data_object: {d: {}}
application: {siu: {masters: d}, hub: {type: platform}, hub2: {type: platform, live_on: 2023}, labo: {covers: p}}
flow: {f: {source: siu, via: hub, target: labo, data: d, need: vital}}
"""
MASTER = """
process: {p: {}}
data_object: {d: {}}
application: {hub: {masters: d}, hub2: {live_on: 2023}, labo: {covers: p}}
flow: {f: {source: hub, target: labo, data: d, need: vital}}
project: {arrival: {delivers: hub2, takes_over: d}}
"""
NO_DATA = """
process: {p: {}}
data_object: {d: {}}
application: {a: {masters: d}, b: {}, labo: {covers: p}}
flow: {f: {source: a, target: labo, data: d, need: vital}}
"""
TWO = """
site: {n: {}, s: {}}
process: {p: {}}
application:
  a: {covers: p, deployed_at: [n, s]}
  b: {covers: p, deployed_at: [{to: n, until: 2022-06}, s]}
  x: {covers: p, deployed_at: n, live_on: 2022-09}
  y: {covers: p, deployed_at: s, live_on: 2023}
"""
AGATHE = """
process: {lits: {name: Gérer les lits}}
site: {n: {name: Nord}, s: {name: Sud}}
data_object: {d: {name: Place}, e: {name: Séjour}}
application:
  agathe: {name: AGATHE, covers: lits, deployed_at: [n, s], masters: [d, e], successor: ptah}
  ptah: {name: PTAH, covers: lits, deployed_at: n, live_on: 2022-06}
project:
  arret: {name: Arrêt d'AGATHE, type: decommissioning, retires: agathe}
  convergence: {name: Convergence des lits, type: convergence, delivers: [agathe, ptah]}
  arrivee: {name: Arrivée, delivers: ptah, takes_over: d}
"""
DPI = """
process: {p: {}}
site: {a: {name: Nord}, b: {}}
application: {dpi: {covers: p, deployed_at: [a, b]}, next: {covers: p, deployed_at: a, live_on: 2022-06}}
"""
MONEY = """
process: {p: {}}
contract: {k: {name: Support, ends_on: 2030}}
application: {a: {yearly_cost: 708, contracts: k, covers: p}, b: {covers: p, live_on: 2025}}
project: {pr: {retires: a, off_on: 2027-01-01, ends_on: 2026-05-14, one_off_cost: 1752}}
"""
TOO_EARLY = """
process: {p: {}}
application: {a: {covers: p, retired_on: 2022-07-01}, b: {covers: p, live_on: 2022-10-01}}
"""
SUITE = """
data_object: {d: {}}
application: {suite: {}, m1: {part_of: suite}, m2: {part_of: suite}}
flow: {f: {source: m1, target: m2, data: d, need: vital}}
"""
NEEDS = """
process: {urgences: {}, q: {}}
site: {n: {}}
application:
  radio: {supports: {to: urgences, for: imagerie, need: vital}, covers: q, deployed_at: n}
  labo: {supports: {to: urgences, for: biologie, need: vital}, deployed_at: n}
  radio2: {supports: {to: urgences, for: Imagerie, need: vital}, deployed_at: n, live_on: 2022-03}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path


def asked(root: Path, model: str, *words: str) -> Any:
    """The dossier as data; every sentence of it is written in both languages without a failure."""
    workspace = written(root, model, {})
    for lang in ("fr", "en"):
        for format_ in ("text", "markdown", "html"):
            said = invoke(workspace, "retire", *words, "--lang", lang, "--format", format_)
            assert (said.error, bool(said.out)) == ("", True)
    return json.loads(invoke(workspace, "retire", *words, "--format", "json").out)


def told(root: Path, model: str, *words: str, lang: str = "en") -> str:
    return " ".join(invoke(written(root, model, {}), "retire", *words, "--lang", lang).out.split())


def days(dossier: Any) -> dict[str, tuple[str | None, str]]:
    return {" ".join(step["ids"]): (step["date"], step["verdict"]) for step in dossier["steps"]}


@pytest.mark.parametrize("model", [HUB, VIA, MASTER], ids=["source", "via", "master"])
def test_a_replacement_counts_from_the_day_it_is_there(root: Path, model: str) -> None:
    dossier = asked(root, model, "hub", "--replace", "hub=hub2", "--on", "2022")
    assert days(dossier) == {"hub": ("2023-01-01", "GO TO CONFIRM")}
    assert {(obstacle["id"], obstacle["until"]) for obstacle in dossier["steps"][0]["obstacles"]} >= {
        ("f", "2022-12-31"), ("labo", "2022-12-31"), ("p", "2022-12-31"),
    }  # fmt: skip
    said = told(root, model, "hub", "--replace", "hub=hub2", "--on", "2022")
    assert "Replacement asked for hub: hub2, in service from 2023-01-01 on; it lacks nothing" in said
    assert "hub: not before 2023-01-01; before, this would be lost:" in said


def test_a_replacement_that_nobody_says_to_take_the_data_over_lets_them_be_lost(root: Path) -> None:
    dossier = asked(root, NO_DATA, "a", "--replace", "a=b", "--on", "2022")
    assert days(dossier) == {"a": (None, "NO-GO")}
    assert dossier["takeovers"][0]["lacks"]["data"] == ["d"]
    assert dossier["reroute"][0]["lacking"] == ["d"]
    assert "it lacks: the data d" in told(root, NO_DATA, "a", "--replace", "a=b", "--on", "2022")


def test_a_plan_holds_on_every_later_day(root: Path) -> None:
    dossier = asked(root, TWO, "a", "b", "--on", "2022")
    assert days(dossier) == {"a": ("2022-09-01", "GO TO CONFIRM"), "b": ("2023-01-01", "GO TO CONFIRM")}
    said = told(root, TWO, "a", "b", "--on", "2022")
    assert "a: not before 2022-09-01; before, this would be lost: p at n." in said
    assert "b: not before 2023-01-01; before, this would be lost: p at s." in said


def test_what_left_with_its_whole_is_refused_with_the_day(root: Path) -> None:
    model = "application: {suite: {retired_on: 2021-05}, mod: {part_of: suite, live_on: 2017}}"
    said = invoke(written(root, model, {}), "retire", "mod", "--on", "2022", "--lang", "en")
    assert (said.code, said.out) == (2, "")
    assert "“mod” is already out of service since 2021-05, with suite" in said.error


def test_an_application_of_which_nothing_is_recorded_is_no_go_by_silence(root: Path) -> None:
    dossier = asked(root, "application: {a: {}}", "a", "--on", "2022")
    assert days(dossier) == {"a": ("2022-01-01", "GO TO CONFIRM")}
    assert {fact["field"] for fact in dossier["missing"] if fact["for_go"]} == {
        "covers", "deployed_at", "masters", "flow", "retired_by",
    }  # fmt: skip


def test_who_takes_over_and_the_projects_are_told_first(root: Path) -> None:
    said = told(root, AGATHE, "agathe", "--on", "2022")
    first = [
        "NO-GO: 3 certain losses, no day works.",
        "First 1. ",
        "What is planned Recorded successor of AGATHE: PTAH, in service from 2022-06-01 on; "
        "it lacks: the sites Sud; the data Séjour.",
        "Project that retires AGATHE: Arrêt d'AGATHE; convergence project: Convergence des lits.",
        "The plan",
    ]  # fmt: skip
    places = [said.index(sentence) for sentence in first]
    assert places == sorted(places)
    takeovers = asked(root, AGATHE, "agathe", "--on", "2022")["takeovers"]
    assert takeovers == [
        {"old": "agathe", "new": "ptah", "asked": False, "since": "2022-06-01",
         "lacks": {"processes": [], "sites": ["s"], "data": ["e"], "deployed_at": False}},
    ]  # fmt: skip
    french = told(root, AGATHE, "agathe", "--on", "2022", lang="fr")
    assert "Successeur enregistré d'AGATHE : PTAH, en service à partir du 01/06/2022" in french


def test_a_replacement_asked_for_that_is_the_successor_is_told_once(root: Path) -> None:
    dossier = asked(root, AGATHE, "agathe", "--replace", "agathe=ptah", "--on", "2022")
    assert [(takeover["new"], takeover["asked"]) for takeover in dossier["takeovers"]] == [("ptah", True)]


def test_a_withdrawal_from_a_site_is_searched_for_too(root: Path) -> None:
    dossier = asked(root, DPI, "dpi", "--site", "a", "--on", "2022")
    assert days(dossier) == {"dpi": ("2022-06-01", "GO TO CONFIRM")}
    said = told(root, DPI, "dpi", "--site", "a", "--on", "2022")
    assert "dpi: not before 2022-06-01; before, this would be lost: p at Nord." in said


def test_savings_are_whole_once_the_contracts_no_longer_bind(root: Path) -> None:
    dossier = asked(root, MONEY, "a", "--on", "2022")
    saved = dossier["savings"]
    assert (saved["running"], saved["full_from"], round(saved["payback_years"], 4)) == (["k"], "2031-01-01", 2.4746)
    said = told(root, MONEY, "a", "--on", "2022")
    assert "All of it from 2031-01-01 on only: until then Support binds." in said
    assert "Paid back in 2.47 years of full savings." in said
    assert "Amorti en 2,47 ans d'économies entières." in told(root, MONEY, "a", "--on", "2022", lang="fr")


def test_every_milestone_comes_after_the_one_that_it_follows_or_says_not(root: Path) -> None:
    calendar = asked(root, MONEY, "a", "--on", "2022")["elements"][0]["calendar"]
    milestones = {milestone["name"]: (milestone["date"], milestone["too_early_for"]) for milestone in calendar}
    assert milestones["off"] == ("2027-01-01", None)
    assert milestones["closed"] == ("2026-05-14", "off")
    assert "closed: 2026-05-14 (too early: before “off”)" in told(root, MONEY, "a", "--on", "2022")


def test_one_that_begins_later_goes_later_and_refuses_nothing(root: Path) -> None:
    dossier = asked(root, "application: {v1: {}, v2: {live_on: 2022-06}}", "v1", "v2", "--on", "2022")
    assert days(dossier) == {"v1": ("2022-01-01", "GO TO CONFIRM"), "v2": ("2022-06-01", "GO TO CONFIRM")}


@pytest.mark.parametrize("replace", [(), ("--replace", "a=b")])
def test_a_written_end_that_comes_too_early_is_looked_past(root: Path, replace: tuple[str, ...]) -> None:
    dossier = asked(root, TOO_EARLY, "a", *replace, "--on", "2022")
    assert days(dossier) == {"a": ("2022-10-01", "GO TO CONFIRM")}
    assert dossier["elements"][0]["written_end"] == "2022-07-01"
    assert "a: the written end (2022-07-01) comes 3 months too early." in told(root, TOO_EARLY, "a", *replace)
    assert "la fin écrite (01/07/2022) vient 3 mois trop tôt." in told(root, TOO_EARLY, "a", *replace, lang="fr")


def test_a_flow_inside_a_solution_has_one_answer(root: Path) -> None:
    dossier = asked(root, SUITE, "m1", "--on", "2022")
    assert [(reroute["flow"], reroute["provider"]) for reroute in dossier["reroute"]] == [("f", None)]
    said = told(root, SUITE, "m1", "--on", "2022")
    assert "inside the solution: to be settled with the builder" in said
    assert "No recorded flow goes from it to the rest." not in said
    assert "to be re-routed first" not in said


def test_a_vital_need_that_nobody_else_meets_is_lost_and_named(root: Path) -> None:
    dossier = asked(root, NEEDS, "radio", "labo", "--on", "2022")
    assert days(dossier) == {"radio": (None, "NO-GO"), "labo": (None, "NO-GO")}
    alone = asked(root, NEEDS, "labo", "--on", "2022")
    (obstacle,) = alone["steps"][0]["obstacles"]
    assert (obstacle["id"], obstacle["site"], obstacle["need"]) == ("urgences", "n", "biologie")
    assert "urgences, need “biologie” at n" in told(root, NEEDS, "labo", "--on", "2022")


def test_a_part_of_what_it_does_goes_when_others_do_it(root: Path) -> None:
    dossier = asked(root, NEEDS, "radio", "--function", "urgences", "--replace", "radio=radio2", "--on", "2022")
    assert days(dossier) == {"radio": ("2022-03-01", "GO TO CONFIRM")}
    assert (dossier["functions"], dossier["reroute"], dossier["contracts"]) == (["urgences"], [], [])
    said = told(root, NEEDS, "radio", "--function", "urgences", "--on", "2022")
    assert "Retire radio for “urgences” only, from 2022-01-01 on" in said
    assert "Without radio still served by others: urgences. radio keeps: q." in said
    whole = asked(root, NEEDS, "radio", "--on", "2022")
    assert {obstacle["id"] for obstacle in whole["steps"][0]["obstacles"]} >= {"q"}


def test_a_spreadsheet_has_a_line_a_step_a_loss_a_takeover_and_a_missing_fact(root: Path) -> None:
    words = ("retire", "agathe", "--on", "2022", "--format", "csv")
    rows = [*csv.DictReader(io.StringIO(invoke(written(root, AGATHE, {}), *words).out.removeprefix("\ufeff")))]
    assert {row["what"] for row in rows} == {"step", "obstacle", "takeover", "missing"}
    (takeover,) = (row for row in rows if row["what"] == "takeover")
    assert (takeover["id"], takeover["value"], takeover["sites"], takeover["data"], takeover["from"]) == (
        "agathe", "ptah", "s", "e", "2022-06-01",
    )  # fmt: skip
    assert [(row["sites"], row["until"]) for row in rows if row["what"] == "obstacle" and row["id"] == "lits"] == [
        ("s", ""), ("n", "2022-05-31"),
    ]  # fmt: skip
