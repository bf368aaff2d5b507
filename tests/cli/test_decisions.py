"""`ea request decide`, `ea decisions`, `ea apply`: what is recorded, what is refused with nothing written."""

from __future__ import annotations

from pathlib import Path

import pytest

from ea_repo.repository import Repository
from tests.cli.requests import MODEL, REQUEST, hospital
from tests.cli.running import Said, invoke

BY = ("--by", "dsi", "--on", "2022-04-01")


def decide(root: Path, *words: str) -> Said:
    return invoke(root, "request", "decide", "lits-de-plus", *words)


def files(root: Path) -> dict[str, str]:
    return {str(path.relative_to(root)): path.read_text("utf-8") for path in sorted(root.rglob("*.yaml"))}


def rules(root: Path, at: str) -> list[str]:
    return [finding.rule for finding in Repository(root, at).check().findings if finding.counts]


def test_a_decision_is_recorded_and_listed_with_its_conditions(tmp_path: Path) -> None:
    root = hospital(tmp_path)
    said = decide(root, "--conditions", "--option", "A", *BY, "--condition", "reprise des données=2022-06-30")
    assert (said.code, said.out) == (0, "decision written: decision-lits-de-plus\n")
    (decided,) = Repository(root).decisions().content.decisions
    assert (decided.request, decided.option, decided.verdict, decided.by) == (
        "lits-de-plus",
        "A",
        "conditions",
        ("DSI",),
    )
    assert [(one.text, one.until, one.state) for one in decided.conditions] == [
        ("reprise des données", "2022-06-30", "open")
    ]
    assert [listed.state for listed in Repository(root).requests().content.requests] == ["conditions"]


