"""Revisions are read from git as they are kept: no program that settings name runs, no byte is converted."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from ea_repo.load import WorkspaceUnreadable, load
from ea_repo.load.history import at_revision, commits, revision
from ea_repo.load.last_changes import last_changes
from ea_repo.store.git_origin import git_origin
from tests.texts import SETTINGS, workspace

TEXT = "application: {a: {name: Été}}\r\n"


def git(folder: Path, *words: str) -> None:
    who = ("-c", "user.name=x", "-c", "user.email=x@x.x", "-c", "core.autocrlf=false", "-c", "commit.gpgSign=false")
    subprocess.run(["git", "-C", str(folder), *who, *words], check=True, capture_output=True)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace in a folder of a repository, committed."""
    folder = tmp_path / "si"
    folder.mkdir()
    workspace(folder, m=TEXT)
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "one")
    return folder


def test_the_bytes_are_those_of_the_revision(root: Path) -> None:
    (root / "model" / "m.yaml").write_text("application: {b: {}}")
    with at_revision(root, "HEAD") as folder:
        assert (folder / "model" / "m.yaml").read_bytes() == TEXT.encode()
        assert (folder / "workspace.yaml").read_text() == SETTINGS
        assert list(load(folder).graph) == ["a"]


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A program that says beside it that it was run."""
    program = tmp_path / "program"
    program.write_text('#!/bin/sh\necho "$0 $*" >> "$(dirname "$0")/ran"\ncat\n')
    program.chmod(0o755)
    return program


def all_that_git_tells(root: Path, earlier: str = "HEAD~1") -> None:
    """Asks git everything that is ever asked of it."""
    os.utime(root / "model" / "m.yaml", (0, 0))
    with at_revision(root, earlier) as folder:
        assert (folder / "model" / "m.yaml").read_bytes() == TEXT.encode()
    assert len(git_origin(root).commit.rstrip("+")) == 40
    assert revision(root)
    assert commits(root, 5)
    assert list(last_changes(root, ["model/m.yaml"])) == ["a"]


def test_no_program_that_settings_name_is_run(root: Path, tmp_path: Path, program: Path) -> None:
    (root / ".gitattributes").write_text("* filter=evil diff=evil merge=evil text eol=crlf export-subst ident\n")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "two")
    names = ["filter.evil.smudge", "filter.evil.clean", "filter.evil.process", "diff.evil.textconv",
             "diff.evil.command", "merge.evil.driver", "core.fsmonitor", "core.pager", "pager.log", "pager.blame",
             "diff.external", "tar.tar.command", "gpg.program", "core.sshCommand", "core.askPass",
             "core.editor", "credential.helper", "core.alternateRefsCommand", "trailer.x.command"]  # fmt: skip
    for name in names:
        git(tmp_path, "config", name, str(program))
    for command in ("blame", "log", "status", "cat-file", "ls-tree", "rev-parse", "config"):
        git(tmp_path, "config", f"alias.{command}", f"!{program}")
    for hook in ("post-index-change", "fsmonitor-watchman", "reference-transaction", "post-checkout"):
        (tmp_path / ".git" / "hooks" / hook).symlink_to(program)
    git(tmp_path, "config", "log.showSignature", "true")
    all_that_git_tells(root)
    assert not (tmp_path / "ran").exists(), (tmp_path / "ran").read_text()


def test_a_filter_that_cannot_be_turned_off_is_not_run_either(root: Path, tmp_path: Path, program: Path) -> None:
    (root / ".gitattributes").write_text("* filter=a=b\n")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "two")
    with (tmp_path / ".git" / "config").open("a") as settings:
        settings.write(f'[filter "a=b"]\n\tclean = {program}\n\tprocess = {program}\n')
    os.utime(root / "model" / "m.yaml", (0, 0))
    assert revision(root) is None
    assert len(git_origin(root).commit) == 40
    assert last_changes(root, ["model/m.yaml"]) == {}
    assert not (tmp_path / "ran").exists(), (tmp_path / "ran").read_text()


@pytest.mark.parametrize("address", ["ext::{program}", "{folder}"])
def test_what_git_has_not_kept_is_fetched_from_nowhere(root: Path, tmp_path: Path, program: Path, address: str) -> None:
    program.write_text(program.read_text().replace("cat", "exit 1"))
    git(tmp_path, "config", "core.repositoryFormatVersion", "1")
    git(tmp_path, "config", "extensions.partialClone", "evil")
    git(tmp_path, "config", "remote.evil.promisor", "true")
    git(tmp_path, "config", "remote.evil.url", address.format(program=program, folder=tmp_path))
    git(tmp_path, "config", "remote.evil.uploadpack", str(program))
    git(tmp_path, "config", "protocol.allow", "always")
    git(tmp_path, "config", "protocol.ext.allow", "always")
    git(tmp_path, "config", "protocol.file.allow", "always")
    listed = ["git", "-C", str(tmp_path), "rev-parse", "HEAD:si/model/m.yaml"]
    name = subprocess.run(listed, check=True, capture_output=True, text=True).stdout.strip()
    (tmp_path / ".git" / "objects" / name[:2] / name[2:]).unlink()
    with pytest.raises(WorkspaceUnreadable), at_revision(root, "HEAD"):
        pass
    assert not (tmp_path / "ran").exists(), (tmp_path / "ran").read_text()


def test_a_repository_of_somebody_else_is_not_trusted(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")  # git's own switch, to test what it refuses.
    with pytest.raises(WorkspaceUnreadable, match="dubious ownership"), at_revision(root, "HEAD"):
        pass
    assert commits(root, 5) == []


def test_links_are_kept_where_they_lead_nowhere_else(root: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text("application: {secret: {}}")
    (root / "model" / "out.yaml").symlink_to("../../secret.yaml")
    (root / "model" / "far.yaml").symlink_to(str(tmp_path / "secret.yaml"))
    (root / "model" / "in.yaml").symlink_to("../model/m.yaml")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "links")
    with at_revision(root, "HEAD") as folder:
        assert sorted(path.name for path in (folder / "model").iterdir()) == ["in.yaml", "m.yaml"]
        assert (folder / "model" / "in.yaml").read_bytes() == TEXT.encode()


def tree(root: Path, *entries: tuple[str, str, str]) -> str:
    """The name of a tree that git writes down as it is told: its entries are a mode, a name, and an object's name."""
    data = b"".join(f"{mode} {name}\0".encode() + bytes.fromhex(object) for mode, name, object in entries)
    return stored(root, data, "tree")


