"""Whether a workspace has changed: its files, and its place in the git repository that it is of."""

from __future__ import annotations

import subprocess
from pathlib import Path

from ea_repo.load.stamp import stamp


def git(folder: Path, *words: str) -> None:
    who = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", folder, *who, *words], check=True, capture_output=True)


def test_a_linked_worktree_changes_with_its_own_commits_and_not_with_those_of_a_repository_around(
    tmp_path: Path,
) -> None:
    main, around = tmp_path / "main", tmp_path / "around"
    for repository in (main, around):
        git(tmp_path, "init", "-q", str(repository))
        git(repository, "commit", "-q", "--allow-empty", "-m", "one")
    git(main, "worktree", "add", "-q", str(around / "linked"))
    root = around / "linked" / "si"
    root.mkdir()
    before = stamp(root)
    git(around, "commit", "-q", "--allow-empty", "-m", "two")
    assert stamp(root) == before
    git(around / "linked", "commit", "-q", "--allow-empty", "-m", "two")
    assert stamp(root) != before


def test_a_git_file_that_names_nothing_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / ".git").write_bytes(b"\xff")
    assert stamp(tmp_path) == stamp(tmp_path)
