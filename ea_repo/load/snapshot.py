"""Snapshots: graphs that were read before, kept in the user's cache folder so that they need not be read again.

The address of a snapshot is a digest of what it was made from: the code that read it and, of a text, the bytes of every
file (never their dates); of a server, the last transaction there. A snapshot is data that runs no code. It is sealed by
a digest, and believed only where it is the user's own. Whatever is wrong with it, or with the folder, the text or the
server is read instead.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import pydantic
from pydantic import TypeAdapter

from ea_repo.finding import Finding
from ea_repo.graph import Graph
from ea_repo.load.files import Content
from ea_repo.load.graph_bytes import Damaged, decoded, encoded
from ea_repo.load.locate import Locator
from ea_repo.load.progress import OnProgress, Progress, ignore_progress
from ea_repo.load.settings import Settings, read_settings
from ea_repo.load.workspace import Workspace, contents, no_garbage_collection, read_workspace
from ea_repo.metamodel import Vocabulary

T = TypeVar("T")
FOLDER = "EA_CACHE_DIR"
"""The variable that names the folder of the snapshots; by default the platform's own for caches."""
KEPT = 12
"""How many snapshots are kept: those used last."""
_MAGIC = b"ea-repo snapshot\n"
_DIGEST_SIZE = 32
"""In bytes."""
_SUFFIX = ".snapshot"
_AT_ONCE = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def load_cached(root: Path, on_progress: OnProgress = ignore_progress) -> Workspace:
    """The workspace as `load` reads it, from a snapshot where there is one of the same text; else one is kept of it.

    Raises WorkspaceUnreadable like `load`.
    """
    settings = read_settings(root)
    with no_garbage_collection():
        address = _Address(settings)
        size = sum(len(file.data or b"") for file in address.files(contents(root, settings.limits)))
        snapshot = find(address.value, _findings_and_lost, settings.vocabulary) if address.value is not None else None
        if snapshot is not None:
            graph, (findings, lost) = snapshot
            return Workspace(root, settings, graph, findings, Locator.of(root), lost)
        # The address is that of the bytes that are read: a file may have changed since.
        address = _Address(settings)
        workspace = read_workspace(
            root, settings, address.files(contents(root, settings.limits)), Progress(size, on_progress)
        )
        if address.value is not None:
            kept_findings = TypeAdapter(tuple[Finding, ...]).dump_python(workspace.findings, mode="json")
            keep(address.value, workspace.graph, [kept_findings, sorted(workspace.lost)])
        return workspace


def _findings_and_lost(beside: Any) -> tuple[tuple[Finding, ...], frozenset[str]]:
    """The findings of a text and the ids that are lost in it, from what is kept of them beside the graph."""
    findings, lost = beside
    # Few texts have findings: for the others the adapter, which takes time to make, is not made.
    return TypeAdapter(tuple[Finding, ...]).validate_python(findings) if findings else (), frozenset(lost)


def _folder() -> Path | None:
    """The folder of the snapshots, None where the machine has no place for one."""
    chosen = os.environ.get(FOLDER)
    if chosen:
        return Path(chosen)
    import platformdirs

    with contextlib.suppress(OSError, RuntimeError):
        return platformdirs.user_cache_path("ea-repo", appauthor=False)
    return None


def _required_folder() -> Path:
    """The folder of the snapshots; raises OSError where the machine has no place for one."""
    folder = _folder()
    if folder is None:
        raise FileNotFoundError("this machine has no folder for what is kept")
    return folder


class _Address:
    """The address of the snapshot of the files that go through it: a digest of the code that reads, then of each."""

    def __init__(self, settings: Settings) -> None:
        self._digest = hashlib.blake2b(code_digest(), digest_size=_DIGEST_SIZE)
        self._add(str(settings.limits.elements).encode())
        self._add(settings.own_words.model_dump_json().encode())
        self._is_complete = True

    def files(self, files: Iterable[Content]) -> Iterator[Content]:
        """The same files, each added to the address."""
        for file in files:
            self._add(file.file.encode("utf-8", "surrogateescape"))
            self._is_complete = self._is_complete and file.data is not None
            self._add(file.data or b"")
            yield file

    def _add(self, part: bytes) -> None:
        self._digest.update(len(part).to_bytes(8, "little"))
        self._digest.update(part)

    @property
    def value(self) -> str | None:
        """The address; None where a file could not be read, since it may be readable the next time."""
        return self._digest.hexdigest() if self._is_complete else None


