"""A workspace as it was at a git revision."""

from __future__ import annotations

import io
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ea_repo.finding import Text
from ea_repo.load.settings import FILE, WorkspaceUnreadable


@contextmanager
def at_revision(root: Path, revision: str) -> Iterator[Path]:
    """A copy of the workspace as a git revision holds it, in a folder that lasts as long as the block.

    Raises WorkspaceUnreadable where git, the revision, or the workspace in it is missing.
    """
    if revision.startswith("-"):
        raise WorkspaceUnreadable(f"{revision}: not a revision")
    parts = [name for name in (FILE, "model", "rules") if _is_in(root, revision, name)]
    if FILE not in parts:
        raise WorkspaceUnreadable(f"{revision}: this revision is unknown here, or holds no {FILE}")
    archive = _git(root, "archive", "--format=tar", revision, *parts)
    with tempfile.TemporaryDirectory(prefix="ea-") as folder:
        with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
            tar.extractall(folder, filter="data")
        yield Path(folder)


def revision(root: Path) -> Text | None:
    """The commit of the workspace's text, in short, and whether it has changed since; None outside a git work tree."""
    try:
        commit = _git(root, "rev-parse", "--short", "HEAD").decode().strip()
        changed = bool(_git(root, "status", "--porcelain", "--", ".").strip())
    except WorkspaceUnreadable:
        return None
    return Text(f"{commit}, modifié depuis", f"{commit}, changed since") if changed else Text(commit, commit)


def _is_in(root: Path, revision: str, name: str) -> bool:
    """Whether a file or a folder of the workspace is in a revision."""
    try:
        _git(root, "cat-file", "-e", f"{revision}:./{name}")
    except WorkspaceUnreadable:
        return False
    return True


def _git(root: Path, *words: str) -> bytes:
    """What a git command prints; raises WorkspaceUnreadable with the first line of git's own message."""
    try:
        done = subprocess.run(["git", "-C", root, *words], capture_output=True, check=False)  # noqa: S603, S607
    except FileNotFoundError:
        raise WorkspaceUnreadable("git is not on this machine: revisions cannot be read") from None
    if done.returncode:
        raise WorkspaceUnreadable(done.stderr.decode("utf-8", "replace").strip().split("\n")[0])
    return done.stdout


def folder_in_git(root: Path) -> str:
    """The path of a workspace in the git repository that holds it; empty where it is its root, or in none.

    Git itself is not asked: a repository is where `.git` is.
    """
    real = root.resolve()
    for above in (real, *real.parents):
        if (above / ".git").exists():
            path = real.relative_to(above).as_posix()
            return "" if path == "." else path
    return ""
