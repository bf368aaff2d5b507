"""How much of a workspace is read, and that nothing outside its folder is."""

from __future__ import annotations

from pathlib import Path

import pytest

from ea_repo.load import WorkspaceUnreadable, load
from ea_repo.load.settings import FILE
from ea_repo.repository.new_request import new_request
from ea_repo.repository.open_workspace import OpenWorkspace
from ea_repo.write import NotWritten
from tests.cli.beds import finding
from tests.cli.requests import REQUEST, hospital
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
    with pytest.raises(WorkspaceUnreadable, match=r"workspace.yaml:1:1: this path.* leads outside"):
        load(root)


@pytest.fixture
def asked(tmp_path: Path) -> Path:
    """A workspace with one request, and beside it what it does not hold."""
    (tmp_path / "out.yaml").write_text("application: {stolen: {}}\n", encoding="utf-8")
    return hospital(tmp_path / "root")


@pytest.mark.parametrize("path", ["../../out.yaml", "{out}", "link.yaml", "../model/../../out.yaml"])
def test_what_an_option_would_change_is_read_from_the_workspace_alone(asked: Path, path: str) -> None:
    out = asked.parent / "out.yaml"
    (asked / "requests" / "link.yaml").symlink_to(out)
    request = asked / "requests" / "lits-de-plus.yaml"
    option = f"  E: {{name: Autre, type: buy, changes: {path.format(out=out)}}}\n"
    request.write_text(REQUEST.replace("  D: {name", f"{option}  D: {{name"), encoding="utf-8")
    asks = [("diff", f"{request}#E"), ("check", "--with", f"{request}#E"), ("apply", f"{request}#E")]
    asks += [("request", "check", "lits-de-plus"), ("request", "list"), ("dossier", "lits-de-plus")]
    asks += [
        ("compare", "lits-de-plus"),
        ("committee", "-o", str(asked / "pages")),
        ("site", "-o", str(asked / "portal")),
    ]
    for words in asks:
        shown = invoke(asked, *words)
        assert "stolen" not in shown.out + shown.error, words
    assert "leads outside the workspace" in invoke(asked, *asks[0]).error
    assert not [page for page in asked.rglob("*.html") if "stolen" in page.read_text(encoding="utf-8")]
    (asked / FILE).write_text("name: Test\nlang: en\nlimits: {outside: true}\n", encoding="utf-8")
    assert "stolen" in invoke(asked, *asks[0]).out


def test_a_request_from_elsewhere_has_its_change_files_beside_it(asked: Path) -> None:
    mail = asked.parent / "mail"
    mail.mkdir()
    (mail / "beside.yaml").write_text("application: {brought: {}}\n", encoding="utf-8")
    for path, shown in (("beside.yaml", True), ("../out.yaml", False)):
        text = f"title: Lits\noptions: {{E: {{name: Autre, type: buy, changes: {path}}}}}\n"
        (mail / "request.yaml").write_text(text, encoding="utf-8")
        said = invoke(asked, "diff", f"{mail / 'request.yaml'}#E")
        assert ("brought" in said.out, "leads outside" in said.error) == (shown, not shown)


DECIDE = "request decide lits-de-plus --refuse --on 2022 --by dsi --reason non"


@pytest.mark.parametrize(
    ("place", "command"),
    [
        ("rules/derogations.yaml", "accept {finding} --until 2022-12-31 --by dsi --reason x"),
        ("model/decisions.yaml", DECIDE),
        ("scenarios/s.yaml", "rename gdl gdl-2"),
    ],
)
def test_nothing_is_written_through_a_link_that_leads_outside(asked: Path, place: str, command: str) -> None:
    out = asked.parent / "out.yaml"
    out.write_text("application: {gdl: {}}\n", encoding="utf-8")
    before = out.read_text(encoding="utf-8")
    (asked / place).parent.mkdir(exist_ok=True)
    (asked / place).symlink_to(out)
    mark = finding(asked, "redundant-solution")["fingerprint"] if "finding" in command else ""
    said = invoke(asked, *command.format(finding=mark).split())
    assert out.read_text(encoding="utf-8") == before
    assert command.startswith("rename") or "leads outside the workspace" in said.error


def test_no_request_is_written_outside_either(asked: Path) -> None:
    out = asked.parent / "new.yaml"
    (asked / "requests" / "new.yaml").symlink_to(out)
    with pytest.raises(NotWritten, match="leads outside the workspace"):
        new_request(OpenWorkspace(asked), "new", {"title": "Autre"}, "en")
    assert not out.exists()


def test_a_text_larger_than_the_limit_is_refused_before_it_is_read(root: Path) -> None:
    with (root / "model" / "huge.yaml").open("wb") as file:
        file.truncate(200_000_000)
    (finding,) = load(root).findings
    assert (finding.rule, finding.at.file if finding.at else "") == ("too-many-bytes", "model/huge.yaml")
