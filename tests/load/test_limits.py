"""How much of a workspace is read, and that nothing outside its folder is."""

from __future__ import annotations

from pathlib import Path

import pytest

from ea_repo.load import WorkspaceUnreadable, load
from ea_repo.load.settings import FILE
from tests.cli.running import invoke
from tests.texts import workspace

TARGET = "root:x:0:0: a secret that is no YAML: at all\n"


@pytest.mark.parametrize(
    ("limit", "wrong", "read"),
    [
        ("files: 1", "too-many-files", ["a"]),
        ("bytes: 40", "too-many-bytes", ["a"]),
        ("elements: 1", "too-many-elements", ["a"]),
    ],
)
def test_what_is_beyond_a_limit_is_told_and_not_read(tmp_path: Path, limit: str, wrong: str, read: list[str]) -> None:
    settings = f"name: Test\nlimits: {{{limit}}}\n"
    space = workspace(tmp_path, settings=settings, one="application: {a: {uses: b}}", two="data_object: {b: {}}")
    assert [finding.rule for finding in space.findings if finding.rule != "dangling-link"] == [wrong]
    assert list(space.graph) == read
    assert space.unreadable
    raised = workspace(tmp_path, settings="name: Test\n")
    assert (list(raised.graph), raised.findings) == (["a", "b"], ())


def test_folders_are_read_to_a_depth_that_settings_can_raise(tmp_path: Path) -> None:
    deep = tmp_path / "model" / "/".join("d" * 40)
    deep.mkdir(parents=True)
    (deep / "a.yaml").write_text("site: {a: {}}", encoding="utf-8")
    space = workspace(tmp_path, b="site: {b: {}}")
    assert (list(space.graph), [finding.rule for finding in space.findings]) == (["b"], ["too-many-depth"])
    space = workspace(tmp_path, settings="name: Test\nlimits: {depth: 50}\n")
    assert (list(space.graph), space.findings) == (["a", "b"], ())


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    folder = tmp_path / "outside"
    folder.mkdir()
    (folder / "other.yaml").write_text("site: {other: {}}\n", encoding="utf-8")
    (folder / "secret.yaml").write_text(TARGET, encoding="utf-8")
    return folder


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "root"
    root.mkdir()
    workspace(root, a="site: {a: {}}")
    return root


@pytest.mark.parametrize(
    "name", ["other.yaml", "secret.yaml", ""], ids=["a file", "a file that is no YAML", "a folder"]
)
@pytest.mark.parametrize("place", ["model", "rules", "cartography"])
def test_a_link_outside_the_workspace_is_not_followed_and_nothing_of_it_is_shown(
    root: Path, outside: Path, name: str, place: str
) -> None:
    (root / place).mkdir(exist_ok=True)
    (root / place / (name or "folder.yaml")).symlink_to(outside / name)
    said = invoke(root, "check", "--format", "json")
    assert "leads outside the workspace" in said.out + said.error or place == "cartography"
    assert "leads outside the workspace" in said.out + said.error + invoke(root, "views").out or place != "cartography"
    for command in ("check", "list", "views", "rules"):
        shown = invoke(root, command)
        assert "secret" not in (shown.out + shown.error).replace("secret.yaml", "").replace("rules/secret", "")
    assert "other" not in load(root).graph


def test_settings_may_allow_it(root: Path, outside: Path) -> None:
    (root / "model" / "more").symlink_to(outside)
    (root / FILE).write_text("name: Test\nlimits: {outside: true}\n", encoding="utf-8")
    assert "other" in load(root).graph


def test_a_link_within_the_workspace_is_followed(root: Path) -> None:
    (root / "kept").mkdir()
    (root / "kept" / "b.yaml").write_text("site: {b: {}}\n", encoding="utf-8")
    (root / "model" / "b.yaml").symlink_to(root / "kept" / "b.yaml")
    assert (list(load(root).graph), load(root).findings) == (["a", "b"], ())


def test_the_settings_themselves_do_not_lead_outside(root: Path, outside: Path) -> None:
    (root / FILE).unlink()
    (root / FILE).symlink_to(outside / "secret.yaml")
    with pytest.raises(WorkspaceUnreadable, match=r"workspace.yaml:1:1: this symbolic link leads outside"):
        load(root)


def test_a_text_larger_than_the_limit_is_refused_before_it_is_read(root: Path) -> None:
    with (root / "model" / "huge.yaml").open("wb") as file:
        file.truncate(200_000_000)
    (finding,) = load(root).findings
    assert (finding.rule, finding.at.file if finding.at else "") == ("too-many-bytes", "model/huge.yaml")
