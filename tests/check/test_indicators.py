"""The indicators: each measure on a few lines of model, by values computed by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from ea_repo.check import indicators
from ea_repo.check.indicators import Indicator, read_indicators
from ea_repo.check.measure import Facts, Value, measures
from ea_repo.check.outcome import Cost
from ea_repo.load import load
from ea_repo.repository import Repository
from tests.check.judging import CHARTER, ROOT, graph_of, judged, settings
from tests.check.workspaces import NO_FILES, SETTINGS, results, written
from tests.check.workspaces import audit as audited

DECLARED, FLAWS = read_indicators(load(ROOT), CHARTER)
INDICATORS: dict[str, Indicator] = {each.id: each for each in DECLARED}


def value(
    indicator: str,
    text: str,
    at: str = "2021-12-31",
    complete: Sequence[Mapping[str, Any]] = (),
    thresholds: Mapping[str, float] | None = None,
) -> Value:
    """An indicator of the repository's charter on a model."""
    found = indicators.value(INDICATORS[indicator], Facts(graph_of(text, at), settings(complete, thresholds)))
    assert found.reason is None, found.reason
    return found


def told(*asked: Any, **more: Any) -> tuple[float | None, int, int]:
    """The value, its denominator and its unknowns."""
    found = value(*asked, **more)
    return (None if found.value is None else round(found.value, 2), found.of, found.unknown)


def test_the_repository_s_own_indicators_are_all_read() -> None:
    assert FLAWS == []
    assert list(INDICATORS) == [
        "redundant-processes", "redundancy-cost", "fed-by-referentials", "flows-by-api", "flows-by-managed-api",
        "exchange-standards", "supported-technologies", "decommissionings-done", "decommissioning-saving",
        "completeness",
    ]  # fmt: skip
    assert {each.measure for each in DECLARED} == set(measures())


# Redundancy

COVERS = """
application:
  orbis: {type: core, covers: [lits, blocs]}
  agathe: {covers: [lits], yearly_cost: 120000}
  gdl: {covers: [lits]}
  seul: {covers: [paie]}
process: {lits: {}, blocs: {}, paie: {}, jamais: {}}
"""


def test_redundant_processes_have_the_rule_s_count_denominator_and_unknowns() -> None:
    assert told("redundant-processes", COVERS) == (1, 4, 1)
    rule = judged("redundant-solution", COVERS)
    assert (len(rule.flags), len(rule.asked), len(rule.unknown)) == (1, 4, 1)


def test_what_is_not_known_is_no_zero() -> None:
    assert told("redundant-processes", "process: {lits: {}}") == (None, 1, 1)
    assert told("redundant-processes", "process: {lits: {}}", complete=[{"kind": "application"}]) == (0, 1, 0)
    assert told("redundant-processes", "actor: {dsi: {}}") == (None, 0, 0)


def test_an_illustrative_element_is_on_no_side() -> None:
    example = COVERS.replace("jamais: {}", "jamais: {}, exemple: {illustrative: true}")
    example = example.replace("seul: {", "faux: {illustrative: true, covers: paie, yearly_cost: 9}\n  seul: {")
    assert told("redundant-processes", example) == (1, 4, 1)
    assert told("redundancy-cost", example) == told("redundancy-cost", COVERS)


def test_the_cost_of_redundancy_leaves_out_what_is_to_be_kept_and_says_how_many_costs_are_not_recorded() -> None:
    assert told("redundancy-cost", COVERS) == (120000, 2, 1)
    assert judged("redundant-solution", COVERS).flagged["lits"].facts["cost"] == Cost(120000, 1, 2)
    assert told("redundancy-cost", COVERS.replace(", yearly_cost: 120000", "")) == (None, 2, 2)


def test_an_element_that_makes_two_redundancies_costs_once() -> None:
    twice = COVERS.replace("agathe: {covers: [lits]", "agathe: {covers: [lits, blocs]")
    assert told("redundant-processes", twice) == (2, 4, 1)
    assert told("redundancy-cost", twice) == (120000, 2, 1)


def test_on_a_par_all_of_them_cost() -> None:
    par = "application: {a: {covers: p, yearly_cost: 10}, b: {covers: p, yearly_cost: 5}}\nprocess: {p: {}}"
    assert told("redundancy-cost", par) == (15, 2, 0)


