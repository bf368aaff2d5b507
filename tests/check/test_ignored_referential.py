"""Ignored referentials, clause by clause."""

from __future__ import annotations

import pytest

from tests.check.judging import Answer, judged, result_of

SIU = "referential: {siu: {masters: [identite]}}"


def ignored(rest: str, referential: str = SIU, at: str = "2021-12-31", complete: bool = False) -> Answer:
    known = [{"kind": "flow"}] if complete else []
    return judged("ignored-referential", f"{referential}\n{rest}", at, known)


def flows(*ways: str, data: str = "identite", more: str = "") -> str:
    """Flows as `a>b`, all with the same data."""
    ends = {way.replace(">", "-"): way.split(">") for way in ways}
    lines = (f"{id}: {{source: {one}, target: {other}, data: [{data}]{more}}}" for id, (one, other) in ends.items())
    return f"flow: {{{', '.join(lines)}}}"


def test_a_datum_that_recorded_flows_bring_from_elsewhere_only_is_flagged_on_the_solution() -> None:
    answer = ignored(flows("local>app", "tiers>app"))
    assert answer.flags == ["app"]
    assert answer.flagged["app"].related == answer.flagged["app"].offenders == ("local", "tiers")
    assert answer.flagged["app"].field is None


def test_one_flow_from_the_referential_is_enough() -> None:
    assert ignored(flows("local>app", "siu>app")).flags == []


def test_a_datum_that_is_used_is_asked_and_without_a_flow_it_is_unknown_even_where_flows_are_complete() -> None:
    text = "application: {app: {uses: [identite]}}"
    for complete in (False, True):
        answer = ignored(text, complete=complete)
        assert (answer.flags, answer.unknown, answer.subjects) == ([], {"app": "flow"}, ("app",))


def test_a_used_datum_with_flows_of_other_data_only_is_unknown() -> None:
    text = "application: {app: {uses: [identite]}}\n" + flows("local>app", data="autre")
    assert ignored(text).unknown == {"app": "flow"}


def test_a_datum_without_a_referential_is_not_asked() -> None:
    assert ignored(flows("local>app", data="autre")).subjects == ()


def test_a_referential_need_not_be_sanctuarised_but_must_be_in_service() -> None:
    for dates in ("retired_on: 2020", "live_on: 2022"):
        gone = SIU.replace("masters", f"{dates}, masters")
        assert ignored(flows("local>app"), gone).subjects == ()


def test_where_one_referential_is_sanctuarised_the_datum_is_to_come_from_it() -> None:
    two = "referential: {siu: {sanctuarised: true, masters: [identite]}, autre: {masters: [identite]}}"
    assert ignored(flows("autre>app"), two).flags == ["app"]
    assert ignored(flows("autre>app"), two.replace("sanctuarised: true, ", "")).flags == []


class TestRelays:
    RELAYED = "referential: {siu: {masters: [identite], relays: [gaiap]}}"

    def test_a_relay_of_the_referential_counts_as_it(self) -> None:
        assert ignored(flows("gaiap>app"), self.RELAYED).flags == []

    def test_another_copy_does_not(self) -> None:
        assert ignored(flows("siu>copie", "copie>app"), self.RELAYED).flags == ["app"]

    def test_a_relay_counts_while_its_link_holds(self) -> None:
        dated = self.RELAYED.replace("[gaiap]", "{to: gaiap, until: 2021-06}")
        assert ignored(flows("gaiap>app"), dated).flags == ["app"]
        assert ignored(flows("gaiap>app"), dated, at="2021-06-30").flags == []

    def test_a_module_of_the_referential_or_of_a_relay_counts_too(self) -> None:
        modules = "application: {siu-ws: {part_of: siu}, gaiap-ws: {part_of: gaiap}, gaiap: {}}\n"
        assert ignored(modules + flows("siu-ws>app", "gaiap-ws>autre"), self.RELAYED).flags == []

    def test_a_flow_via_the_referential_or_a_relay_counts(self) -> None:
        assert ignored(flows("local>app", more=", via: [siu]")).flags == []
        assert ignored(flows("local>app", more=", via: [eai, gaiap]"), self.RELAYED).flags == []
        assert ignored(flows("local>app", more=", via: [eai]"), self.RELAYED).flags == ["app"]

    def test_the_relay_itself_is_asked(self) -> None:
        assert ignored(flows("local>gaiap"), self.RELAYED).flags == ["gaiap"]


