"""The other rules of unicity and interoperability, clause by clause."""

from __future__ import annotations

import pytest

from tests.check.judging import Answer, judged, result_of


class TestUncoveredProcess:
    ALL = ({"kind": "application", "fields": ["covers"]},)

    def test_only_where_coverage_is_recorded_in_full_is_an_absence_flagged(self) -> None:
        assert judged("uncovered-process", "process: {p: {}}").unknown == {"p": "covered_by"}
        assert judged("uncovered-process", "process: {p: {}}", complete=self.ALL).flags == ["p"]

    @pytest.mark.parametrize("dates", ["retired_on: 2021", "live_on: 2022"])
    def test_a_cover_out_of_service_is_none_and_is_named(self, dates: str) -> None:
        answer = judged("uncovered-process", f"application: {{a: {{covers: p, {dates}}}}}", complete=self.ALL)
        assert answer.flags == ["p"]
        assert answer.flagged["p"].related == ("a",)

    def test_one_cover_in_service_is_enough_whoever_gives_it(self) -> None:
        text = "application: {a: {covers: p, type: external}, b: {covers: p, retired_on: 2020}}"
        assert judged("uncovered-process", text, complete=self.ALL).flags == []

    def test_only_leaves_are_asked(self) -> None:
        assert judged("uncovered-process", "process: {p: {}, q: {part_of: p}}", complete=self.ALL).subjects == ("q",)


class TestCoreProcess:
    def answer(self, applications: str, process: str = "{core: true}") -> Answer:
        return judged("core-process-outside-core", f"application: {{{applications}}}\nprocess: {{p: {process}}}")

    def test_a_core_process_covered_by_peripheral_solutions_only_is_flagged(self) -> None:
        answer = self.answer("a: {type: peripheral, covers: p}, b: {type: poc, covers: p}")
        assert answer.flagged["p"].offenders == ("a", "b")

    def test_one_solution_that_is_not_peripheral_is_enough(self) -> None:
        assert self.answer("a: {type: peripheral, covers: p}, b: {type: core, covers: p}").flags == []

    def test_a_module_is_judged_as_its_whole_unless_it_says(self) -> None:
        assert self.answer("a: {type: core}, b: {type: peripheral, covers: p}, c: {part_of: a, covers: p}").flags == []
        assert self.answer("a: {type: core}, c: {type: peripheral, part_of: a, covers: p}").flags == ["p"]

    def test_a_type_that_is_not_written_is_unknown(self) -> None:
        assert self.answer("a: {type: peripheral, covers: p}, b: {covers: p}").unknown == {"p": "type"}

    def test_nobody_in_service_covers_it_nothing_is_asked(self) -> None:
        assert self.answer("a: {type: peripheral, covers: p, retired_on: 2020}").subjects == ()

    def test_other_processes_are_not_asked(self) -> None:
        assert self.answer("a: {type: peripheral, covers: p}", "{core: false}").subjects == ()

    def test_whether_it_is_asked_is_unknown_where_that_is_not_written(self) -> None:
        answer = self.answer("a: {type: peripheral, covers: p}", "{}")
        assert (answer.subjects, answer.unknown) == (("p",), {"p": "core"})


class TestHostedTechnologies:
    HOSTED = """
technology: {java: {end_of_support_on: 2030}, esx: {end_of_support_on: 2020}, muet: {}}
node:
  farm: {type: cluster}
  host: {part_of: farm, technologies: esx}
  vm: {runs_on: farm}
  other: {technologies: muet}
application:
  dpi: {technologies: java, runs_on: vm}
  labo: {technologies: java}
  radio: {technologies: java, runs_on: other}
"""

    def test_the_technologies_of_the_nodes_under_an_application_count(self) -> None:
        answer = judged("obsolete-technology", self.HOSTED)
        assert (answer.flags, answer.unknown) == (["dpi"], {"radio": "technologies"})
        assert answer.flagged["dpi"].offenders == ("esx",)
        assert answer.flagged["dpi"].related == ("esx", "vm", "farm", "host")

    def test_so_they_do_for_what_ends_soon(self) -> None:
        soon = self.HOSTED.replace("esx: {end_of_support_on: 2020}", "esx: {end_of_support_on: 2022-06}")
        assert judged("technology-soon-obsolete", soon).flags == ["dpi"]
        assert judged("obsolete-technology", soon).flags == []


