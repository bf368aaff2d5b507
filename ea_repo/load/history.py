"""A workspace as it was at a git revision."""

from __future__ import annotations

import io
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ea_repo.load.settings import FILE, WorkspaceUnreadable


@contextmanager
def at_revision(root: Path, revision: str) -> Iterator[Path]:
    """A copy of the workspace as a revision holds it, for the time of the block.

    Raises WorkspaceUnreadable where git, the revision, or the workspace in it is missing.
    """
    if revision.startswith("-"):
        raise WorkspaceUnreadable(f"{revision}: not a revision")
    parts = [each for each in (FILE, "model", "rules") if _held(root, revision, each)]
    if FILE not in parts:
        raise WorkspaceUnreadable(f"{revision}: this revision is unknown here, or holds no {FILE}")
    archive = _git(root, "archive", "--format=tar", revision, *parts)
    with tempfile.TemporaryDirectory(prefix="ea-") as made:
        with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
            tar.extractall(made, filter="data")
        yield Path(made)


def _held(root: Path, revision: str, name: str) -> bool:
    try:
        _git(root, "cat-file", "-e", f"{revision}:./{name}")
    except WorkspaceUnreadable:
        return False
    return True


def _git(root: Path, *words: str) -> bytes:
    try:
        told = subprocess.run(["git", "-C", root, *words], capture_output=True, check=False)  # noqa: S603, S607
    except FileNotFoundError:
        raise WorkspaceUnreadable("git is not on this machine: revisions cannot be read") from None
    if told.returncode:
        raise WorkspaceUnreadable(told.stderr.decode("utf-8", "replace").strip().split("\n")[0])
    return told.stdout