def test_without_redundancy_it_costs_nothing_and_where_nothing_is_known_it_is_not_said() -> None:
    assert told("redundancy-cost", "application: {a: {covers: p, yearly_cost: 10}}\nprocess: {p: {}}") == (0, 0, 0)
    assert told("redundancy-cost", "process: {p: {}}") == (None, 0, 0)


RETIRED = """
application:
  nouveau: {covers: [lits], yearly_cost: 7}
  ancien: {covers: [lits], retired_on: 2020, yearly_cost: 50000, successor: nouveau%s}
process: {lits: {}}
"""


@pytest.mark.parametrize(
    ("more", "cost"),
    [
        ("", 0),
        (", deployed_at: [hopital]", 50000),
        (", deployed_at: [{to: hopital, until: 2020}]", 0),
        ("}\nflow: {f: {source: ancien, target: nouveau}", 50000),
        ("}\nflow: {f: {source: nouveau, target: ancien, retired_on: 2021}", 0),
        ("}\nflow: {f: {source: nouveau, target: ancien, environment: training}", 0),
    ],
)
def test_a_retired_application_that_still_runs_keeps_its_cost(more: str, cost: float) -> None:
    head, _, after = more.partition("}\n")
    text = RETIRED % head + after + ("}\n" if after else "")
    found = value("redundancy-cost", text)
    assert (found.value, found.unknown) == (cost, 0)
    assert told("redundant-processes", text) == (0, 1, 0)


def test_a_module_of_a_retired_application_that_still_runs_keeps_its_cost() -> None:
    text = """
application:
  nouveau: {covers: [lits]}
  ancien: {retired_on: 2020, deployed_at: [hopital]}
  module: {part_of: ancien, covers: [lits], yearly_cost: 300}
process: {lits: {}}
"""
    assert told("redundancy-cost", text) == (300, 1, 0)
    assert told("redundancy-cost", text.replace(", deployed_at: [hopital]", "")) == (0, 0, 0)


def test_a_retired_application_that_runs_alone_is_no_redundancy() -> None:
    alone = RETIRED.replace("nouveau: {covers: [lits], ", "nouveau: {") % ", deployed_at: [hopital]"
    assert told("redundancy-cost", alone, complete=[{"kind": "application"}]) == (0, 0, 0)


def test_before_it_retires_it_is_an_ordinary_redundancy() -> None:
    text = RETIRED.replace("successor: nouveau", "deployed_at: [hopital]") % ""
    assert told("redundant-processes", text, "2019-12-31") == (1, 1, 0)
    assert told("redundancy-cost", text, "2019-12-31") == (50007, 2, 0)
    assert told("redundancy-cost", text, "2020-01-01") == (50000, 1, 0)


# Exchanges

FLOWS = """
api: {pilotee: {provided_by: siu, managed: true}, libre: {provided_by: siu, managed: false}, muette: {provided_by: siu}}
flow:
  a: {source: siu, target: x, mode: api, api: pilotee}
  b: {source: siu, target: x, mode: api, api: libre}
  c: {source: siu, target: x, mode: api, api: muette}
  d: {source: siu, target: x, mode: file}
  e: {source: siu, target: x}
  f: {source: siu, target: x, mode: file, environment: training}
  g: {source: siu, target: x, mode: file, retired_on: 2021-06}
"""


def test_the_share_of_flows_by_api_leaves_an_absent_mode_out_of_both_sides() -> None:
    assert told("flows-by-api", FLOWS) == (75, 4, 1)
    assert value("flows-by-api", FLOWS).count == 3
    assert told("flows-by-api", FLOWS, "2021-05-31") == (60, 5, 1)


def test_the_share_by_managed_api_leaves_out_an_api_of_which_one_does_not_know() -> None:
    assert told("flows-by-managed-api", FLOWS) == (33.33, 3, 2)


def test_a_share_of_nothing_known_is_not_said() -> None:
    assert told("flows-by-api", "flow: {a: {source: x, target: y}}") == (None, 0, 1)
    assert told("flows-by-api", "actor: {dsi: {}}") == (None, 0, 0)


STANDARDS = """
standard: {hl7: {type: exchange}, dicom: {type: exchange}, ccam: {type: nomenclature}}
flow:
  a: {source: x, target: y, standards: [hl7, ccam]}
  b: {source: x, target: y, standards: [hl7, dicom]}
  c: {source: x, target: y}
"""