@cache
def code_digest() -> bytes:
    """A digest of the code that makes a graph of a text: another version of it may make another graph."""
    digest = hashlib.blake2b(f"{sys.version} {pydantic.VERSION}".encode())
    package = Path(__file__).parents[1]
    for folder in ("graph", "load", "metamodel"):
        for file in sorted((package / folder).glob("*.py")):
            digest.update(file.read_bytes())
    return digest.digest()


def find(address: str, read: Callable[[Any], T], vocabulary: Vocabulary) -> tuple[Graph, T] | None:
    """The graph of the snapshot at an address, and what `read` makes of what is beside it; None where none is believed.

    A snapshot on which `read` raises is not believed. A column is decoded when it is first asked for, and may raise
    Damaged then.
    """
    try:
        graph, beside = decoded(bytes(find_bytes(address)), vocabulary)
        return graph, read(beside)
    except Exception:  # Whatever is wrong with it: what it was made from is still there.
        return None


def find_bytes(address: str) -> memoryview:
    """What was kept at an address; it counts as used now.

    Raises an exception, of any kind, where nothing is there or it is not to be believed.
    """
    path = _required_folder() / (address + _SUFFIX)
    # A pipe in its place must not make anybody wait: it is opened without waiting, and not read.
    with os.fdopen(os.open(path, os.O_RDONLY | _AT_ONCE), "rb") as file:
        if not _is_own(os.fstat(file.fileno())):
            raise PermissionError(str(path))
        data = file.read()
    begin = len(_MAGIC) + _DIGEST_SIZE
    kept = memoryview(data)[begin:]
    if not data.startswith(_MAGIC) or data[len(_MAGIC) : begin] != _seal(address, kept):
        raise Damaged(str(path))
    with contextlib.suppress(OSError):
        os.utime(path)
    return kept


def drop_all() -> None:
    """Removes the snapshots that are kept, since one of them is damaged."""
    folder = _folder()
    with contextlib.suppress(OSError):
        for snapshot in folder.glob(f"*{_SUFFIX}") if folder is not None else ():
            snapshot.unlink(missing_ok=True)


def undamaged(ask: Callable[[], T]) -> T:
    """What a question answers; asked once more, from the text, where a snapshot proves to be damaged on the way."""
    try:
        return ask()
    except Damaged:
        drop_all()
        return ask()


def _seal(address: str, data: bytes | memoryview) -> bytes:
    """What stands before the data of a snapshot, so that neither the data nor its address can be changed unnoticed."""
    return hashlib.blake2b(data, digest_size=_DIGEST_SIZE, key=bytes.fromhex(address)).digest()


def _is_own(status: os.stat_result) -> bool:
    """Whether a file is a regular one that nobody but the user may write."""
    others_write = stat.S_IWGRP | stat.S_IWOTH
    is_mine = not hasattr(os, "getuid") or (status.st_uid == os.getuid() and not status.st_mode & others_write)
    return is_mine and stat.S_ISREG(status.st_mode)


def keep(address: str, graph: Graph, beside: Any) -> None:
    """Writes a snapshot, whole or not at all; nothing happens where the folder cannot be written to.

    `beside` is anything that JSON can say.
    """
    if _folder() is not None:
        keep_bytes(address, encoded(graph, beside))


def keep_bytes(address: str, data: bytes) -> None:
    """Writes these bytes as the snapshot of an address; as `keep`."""
    with contextlib.suppress(OSError):
        folder = _required_folder()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, part = tempfile.mkstemp(dir=folder, suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(_MAGIC + _seal(address, data))
                file.write(data)
            Path(part).replace(folder / (address + _SUFFIX))
        finally:
            Path(part).unlink(missing_ok=True)
        _remove_oldest(folder)


def _remove_oldest(folder: Path) -> None:
    """Removes all but the snapshots that were used last."""
    latest_first = sorted(folder.glob(f"*{_SUFFIX}"), key=lambda snapshot: snapshot.stat().st_mtime, reverse=True)
    for snapshot in latest_first[KEPT:]:
        snapshot.unlink(missing_ok=True)
