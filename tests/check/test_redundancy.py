"""Redundancy (D.1): several different solutions for one same need, clause by clause."""

from __future__ import annotations

import pytest

from tests.check.judging import Answer, judged, result_of

MISSING = "process: {{p: {{}}}}\napplication: {{a: {{covers: p}}, b: {{covers: p, {b}}}}}"


def redundant(applications: str, at: str = "2021-12-31", more: str = "process: {p: {}}") -> Answer:
    return judged("redundant-solution", f"application: {{{applications}}}\n{more}", at)


def test_two_different_solutions_for_one_process_are_one_finding_on_the_process() -> None:
    answer = redundant("a: {covers: p}, b: {covers: p}, c: {covers: p}")
    assert answer.flags == ["p"]
    assert answer.flagged["p"].offenders == ("a", "b", "c")
    assert answer.flagged["p"].related == ("a", "b", "c")
    assert answer.flagged["p"].field == "covered_by"


def test_one_solution_is_none_and_covers_of_different_processes_do_not_add_up() -> None:
    answer = redundant("a: {covers: [p, q]}, b: {covers: r}", more="process: {p: {}, q: {}, r: {}}")
    assert answer.flags == []
    assert answer.subjects == ("p", "q", "r")


def test_sites_are_shown_but_not_required() -> None:
    apart = "a: {name: A, covers: p, deployed_at: [s, t]}, b: {name: B, covers: p, deployed_at: u}, c: {covers: p}"
    result = result_of(
        "redundant-solution", f"application: {{{apart}}}\nprocess: {{p: {{}}}}\nsite: {{s: {{name: Sud}}}}"
    )
    details = [detail.en for detail in result.findings[0].details]
    assert "Where – A: Sud, t; B: u" in details


def test_a_whole_and_its_modules_are_one_solution_of_several_elements() -> None:
    answer = redundant("a: {}, a1: {part_of: a, covers: p}, a2: {part_of: a, covers: p}")
    assert answer.flags == []
    answer = redundant("a: {}, a1: {part_of: a, covers: p}, a2: {part_of: a, covers: p}, b: {covers: p}")
    assert answer.flagged["p"].offenders == ("a", "b")
    assert answer.flagged["p"].related == ("a1", "a2", "b")


def test_instances_of_one_product_are_one_solution_their_modules_too() -> None:
    assert redundant("a: {}, nord: {instance_of: a, covers: p}, sud: {instance_of: a, covers: p}").flags == []
    assert redundant("a: {covers: p}, nord: {instance_of: a}, n1: {part_of: nord, covers: p}").flags == []
    both = redundant("a: {}, nord: {instance_of: a, covers: p}, b: {covers: p}")
    assert both.flagged["p"].offenders == ("a", "b")


@pytest.mark.parametrize("dates", ["retired_on: 2021", "live_on: 2022", "planned_on: 2019"])
def test_what_is_out_of_service_does_not_count(dates: str) -> None:
    assert redundant(f"a: {{covers: p}}, b: {{covers: p, {dates}}}").flags == []


def test_a_cover_that_does_not_hold_at_the_date_does_not_count() -> None:
    ended = "a: {covers: p}, b: {covers: {to: p, until: 2020}}"
    assert redundant(ended).flags == []
    assert redundant(ended, at="2020-12-31").flags == ["p"]


def test_a_process_out_of_service_is_not_asked() -> None:
    assert redundant("a: {covers: p}, b: {covers: p}", more="process: {p: {retired_on: 2020}}").subjects == ()


def test_a_process_with_parts_is_not_asked() -> None:
    assert redundant("a: {covers: p}, b: {covers: p}", more="process: {p: {}, q: {part_of: p}}").subjects == ("q",)


