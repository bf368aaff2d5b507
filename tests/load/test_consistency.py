"""What is wrong between elements: links that lead nowhere, repeat, crowd or go round, and dates out of order."""

from __future__ import annotations

import pytest

from tests.texts import graph_of, places, read


def wrong(text: str) -> list[str]:
    return places(read(text)[1])


def test_a_link_to_an_element_of_another_file_is_not_dangling() -> None:
    graph, findings = read("application: {a: {covers: p}}", "process: {p: {}}")
    assert findings == []
    assert graph.targets("a", "covers") == ["p"]


def test_links_to_what_could_not_be_read_are_not_called_dangling() -> None:
    sound = "application: {a: {covers: [p, q], sso: s}}"
    _, findings = read(sound, "process:\n  p: {}\n  q: {name: [}\n  r: {}\n", "sistem: {s: {}}")
    assert [finding.rule for finding in findings] == ["yaml-syntax", "unknown-kind"]


def test_links_to_what_is_in_a_file_of_another_encoding_are_not_called_dangling() -> None:
    lost = "process:\n  p: {name: Général}\n  q: {}\n".encode("cp1252")
    _, findings = read("application: {a: {covers: [p, q, r]}}", lost)
    assert [(finding.rule, str(finding.at)) for finding in findings] == [
        ("dangling-link", "1:1:34"),
        ("file-encoding", "2:2:14"),
    ]


def test_links_to_an_element_whose_fields_are_wrong_hold() -> None:
    graph, findings = read("application: {a: {covers: p}}\nprocess: {p: {colour: red}}")
    assert graph.targets("a", "covers") == ["p"]
    assert [finding.rule for finding in findings] == ["unknown-field"]


def test_a_special_case_stands_where_its_kind_is_expected_not_the_reverse() -> None:
    text = "application: {a: {sso: r}}\nreferential: {r: {}}\n"
    assert wrong(text) == []
    assert wrong(text + "site: {}\napi: {x: {provided_by: r}}\n") == []
    assert wrong("application: {a: {replica_of: b}, b: {}}") == ["wrong-kind-link 1:19"]


def test_any_kind_may_be_the_subject_of_a_derogation() -> None:
    assert wrong("derogation: {d: {subjects: [a, s, d]}}\nactor: {a: {}}\nsite: {s: {}}") == []


@pytest.mark.parametrize(
    ("refs", "repeated"),
    [
        ("[s, s]", True),
        ("[s, {to: s}]", True),
        ("[{to: s, from: 2020}, {to: s, from: 2020}]", True),
        ("[{to: s, from: 2020}, {to: s, from: 2021}]", False),
        ("[{to: s, until: 2020}, {to: s, from: 2021}]", False),
        ("[s, {to: s, note: again}]", False),
        ("[s, t]", False),
    ],
)
def test_a_link_is_repeated_when_its_target_and_its_dates_are(refs: str, repeated: bool) -> None:
    problems = wrong(f"application: {{a: {{deployed_at: {refs}}}}}\nsite: {{s: {{}}, t: {{}}}}")
    assert [problem.split()[0] for problem in problems] == (["link-repeated"] if repeated else [])


@pytest.mark.parametrize(
    ("refs", "crowded"),
    [
        ("[z, y]", True),
        ("[{to: z, until: 2020}, {to: y, from: 2021}]", False),
        ("[{to: y, from: 2021}, {to: z, until: 2020}]", False),
        ("[{to: z, until: 2021}, {to: y, from: 2021-12}]", True),
        ("[{to: z, until: 2021-11}, {to: y, from: 2021-12}]", False),
        ("[{to: z, until: 2020-02-29}, {to: y, from: 2020-03}]", False),
        ("[{to: z, until: 2020-02-29}, {to: y, from: 2020-02-29}]", True),
        ("[z, {to: y, from: 2021}]", True),
        ("[z, {to: y, until: 2021}]", True),
        ("[{to: z, from: 2020}, {to: z, from: 2021}]", False),
        ("[{to: z, until: 2019}, {to: y, from: 2020, until: 2020}, {to: z, from: 2021}]", False),
        ("[{to: x, until: 2000}, {to: z, from: 2020}, {to: y, from: 2021}]", True),
    ],
)
def test_a_link_of_one_value_has_one_at_a_time(refs: str, crowded: bool) -> None:
    problems = wrong(f"process: {{a: {{zone: {refs}}}}}\nzone: {{x: {{}}, y: {{}}, z: {{}}}}")
    assert problems == (["link-crowded 1:15"] if crowded else [])


