"""Folders and files in any state: nothing stops the reading, everything unread is reported."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ea_repo.load import Workspace, WorkspaceUnreadable, load, load_cached
from tests.texts import SETTINGS, places, workspace

FOLDER_PROBLEMS = {
    "file-unreadable", "file-loop", "file-outside", "file-hidden", "too-many-files", "too-many-bytes", "too-many-depth",
    "too-many-elements",
}  # fmt: skip
"""The problems that only a real folder can have: all raised below, or in test_limits.py."""

MODEL = "application: {a: {}}"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace with one sound file, `model/sound.yaml`."""
    workspace(tmp_path, sound=MODEL)
    return tmp_path


@pytest.fixture
def patience() -> Iterator[None]:
    """What would wait for ever fails instead."""

    def enough(signum: int, frame: object) -> None:
        raise TimeoutError("still reading")

    before = signal.signal(signal.SIGALRM, enough)
    signal.alarm(20)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def problems(space: Workspace) -> list[str]:
    return [f"{finding.rule} {finding.at}" for finding in space.findings]


def test_every_yaml_file_is_read_in_any_folder_and_no_other(root: Path) -> None:
    below = root / "model" / "deep" / "deeper"
    below.mkdir(parents=True)
    (below / "x.yml").write_text("actor: {b: {}}")
    (below / "Y.YAML").write_text("site: {c: {}}")
    (below / "notes.txt").write_text("zone: {d: {}}")
    (below / "z.yaml~").write_text("zone: {d: {}}")
    space = load(root)
    assert list(space.graph) == ["a", "b", "c"]
    assert space.findings == ()
    assert str(space.locate("b")) == "model/deep/deeper/x.yml:1:9"


def test_what_begins_with_a_dot_is_not_read_and_told_once(root: Path) -> None:
    copies = root / "model" / ".ipynb_checkpoints"
    copies.mkdir()
    for copy in (copies / "sound-checkpoint.yaml", root / "model" / "._sound.yaml", root / "model" / ".sound.yaml.swp"):
        copy.write_bytes(b"application: {a: {type: poc}, b: {}}\0")
    (root / "model" / ".#sound.yaml").symlink_to("somebody@a-machine.1234")
    space = load(root)
    assert (list(space.graph), space.graph.value("a", "type")) == (["a"], None)
    (remark,) = space.findings
    assert (remark.rule, remark.severity) == ("file-hidden", "info")
    assert remark.message.en.endswith("model/.#sound.yaml, model/._sound.yaml, model/.ipynb_checkpoints")
    assert not space.unreadable


def test_a_file_may_have_any_name(root: Path) -> None:
    names = [b"sp ace.yaml", b"-.yaml", b"caf\xc3\xa9.yaml", b"not-utf8-\xe9.yaml", b"new\nline.yaml"]
    for place, name in enumerate(names):
        Path(os.fsdecode(bytes(root / "model") + b"/" + name)).write_text(f"actor: {{b{place}: {{colour: x}}}}")
    space = load(root)
    assert len(space.graph) == 6
    assert [finding.rule for finding in space.findings] == ["unknown-field"] * 5


def test_a_broken_link_is_reported(root: Path) -> None:
    (root / "model" / "x.yaml").symlink_to("nowhere.yaml")
    (root / "model" / "folder").symlink_to("nowhere")
    space = load(root)
    assert list(space.graph) == ["a"]
    assert problems(space) == ["file-unreadable model/x.yaml:1:1"]


def test_a_link_to_itself_is_reported(root: Path) -> None:
    (root / "model" / "x.yaml").symlink_to("x.yaml")
    (root / "model" / "folder").symlink_to("folder")
    space = load(root)
    assert list(space.graph) == ["a"]
    assert problems(space) == ["file-unreadable model/x.yaml:1:1"]


@pytest.mark.usefixtures("patience")
def test_a_link_that_comes_back_to_a_folder_is_reported_and_not_followed(root: Path) -> None:
    (root / "model" / "sub").mkdir()
    (root / "model" / "sub" / "back").symlink_to("..")
    (root / "model" / "sub" / "here").symlink_to(".")
    (root / "model" / "sub" / "b.yaml").write_text("actor: {b: {}}")
    space = load(root)
    assert list(space.graph) == ["a", "b"]
    assert problems(space) == ["file-loop model/sub/back:1:1", "file-loop model/sub/here:1:1"]


def test_a_link_to_another_folder_or_file_is_followed_under_its_own_name(root: Path, tmp_path: Path) -> None:
    outside = tmp_path / "shared"
    outside.mkdir()
    (outside / "actors.yaml").write_text("actor: {b: {}}")
    (outside / "sites.txt").write_text("site: {c: {}}")
    (root / "model" / "linked").symlink_to(outside)
    (root / "model" / "sites.yaml").symlink_to(outside / "sites.txt")
    space = load(root)
    assert list(space.graph) == ["a", "b", "c"]
    assert [space.graph.record(id).file for id in "bc"] == ["model/linked/actors.yaml", "model/sites.yaml"]


