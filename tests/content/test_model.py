"""What AP-HP's model must hold: facts of the document, each with its source; examples apart."""

from __future__ import annotations

import pytest

from tests.content.model import graph, in_file, repository

ILLUSTRATIONS = "model/illustrations.yaml"


def named(*kinds: str) -> set[str]:
    """Every name and alias of the elements of these kinds."""
    si = graph()
    return {text for kind in kinds for id in si.of(kind) for text in (si.name(id), *(si.value(id, "aliases") or ()))}


def test_it_holds_well_over_150_elements_each_stated_by_a_section_of_the_document() -> None:
    si = graph()
    assert len(si) > 400
    assert [id for id in si if not si.stated_by(id)] == []
    elsewhere = {si.kind(id) for id in si if not str(si.stated_by(id)).startswith("SDSI 2021-2025, ")}
    assert elsewhere <= {"standard", "technology"}, "standards cite who publishes them, support dates who gathers them"


def test_examples_are_in_a_file_of_their_own_and_only_there() -> None:
    si = repository().workspace.graph
    examples = {id for id in si if si.value(id, "illustrative") is True}
    assert examples == in_file(ILLUSTRATIONS)
    assert 3 <= len(examples) <= 6
    assert all(si.name(id).endswith("(exemple)") for id in examples)


def test_no_fact_points_at_an_example() -> None:
    si, examples = repository().workspace.graph, in_file(ILLUSTRATIONS)
    assert [
        relation for relation in si.relations() if relation.target in examples and relation.source not in examples
    ] == []


@pytest.mark.parametrize(
    ("kinds", "names"),
    [
        (("application",), ["AGATHE", "OSLO", "POUPOM", "Oplan", "GDL", "PTAH", "ORBIS", "GLIMS", "PACS"]),
        (("application",), ["MOABI", "EDS", "SequOIA", "BNDMR", "OPALE", "Pilote", "EDS-Pilotage"]),
        (("application",), ["IPOP", "Actipidos"]),
        (("referential",), ["SIU", "BASINS", "GAIAP", "Répertoire professionnel", "SSO PRO", "SSO Espace patient"]),
        (("referential",), ["INS", "ROR", "SRI", "Pro Santé Connect", "FranceConnect"]),
        (("site",), ["HEGP"]),
        (("actor", "application", "project", "node"), ["ELICE"]),
    ],
)  # fmt: skip
def test_what_must_not_be_missing_is_there(kinds: tuple[str, ...], names: list[str]) -> None:
    known = named(*kinds)
    assert [wanted for wanted in names if not any(wanted == name or wanted in name.split() for name in known)] == []


def test_misprints_of_the_document_are_aliases() -> None:
    known = named("application", "standard", "project", "contract", "technology")
    assert any("GILMS" in name for name in known)
    assert any("270001" in name for name in known)


@pytest.mark.parametrize(
    ("referential", "data"),
    [
        ("siu", ["identite-patient"]),
        ("basins", ["structures"]),
        ("repertoire-professionnel", ["identite-professionnelle"]),
        ("gaiap", ["habilitations"]),
        ("sso-pro", ["authentification-professionnel"]),
        ("sso-espace-patient", ["authentification-patient"]),
    ],
)
def test_each_referential_masters_what_it_is_the_reference_for(referential: str, data: list[str]) -> None:
    assert graph().targets(referential, "masters") == data
    assert graph().value(referential, "scope") in (None, "institution")


def test_the_staff_directory_is_reached_through_gaiap() -> None:
    assert graph().targets("repertoire-professionnel", "relays") == ["gaiap"]


@pytest.mark.parametrize("id", ["referentiel-ins", "ror", "sri", "pro-sante-connect", "franceconnect"])
def test_what_the_nation_or_the_region_runs_is_external(id: str) -> None:
    assert graph().value(id, "type") == "external"
    assert graph().value(id, "scope") in ("national", "regional")


@pytest.mark.parametrize(
    ("source", "target"),
    [
        *(("siu", target) for target in ("orbis", "glims", "pacs", "gam")),
        *((source, "eds") for source in ("orbis", "glims", "redcap", "cleanweb", "safetyeasy", "hermes")),
        *((source, target) for source in ("eds", "opale") for target in ("pilote", "eds-pilotage")),
        ("repertoire-professionnel", "gaiap"),
        ("applications-tierces", "orbis"),
    ],
)
def test_the_flows_that_the_text_states_go_from_source_to_target(source: str, target: str) -> None:
    si = graph()
    assert [id for id in si.of("flow") if si.targets(id, "source") == [source] and si.targets(id, "target") == [target]]


