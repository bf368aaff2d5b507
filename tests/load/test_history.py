"""Revisions are read from git as they are kept: no program that settings name runs, no byte is converted."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from ea_repo.load import WorkspaceUnreadable, load
from ea_repo.load.history import at_revision
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


def test_no_program_that_settings_name_is_run(root: Path, tmp_path: Path) -> None:
    ran = tmp_path / "ran"
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\necho \"$0\" >> '{ran}'\ncat\n")
    program.chmod(0o755)
    (root / ".gitattributes").write_text("* filter=evil diff=evil text eol=crlf export-subst ident\n")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "two")
    names = ["filter.evil.smudge", "filter.evil.clean", "diff.evil.textconv", "diff.evil.command", "core.fsmonitor",
             "core.pager", "diff.external", "tar.tar.command", "gpg.program", "core.sshCommand"]  # fmt: skip
    for name in names:
        git(tmp_path, "config", name, str(program))
    git(tmp_path, "config", "log.showSignature", "true")
    os.utime(root / "model" / "m.yaml", (0, 0))
    with at_revision(root, "HEAD~1") as folder:
        assert (folder / "model" / "m.yaml").read_bytes() == TEXT.encode()
    assert len(git_origin(root).commit.rstrip("+")) == 40
    assert not ran.exists(), ran.read_text()


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