def test_the_number_of_standards_in_use_is_the_rule_s_with_or_without_its_threshold() -> None:
    assert told("exchange-standards", STANDARDS) == (2, 3, 1)
    assert told("exchange-standards", STANDARDS, thresholds={"exchange-standards": 1}) == (2, 3, 1)
    assert judged("too-many-standards", STANDARDS, thresholds={"exchange-standards": 1}).flagged[
        "exchange-standards"
    ].offenders == ("dicom", "hl7")


def test_no_standard_among_recorded_flows_is_zero_and_among_silent_ones_is_unknown() -> None:
    assert told("exchange-standards", "flow: {a: {source: x, target: y, standards: []}}") == (0, 1, 0)
    assert told("exchange-standards", "flow: {a: {source: x, target: y}}") == (None, 1, 1)


FED = """
referential: {siu: {sanctuarised: true, masters: [identite]}}
application: {local: {}, fidele: {}, infidele: {}, muet: {uses: [identite]}, etranger: {}}
data_object: {identite: {}}
flow:
  a: {source: siu, target: fidele, data: [identite]}
  b: {source: fidele, target: infidele, data: [identite]}
"""


def test_the_share_of_applications_fed_by_the_referentials_is_what_the_rule_finds_in_order() -> None:
    rule = judged("ignored-referential", FED)
    assert (sorted(rule.asked), rule.flags, list(rule.unknown)) == (
        ["fidele", "infidele", "muet"],
        ["infidele"],
        ["muet"],
    )
    assert told("fed-by-referentials", FED) == (50, 2, 1)
    assert value("fed-by-referentials", FED).count == 1


# Life cycle

TECHNOLOGIES = """
application: {a: {technologies: [vieux]}, b: {technologies: [neuf]}, c: {}, d: {technologies: [muet]}}
technology: {vieux: {end_of_support_on: 2022}, neuf: {end_of_support_on: 2030}, muet: {}}
"""


def test_the_share_on_supported_technologies_follows_the_date() -> None:
    assert told("supported-technologies", TECHNOLOGIES) == (100, 2, 2)
    assert told("supported-technologies", TECHNOLOGIES, "2023-01-01") == (50, 2, 2)


PROJECTS = """
project:
  programme: {type: decommissioning}
  prevu: {type: decommissioning, part_of: programme, starts_on: 2023, ends_on: 2024}
  annonce: {type: decommissioning, part_of: programme, planned_on: 2020}
  coupe: {type: decommissioning, part_of: programme, off_on: 2022-03}
  muet: {type: decommissioning, part_of: programme}
  autre: {type: deployment, starts_on: 2020, ends_on: 2020}
"""


@pytest.mark.parametrize(
    ("at", "stages"),
    [("2021-12-31", (2, 0, None)), ("2023-01-01", (1, 1, 1)), ("2024-12-31", (1, 1, 1)), ("2025-01-01", (1, 0, 2))],
)
def test_decommissionings_are_planned_then_under_way_then_done(at: str, stages: tuple[int | None, ...]) -> None:
    found = value("decommissionings-done", PROJECTS, at)
    planned, under_way, done = (found.parts[each].value for each in ("planned", "under_way", "done"))
    assert (planned, under_way, done or None) == stages
    assert (found.value, found.of) == (done, 4)
    assert found.unknown == (2 if at < "2022-03" else 1)


def test_without_a_calendar_a_stage_is_unknown() -> None:
    found = value("decommissionings-done", "project: {p: {type: decommissioning}}")
    assert (found.value, found.of, found.unknown) == (None, 1, 1)
    assert {each.value for each in found.parts.values()} == {None}


SAVING = """
project:
  tout:
    type: decommissioning
    budget:
      - {year: 2022, class: 6, amount: -1120000, basis: difference-2021}
      - {year: 2022, class: 6, amount: 500, basis: amount}
      - {year: 2022, class: 2, amount: -400, basis: difference-2021}
      - {year: 2023, class: 6, amount: -1160000, basis: difference-2021}
  part:
    type: decommissioning
    part_of: tout
    budget: [{year: 2022, class: 6, amount: -1000, basis: difference-2021}]
  ailleurs: {type: decommissioning}
  cloud: {type: migration, budget: [{year: 2022, class: 6, amount: -77, basis: difference-2021}]}
"""