@pytest.mark.usefixtures("patience")
def test_a_pipe_does_not_hold_the_reading_up(root: Path) -> None:
    os.mkfifo(root / "model" / "x.yaml")
    space = load(root)
    assert list(space.graph) == ["a"]
    assert problems(space) == ["file-unreadable model/x.yaml:1:1"]


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs a file that fails when it is read: Linux only")
def test_a_file_that_fails_when_it_is_read_is_reported(root: Path) -> None:
    (root / "workspace.yaml").write_text("name: Test\nlimits: {outside: true}\n", encoding="utf-8")
    (root / "model" / "x.yaml").symlink_to("/proc/self/mem")
    space = load(root)
    assert list(space.graph) == ["a"]
    assert problems(space) == ["file-unreadable model/x.yaml:1:1"]


def test_a_folder_that_is_named_as_a_file_is_a_folder(root: Path) -> None:
    (root / "model" / "x.yaml").mkdir()
    (root / "model" / "x.yaml" / "y.yaml").write_text("actor: {b: {}}")
    assert list(load(root).graph) == ["a", "b"]


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (lambda model: None, "there is none$"),
        (lambda model: model.write_text(MODEL), "it is no folder$"),
        (lambda model: model.symlink_to("elsewhere"), "it is a link to elsewhere, no folder$"),
        (lambda model: model.with_name("Model").mkdir(), r"there is none \(“Model” is to be in lower case\)$"),
    ],
    ids=["none", "file", "link", "case"],
)
@pytest.mark.parametrize("reading", [load, load_cached])
def test_a_workspace_without_a_model_is_not_read(
    tmp_path: Path, make: Callable[[Path], object], why: str, reading: Callable[[Path], Workspace]
) -> None:
    (tmp_path / "workspace.yaml").write_text(SETTINGS)
    make(tmp_path / "model")
    with pytest.raises(WorkspaceUnreadable, match=f"^{tmp_path}/model: .*{why}"):
        reading(tmp_path)


@pytest.fixture
def closed() -> Iterator[Path]:
    """A workspace of somebody without rights, even where the tests run as root (who may read everything)."""
    # Not tmp_path: its parents are root's own.
    root = Path(tempfile.mkdtemp(prefix="ea-closed-"))
    root.chmod(0o755)
    workspace(root, sound=MODEL)
    was = os.geteuid()
    try:
        yield root
    finally:
        os.seteuid(was)
        for folder in (root / "model").rglob("*"):
            folder.chmod(0o755)
        shutil.rmtree(root)


def as_nobody() -> None:
    if os.geteuid() == 0:
        os.seteuid(65534)


def test_what_one_may_not_read_is_reported(closed: Path) -> None:
    (closed / "model" / "x.yaml").write_text("actor: {b: {}}")
    (closed / "model" / "x.yaml").chmod(0)
    folder = closed / "model" / "folder"
    folder.mkdir()
    (folder / "y.yaml").write_text("actor: {c: {}}")
    folder.chmod(0)
    (closed / "model" / "z.yaml").symlink_to("folder/y.yaml")
    as_nobody()
    space = load(closed)
    assert list(space.graph) == ["a"]
    assert problems(space) == [
        "file-unreadable model/folder:1:1",
        "file-unreadable model/x.yaml:1:1",
        "file-unreadable model/z.yaml:1:1",
    ]


def test_a_folder_that_may_be_listed_but_not_entered_is_reported_file_by_file(closed: Path) -> None:
    folder = closed / "model" / "folder"
    folder.mkdir()
    (folder / "y.yaml").write_text("actor: {c: {}}")
    (folder / "z.yaml").symlink_to("y.yaml")
    folder.chmod(0o744)
    as_nobody()
    space = load(closed)
    assert list(space.graph) == ["a"]
    assert problems(space) == ["file-unreadable model/folder/y.yaml:1:1", "file-unreadable model/folder/z.yaml:1:1"]


def test_two_thousand_files_are_one_model(tmp_path: Path) -> None:
    folder = tmp_path / "model"
    folder.mkdir()
    for place in range(2000):
        next_ = f"a{(place + 1) % 2000}"
        (folder / f"f{place}.yaml").write_text(f"application:\n  a{place}: {{sso: {next_}, colour: red}}\n")
    space = workspace(tmp_path)
    assert len(space.graph) == 2000
    assert len(list(space.graph.relations())) == 2000
    assert len(places(space.findings)) == 2000
    assert {finding.at.line for finding in space.findings if finding.at} == {2}
    assert len({finding.at.file for finding in space.findings if finding.at}) == 2000