class TestOverduePoc:
    def answer(self, fields: str, at: str = "2021-12-31", more: str = "") -> Answer:
        return judged("overdue-poc", f"application: {{a: {{type: poc, {fields}}}}}\n{more}", at)

    def test_the_day_after_its_last_day_without_a_decision(self) -> None:
        assert self.answer("poc_ends_on: 2021").flags == []
        assert self.answer("poc_ends_on: 2021", at="2022-01-01").flags == ["a"]

    @pytest.mark.parametrize("decision", ["industrialise", "decommission"])
    def test_a_decision_excuses(self, decision: str) -> None:
        assert self.answer(f"poc_ends_on: 2020, poc_decision: {decision}").flags == []

    def test_a_decommissioning_project_is_a_decision_another_project_is_not(self) -> None:
        project = "project: {x: {type: decommissioning, retires: a}}"
        assert self.answer("poc_ends_on: 2020", more=project).flags == []
        assert self.answer("poc_ends_on: 2020", more=project.replace("decommissioning", "migration")).flags == ["a"]

    def test_no_end_is_unknown(self) -> None:
        assert self.answer("name: A").unknown == {"a": "poc_ends_on"}


class TestUnapprovedPeripheral:
    @pytest.mark.parametrize(
        ("approvals", "flagged", "unknown"),
        [
            ("{dsi: {on: 2020}}", False, False),
            ("{dsi: {on: 2020, until: 2021-12-31}}", False, False),
            ("{dsi: {on: 2020, until: 2021-12-30}}", True, False),
            ("{dsi: {until: 2021}}", False, False),
            ("{dsi: {on: 2022}}", True, False),
            ("{dsi: false}", True, False),
            ("{rssi: {on: 2020}}", False, True),
        ],
    )
    def test_a_refusal_a_past_end_or_a_later_start_violates_silence_does_not(
        self, approvals: str, flagged: bool, unknown: bool
    ) -> None:
        answer = judged("unapproved-peripheral", f"application: {{a: {{type: peripheral, approvals: {approvals}}}}}")
        assert (bool(answer.flags), bool(answer.unknown)) == (flagged, unknown)

    def test_where_approvals_are_complete_silence_violates(self) -> None:
        complete = [{"kind": "application", "fields": ["approvals"]}]
        text = "application: {a: {type: peripheral}, b: {type: peripheral, approvals: {rssi: {on: 2020}}}}"
        assert judged("unapproved-peripheral", text, complete=complete).flags == ["a", "b"]


class TestUnconvergedInstances:
    TEXT = "application: {g: {}, n: {instance_of: g}, s: {instance_of: g}}\n"

    def test_two_instances_in_service_without_a_convergence_project(self) -> None:
        complete = [{"kind": "project"}]
        answer = judged("unconverged-instances", self.TEXT, complete=complete)
        assert answer.flagged["g"].offenders == ("n", "s")
        assert judged("unconverged-instances", self.TEXT).unknown == {"g": "delivered_by"}

    def test_a_convergence_project_excuses(self) -> None:
        project = self.TEXT + "project: {x: {type: convergence, delivers: g}}"
        assert judged("unconverged-instances", project).flags == []

    def test_one_instance_in_service_is_not_asked(self) -> None:
        assert judged("unconverged-instances", self.TEXT.replace("s: {", "s: {retired_on: 2020, ")).subjects == ()


