"""What a selector means, sentence by sentence."""

from __future__ import annotations

import pytest

from ea_repo.select import Selector, SelectorError
from tests.select.asking import chosen
from tests.texts import day, graph_of

SI = graph_of("""
zone: {soins: {owner: dsi}, reanimation: {part_of: soins}, gestion: {}}
actor: {dsi: {type: directorate}}
site: {nord: {}, nord-est: {part_of: nord}}
process: {lits: {core: true}, paie: {core: false}, achats: {}}
data_object: {identite: {}, traits: {part_of: identite}}
referential: {siu: {masters: [identite], sanctuarised: true, live_on: 2015}}
application:
  orbis: {type: core, zone: soins, live_on: 2012-05, covers: [lits], tags: [clinique, socle], yearly_cost: 900000}
  orbis-bloc: {part_of: orbis, zone: reanimation}
  sap: {type: core, zone: gestion, live_on: 2019, phase_out_on: 2021, covers: [paie], yearly_cost: 1200.5}
  outil: {type: peripheral, deployed_at: [nord-est], approvals: {dsi: {on: 2020}, rssi: false}}
  futur: {planned_on: 2023, supplier: []}
  muet: {}
flow:
  siu-orbis: {source: siu, target: orbis, data: [traits], mode: api}
  sap-orbis: {source: sap, target: orbis-bloc, mode: file, environment: qualification}
""").at(day("2021-12-31"))


def test_keys_are_and() -> None:
    assert chosen(SI, "{kind: application, type: core, zone: gestion}") == ["sap"]


def test_a_list_is_or() -> None:
    assert chosen(SI, "{kind: application, type: [peripheral, core]}") == ["orbis", "outil", "sap"]
    assert chosen(SI, "{kind: [zone, site]}") == ["gestion", "nord", "nord-est", "reanimation", "soins"]


def test_not_excludes_and_a_list_of_not_excludes_each() -> None:
    assert chosen(SI, "{kind: flow, not: {mode: file}}") == ["siu-orbis"]
    assert chosen(SI, "{kind: zone, not: [{id: soins}, {id: gestion}]}") == ["reanimation"]
    assert chosen(SI, "{kind: zone, not: []}") == ["gestion", "reanimation", "soins"]


def test_any_wants_one_of_its_selectors() -> None:
    assert chosen(SI, "{kind: application, any: [{type: peripheral}, {zone: gestion}]}") == ["outil", "sap"]


def test_not_and_any_nest() -> None:
    text = "{kind: application, not: {any: [{type: [core, peripheral]}, {not: {planned_on: null}}]}}"
    assert chosen(SI, text) == ["muet", "orbis-bloc", "siu"]


def test_null_is_unknown_and_star_is_recorded() -> None:
    assert chosen(SI, "{kind: process, core: null}") == ["achats"]
    assert chosen(SI, '{kind: process, core: "*"}') == ["lits", "paie"]
    assert chosen(SI, "{kind: process, core: [null, true]}") == ["achats", "lits"]


def test_an_empty_list_in_the_model_is_recorded() -> None:
    assert chosen(SI, '{supplier: "*"}') == ["futur"]
    assert "futur" not in chosen(SI, "{kind: application, supplier: null}")


def test_a_written_link_is_recorded_even_where_none_is_visible() -> None:
    graph = graph_of("application: {a: {covers: [{to: p, until: 2020}]}}\nprocess: {p: {}}").at(day("2021-12-31"))
    assert chosen(graph, '{covers: "*"}') == ["a"]
    assert chosen(graph, "{kind: application, covers: p}") == []
    assert chosen(graph, "{kind: process, covered_by: null}") == []


def test_a_link_matches_an_id_and_all_its_parts() -> None:
    assert chosen(SI, "{kind: application, zone: soins}") == ["orbis", "orbis-bloc"]
    assert chosen(SI, "{kind: application, zone: reanimation}") == ["orbis-bloc"]
    assert chosen(SI, "{deployed_at: nord}") == ["outil"]
    assert chosen(SI, "{kind: flow, data: identite}") == ["siu-orbis"]
    assert chosen(SI, "{kind: flow, target: orbis}") == ["sap-orbis", "siu-orbis"]


