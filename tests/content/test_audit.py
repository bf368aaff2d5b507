"""What the audit of AP-HP at the end of 2021 must say, and what it must not."""

from __future__ import annotations

import datetime as dt

import pytest

from ea_repo.finding import Finding
from tests.content.model import audit, graph, in_file

CLUSTER = ("agathe", "gdl", "oplan", "orbis-bloc", "orbis-rendez-vous", "oslo", "poupom", "ptah")


def real() -> list[Finding]:
    return [each for each in audit().findings if not each.illustrative]


def illustrative() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for each in audit().findings:
        if each.illustrative:
            found.setdefault(each.rule, set()).add(each.subject)
    return found


def test_it_looks_at_the_end_of_2021_as_the_workspace_says() -> None:
    assert audit().situation.date == dt.date(2021, 12, 31)
    assert audit().situation.origin.en == "the workspace's date"


def test_the_text_has_no_flaw_and_the_settings_match_something() -> None:
    assert [f"{each.at} {each.message.en}" for each in audit().text] == []


def redundancy(process: str) -> Finding:
    (finding,) = [finding for finding in real() if (finding.rule, finding.subject) == ("redundant-solution", process)]
    return finding


def test_the_beds_places_and_appointments_of_objective_1_8_are_redundant() -> None:
    finding = redundancy("gestion-lits-places-rendez-vous")
    assert finding.related == CLUSTER
    assert finding.offenders == ("agathe", "gdl", "oplan", "orbis", "oslo", "poupom", "ptah")
    assert not finding.illustrative
    assert finding.severity == "error"


def test_it_reads_aloud_with_the_text_s_own_caveat() -> None:
    finding = redundancy("gestion-lits-places-rendez-vous")
    assert "7 solutions (8 éléments)" in finding.message.fr
    assert "« chacun selon un angle et un périmètre différent »" in finding.message.fr
    assert "objectif 1.8" in finding.message.fr
    said = [each.fr for each in finding.details]
    assert any(each.startswith("Candidat à garder : ORBIS") for each in said)
    assert "Coût annuel des autres : non renseigné (6 sur 6)" in said


@pytest.mark.parametrize(
    ("process", "offenders", "quote"),
    [
        (
            "exploration-des-bases-de-pilotage",
            ("eds-pilotage", "pilote"),
            "à travers les portails Pilote et EDS-Pilotage",
        ),
        ("constitution-de-cohortes", ("cleanweb", "redcap", "safetyeasy"), "(RedCap CleanWeb, SafetyEasy, etc.)"),
    ],
)
def test_tools_that_one_sentence_names_for_one_thing_are_redundant_with_that_sentence(
    process: str, offenders: tuple[str, ...], quote: str
) -> None:
    finding = redundancy(process)
    assert finding.offenders == offenders
    assert quote in finding.message.fr


def test_there_is_no_other_redundancy_and_each_is_to_be_confirmed() -> None:
    clusters = {finding.subject for finding in real() if finding.rule == "redundant-solution"}
    assert len(clusters) == 3
    assert clusters == {id for id in graph().of("process") if "a-confirmer" in (graph().value(id, "tags") or ())}


def test_it_is_one_screen_fewer_than_forty_findings_and_none_by_silence() -> None:
    assert len(list(audit().findings)) < 40
    assert all(each.rule in ("redundant-solution", "cover-on-parent", "platform-as-end") for each in real())


def test_no_rule_failed_nor_misread_the_model() -> None:
    own = {each.rule.id for each in audit().results}
    assert {each.rule for each in audit().findings} <= own


def test_the_examples_show_the_other_rules_at_work() -> None:
    shown = illustrative()
    assert shown["duplicated-referential"] == {"serveur-identite-local", "annuaire-professionnel-local"}
    assert shown["ignored-referential"] == {"application-connexe"}
    assert shown["non-api-exchange"] == {"copie-de-fichiers"}


def test_no_real_finding_names_an_example() -> None:
    examples = in_file("model/illustrations.yaml")
    assert not [each for each in real() if examples & {each.subject, *each.related, *each.offenders}]


def test_the_deposit_of_documents_to_orbis_by_ftp_is_not_flagged() -> None:
    deposit = graph().record("depot-de-documents-orbis").fields
    assert (deposit["mode"], deposit["protocol"]) == ("file", "ftp")
    assert not [each for each in audit().findings if "depot-de-documents-orbis" in (each.subject, *each.offenders)]


def test_referentials_do_not_flag_each_other_nor_the_national_ones() -> None:
    ours = {"siu", "basins", "gaiap", "repertoire-professionnel", "sso-pro", "sso-espace-patient", "referentiel-ins"}
    rules = ("duplicated-referential", "ignored-referential")
    found = [each for each in audit().findings if each.rule in rules]
    assert not [each for each in found if each.subject in ours or ours & set(each.offenders)]


def test_every_rule_keeps_its_denominator() -> None:
    checked = {each.rule.id: each.checked for each in audit().results}
    assert checked["redundant-solution"] > 100
    assert checked["non-api-exchange"] > 30
    assert checked["ignored-referential"] >= 5
    assert all(len(each.unknown) <= each.checked for each in audit().results)
