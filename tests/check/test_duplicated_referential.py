"""Duplicated referentials, clause by clause."""

from __future__ import annotations

import pytest

from tests.check.judging import Answer, judged, result_of

SIU = "siu: {sanctuarised: true, masters: [identite]}"


def duplicated(referentials: str, applications: str = "", at: str = "2021-12-31", more: str = "") -> Answer:
    text = f"referential: {{{referentials}}}\napplication: {{{applications}}}\n{more}"
    return judged("duplicated-referential", text, at)


def test_a_solution_that_masters_what_a_sanctuarised_referential_masters_is_flagged_at_its_field() -> None:
    answer = duplicated(SIU, "local: {masters: [identite]}")
    assert answer.flags == ["local"]
    assert (answer.flagged["local"].field, answer.flagged["local"].offenders) == ("masters", ("identite",))
    assert answer.flagged["local"].related == ("siu", "identite")
    assert set(answer.subjects) == {"local", "siu"}


def test_mastering_a_part_of_the_datum_duplicates_mastering_a_whole_of_it_does_not() -> None:
    more = "data_object: {identite: {part_of: dossier}, traits: {part_of: identite}, nom: {part_of: traits}}"
    assert duplicated(SIU, "a: {masters: [nom]}, b: {masters: [dossier]}", more=more).flags == ["a"]


def test_using_or_receiving_is_not_mastering() -> None:
    text = "a: {uses: [identite]}"
    flow = "flow: {f: {source: siu, target: a, data: [identite]}}"
    assert duplicated(SIU, text, more=flow).flags == []


@pytest.mark.parametrize(
    "referential",
    [
        "siu: {masters: [identite]}",
        "siu: {sanctuarised: false, masters: [identite]}",
        "siu: {sanctuarised: true, scope: national, masters: [identite]}",
        "siu: {sanctuarised: true, scope: regional, masters: [identite]}",
        "siu: {sanctuarised: true, masters: [identite], retired_on: 2021}",
        "siu: {sanctuarised: true, masters: [identite], live_on: 2022}",
        "siu: {sanctuarised: true, masters: [{to: identite, until: 2020}]}",
    ],
)
def test_only_a_sanctuarised_referential_of_the_institution_in_service_can_be_duplicated(referential: str) -> None:
    assert duplicated(referential, "local: {masters: [identite]}").flags == []


def test_institution_is_the_default_scope() -> None:
    written = SIU.replace("masters", "scope: institution, masters")
    assert duplicated(written, "local: {masters: [identite]}").flags == ["local"]


@pytest.mark.parametrize("scope", ["national", "regional"])
def test_a_national_or_regional_referential_is_no_double_either(scope: str) -> None:
    answer = duplicated(f"{SIU}, ins: {{sanctuarised: true, scope: {scope}, masters: [identite]}}")
    assert answer.flags == []
    assert duplicated(f"{SIU}, ins: {{scope: {scope}, masters: [identite]}}").flags == []


def test_a_solution_out_of_service_is_not_asked() -> None:
    assert duplicated(SIU, "local: {masters: [identite], retired_on: 2020}").subjects == ("siu",)


class TestReplica:
    def test_a_pair_joined_by_replica_of_is_excused(self) -> None:
        assert duplicated(SIU, "copie: {masters: [identite], replica_of: siu}").flags == []

    def test_a_module_may_say_it_for_its_whole(self) -> None:
        text = "copie: {masters: [identite]}, copie-base: {part_of: copie, replica_of: siu}"
        assert duplicated(SIU, text).flags == []

    def test_it_excuses_that_referential_only(self) -> None:
        both = f"{SIU}, basins: {{sanctuarised: true, masters: [structures]}}"
        answer = duplicated(both, "copie: {masters: [identite, structures], replica_of: siu}")
        assert answer.flagged["copie"].offenders == ("structures",)

    def test_it_excuses_while_the_link_holds(self) -> None:
        text = "copie: {masters: [identite], replica_of: {to: siu, until: 2021-06}}"
        assert duplicated(SIU, text).flags == ["copie"]
        assert duplicated(SIU, text, at="2021-06-30").flags == []


