"""Each measure on a few lines of model, by values computed by hand."""

from __future__ import annotations

import pytest

from ea_repo.check.registry import measures
from tests.check.judging import judged
from tests.check.measuring import COVERS, DECLARED, INDICATORS, STANDARDS, figures, value


def test_the_repository_s_own_indicators_are_all_read() -> None:
    assert DECLARED.flaws == ()
    assert INDICATORS.keys() >= {
        "redundant-processes", "redundancy-cost", "fed-by-referentials", "flows-by-api", "flows-by-managed-api",
        "exchange-standards", "supported-technologies", "decommissionings-done", "decommissioning-saving",
        "completeness",
    }  # fmt: skip
    assert {indicator.measure for indicator in DECLARED.indicators} <= set(measures())


# Redundancy


def test_redundant_processes_have_the_rule_s_count_denominator_and_unknowns() -> None:
    assert figures("redundant-processes", COVERS) == (1, 4, 1)
    rule = judged("redundant-solution", COVERS)
    assert (len(rule.flags), len(rule.subjects), len(rule.unknown)) == (1, 4, 1)


def test_what_is_not_known_is_no_zero() -> None:
    assert figures("redundant-processes", "process: {lits: {}}") == (None, 1, 1)
    assert figures("redundant-processes", "process: {lits: {}}", complete=[{"kind": "application"}]) == (0, 1, 0)
    assert figures("redundant-processes", "actor: {dsi: {}}") == (None, 0, 0)


def test_an_illustrative_element_is_on_no_side() -> None:
    example = COVERS.replace("jamais: {}", "jamais: {}, exemple: {illustrative: true}")
    example = example.replace("seul: {", "faux: {illustrative: true, covers: paie, yearly_cost: 9}\n  seul: {")
    assert figures("redundant-processes", example) == (1, 4, 1)
    assert figures("redundancy-cost", example) == figures("redundancy-cost", COVERS)


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
    assert figures("flows-by-api", FLOWS) == (75, 4, 1)
    assert value("flows-by-api", FLOWS).count == 3
    assert figures("flows-by-api", FLOWS, "2021-05-31") == (60, 5, 1)


def test_a_flow_towards_what_has_left_is_no_exchange_any_more() -> None:
    leaving = f"{FLOWS}application: {{siu: {{retired_on: 2022}}, y: {{retired_on: 2021}}}}\n"
    assert figures("flows-by-api", leaving) == figures("flows-by-api", FLOWS)
    assert figures("flows-by-api", leaving, "2022-01-01") == (None, 0, 0)


def test_the_share_by_managed_api_leaves_out_an_api_of_which_one_does_not_know() -> None:
    assert figures("flows-by-managed-api", FLOWS) == (33.33, 3, 2)


def test_a_share_of_nothing_known_is_not_said() -> None:
    assert figures("flows-by-api", "flow: {a: {source: x, target: y}}") == (None, 0, 1)
    assert figures("flows-by-api", "actor: {dsi: {}}") == (None, 0, 0)


def test_the_number_of_standards_in_use_is_the_rule_s_with_or_without_its_threshold() -> None:
    assert figures("exchange-standards", STANDARDS) == (2, 3, 1)
    assert figures("exchange-standards", STANDARDS, thresholds={"exchange-standards": 1}) == (2, 3, 1)
    assert judged("too-many-standards", STANDARDS, thresholds={"exchange-standards": 1}).flagged[
        "exchange-standards"
    ].offenders == ("dicom", "hl7")


def test_no_standard_among_recorded_flows_is_zero_and_among_silent_ones_is_unknown() -> None:
    assert figures("exchange-standards", "flow: {a: {source: x, target: y, standards: []}}") == (0, 1, 0)
    assert figures("exchange-standards", "flow: {a: {source: x, target: y}}") == (None, 1, 1)


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
    assert (sorted(rule.subjects), rule.flags, list(rule.unknown)) == (
        ["fidele", "infidele", "muet"],
        ["infidele"],
        ["muet"],
    )
    assert figures("fed-by-referentials", FED) == (50, 2, 1)
    assert value("fed-by-referentials", FED).count == 1


# Life cycle

TECHNOLOGIES = """
application: {a: {technologies: [vieux]}, b: {technologies: [neuf]}, c: {}, d: {technologies: [muet]}}
technology: {vieux: {end_of_support_on: 2022}, neuf: {end_of_support_on: 2030}, muet: {}}
"""


def test_the_share_on_supported_technologies_follows_the_date() -> None:
    assert figures("supported-technologies", TECHNOLOGIES) == (100, 2, 2)
    assert figures("supported-technologies", TECHNOLOGIES, "2023-01-01") == (50, 2, 2)


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
    measured = value("decommissionings-done", PROJECTS, at)
    planned, under_way, done = (measured.parts[stage].value for stage in ("planned", "under_way", "done"))
    assert (planned, under_way, done or None) == stages
    assert (measured.value, measured.of) == (done, 4)
    assert measured.unknown == (2 if at < "2022-03" else 1)


def test_without_a_calendar_a_stage_is_unknown() -> None:
    measured = value("decommissionings-done", "project: {p: {type: decommissioning}}")
    assert (measured.value, measured.of, measured.unknown) == (None, 1, 1)
    assert {part.value for part in measured.parts.values()} == {None}


def test_what_somebody_verified_or_vouches_for_at_the_date_counts_as_verified() -> None:
    text = """
actor: {dsi: {}}
application:
  lu: {verified_on: 2021-06}
  a-lire: {verified_on: 2022}
  atteste: {}
  echu: {}
  muet: {}
attestation:
  a: {subjects: [atteste], by: dsi, decided_on: 2021, expires_on: 2021}
  b: {subjects: [echu], by: dsi, expires_on: 2021-06}
  c: {subjects: [muet]}
"""
    verified = value("verified", text)
    assert (verified.count, verified.of, verified.value) == (2, 5, 40)
