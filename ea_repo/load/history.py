"""A workspace as it was at a git revision, read from git's objects as they are: nothing of its settings is run."""

from __future__ import annotations

import os
import posixpath
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from ea_repo.finding import Text
from ea_repo.load.git import git
from ea_repo.load.settings import FILE, WorkspaceUnreadable
from ea_repo.load.workspace import MODEL

_FILES = ("100644", "100755")
_LINK = "120000"


@dataclass(frozen=True)
class _Entry:
    """A file or a link of a revision: its mode, the name of its object, its path from the root of the workspace."""

    mode: str
    object: str
    path: str


@contextmanager
def at_revision(root: Path, revision: str) -> Iterator[Path]:
    """A copy of the workspace as a git revision holds it, in a folder that lasts as long as the block.

    Raises WorkspaceUnreadable where git, the revision, or the workspace in it is missing.
    """
    import tempfile

    if revision.startswith("-"):
        raise WorkspaceUnreadable(Text(f"{revision} : ce n'est pas une révision", f"{revision}: not a revision"))
    entries = _entries(root, revision)
    if not any(entry.path == FILE for entry in entries):
        raise WorkspaceUnreadable(
            Text(
                f"{revision} : cette révision est inconnue ici, ou n'a pas de {FILE}",
                f"{revision}: this revision is unknown here, or holds no {FILE}",
            )
        )
    _must_be_a_tree(revision, entries)
    with tempfile.TemporaryDirectory(prefix="ea-") as folder:
        # git keeps no empty folder: one without elements was there all the same.
        (Path(folder) / MODEL).mkdir()
        _write(Path(folder), entries, _contents(root, entries))
        yield Path(folder)


def revision(root: Path) -> Text | None:
    """The commit of the workspace's text, in short, and whether it has changed since; None outside a git work tree."""
    try:
        commit = git(root, "rev-parse", "--short", "HEAD").decode().strip()
        changed = bool(git(root, "status", "--porcelain", "--ignore-submodules=all", "--", ".").strip())
    except WorkspaceUnreadable:
        return None
    return Text(f"{commit}, modifié depuis", f"{commit}, changed since") if changed else Text(commit, commit)


def _entries(root: Path, revision: str) -> list[_Entry]:
    """The files and links of the workspace in a revision."""
    commit = git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{tree}}").decode().strip()
    listed = git(root, "ls-tree", "-r", "-z", commit, "--", FILE, MODEL, "rules")
    entries = []
    for line in listed.split(b"\0")[:-1]:
        about, _, path = line.partition(b"\t")
        mode, _, name = about.decode("ascii").split(" ")
        if mode in (*_FILES, _LINK):
            entries.append(_Entry(mode, name, os.fsdecode(path)))
    return entries


def _contents(root: Path, entries: Sequence[_Entry]) -> Iterator[bytes]:
    """What the objects of these entries hold, as git keeps it: no filter, no end of line, no text is converted."""
    asked = "".join(f"{entry.object}\n" for entry in entries).encode("ascii")
    answered = git(root, "cat-file", "--batch", input_=asked)
    at = 0
    for entry in entries:
        end = answered.index(b"\n", at)
        head = answered[at:end].split(b" ")
        if len(head) != 3:
            raise WorkspaceUnreadable(
                Text(
                    f"{entry.path} : git n'a pas gardé ce fichier ici", f"{entry.path}: git has not kept this file here"
                )
            )
        size = int(head[2])
        yield answered[end + 1 : end + 1 + size]
        at = end + 1 + size + 1


def _write(folder: Path, entries: Sequence[_Entry], contents: Iterable[bytes]) -> None:
    """Writes the entries in a folder: the files while it holds no link that one could be written through."""
    links: dict[Path, str] = {}
    for entry, content in zip(entries, contents, strict=True):
        path = folder / entry.path
        path.parent.mkdir(parents=True, exist_ok=True)
        if entry.mode == _LINK:
            links[path] = os.fsdecode(content)
        else:
            path.write_bytes(content)
    for path, target in links.items():
        with suppress(OSError, ValueError):  # What can be no link leads nowhere either.
            path.symlink_to(target)
    real = os.path.realpath(folder)
    for path in links:  # Where one leads is known once all are there.
        if not Path(os.path.realpath(path)).is_relative_to(real):
            path.unlink(missing_ok=True)


def _must_be_a_tree(revision: str, entries: Sequence[_Entry]) -> None:
    """Raises WorkspaceUnreadable for a path that no folder can have: twice the same, below a file, or out of it."""
    times = Counter(entry.path for entry in entries)
    for path, number in times.items():
        is_plain = posixpath.normpath(path) == path and ".." not in Path(path).parts
        above = accumulate(path.split("/")[:-1], "{}/{}".format)
        if number > 1 or not is_plain or not times.keys().isdisjoint(above):
            raise WorkspaceUnreadable(
                Text(
                    f"{revision} : cette révision est endommagée, aucun dossier ne peut contenir ainsi « {path} »",
                    f"{revision}: this revision is damaged, no folder can hold “{path}” so",
                )
            )


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


@dataclass(frozen=True, slots=True)
class Commit:
    """One change of the model, as its history tells it."""

    day: str
    author: str
    subject: str
    id: str


def commits(root: Path, most: int) -> list[Commit]:
    """The last changes of the model, the newest first; none without git."""
    try:
        told = git(root, "log", f"-{most}", "-z", "--format=%cs%x1f%an%x1f%s%x1f%h", "--", MODEL)
    except WorkspaceUnreadable:
        return []
    lines = [line.split("\x1f") for line in told.decode("utf-8", "replace").split("\0") if line]
    return [Commit(*line) for line in lines if len(line) == 4]