class TestNonApiExchange:
    @pytest.mark.parametrize(
        ("mode", "sentence"),
        [
            ("file", "Par copie de fichiers"),
            ("shared_database", "Par une base de données partagée"),
            ("email", "Par courriel"),
            ("manual", "Par ressaisie"),
        ],
    )
    def test_these_modes_fail_and_are_told_in_words(self, mode: str, sentence: str) -> None:
        (finding,) = [
            finding
            for finding in result_of("non-api-exchange", f"flow: {{f: {{name: F, mode: {mode}}}}}").findings
            if finding.rule == "non-api-exchange"
        ]
        assert [detail.fr for detail in finding.details] == [sentence]
        assert finding.field == "mode"

    @pytest.mark.parametrize("mode", ["api", "message"])
    def test_these_pass(self, mode: str) -> None:
        assert judged("non-api-exchange", f"flow: {{f: {{mode: {mode}}}}}").flags == []

    def test_an_absent_mode_is_unknown(self) -> None:
        assert judged("non-api-exchange", "flow: {f: {}}").unknown == {"f": "mode"}

    DEPOSIT = "flow: {f: {source: x, target: orbis, mode: file, protocol: ftp, data: [document-medical]}}"

    def test_the_deposit_of_documents_to_orbis_by_ftp_is_excepted(self) -> None:
        assert judged("non-api-exchange", self.DEPOSIT).flags == []
        module = "application: {orbis: {}, orbis-doc: {part_of: orbis}}\n" + self.DEPOSIT.replace(
            "orbis,", "orbis-doc,"
        )
        assert judged("non-api-exchange", module).flags == []

    @pytest.mark.parametrize(
        ("field", "instead"),
        [
            ("source: x, target: orbis", "source: orbis, target: x"),
            ("protocol: ftp", "protocol: smb"),
            ("protocol: ftp, ", ""),
            ("document-medical", "rendez-vous"),
        ],
    )
    def test_that_way_that_datum_that_protocol_and_no_other(self, field: str, instead: str) -> None:
        assert judged("non-api-exchange", self.DEPOSIT.replace(field, instead)).flags == ["f"]

    def test_secure_health_mail_is_excepted_other_mail_is_not(self) -> None:
        service = "application: {mssante: {type: external}}\n"
        assert judged("non-api-exchange", service + "flow: {f: {mode: email, via: [mssante]}}").flags == []
        assert judged("non-api-exchange", service + "flow: {f: {mode: file, via: [mssante]}}").flags == ["f"]

    def test_a_channel_that_an_authority_imposes_is_excepted(self) -> None:
        imposed = "flow: {f: {mode: file, imposed_by: atih}}\nactor: {atih: {type: authority}}"
        assert judged("non-api-exchange", imposed).flags == []
        assert judged("non-api-exchange", imposed.replace("authority", "supplier")).flags == ["f"]


class TestUnmanagedApi:
    def answer(self, flow: str, api: str = "{}") -> Answer:
        return judged("unmanaged-api", f"api: {{w: {api}}}\nflow: {{f: {{mode: api, {flow}}}}}")

    def test_an_api_said_unmanaged_or_none_is_flagged_and_the_api_named(self) -> None:
        answer = self.answer("api: w", "{managed: false}")
        assert answer.flagged["f"].related == ("w",)
        assert self.answer("api: []").flags == ["f"]

    def test_silence_is_unknown(self) -> None:
        assert self.answer("api: w").unknown == {"f": "api.managed"} or self.answer("api: w").unknown == {"f": "api"}
        assert "f" in self.answer("name: F").unknown

    def test_a_managed_api_passes(self) -> None:
        assert self.answer("api: w", "{managed: true}").flags == []


class TestStandards:
    def test_a_deprecated_standard_is_flagged_with_what_replaces_it(self) -> None:
        text = "standard: {old: {status: deprecated, replaced_by: new}}\nflow: {f: {standards: [old, other]}}"
        answer = judged("obsolete-standard", text)
        assert answer.flagged["f"].offenders == ("old",)
        assert "remplacé par : new" in result_of("obsolete-standard", text).findings[0].message.fr

    def test_a_standard_without_a_status_and_no_standard_are_unknown(self) -> None:
        flows = "flow: {f: {standards: [ok, vague]}, g: {}, h: {standards: []}}"
        text = "standard: {ok: {status: recommended}, vague: {}}\n" + flows
        answer = judged("obsolete-standard", text)
        assert (answer.flags, sorted(answer.unknown)) == ([], ["f", "g"])

    STANDARDS = "standard: {a: {type: exchange}, b: {type: exchange}, c: {type: nomenclature}}\n"

    def test_too_many_exchange_standards_in_use_is_one_finding_on_the_target(self) -> None:
        text = self.STANDARDS + "flow: {f: {standards: [a, c]}, g: {standards: [a, b]}}"
        answer = judged("too-many-standards", text, thresholds={"exchange-standards": 1})
        assert answer.flagged["exchange-standards"].offenders == ("a", "b")
        assert judged("too-many-standards", text, thresholds={"exchange-standards": 2}).flags == []

    def test_without_a_target_there_is_nothing_to_judge(self) -> None:
        result = result_of("too-many-standards", self.STANDARDS + "flow: {f: {standards: [a, b]}}")
        assert not result.applicable
        assert result.reason is not None
        assert result.reason.en == "no target “exchange-standards” recorded"