class TestPartsOfData:
    DATA = "data_object: {dossier: {}, identite: {part_of: dossier}, traits: {part_of: identite}}\n"

    def test_where_no_referential_masters_a_part_the_one_of_its_whole_is_asked(self) -> None:
        assert ignored(self.DATA + flows("local>app", data="traits")).flags == ["app"]
        assert ignored(self.DATA + flows("siu>app", data="traits")).flags == []

    def test_by_name_comes_before_the_whole(self) -> None:
        both = "referential: {siu: {masters: [identite]}, base: {masters: [traits]}}"
        assert ignored(self.DATA + flows("siu>app", data="traits"), both).flags == ["app"]

    def test_a_whole_brings_its_part_where_the_same_referential_masters_the_whole(self) -> None:
        used = self.DATA + "application: {app: {uses: [traits]}}\n"
        assert ignored(used + flows("local>app", data="identite")).flags == ["app"]
        assert ignored(used + flows("siu>app", data="identite")).flags == []

    def test_a_whole_that_the_referential_does_not_master_brings_nothing(self) -> None:
        used = self.DATA + "application: {app: {uses: [traits]}}\n"
        assert ignored(used + flows("local>app", data="dossier")).unknown == {"app": "flow"}

    def test_a_part_does_not_bring_its_whole(self) -> None:
        parts = "referential: {siu: {masters: [identite, traits]}}"
        used = self.DATA + "application: {app: {uses: [identite]}}\n"
        answer = ignored(used + flows("siu>app", data="traits"), parts)
        assert (answer.flags, answer.unknown) == ([], {"app": "flow"})


class TestNotAsked:
    def test_who_masters_the_datum(self) -> None:
        assert ignored("application: {app: {masters: [identite]}}\n" + flows("local>app")).subjects == ()

    def test_who_masters_it_by_a_module(self) -> None:
        modules = "application: {app: {}, app1: {part_of: app, masters: [identite]}}\n"
        assert ignored(modules + flows("local>app")).subjects == ()

    def test_mastering_a_wider_whole_than_the_referential_s_is_no_mastering_of_the_part(self) -> None:
        data = "data_object: {dossier: {}, identite: {part_of: dossier}}\napplication: {app: {masters: [dossier]}}\n"
        assert ignored(data + flows("local>app")).flags == ["app"]

    def test_an_integration_platform(self) -> None:
        assert ignored("application: {eai: {type: platform}}\n" + flows("local>eai")).subjects == ()

    def test_what_is_out_of_service(self) -> None:
        assert ignored("application: {app: {retired_on: 2020}}\n" + flows("local>app")).subjects == ()


class TestFlows:
    @pytest.mark.parametrize("field", ["retired_on: 2020", "live_on: 2022", "environment: qualification"])
    def test_a_flow_out_of_service_or_of_another_environment_brings_nothing(self, field: str) -> None:
        assert ignored(flows("local>app", more=f", {field}")).subjects == ()

    def test_production_may_be_written(self) -> None:
        assert ignored(flows("local>app", more=", environment: production")).flags == ["app"]

    def test_a_flow_from_a_retired_source_still_brings(self) -> None:
        gone = "application: {local: {retired_on: 2020}}\n"
        assert ignored(gone + flows("local>app")).flags == ["app"]

    def test_flows_inside_a_solution_do_not_bring(self) -> None:
        inside = "application: {app: {uses: [identite]}, app1: {part_of: app}}\n"
        assert ignored(inside + flows("app1>app")).unknown == {"app": "flow"}

    def test_what_a_module_receives_and_uses_its_solution_does(self) -> None:
        modules = "application: {app: {}, app1: {part_of: app, uses: [identite]}, app2: {part_of: app}}\n"
        answer = ignored(modules + flows("local>app2"))
        assert answer.flags == ["app"]
        assert answer.subjects == ("app",)


def test_one_finding_a_solution_for_all_its_data_and_it_shows_the_way() -> None:
    text = "referential: {siu: {masters: [identite]}, basins: {masters: [structures]}}\n" + flows(
        "siu>base", "base>copie", "copie>app", data="identite, structures"
    )
    result = result_of("ignored-referential", text)
    by_subject = {finding.subject: finding for finding in result.findings}
    assert set(by_subject) == {"base", "copie", "app"}
    finding = by_subject["app"]
    assert finding.message.fr == "app reçoit identite, structures de copie, et non de basins, siu"
    assert [detail.fr for detail in finding.details] == ["Chemin réel : siu → base → copie → app"]