def test_the_part_does_not_match_the_whole() -> None:
    assert chosen(SI, "{deployed_at: nord-est}") == ["outil"]
    assert chosen(SI, "{masters: traits}") == []


def test_kind_application_matches_referentials_too_and_not_the_other_way() -> None:
    assert "siu" in chosen(SI, "{kind: application}")
    assert chosen(SI, "{kind: referential}") == ["siu"]
    assert chosen(SI, "{kind: application, not: {kind: referential}, live_on: '*'}") == ["orbis", "sap"]


def test_an_inverse_name_is_a_key() -> None:
    assert chosen(SI, "{kind: process, covered_by: sap}") == ["paie"]
    assert chosen(SI, "{kind: process, covered_by: null}") == ["achats"]
    assert chosen(SI, "{modules: orbis-bloc}") == ["orbis"]


def test_a_path_goes_through_links_either_way() -> None:
    assert chosen(SI, "{kind: application, zone.owner: dsi}") == ["orbis"]
    assert chosen(SI, "{kind: process, covered_by.zone: soins}") == ["lits"]
    assert chosen(SI, "{kind: application, sends.mode: file}") == ["sap"]
    assert chosen(SI, "{kind: application, zone.owner: null}") == [
        "futur", "muet", "orbis-bloc", "outil", "sap", "siu",
    ]  # fmt: skip


def test_a_path_goes_into_groups_of_fields() -> None:
    assert chosen(SI, "{approvals.dsi: '*'}") == ["outil"]
    assert chosen(SI, "{approvals.rssi: false}") == ["outil"]
    assert chosen(SI, "{approvals.dpo: '*'}") == []
    assert chosen(SI, "{approvals: '*', approvals.dpo: null}") == ["outil"]
    assert chosen(SI, "{approvals: '*', not: {approvals.dpo: false}}") == ["outil"]


def test_phase_and_service_are_those_of_the_date() -> None:
    assert chosen(SI, "{kind: application, phase: [active, phase_out]}") == ["orbis", "orbis-bloc", "sap", "siu"]
    assert chosen(SI.at(day("2018-06-30")), "{kind: application, phase: active}") == ["orbis", "orbis-bloc", "siu"]
    assert chosen(SI, "{kind: application, in_service: false}") == ["futur"]


def test_an_unknown_phase_is_null_and_not_recorded() -> None:
    assert chosen(SI, "{kind: application, phase: null}") == ["muet", "outil"]
    assert chosen(SI, "{kind: application, phase: unknown}") == ["muet", "outil"]
    assert chosen(SI, "{kind: application, phase: '*'}") == ["futur", "orbis", "orbis-bloc", "sap", "siu"]


def test_one_value_of_a_list_is_enough() -> None:
    assert chosen(SI, "{tags: socle}") == ["orbis"]


def test_numbers_and_years_match_quoted_or_not() -> None:
    assert chosen(SI, "{yearly_cost: 900000}") == chosen(SI, "{yearly_cost: '900000'}") == ["orbis"]
    assert chosen(SI, "{live_on: 2019}") == chosen(SI, "{live_on: '2019'}") == ["sap"]


def test_a_key_of_another_kind_matches_nothing_but_unknown() -> None:
    assert chosen(SI, "{kind: [process, application], core: true}") == ["lits"]
    assert "orbis" in chosen(SI, "{core: null}")


def test_no_condition_chooses_everything_in_the_order_of_ids() -> None:
    assert chosen(SI, "{}") == sorted(SI) == list(SI)


@pytest.mark.parametrize("text", [["kind"], "application", 3, None])
def test_another_shape_than_a_mapping_is_refused(text: object) -> None:
    with pytest.raises(SelectorError, match="mapping"):
        Selector.parse(text)


@pytest.mark.parametrize("text", [{"type": []}, {"any": []}, {"not": {"type": []}}])
def test_an_empty_list_of_values_is_refused_rather_than_chosen_by_nothing(text: object) -> None:
    with pytest.raises(SelectorError, match="chooses nothing"):
        Selector.parse(text)