def stored(root: Path, data: bytes, type: str = "blob") -> str:
    words = ["git", "-C", str(root), "hash-object", "-w", "--literally", "--stdin", "-t", type]
    return subprocess.run(words, input=data, check=True, capture_output=True).stdout.decode().strip()


def revision_of(root: Path, *model: tuple[str, str, str]) -> str:
    """A tree that is a workspace with this model."""
    settings = stored(root, SETTINGS.encode())
    return tree(root, ("40000", "model", tree(root, *model)), ("100644", "workspace.yaml", settings))


def test_links_that_lead_out_through_one_another_are_left_out(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    out = tmp_path / "out"
    out.mkdir()
    up, text = stored(tmp_path, b"../.."), stored(tmp_path, b"application: {b: {}}")
    far = stored(tmp_path, f"D/../../..{out}".encode())
    nothing, odd = stored(tmp_path, b""), stored(tmp_path, b"a\0b")
    for links in (("120000", "D", up), ("120000", "L", far)), (("120000", "A", far), ("120000", "D", up)):
        inner = tree(tmp_path, *links, ("120000", "N", nothing), ("120000", "O", odd), ("120000", "me", up))
        name = revision_of(tmp_path, ("40000", "a", tree(tmp_path, ("40000", "b", inner))), ("100644", "b.yaml", text))
        with at_revision(tmp_path, name) as folder:
            there = {path.name for path in (folder / "model" / "a" / "b").iterdir()}
            assert there == {"D", "me"}
            assert list(load(folder).graph) == ["b"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("120000", "L", b"/tmp"), ("40000", "L", {"x.yaml": b"a"})),
        (("40000", "L", {"x.yaml": b"a"}), ("120000", "L", b"/tmp")),
        (("100644", "x.yaml", b"a"), ("100644", "x.yaml", b"b")),
        (("100644", "../x.yaml", b"a"), ("100644", "y.yaml", b"b")),
        (("100644", "/x.yaml", b"a"), ("100644", "y.yaml", b"b")),
        (("40000", "..", {"x.yaml": b"a"}), ("100644", "y.yaml", b"b")),
        (("100644", "./y.yaml", b"a"), ("100644", "y.yaml", b"b")),
        (("100644", "f", b"a"), ("40000", "f", {"g": b"a"})),
    ],
)
def test_a_revision_that_no_folder_can_hold_is_refused_in_a_sentence(
    tmp_path: Path, first: tuple[str, str, bytes], second: tuple[str, str, bytes]
) -> None:
    git(tmp_path, "init", "-q")

    def put(content: bytes | dict[str, bytes]) -> str:
        if isinstance(content, bytes):
            return stored(tmp_path, content)
        return tree(tmp_path, *(("100644", name, put(inner)) for name, inner in content.items()))

    entries = [(mode, name, put(content)) for mode, name, content in (first, second)]
    with (
        pytest.raises(WorkspaceUnreadable, match="is damaged"),
        at_revision(tmp_path, revision_of(tmp_path, *entries)),
    ):
        pass


def test_a_model_without_files_was_there_all_the_same(root: Path, tmp_path: Path) -> None:
    git(tmp_path, "rm", "-q", "-r", "si/model")
    git(tmp_path, "commit", "-qm", "nothing")
    with at_revision(root, "HEAD") as folder:
        assert len(load(folder).graph) == 0


@pytest.mark.parametrize("revision", ["nowhere", "--output=x", "", "HEAD:si", "HEAD^{/x}", "a b", "HEAD\n"])
def test_what_is_no_revision_of_the_workspace_is_refused_in_a_sentence(root: Path, revision: str) -> None:
    with pytest.raises(WorkspaceUnreadable) as error, at_revision(root, revision):
        pass
    assert str(error.value)
    assert "\n" not in str(error.value).strip()


def test_names_of_any_kind_are_read(root: Path, tmp_path: Path) -> None:
    (root / "model" / "é\n x.yaml").write_text("application: {b: {}}")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "names")
    with at_revision(root, "HEAD") as folder:
        assert list(load(folder).graph) == ["a", "b"]