def test_a_link_of_many_values_may_have_thousands() -> None:
    sites = "".join(f"  s{number}: {{}}\n" for number in range(5000))
    graph = graph_of(
        f"application: {{a: {{deployed_at: [{', '.join(f's{number}' for number in range(5000))}]}}}}\nsite:\n{sites}"
    )
    assert len(graph.targets("a", "deployed_at")) == 5000


def test_a_loop_is_reported_at_the_link_that_closes_it_with_its_way() -> None:
    _, findings = read("standard:\n  a: {replaced_by: b}\n  b: {replaced_by: c}\n  c: {replaced_by: a}\n")
    (finding,) = findings
    assert (finding.rule, str(finding.at), finding.subject, finding.field) == ("link-loop", "1:4:7", "c", "replaced_by")
    assert finding.related == ("a", "b")
    assert "a → b → c → a" in finding.message.en


@pytest.mark.parametrize(
    ("kind", "fields", "field"),
    [
        ("application", "planned_on: 2020, live_on: 2021, phase_out_on: 2022, retired_on: 2023", None),
        ("application", "live_on: 2022, poc_ends_on: 2020", "poc_ends_on"),
        ("referential", "poc_ends_on: 2022-06, live_on: 2022", None),
        ("node", "certifications: [{name: HDS, from: 2023, until: 2020}]", "certifications"),
        ("node", "certifications: [{name: HDS, from: 2020-06, until: 2020}]", None),
        ("application", "live_on: 2021, planned_on: 2022", "live_on"),
        ("application", "planned_on: 2022, retired_on: 2021", "retired_on"),
        ("application", "live_on: 2021-06-15, phase_out_on: 2021-06-14", "phase_out_on"),
        ("project", "starts_on: 2021-06, ends_on: 2021", None),
        ("project", "starts_on: 2021, ends_on: 2020-12-31", "ends_on"),
        ("project", "read_only_on: 2022, off_on: 2021", "off_on"),
        ("contract", "starts_on: 2022, ends_on: 2021", "ends_on"),
        ("derogation", "decided_on: 2022, expires_on: 2021", "expires_on"),
        ("attestation", "decided_on: 2022, expires_on: 2021", "expires_on"),
        ("technology", "available_on: 2022, end_of_support_on: 2021", "end_of_support_on"),
        ("technology", "end_of_support_on: 2023, end_of_extended_support_on: 2022", "end_of_extended_support_on"),
    ],
)
def test_dates_that_follow_each_other_are_in_order(kind: str, fields: str, field: str | None) -> None:
    _, findings = read(f"{kind}: {{a: {{{fields}}}}}")
    assert [(finding.rule, finding.field) for finding in findings] == ([("dates-backwards", field)] if field else [])


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ("live_on: 2021-06, retired_on: 2021", "retired_on"),
        ("phase_out_on: 2021-06, retired_on: 2021", "retired_on"),
        ("live_on: 2021-06-15, retired_on: 2021-06", "retired_on"),
        ("planned_on: 2021-03, live_on: 2021", "live_on"),
        ("live_on: 2021, retired_on: 2021", "retired_on"),
        ("live_on: 2021, retired_on: 2021-06", None),
        ("planned_on: 2021, live_on: 2021", None),
        ("live_on: 2021-06-14, retired_on: 2021-06-14", None),
    ],
)
def test_dates_of_different_precision_whose_order_is_lost_are_told(fields: str, field: str | None) -> None:
    _, findings = read(f"application: {{a: {{{fields}}}}}")
    assert [(finding.rule, finding.field) for finding in findings] == ([("dates-unordered", field)] if field else [])