class TestProofOfConcept:
    def test_it_is_left_out_until_its_last_day_that_day_included(self) -> None:
        poc = "a: {covers: p}, b: {covers: p, type: poc, poc_ends_on: 2021-12-31}"
        assert redundant(poc).flags == []
        assert redundant(poc).unknown == {}
        assert redundant(poc, at="2022-01-01").flags == ["p"]

    def test_it_counts_as_soon_as_it_is_industrialised(self) -> None:
        kept = "a: {covers: p}, b: {covers: p, type: poc, poc_ends_on: 2030, poc_decision: industrialise}"
        assert redundant(kept).flags == ["p"]

    def test_the_decision_to_stop_it_makes_no_difference_to_its_end(self) -> None:
        stopped = "a: {covers: p}, b: {covers: p, type: poc, poc_ends_on: 2021-06, poc_decision: decommission}"
        assert redundant(stopped).flags == ["p"]

    def test_without_an_end_it_is_left_out_and_told_unknown(self) -> None:
        answer = redundant("a: {covers: p}, b: {covers: p, type: poc}")
        assert (answer.flags, answer.unknown) == ([], {"p": "poc_ends_on"})

    def test_its_end_is_asked_of_who_would_write_it(self) -> None:
        (unknown,) = result_of("redundant-solution", MISSING.format(b="type: poc")).unknown
        assert (unknown.subject, unknown.written_by, unknown.fact) == ("p", "b", "poc_ends_on")
        (unknown,) = result_of("redundant-solution", MISSING.format(b="successor: a")).unknown
        assert (unknown.subject, unknown.written_by, unknown.fact) == ("p", "b", "overlap_until")

    def test_without_an_end_the_others_may_still_be_redundant(self) -> None:
        answer = redundant("a: {covers: p}, b: {covers: p, type: poc}, c: {covers: p}")
        assert answer.flagged["p"].offenders == ("a", "c")

    def test_an_element_is_judged_by_what_it_says_else_by_its_whole_else_by_its_product(self) -> None:
        module = "a: {covers: p}, b: {type: poc, poc_ends_on: 2030}, b1: {part_of: b, covers: p}"
        assert redundant(module).flags == []
        assert redundant(module.replace("covers: p}", "covers: p, type: core}")).flags == ["p"]
        instance = "a: {covers: p}, b: {type: poc, poc_ends_on: 2030}, b1: {instance_of: b, covers: p}"
        assert redundant(instance).flags == []

    def test_a_solution_counts_when_one_of_its_elements_does(self) -> None:
        mixed = "a: {covers: p}, b: {}, b1: {part_of: b, covers: p}, b2: {part_of: b, covers: p, type: poc}"
        answer = redundant(mixed)
        assert answer.flagged["p"].offenders == ("a", "b")
        assert answer.flagged["p"].related == ("a", "b1")


class TestSuccessor:
    def test_it_is_left_out_until_the_last_day_of_the_overlap(self) -> None:
        both = "a: {covers: p, successor: b, overlap_until: 2021-12-31}, b: {covers: p}"
        assert redundant(both).flags == []
        assert redundant(both).unknown == {}
        assert redundant(both, at="2022-01-01").flags == ["p"]

    def test_without_an_agreed_overlap_it_is_left_out_and_told_unknown(self) -> None:
        answer = redundant("a: {covers: p, successor: b}, b: {covers: p}")
        assert (answer.flags, answer.unknown) == ([], {"p": "overlap_until"})

    def test_the_predecessor_must_cover_the_process_too(self) -> None:
        other = "a: {covers: q, successor: b, overlap_until: 2030}, b: {covers: p}, c: {covers: p}"
        assert redundant(other, more="process: {p: {}, q: {}}").flags == ["p"]

    def test_the_predecessor_must_be_in_service(self) -> None:
        gone = "a: {covers: p, successor: b, overlap_until: 2030, retired_on: 2021}, b: {covers: p}, c: {covers: p}"
        assert redundant(gone).flags == ["p"]

    def test_the_predecessor_itself_counts(self) -> None:
        three = "a: {covers: p, successor: b, overlap_until: 2030}, b: {covers: p}, c: {covers: p}"
        assert redundant(three).flagged["p"].offenders == ("a", "c")

    def test_a_module_succeeds_with_its_whole(self) -> None:
        whole = "a: {covers: p, successor: b, overlap_until: 2030}, b: {}, b1: {part_of: b, covers: p}"
        assert redundant(whole).flags == []
        covering = "a: {successor: b, overlap_until: 2030}, a1: {part_of: a, covers: p}, b: {covers: p}"
        assert redundant(covering).flags == []

    def test_the_overlap_of_a_module_is_that_of_its_whole_where_it_says_none(self) -> None:
        text = "a: {overlap_until: 2021-06}, a1: {part_of: a, covers: p, successor: b}, b: {covers: p}"
        assert redundant(text).flags == ["p"]
        assert redundant(text, at="2021-06-30").flags == []


def test_external_tools_are_not_counted() -> None:
    assert redundant("a: {covers: p}, n: {covers: p, type: external}").flags == []
    assert redundant("a: {covers: p}, n: {type: external}, n1: {part_of: n, covers: p}").flags == []


def test_a_solution_deployed_only_outside_the_date_is_not_counted() -> None:
    for when in ("until: 2020", "from: 2022"):
        assert redundant(f"a: {{covers: p}}, b: {{covers: p, deployed_at: {{to: s, {when}}}}}").flags == []
    still = "a: {covers: p}, b: {covers: p, deployed_at: [{to: s, until: 2020}, t]}"
    assert redundant(still).flags == ["p"]
    assert redundant("a: {covers: p}, b: {covers: p, deployed_at: []}").flags == []


def test_a_module_is_deployed_where_its_whole_is_unless_it_says() -> None:
    gone = "a: {covers: p}, b: {deployed_at: {to: s, until: 2020}}, b1: {part_of: b, covers: p}"
    assert redundant(gone).flags == []
    assert redundant(gone.replace("covers: p}", "covers: p, deployed_at: t}")).flags == ["p"]


def test_an_unknown_deployment_counts() -> None:
    assert redundant("a: {covers: p}, b: {covers: p, deployed_at: s}").flags == ["p"]


def test_a_process_that_nothing_is_said_to_cover_is_unknown() -> None:
    assert redundant("a: {}").unknown == {"p": "covered_by"}
    known = judged(
        "redundant-solution",
        "application: {a: {}}\nprocess: {p: {}}",
        complete=[{"kind": "application", "fields": ["covers"]}],
    )
    assert (known.flags, known.unknown, known.subjects) == ([], {}, ("p",))


