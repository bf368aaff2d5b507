"""One charter, one file of derogations, of indicators, one style, one view of a name: another is an error."""

from __future__ import annotations

from pathlib import Path

import pytest

from ea_repo.repository import Repository
from tests.check.workspaces import CHARTER, written
from tests.cli.running import invoke

GRANTED = CHARTER.replace("sections: [A.1]}", "sections: [A.1], granted_by: dsi}")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "rules" / "more").mkdir(parents=True)
    (tmp_path / "cartography" / "more").mkdir(parents=True)
    return written(tmp_path, charter=GRANTED)


def errors(root: Path, rule: str) -> list[str]:
    found = [finding for finding in Repository(root).check().findings if finding.rule == rule]
    assert all(finding.severity == "error" and finding.counts for finding in found)
    assert invoke(root, "check").code == 1
    return [f"{finding.at}: {finding.message.en}" for finding in found]


@pytest.mark.parametrize("name", ["charter", "derogations", "indicators"])
def test_a_second_file_names_both_and_is_not_read(root: Path, name: str) -> None:
    (root / "rules" / "more" / f"{name}.yaml").write_text("principles: {}\n")
    said = f"the place of this file is rules/{name}.yaml; it is not read here"
    assert errors(root, "misplaced-file") == [f"rules/more/{name}.yaml:1:1: {said}"]


def test_a_second_charter_frees_nobody_to_accept(root: Path) -> None:
    (root / "rules" / "more" / "charter.yaml").write_text(CHARTER)
    audit = Repository(root).check()
    (fingerprint,) = [finding.fingerprint for finding in audit.findings if finding.rule == "no-files"]
    (root / "model" / "other.yaml").write_text("actor: {other: {}}\n")
    said = invoke(root, "accept", fingerprint, "--until", "2022", "--by", "other", "--reason", "x", "--lang", "en")
    assert (said.code, said.error) == (2, "ea: only “dsi” may grant this\n")


def test_a_second_style_is_an_error_and_not_followed(root: Path) -> None:
    (root / "cartography" / "more" / "style.yaml").write_text("looks: {}\nscales: {}\n")
    (found,) = errors(root, "wrong-view")
    assert found == "cartography/more/style.yaml:1:1: the style is cartography/style.yaml; not read here"
    assert invoke(root, "views").code == 1


def test_a_second_and_a_third_view_of_a_name_are_errors_that_name_both(root: Path) -> None:
    text = "title: {fr: a, en: a}\nquestion: {fr: a, en: a}\nempty: {fr: a, en: a}\nshow: [{kind: flow}]\n"
    for folder in (".", "more", "more/still"):
        (root / "cartography" / folder).mkdir(exist_ok=True)
        (root / "cartography" / folder / "mine.yaml").write_text(text)
    found = errors(root, "wrong-view")
    said = "the view “mine” is already in cartography/mine.yaml"
    assert found == [f"cartography/more/mine.yaml:1:1: {said}", f"cartography/more/still/mine.yaml:1:1: {said}"]
    assert "already in" in invoke(root, "draw", "mine", "--lang", "en").error


@pytest.mark.parametrize("stands", ["file", "link", "link to itself"])
def test_maps_that_cannot_be_read_are_told_and_no_others_take_their_place(tmp_path: Path, stands: str) -> None:
    root = written(tmp_path)
    maps = root / "cartography"
    match stands:
        case "file":
            maps.write_text("title: {}\n")
        case "link":
            maps.symlink_to("elsewhere")
        case _:
            maps.symlink_to("cartography")
    (found,) = errors(root, "wrong-view")
    assert found.startswith("cartography:1:1: this file cannot be read: ")
    for command, code in ((("views",), 1), (("draw", "flows"), 2), (("draw", "--all", "-o", str(root / "maps")), 2)):
        said = invoke(root, *command)
        assert (said.code, "cartography:1:1: " in said.error) == (code, True)


def test_maps_in_folders_below_alone_are_those_of_the_workspace(root: Path) -> None:
    text = "title: {fr: a, en: a}\nquestion: {fr: a, en: a}\nempty: {fr: a, en: a}\nshow: [{kind: flow}]\n"
    (root / "cartography" / "more" / "mine.yml").write_text(text)
    assert list(Repository(root).cartography.views) == ["mine"]


def test_where_there_is_no_map_the_starter_s_are_drawn(root: Path) -> None:
    assert "flows" in Repository(root).cartography.views
