"""Where a workspace is in its git repository."""

from __future__ import annotations

from pathlib import Path

from ea_repo.load.history import folder_in_git


def test_a_workspace_below_the_root_of_a_repository_is_told_by_its_path(tmp_path: Path) -> None:
    workspace = tmp_path / "depot" / "urba" / "si"
    workspace.mkdir(parents=True)
    assert folder_in_git(workspace) == ""
    (tmp_path / "depot" / ".git").mkdir()
    assert folder_in_git(workspace) == "urba/si"
    assert folder_in_git(tmp_path / "depot") == ""


def test_a_worktree_is_a_repository_too(tmp_path: Path) -> None:
    (tmp_path / "si").mkdir()
    (tmp_path / ".git").write_text("gitdir: elsewhere\n")
    assert folder_in_git(tmp_path / "si") == "si"
