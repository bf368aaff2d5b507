"""What the audit of AP-HP at the end of 2021 must say, and what it must not."""

from __future__ import annotations

import datetime as dt

import pytest

from ea_repo.finding import Finding
from tests.content.model import audit, graph, in_file

CLUSTER = ("agathe", "gdl", "oplan", "orbis-bloc", "orbis-rendez-vous", "oslo", "poupom", "ptah")


def real() -> list[Finding]:
    return [finding for finding in audit().findings if not finding.illustrative]


def illustrative() -> dict[str, set[str]]:
    subjects: dict[str, set[str]] = {}
    for finding in audit().findings:
        if finding.illustrative:
            subjects.setdefault(finding.rule, set()).add(finding.subject)
    return subjects


def test_it_looks_at_the_end_of_2021_as_the_workspace_says() -> None:
    assert audit().situation.date == dt.date(2021, 12, 31)
    assert audit().situation.origin.en == "the workspace's date"


def test_the_text_has_no_flaw_and_the_settings_match_something() -> None:
    assert [f"{flaw.at} {flaw.message.en}" for flaw in audit().text] == []


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
    details = [detail.fr for detail in finding.details]
    assert any(detail.startswith("Candidat à garder : ORBIS") for detail in details)
    assert "Coût annuel des autres : non renseigné (6 sur 6)" in details


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


def test_it_is_one_screen_fewer_than_forty_findings() -> None:
    assert len(list(audit().findings)) < 40


def test_no_finding_is_made_by_silence() -> None:
    for finding in real():
        assert finding.field is None or graph().recorded(finding.subject, finding.field), finding


def test_no_rule_failed_nor_misread_the_model() -> None:
    own = {result.rule.id for result in audit().results}
    assert {finding.rule for finding in audit().findings} <= own


def test_the_examples_show_the_other_rules_at_work() -> None:
    shown = illustrative()
    assert shown["duplicated-referential"] == {"serveur-identite-local", "annuaire-professionnel-local"}
    assert shown["ignored-referential"] == {"application-connexe"}
    assert shown["non-api-exchange"] == {"copie-de-fichiers"}


def test_no_real_finding_names_an_example() -> None:
    examples = in_file("model/illustrations.yaml")
    assert not [finding for finding in real() if examples & {finding.subject, *finding.related, *finding.offenders}]


def test_the_deposit_of_documents_to_orbis_by_ftp_is_not_flagged() -> None:
    deposit = graph().record("depot-de-documents-orbis").fields
    assert (deposit["mode"], deposit["protocol"]) == ("file", "ftp")
    assert not [
        finding for finding in audit().findings if "depot-de-documents-orbis" in (finding.subject, *finding.offenders)
    ]


def test_referentials_do_not_flag_each_other_nor_the_national_ones() -> None:
    ours = {"siu", "basins", "gaiap", "repertoire-professionnel", "sso-pro", "sso-espace-patient", "referentiel-ins"}
    rules = ("duplicated-referential", "ignored-referential")
    findings = [finding for finding in audit().findings if finding.rule in rules]
    assert not [finding for finding in findings if finding.subject in ours or ours & set(finding.offenders)]


def test_every_rule_keeps_its_denominator() -> None:
    checked = {result.rule.id: result.checked for result in audit().results}
    assert checked["redundant-solution"] > 100
    assert checked["non-api-exchange"] > 30
    assert checked["ignored-referential"] >= 5
    assert all(len(result.unknown) <= result.checked for result in audit().results)