def test_a_condition_past_its_day_is_a_finding_until_it_is_met(tmp_path: Path) -> None:
    root = hospital(tmp_path)
    decide(root, "--conditions", "--option", "A", *BY, "--condition", "reprise=2022-06-30")
    assert "overdue-condition" not in rules(root, "2022-06-30")
    assert "overdue-condition" in rules(root, "2022-07-01")
    assert Repository(root, "2022-07-01").decisions().content.overdue == 1
    file = root / "model" / "decisions.yaml"
    file.write_text(file.read_text("utf-8").replace("until:", "met_on: 2022-05-01, until:"), "utf-8")
    assert "overdue-condition" not in rules(root, "2022-07-01")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--accept", *BY), "say which option is chosen (--option A, C, D)"),
        (("--accept", "--option", "B", *BY), "requests/lits-de-plus.yaml:14:1: no option “B” (A, C, D)"),
        (("--conditions", "--option", "A", *BY), "say under which conditions"),
        (("--derogate", "--option", "A", *BY), "a derogation has an end and a reason"),
        (("--refuse", "--by", "dis", "--on", "2022"), "unknown element: “dis”; did you mean “dsi”?"),
        (("--refuse", "--by", "dsi", "--on", "hier"), "unknown date: “hier”"),
        (("--conditions", "--option", "A", *BY, "--condition", "reprise=bientôt"), "unknown date: “bientôt”"),
        (BY, "say the verdict"),
    ],
)
def test_a_decision_that_does_not_hold_is_refused_and_nothing_is_written(
    tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    root = hospital(tmp_path)
    before = files(root)
    refused = decide(root, *words)
    assert (refused.code, said in " ".join(refused.error.split())) == (2, True), refused.error
    assert files(root) == before


def test_a_request_is_not_decided_twice_but_may_come_back(tmp_path: Path) -> None:
    root = hospital(tmp_path)
    assert decide(root, "--postpone", *BY).code == 0
    assert decide(root, "--accept", "--option", "A", *BY).code == 0
    before = files(root)
    refused = decide(root, "--refuse", *BY)
    assert refused.code == 2
    assert "model/decisions.yaml:8:3: “lits-de-plus” is decided already by decision-lits-de-plus-2" in refused.error
    assert files(root) == before


BROKEN = [
    ("gdl: {retired_on: 2021}", "gdl: {retired_no: 2021}", ":20:15: “retired_no” is not a field"),
    ("processes: [lits]", "processes: [lti]", ":9:13: unknown process: “lti”"),
    ("name: LitBox\n    type", "name: Converger\n    type", ":26:5: option C is called like option A"),
    ("  C:\n", "  A:\n", ":25:3: “A” is already written"),
    ("    changes:\n      application:\n        gdl", "    changes: [\n      application:\n        gdl", ":"),
]


@pytest.mark.parametrize(("before", "after", "said"), BROKEN)
@pytest.mark.parametrize(
    "words",
    [
        ("request", "decide", "lits-de-plus", "--accept", "--option", "A", *BY),
        ("dossier", "lits-de-plus", "-o", "{out}.html"),
        ("committee", "--on", "2022-04-01", "-o", "{out}"),
        ("compare", "lits-de-plus", "-o", "{out}.html"),
    ],
    ids=["decide", "dossier", "committee", "compare"],
)
def test_a_request_with_an_error_is_refused_with_its_place_and_nothing_is_written(
    tmp_path: Path, words: tuple[str, ...], before: str, after: str, said: str
) -> None:
    root = hospital(tmp_path / "w", REQUEST.replace(before, after))
    was = files(root)
    refused = invoke(root, *(word.format(out=tmp_path / "out") for word in words))
    assert (refused.code, refused.out) == (2, "")
    assert f"requests/lits-de-plus.yaml{said}" in " ".join(refused.error.split())
    assert files(root) == was
    assert sorted(path.name for path in tmp_path.iterdir()) == ["w"]


def test_an_option_is_written_once_it_is_accepted_and_the_audit_is_as_announced(tmp_path: Path) -> None:
    root = hospital(tmp_path)
    option = f"{root}/requests/lits-de-plus.yaml#C"
    before = files(root)
    refused = invoke(root, "apply", option)
    assert (refused.code, "no decision accepts this option" in refused.error) == (2, True)
    assert files(root) == before
    decide(root, "--accept", "--option", "C", *BY)
    study = next(
        study for study in Repository(root).dossier("lits-de-plus", maps=False).content.options if study.key == "C"
    )
    found = Repository(root).apply(Path(option)).content
    assert found.files == ("model/lits-de-plus.yaml",)
    assert (found.after, found.surprises) == (found.announced, ())
    assert len(found.introduced) == len(study.introduced)
    assert found.after == study.after
    assert (root / "model" / "si.yaml").read_text("utf-8") == MODEL


def test_comments_and_order_are_kept_and_links_to_what_goes_go_with_it(tmp_path: Path) -> None:
    root = hospital(tmp_path, model=MODEL + "flow:\n  f: {source: agathe, target: gdl, via: [siu]}\n")
    changes = tmp_path / "changes.yaml"
    changes.write_text("remove: [siu]\napplication:\n  gdl: {retired_on: 2021}\n", "utf-8")
    found = Repository(root).apply(changes).content
    assert (found.after, found.surprises) == (found.announced, ())
    text = (root / "model" / "si.yaml").read_text("utf-8")
    assert "# The one that is there.\n  agathe:" in text
    assert 'name: GDL  # another one\n    covers: [lits]\n    retired_on: "2021"' in text
    assert "siu" not in text
    assert "dangling-link" not in rules(root, "2021-12-31")
    again = invoke(root, "apply", str(changes))
    assert again.code == 2


def test_changes_with_an_error_write_nothing(tmp_path: Path) -> None:
    root = hospital(tmp_path)
    changes = tmp_path / "changes.yaml"
    changes.write_text("application:\n  gdl: {retired_no: 2021}\n  neuf: {covers: [lti]}\n", "utf-8")
    before = files(root)
    refused = invoke(root, "apply", str(changes))
    assert (refused.code, "changes.yaml:2:" in refused.error) == (2, True)
    assert files(root) == before


@pytest.mark.parametrize(("status", "code"), [("proposed", 2), ("dropped", 2), ("accepted", 0)])
def test_a_change_file_is_written_only_where_it_is_not_said_to_be_a_mere_proposal(
    tmp_path: Path, status: str, code: int
) -> None:
    root = hospital(tmp_path)
    changes = tmp_path / "changes.yaml"
    changes.write_text(f"status: {status}\napplication: {{gdl: {{retired_on: 2021}}}}\n", "utf-8")
    before = files(root / "model")
    said = invoke(root, "apply", str(changes))
    assert said.code == code
    assert (files(root / "model") == before) == (code == 2)
    assert ("changes.yaml:1:1: this change file" in said.error) == (code == 2)


def test_elements_of_a_kind_of_one_s_own_are_written_too(tmp_path: Path) -> None:
    root = hospital(tmp_path)
    own = "kinds: {risk: {label: {fr: risque, en: risk}}}\n"
    with (root / "workspace.yaml").open("a", encoding="utf-8") as settings:
        settings.write(own)
    changes = tmp_path / "changes.yaml"
    changes.write_text("risk: {panne: {name: Panne}}\n", "utf-8")
    found = Repository(root).apply(changes).content
    assert (found.files, found.surprises) == (("model/changes.yaml",), ())
    assert "panne" in Repository(root).graph
    assert Repository(root).dossier("lits-de-plus", maps=False).content.solutions == 2
    assert Repository(root).apply(_removing(tmp_path, "panne")).content.surprises == ()


def _removing(folder: Path, id: str) -> Path:
    file = folder / "less.yaml"
    file.write_text(f"remove: [{id}]\n", "utf-8")
    return file