class TestSentence:
    def message(self, applications: str, process: str = "{name: Lits}") -> tuple[str, list[str]]:
        (finding,) = result_of(
            "redundant-solution", f"application: {{{applications}}}\nprocess: {{p: {process}}}"
        ).findings
        return finding.message.fr, [detail.fr for detail in finding.details]

    def test_it_counts_solutions_and_elements(self) -> None:
        message, _ = self.message("a: {}, a1: {part_of: a, covers: p}, a2: {part_of: a, covers: p}, b: {covers: p}")
        assert message == "Lits : 2 solutions (3 éléments) – a, b"

    def test_it_quotes_the_text_s_own_caveat(self) -> None:
        message, _ = self.message(
            "a: {covers: p}, b: {covers: p}", "{name: Lits, quote: chacun son angle, source: Plan 1.8}"
        )
        assert message.endswith("Le texte précise : « chacun son angle » (Plan 1.8)")

    def test_it_would_keep_the_core_first(self) -> None:
        _, details = self.message("a: {covers: [p, r, s]}, b: {type: core}, b1: {part_of: b, covers: [p, q]}")
        assert details[0].startswith("Candidat à garder : b, du cœur")

    def test_then_what_covers_most_else(self) -> None:
        _, details = self.message("a: {covers: p}, b: {}, b1: {part_of: b, covers: p}, b2: {part_of: b, covers: q}")
        assert details[0].startswith("Candidat à garder : b (")

    def test_on_a_par_it_names_them_all_and_costs_them_all(self) -> None:
        _, details = self.message("a: {covers: p, yearly_cost: 10}, b: {covers: p, yearly_cost: 5}")
        assert details[0].endswith("– a, b")
        assert details[1].endswith("15\u202f€ par an")

    def test_the_cost_of_the_others_says_how_many_are_not_recorded(self) -> None:
        others = "a: {type: core, covers: p, yearly_cost: 9}, b: {covers: p, yearly_cost: 1500}, c: {covers: p}"
        assert (
            self.message(others)[1][-1] == "Coût annuel des autres : 1\u202f500\u202f€ par an (1 sur 2 non renseignés)"
        )
        none = "a: {type: core, covers: p, yearly_cost: 9}, b: {covers: p}"
        assert self.message(none)[1][-1] == "Coût annuel des autres : non renseigné (1 sur 1)"

    def test_no_cost_at_all_is_a_cost_and_not_an_unknown(self) -> None:
        free = "a: {type: core, covers: p}, b: {covers: p, yearly_cost: 0}"
        assert self.message(free)[1][-1] == "Coût annuel des autres : 0\u202f€ par an"


# Who supports a process is not enough alone


def test_supporters_of_different_needs_are_no_redundancy() -> None:
    answer = redundant("a: {supports: [{to: p, for: dossier}]}, b: {supports: [{to: p, for: imagerie}]}")
    assert (answer.flags, answer.unknown) == ([], {})


def test_two_solutions_for_one_need_are_told_with_the_need() -> None:
    support = "supports: [{to: p, for: %s}]"
    result = result_of(
        "redundant-solution",
        f"application: {{a: {{{support % 'Télé-imagerie'}}}, b: {{{support % 'teleimagerie'}}}}}\nprocess: {{p: {{}}}}",
    )
    (finding,) = result.findings
    assert finding.offenders == ("a", "b")
    assert finding.message.fr.startswith("p, pour « Télé-imagerie » : 2 solutions")
    assert finding.key == "redundant-solution:p:supported_by.teleimagerie"


def test_one_need_is_a_finding_of_its_own_beside_another() -> None:
    needs = "supports: [{to: p, for: [x, y]}]"
    result = result_of("redundant-solution", f"application: {{a: {{{needs}}}, b: {{{needs}}}}}\nprocess: {{p: {{}}}}")
    assert [finding.field for finding in result.findings] == ["supported_by.x", "supported_by.y"]


def test_supports_that_do_not_say_what_for_are_unknown_with_their_number() -> None:
    result = result_of(
        "redundant-solution", "application: {a: {supports: p}, b: {supports: p}, c: {supports: p}}\nprocess: {p: {}}"
    )
    assert not result.findings
    assert [unknown.sentence.en for unknown in result.unknown if unknown.sentence] == [
        "3 solutions support p without saying what for (supports.for)"
    ]


def test_who_covers_is_not_counted_against_supporters() -> None:
    assert redundant("a: {covers: p, supports: [{to: p, for: x}]}, b: {supports: [{to: p, for: x}]}").flags == []


@pytest.mark.parametrize("left_out", ["type: external", "type: poc, poc_ends_on: 2023", "retired_on: 2020"])
def test_supporters_are_left_out_as_those_who_cover_are(left_out: str) -> None:
    need = "supports: [{to: p, for: x}]"
    assert redundant(f"a: {{{need}}}, b: {{{need}, {left_out}}}").flags == []