class TestWholes:
    def test_a_whole_and_its_modules_are_one_master(self) -> None:
        answer = duplicated(SIU, "a: {masters: [identite]}, a1: {part_of: a, masters: [identite]}")
        assert answer.flags == ["a"]

    def test_a_referential_and_its_own_module_are_one_master(self) -> None:
        assert duplicated(SIU, "traits: {part_of: siu, masters: [identite]}").flags == []

    def test_what_a_module_of_the_referential_masters_it_masters(self) -> None:
        text = "siu-base: {part_of: siu, masters: [identite]}, local: {masters: [identite]}"
        assert duplicated("siu: {sanctuarised: true}", text).flags == ["local"]

    def test_a_lost_module_masters_nothing_any_more(self) -> None:
        assert duplicated(SIU, "a: {}, a1: {part_of: a, masters: [identite], retired_on: 2020}").flags == []

    def test_two_instances_are_two_masters(self) -> None:
        text = "produit: {}, nord: {instance_of: produit, masters: [identite]}, "
        assert duplicated(SIU, text + "sud: {instance_of: produit, masters: [identite]}").flags == ["nord", "sud"]


def test_one_finding_for_all_its_data_and_all_their_referentials() -> None:
    both = f"{SIU}, basins: {{sanctuarised: true, masters: [structures]}}"
    answer = duplicated(both, "a: {masters: [structures, autre]}, a1: {part_of: a, masters: [identite]}")
    assert answer.flagged["a"].offenders == ("identite", "structures")
    assert answer.flagged["a"].related == ("basins", "siu", "identite", "structures")


class TestBothSanctuarised:
    def pair(self, first: str, second: str) -> list[str]:
        text = ", ".join(
            f"{id}: {{sanctuarised: true, masters: [identite]{dates}}}" for id, dates in (("m", first), ("n", second))
        )
        return duplicated(text).flags

    def test_the_later_in_service_is_the_double(self) -> None:
        assert self.pair(", live_on: 2015", ", live_on: 2014") == ["m"]
        assert self.pair(", live_on: 2014", ", live_on: 2015") == ["n"]

    def test_no_date_is_the_earliest(self) -> None:
        assert self.pair("", ", live_on: 1990") == ["n"]
        assert self.pair(", live_on: 1990", "") == ["m"]

    def test_on_a_par_the_later_id_is(self) -> None:
        assert self.pair("", "") == ["n"]
        assert self.pair(", live_on: 2015", ", live_on: 2015-01-01") == ["n"]

    def test_the_one_that_masters_the_whole_may_be_the_double_of_the_one_that_masters_a_part(self) -> None:
        text = "entier: {sanctuarised: true, masters: [identite], live_on: 2020}, "
        text += "partiel: {sanctuarised: true, masters: [traits], live_on: 2010}"
        answer = duplicated(text, more="data_object: {identite: {}, traits: {part_of: identite}}")
        assert answer.flags == ["entier"]
        assert answer.flagged["entier"].offenders == ("identite",)

    def test_being_sanctuarised_for_one_datum_does_not_excuse_another(self) -> None:
        young = SIU.replace("masters", "live_on: 2020, masters")
        old = "vieux: {part_of: suite, sanctuarised: true, masters: [lits]}"
        answer = duplicated(f"{young}, {old}", "suite: {}, suite-base: {part_of: suite, masters: [identite]}")
        assert answer.flags == ["suite"]


def test_the_finding_is_written_where_the_module_says_it() -> None:
    (finding,) = result_of(
        "duplicated-referential", f"referential: {{{SIU}}}\napplication: {{l: {{masters: identite}}}}"
    ).findings
    assert finding.message.fr == "l tient pour son compte identite, dont la référence est siu"
    assert finding.key == "duplicated-referential:l:masters"
