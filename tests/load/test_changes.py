"""What-if: a change file over a workspace, the elements it makes, and the change files that are refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from ea_repo.graph import Graph
from ea_repo.load import ChangesUnreadable, Workspace, with_changes
from ea_repo.load.changes import conflicts
from tests.texts import workspace

CHANGE_PROBLEMS = {
    "change-kind",
    "change-both",
    "change-conflict",
    "change-dropped",
    "change-undecided",
    "unknown-decision",
    "remove-unknown",
}
MODEL = """\
application:
  a: {name: A, covers: [p], live_on: 2020, moa: nobody}
  b: {name: B, part_of: a}
process: {p: {}, q: {}}
flow: {f: {source: a, target: b}}
"""


@pytest.fixture
def base(tmp_path: Path) -> Workspace:
    return workspace(tmp_path, m=MODEL)


def changed(base: Workspace, *texts: str | bytes) -> Workspace:
    """The workspace with these change files, `1.yaml` and so on, in its root."""
    for place, text in enumerate(texts, start=1):
        file = base.root / f"{place}.yaml"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        base = with_changes(base, file)
    return base


def refused(base: Workspace, *texts: str | bytes) -> list[str]:
    """What is wrong in change files, as `file:line:column problem`."""
    with pytest.raises(ChangesUnreadable) as raised:
        changed(base, *texts)
    assert len(raised.value.message.fr.splitlines()) == len(raised.value.findings)
    return [f"{finding.at} {finding.rule}" for finding in raised.value.findings]


def fields(graph: Graph, id: str) -> dict[str, object]:
    return {name: str(value) for name, value in graph.record(id).fields.items()}


def test_fields_that_are_written_replace_those_of_the_element_and_the_others_stay(base: Workspace) -> None:
    graph = changed(base, "application: {a: {name: Alpha, retired_on: 2023}}").graph
    assert (graph.name("a"), graph.value("a", "retired_on"), graph.value("a", "live_on")) == ("Alpha", "2023", "2020")
    assert graph.targets("a", "covers") == ["p"]


def test_a_field_with_nothing_is_taken_away_and_an_empty_list_is_known_to_be_empty(base: Workspace) -> None:
    graph = changed(base, "application:\n  a:\n    covers:\n    live_on:\n  b: {part_of: []}").graph
    assert not graph.recorded("a", "covers")
    assert graph.value("a", "live_on") is None
    assert graph.recorded("b", "part_of") and graph.targets("b", "part_of") == []


def test_a_list_is_written_whole(base: Workspace) -> None:
    assert changed(base, "application: {a: {covers: [q]}}").graph.targets("a", "covers") == ["q"]


def test_what_is_new_is_added(base: Workspace) -> None:
    space = changed(base, "application: {c: {covers: p}}\nactor: {d: {}}")
    assert space.graph.targets("p", "covered_by") == ["a", "c"]
    assert (str(space.locate("c", "covers")), space.changes) == ("1.yaml:1:19", ("1.yaml",))
    assert "c" not in base.graph


def test_what_is_removed_takes_its_links_with_it_and_leaves_nothing_dangling(base: Workspace) -> None:
    space = changed(base, "remove: [a]")
    assert "a" not in space.graph
    assert space.graph.targets("p", "covered_by") == [] == space.graph.targets("b", "part_of")
    assert not space.graph.in_service("f")
    assert space.findings == ()


def test_an_id_alone_may_be_removed(base: Workspace) -> None:
    assert "a" not in changed(base, "remove: a").graph


def test_files_add_up_in_their_order(base: Workspace) -> None:
    graph = changed(base, "application: {a: {name: X}, c: {}}", "application: {a: {name: Y}, c: {part_of: a}}").graph
    assert (graph.name("a"), graph.targets("c", "part_of")) == ("Y", ["a"])
    back = changed(base, "remove: [a]", "application: {a: {name: Z}}").graph
    assert fields(back, "a") == {"name": "Z"}
    assert back.targets("b", "part_of") == ["a"]


def test_a_flaw_of_the_model_stays_where_it_is_and_refuses_nothing(base: Workspace) -> None:
    (flaw,) = base.findings
    assert changed(base, "application: {a: {name: X}}").findings == (flaw,)


def test_a_flaw_that_the_change_mends_is_gone(base: Workspace) -> None:
    assert changed(base, "actor: {nobody: {}}").findings == ()
    assert changed(base, "application: {a: {moa: []}}").findings == ()


def test_a_warning_is_reported_and_refuses_nothing(base: Workspace) -> None:
    problems = [f"{finding.at} {finding.rule}" for finding in changed(base, "application: {b: {sso: [a, a]}}").findings]
    assert "1.yaml:1:28 link-repeated" in problems
    assert [finding.rule for finding in changed(base, "# nothing\n").findings] == ["file-empty", "dangling-link"]


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("application:\n  c:\n    name: x: y", ["1.yaml:3:12 yaml-syntax"]),
        ("only words", ["1.yaml:1:1 not-a-mapping"]),
        (b"actor: {\xe9: 1}", ["1.yaml:1:9 file-encoding"]),
        ("aplication: {c: {}}", ["1.yaml:1:1 unknown-kind"]),
        ("application: {c: {nom: x}}", ["1.yaml:1:19 unknown-field"]),
        ("application:\n  a: {retired_on: soon}", ["1.yaml:2:7 wrong-date"]),
        ("application: {a: {}, a: {}}", ["1.yaml:1:22 duplicate-key"]),
        ("application: {c: {}}\nactor: {c: {}}", ["1.yaml:2:9 duplicate-id"]),
        ("process: {a: {}}", ["1.yaml:1:11 change-kind"]),
        ("referential: {a: {name: x}}", ["1.yaml:1:15 change-kind"]),
        ("application: {a: {name: x}}\nremove: [b, a]", ["1.yaml:1:15 change-both"]),
        ("remove: [a, bb]", ["1.yaml:1:13 remove-unknown"]),
        ("remove: [a, 3]\n", ["1.yaml:1:13 not-a-mapping"]),
        ("remove: {a: {}}\n", ["1.yaml:1:1 not-a-mapping"]),
        ("application: {c: {moa: dsi}}", ["1.yaml:1:19 dangling-link"]),
        ("application: {a: {moa: nobody}}", ["1.yaml:1:19 dangling-link"]),
        ("application: {c: {covers: a}}", ["1.yaml:1:19 wrong-kind-link"]),
        ("application: {a: {part_of: b}}", ["1.yaml:1:19 link-loop"]),
        ("application: {a: {retired_on: 2019}}", ["1.yaml:1:19 dates-backwards"]),
        ("status: acepted\napplication: {a: {name: X}}", ["1.yaml:1:1 wrong-choice"]),
        ("status: [accepted]\napplication: {a: {name: X}}", ["1.yaml:1:1 wrong-choice"]),
        ("application: {a: {name: X}}\ndecided_by: f", ["1.yaml:2:1 unknown-decision"]),
    ],
)
def test_a_wrong_change_file_is_refused_at_its_place(base: Workspace, text: str | bytes, problems: list[str]) -> None:
    assert refused(base, text) == problems


def test_what_two_change_files_make_together_is_refused_where_the_second_makes_it(base: Workspace) -> None:
    assert refused(base, "remove: [a]", "remove: [a]") == ["2.yaml:1:10 remove-unknown"]
    assert refused(base, "remove: [p]", "actor: {p: {}}") == ["2.yaml:1:9 wrong-kind-link"]


def test_a_removed_id_that_does_not_exist_gets_the_nearest_one(tmp_path: Path) -> None:
    with pytest.raises(ChangesUnreadable, match=r"“agate” does not exist: .*; did you mean “agathe”"):
        changed(workspace(tmp_path, m="application: {agathe: {}}"), "remove: [agate]")


def test_a_change_file_that_is_not_there_is_refused(base: Workspace) -> None:
    with pytest.raises(ChangesUnreadable, match=r"nowhere.yaml:1:1: this file cannot be read"):
        with_changes(base, Path("nowhere.yaml"))
    with pytest.raises(ChangesUnreadable, match="not a regular file"):
        with_changes(base, base.root)


def test_a_link_to_text_that_could_not_be_read_is_not_dangling(tmp_path: Path) -> None:
    space = workspace(tmp_path, m="application:\n  a: {}\n  lost: [\n")
    assert changed(space, "application: {c: {part_of: lost}}").graph.recorded("c", "part_of")


def test_a_change_file_of_another_folder_with_a_name_of_the_workspace_is_not_taken_for_it(
    base: Workspace, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "model").mkdir()
    (elsewhere / "model" / "m.yaml").write_text("\n\napplication:\n  a: {name: X}\n", encoding="utf-8")
    monkeypatch.chdir(elsewhere)
    space = with_changes(base, Path("model/m.yaml"))
    assert str(space.locate("a")) == f"{elsewhere}/model/m.yaml:4:3"
    assert str(space.locate("b")) == "model/m.yaml:3:3"


def test_two_change_files_that_write_one_field_otherwise_conflict_and_the_second_prevails(base: Workspace) -> None:
    both = changed(base, "application: {b: {name: X, tags: [t]}}", "application: {b: {name: Y, tags: [t]}}")
    (conflict,) = [finding for finding in both.findings if finding.rule == "change-conflict"]
    assert (str(conflict.at), conflict.subject, conflict.field) == ("2.yaml:1:19", "b", "name")
    assert "at 1.yaml:1:19" in conflict.message.en
    assert both.graph.name("b") == "Y"


@pytest.mark.parametrize(
    ("first", "second", "places"),
    [
        ("remove: [b]", "application: {b: {name: Y, tags: [t]}}", "2.yaml:1:19 after 1.yaml:1:10"),
        ("application: {b: {name: Y, tags: [t]}}", "remove: [b]", "2.yaml:1:10 after 1.yaml:1:19"),
        ("application: {c: {name: X}}", "application: {c: {name: Y}}", "2.yaml:1:19 after 1.yaml:1:19"),
        ("application: {b: {tags: [t]}}", "application: {b: {tags: }}", "2.yaml:1:19 after 1.yaml:1:19"),
    ],
)
def test_two_change_files_that_touch_one_thing_conflict_once_with_both_places(
    base: Workspace, first: str, second: str, places: str
) -> None:
    both = changed(base, first, second)
    (conflict,) = [finding for finding in both.findings if finding.rule == "change-conflict"]
    at, _, other = places.partition(" after ")
    assert (str(conflict.at), f"(at {other})" in conflict.message.en) == (at, True)
    assert both.about_changes == (conflict,)


def test_looks_that_change_apart_conflict_where_they_write_otherwise(base: Workspace) -> None:
    one = changed(base, "application: {b: {name: X}, a: {name: A2}}")
    (base.root / "3.yaml").write_text("application: {b: {name: Y}, a: {name: A2}}", encoding="utf-8")
    other = with_changes(base, base.root / "3.yaml")
    assert [(finding.subject, finding.field) for finding in conflicts(one, other)] == [("b", "name")]


def test_a_change_file_says_where_it_stands(base: Workspace) -> None:
    space = changed(base, "status: proposed\napplication: {a: {name: X}}", "application: {a: {tags: [t]}}")
    assert [(one.name, one.status, one.decided_by) for one in space.scenarios] == [
        ("1.yaml", "proposed", None),
        ("2.yaml", None, None),
    ]
    assert [finding.rule for finding in changed(base, "status: dropped\nremove: [f]").about_changes] == [
        "change-dropped"
    ]


@pytest.mark.parametrize(
    ("status", "verdict", "problems"),
    [
        ("accepted", "accept", []),
        ("accepted", "refuse", ["1.yaml:2:1 change-undecided"]),
        ("dropped", "accept", ["1.yaml:1:1 change-dropped", "1.yaml:2:1 change-undecided"]),
        ("proposed", "postpone", []),
    ],
)
def test_the_status_of_a_change_file_follows_from_its_decision(
    tmp_path: Path, status: str, verdict: str, problems: list[str]
) -> None:
    base = workspace(tmp_path, m=f"application: {{a: {{}}}}\ndecision: {{d: {{verdict: {verdict}}}}}")
    space = changed(base, f"status: {status}\ndecided_by: d\napplication: {{a: {{name: X}}}}")
    assert [f"{finding.at} {finding.rule}" for finding in space.about_changes] == problems
