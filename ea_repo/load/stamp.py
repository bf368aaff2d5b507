"""Whether the text of a workspace has changed, as the file system tells it: nothing of it is read."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from ea_repo.load.settings import FILE

_FOLDERS = ("model", "rules", "cartography", "requests", "scenarios", "publication")
_DEEP = 20
"""How many folders down one looks: a loop of links ends there."""


def stamp(root: Path, others: Sequence[Path] = ()) -> str:
    """A digest of the dates and sizes of the files of a workspace, of other files, and of its place in git.

    The day is part of it: an answer of yesterday is not one of today.
    """
    digest = hashlib.blake2b(str(dt.date.today()).encode(), digest_size=16)
    for path in (*_files(root), *others):
        try:
            status = path.stat()
        except OSError:
            continue
        digest.update(f"{path}\0{status.st_mtime_ns}\0{status.st_size}\0{status.st_ino}\n".encode(errors="replace"))
    return digest.hexdigest()


def _files(root: Path) -> Iterator[Path]:
    yield root / FILE
    for folder in _FOLDERS:
        yield from _below(root / folder, _DEEP)
    # What is committed shows on the pages: the history, the revision.
    for above in (root, *root.parents):
        if (above / ".git").exists():
            yield from (_git_folder(above / ".git") / name for name in ("HEAD", "logs/HEAD", "index"))
            return


def _git_folder(git: Path) -> Path:
    """The folder of a repository: `.git` or, in a linked worktree or a submodule, the one that this file names."""
    if git.is_dir():
        return git
    try:
        _, _, named = git.read_text("utf-8").strip().partition("gitdir: ")
    except (OSError, UnicodeError):
        return git
    return git.parent / named


def _below(folder: Path, deep: int) -> Iterator[Path]:
    """The folder itself, which changes with the names in it, and all that is below it, in order."""
    yield folder
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir() and deep:
            yield from _below(Path(entry.path), deep - 1)
        else:
            yield Path(entry.path)