@pytest.mark.parametrize(
    ("at", "saved", "unknown"),
    [
        ("2020-12-31", None, 2),
        ("2021-12-31", 0, 1),
        ("2022-06-30", 1120000, 1),
        ("2023-12-31", 1160000, 1),
        ("2024-12-31", None, 2),
    ],
)
def test_the_saving_is_the_year_s_differences_counted_once_a_programme(at: str, saved: float, unknown: int) -> None:
    assert told("decommissioning-saving", SAVING, at) == (saved, 2, unknown)


def test_a_difference_never_enters_a_yearly_cost() -> None:
    line = "budget: [{year: 2021, class: 6, amount: 900, basis: difference-2021}]"
    text = f"application: {{a: {{covers: p, {line}}}, b: {{covers: p, {line}}}}}\nprocess: {{p: {{}}}}"
    assert told("redundancy-cost", text) == (None, 2, 2)


# What is known, and a whole workspace

WORDS = "title: {fr: Nom, en: Name}, why: {fr: x, en: x}"
COMPLETENESS = f"""
indicators:
  known: {{charter: [A.2], {WORDS}, direction: up, measure: answered}}
"""
FILES = f"""
  files: {{charter: A.1, {WORDS}, direction: down, measure: violations, rule: no-files}}
"""
PROPORTION = FILES.replace("violations, rule: no-files", "proportion, scope: {kind: flow}, where: {mode: api}")


def workspace(root: Path, declared: str = COMPLETENESS + FILES, settings: str = SETTINGS, **more: Any) -> Repository:
    written(root, settings=settings, **more)
    (root / "rules" / "indicators.yaml").write_text(declared, encoding="utf-8")
    return Repository(root)


def test_completeness_is_the_share_of_the_rules_questions_that_the_text_answers(tmp_path: Path) -> None:
    known = next(each for each in workspace(tmp_path).indicators().series if each.indicator.id == "known")
    (found,) = known.values
    assert (round(found.value or 0, 2), found.count, found.of, found.unknown) == (66.67, 4, 6, 2)
    assert {name: (part.count, part.of) for name, part in found.parts.items()} == {
        "application": (2, 3),
        "flow": (2, 3),
    }
    asked = results(audited(tmp_path)).values()
    assert (sum(each.checked for each in asked), sum(len(each.unknown) for each in asked)) == (found.of, found.unknown)


def test_a_rule_that_is_off_asks_nothing_but_may_be_counted(tmp_path: Path) -> None:
    series = workspace(tmp_path, settings=SETTINGS + "severity: {no-files: off}\n").indicators().series
    known, files = (each.values[0] for each in series)
    assert (known.count, known.of) == (2, 3)
    assert (files.value, files.of, files.unknown) == (1, 3, 1)


def test_days_stand_in_the_order_asked_with_where_they_come_from(tmp_path: Path) -> None:
    model = "flow: {f: {source: a, target: a, mode: file, retired_on: 2024}}\napplication: {a: {}}\n"
    model += "state: {cible: {date: 2025}}"
    found = workspace(tmp_path, model=model).indicators(["cible", "2022"])
    assert [(each.date.isoformat(), each.origin.en) for each in found.days] == [
        ("2025-12-31", "state cible"), ("2022-12-31", "as asked")
    ]  # fmt: skip
    files = next(each for each in found.series if each.indicator.id == "files")
    assert [(each.value, each.of) for each in files.values] == [(None, 0), (1, 1)]
    assert [each.date.isoformat() for each in workspace(tmp_path).indicators().days] == ["2021-12-31"]


def test_a_target_is_met_on_the_side_that_is_better(tmp_path: Path) -> None:
    found = workspace(tmp_path, settings=SETTINGS + "targets: {files: 1, known: 66.7}\n").indicators()
    assert {each.indicator.id: (each.target, each.met(each.values[0])) for each in found.series} == {
        "known": (66.7, False),
        "files": (1, True),
    }
    assert all(each.met(Value(None, 0, 0)) is None for each in found.series)