def test_a_flow_says_its_mode_and_need_only_where_the_text_does() -> None:
    si = graph()
    facts = [id for id in si.of("flow") if not si.value(id, "illustrative")]
    assert sum(si.value(id, "mode") is not None for id in facts) <= len(facts) // 4
    assert all(si.value(id, "environment") is None for id in facts)
    assert si.value("siu-orbis", "mode") is None


def test_facts_that_the_document_does_not_give_are_left_out() -> None:
    si = graph()
    costs = {id: cost for id in si.of("application") if (cost := si.value(id, "yearly_cost")) is not None}
    assert costs == {"eds": 6_000_000}, "2.4 gives this one, and no other"
    dated = [id for id in si.of("technology") if si.value(id, "end_of_support_on") is not None]
    assert dated
    assert [id for id in dated if si.targets(id, "used_in") or "endoflife.date" not in str(si.stated_by(id))] == []


def test_common_references_that_the_document_does_not_name_are_apart_and_marked() -> None:
    si = graph()
    marked = {id for id in si if "reference-commune" in (si.value(id, "tags") or ())}
    assert marked == in_file("model/references-communes/standards-de-sante.yaml") | in_file(
        "model/references-communes/technologies-du-marche.yaml"
    )
    assert marked == {id for id in si if not str(si.stated_by(id)).startswith("SDSI 2021-2025, ")}
    assert not [relation for relation in si.relations() if relation.target in marked and relation.source not in marked]


@pytest.mark.parametrize("application", ["orbis", "gam"])
def test_the_core_is_deployed_at_every_hospital_but_hegp(application: str) -> None:
    si = graph()
    (group,) = si.targets(application, "deployed_at")
    assert si.name(group) == "Les 38 autres hôpitaux"
    assert si.targets("hopitaux", "parts") == ["hegp", group]
    in_service = {id for id in si.of("site") if si.in_service(id)}
    assert in_service == {"hopitaux", "hegp", *si.parts(group)}, "every place of today is one of the hospitals"


def test_outside_recipients_cover_nothing() -> None:
    si = graph()
    outside = [id for id in si.of("application") if si.value(id, "type") == "external"]
    assert [id for id in outside if si.targets(id, "covers")] == ["ortif"], "the one that AP-HP runs itself"


def test_what_covers_a_process_is_not_said_to_support_it_too() -> None:
    si = graph()
    both = [id for id in si.of("application") if set(si.targets(id, "covers")) & set(si.targets(id, "supports"))]
    assert both == []


def test_the_warehouse_was_chosen_in_2016_and_no_day_of_service_is_said() -> None:
    assert "choisi dès 2016" in graph().value("eds", "description")
    assert graph().value("eds", "live_on") is None


def test_what_the_budget_leaves_for_new_projects_is_said_and_in_no_total() -> None:
    margins = graph()["marges-de-manoeuvre"]
    assert all(words in (margins.description or "") for words in ("2023, saturé", "9 M€", "11 M€"))
    assert graph().value("marges-de-manoeuvre", "budget") is None


def test_hegp_is_the_last_hospital_without_orbis() -> None:
    si = graph()
    described = " ".join(str(si.value(id, "description") or "") for id in ("orbis", "hegp"))
    assert "HEGP" in described
    assert "39" in described
    assert "hegp" not in si.targets("orbis", "deployed_at")


def test_glims_converges_by_a_project() -> None:
    si = graph()
    convergence = [id for id in si.of("project") if si.value(id, "type") == "convergence"]
    assert any("glims" in si.targets(id, "delivers") for id in convergence)


@pytest.mark.parametrize("application", ["ipop", "actipidos"])
def test_these_are_to_be_decommissioned(application: str) -> None:
    si = graph()
    projects = [id for id in si.targets(application, "retired_by") if si.value(id, "type") == "decommissioning"]
    assert projects


@pytest.mark.parametrize(("licence", "year"), [("oracle", "2023"), ("microsoft", "2023"), ("vmware", "2024")])
def test_licence_years_are_ends_of_contracts(licence: str, year: str) -> None:
    assert graph().value(f"licences-{licence}", "ends_on") == year
    assert graph().kind(f"licences-{licence}") == "contract"