def test_the_threshold_of_a_rule_is_the_target_of_the_number_it_compares(tmp_path: Path) -> None:
    number = f"{{charter: D.6, {WORDS}, direction: down, measure: counted, rule: too-many-standards}}"
    declared = f"indicators: {{numbers: {number}}}"
    rules = {"too-many-standards": (ROOT / "rules" / "too-many-standards.yaml").read_text(encoding="utf-8")}
    model = STANDARDS + "application: {x: {}, y: {}}"
    bound = SETTINGS + "thresholds: {exchange-standards: 1}\n"
    (series,) = workspace(tmp_path, declared, bound, model=model, rules=rules).indicators().series
    assert (series.target, series.values[0].value, series.met(series.values[0])) == (1, 2, False)
    (series,) = workspace(tmp_path, declared, bound + "targets: {numbers: 5}\n", rules=rules).indicators().series
    assert series.target == 5


def test_indicators_stand_under_their_principles_in_the_charter_s_order(tmp_path: Path) -> None:
    other = COMPLETENESS.replace("A.2", "Z.9") + FILES
    groups = [(section and section.title.en, [each.indicator.id for each in group])
              for section, group in workspace(tmp_path, other).indicators().groups]  # fmt: skip
    assert groups == [("First", ["files"]), (None, ["known"])]


@pytest.mark.parametrize(
    ("declared", "said"),
    [
        ("indicators: 3", "2:1 error wrong-indicator"),
        ("indicators:\n  a: {charter: A.1}", "“title” is missing"),
        ("indicators:\n  A_b: {}", "“id”"),
        (FILES.replace("violations", "violation"), "“violation” is not a measure; did you mean “violations”?"),
        (FILES.replace("no-files", "no-file"), "unknown rule: “no-file”; did you mean “no-files”?"),
        (FILES.replace(", rule: no-files", ""), "the measure violations expects “rule”"),
        (FILES.replace("rule: no-files", "rule: [no-files]"), "“rule” has not the expected shape"),
        (
            FILES.replace("rule: no-files", "rule: no-files, rules: x"),
            "violations knows no “rules”; did you mean “rule”?",
        ),
        (FILES.replace("violations, rule: no-files", "proportion, scope: {kind: flux}, where: {mode: api}"), "flux"),
        (FILES.replace("violations, rule: no-files", "proportion, scope: 3, where: {mode: api}"), "a selector is"),
    ],
)
def test_what_is_wrong_in_the_declaration_is_told_where_it_is_and_hides_nothing_else(
    declared: str, said: str, tmp_path: Path
) -> None:
    text = COMPLETENESS + declared if declared.startswith("\n  ") else declared
    found = workspace(tmp_path, text).indicators()
    shown = " ".join(f"{each.at} {each.severity} {each.rule}: {each.message.en}" for each in found.flaws)
    assert "rules/indicators.yaml:" in shown
    assert said.removeprefix("2:1 ") in shown
    assert [each.indicator.id for each in found.series] == (["known"] if text is not declared else [])


def test_a_target_that_names_no_indicator_is_told(tmp_path: Path) -> None:
    (flaw,) = workspace(tmp_path, settings=SETTINGS + "targets: {file: 0}\n").indicators().flaws
    assert (str(flaw.at), flaw.severity, flaw.message.en) == (
        "workspace.yaml:3:11", "warning", "unknown indicator: “file”; did you mean “files”?"
    )  # fmt: skip


def test_a_workspace_without_indicators_has_none(tmp_path: Path) -> None:
    found = Repository(written(tmp_path)).indicators()
    assert (found.series, found.flaws) == ((), ())


def test_the_declaration_is_not_read_as_a_rule(tmp_path: Path) -> None:
    workspace(tmp_path)
    assert audited(tmp_path).text == ()


def test_a_rule_that_judges_nothing_gives_no_number_and_says_why(tmp_path: Path) -> None:
    rules = {"no-files": NO_FILES.replace("scope: {kind: flow}", "scope: {kind: flow, via: nowhere}")}
    found = workspace(tmp_path, rules=rules).indicators().series
    files = next(each for each in found if each.indicator.id == "files").values[0]
    assert files.value is None
    assert files.reason is not None
    assert files.reason.en == "no-files: the rule is to be mended"


def test_a_measure_that_fails_hides_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> object:
        raise RuntimeError("broken")

    monkeypatch.setattr(Facts, "asked", broken)
    series = workspace(tmp_path, COMPLETENESS + PROPORTION).indicators().series
    known, files = (each.values[0] for each in series)
    assert known.value is not None
    assert files.value is None
    assert files.reason is not None
    assert files.reason.en == "its measure failed (RuntimeError: broken)"
