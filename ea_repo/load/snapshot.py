"""The graph of what was read before, kept in the user's cache: the second reading of the same is short.

A snapshot is found by what it was made from: the code that read and, of a text, the bytes of every file, never their
dates; of a server, the last transaction there. It is data that runs no code, sealed by a digest, and believed only
where it is the user's own. Whatever is wrong with it, or with its folder, the text or the server is read instead.
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
from ea_repo.load.encoding import decoded, encoded
from ea_repo.load.files import Content
from ea_repo.load.locate import Locator
from ea_repo.load.model import (
    Progress,
    Tell,
    Workspace,
    contents,
    no_garbage_collection,
    nobody,
    read_workspace,
)
from ea_repo.load.settings import read_settings

T = TypeVar("T")
FOLDER = "EA_CACHE_DIR"
"""The variable that names the folder of the snapshots; by default the platform's own for caches."""
KEPT = 12
"""How many snapshots stay, those used last."""
_MAGIC = b"ea-repo snapshot\n"
_SIZE = 32
_SUFFIX = ".snapshot"


def recall(root: Path, tell: Tell = nobody) -> Workspace:
    """The workspace as `load` reads it, from the snapshot of the same text where there is one.

    Raises WorkspaceUnreadable like `load`.
    """
    settings = read_settings(root)
    with no_garbage_collection():
        before = _Seal()
        size = sum(len(each.data or b"") for each in before.over(contents(root)))
        known = found(before.address, _as_read) if before.address is not None else None
        if known is not None:
            graph, (findings, lost) = known
            return Workspace(root, settings, graph, findings, Locator.of(root), lost)
        # Sealed while it is read: a file that changes meanwhile never passes for what it was before.
        seal = _Seal()
        workspace = read_workspace(root, settings, seal.over(contents(root)), Progress(size, tell))
        if seal.address is not None:
            findings = TypeAdapter(tuple[Finding, ...]).dump_python(workspace.findings, mode="json")
            keep(seal.address, workspace.graph, [findings, sorted(workspace.lost)])
        return workspace


def _as_read(beside: Any) -> tuple[tuple[Finding, ...], frozenset[str]]:
    """The findings of a text, and what is lost of it, as they are kept."""
    findings, lost = beside
    # Few texts have any: what reads them is made for these.
    return TypeAdapter(tuple[Finding, ...]).validate_python(findings) if findings else (), frozenset(lost)


def _folder() -> Path | None:
    """Where snapshots are, None where the machine has no such place."""
    named = os.environ.get(FOLDER)
    if named:
        return Path(named)
    import platformdirs

    with contextlib.suppress(OSError, RuntimeError):
        return platformdirs.user_cache_path("ea-repo", appauthor=False)
    return None


class _Seal:
    """The address of what goes by: the code that reads, then each file with its bytes."""

    def __init__(self) -> None:
        self._digest = hashlib.blake2b(reader(), digest_size=_SIZE)
        self._whole = True

    def over(self, files: Iterable[Content]) -> Iterator[Content]:
        for each in files:
            self._add(each.file.encode("utf-8", "surrogateescape"))
            # What cannot be read today may be tomorrow: no address for that.
            self._whole = self._whole and each.data is not None
            self._add(each.data or b"")
            yield each

    def _add(self, part: bytes) -> None:
        self._digest.update(len(part).to_bytes(8, "little"))
        self._digest.update(part)

    @property
    def address(self) -> str | None:
        return self._digest.hexdigest() if self._whole else None


@cache
def reader() -> bytes:
    """What makes a graph of a text: another version of any of it may make another graph."""
    digest = hashlib.blake2b(f"{sys.version} {pydantic.VERSION}".encode())
    package = Path(__file__).parents[1]
    for folder in ("graph", "load", "metamodel"):
        for file in sorted((package / folder).glob("*.py")):
            digest.update(file.read_bytes())
    return digest.digest()


def found(address: str, read: Callable[[Any], T]) -> tuple[Graph, T] | None:
    """What the snapshot of that address says, what is beside the graph read by a function; None where none is believed.

    The function raises ValueError, KeyError or TypeError on what it cannot read.
    """
    folder = _folder()
    if folder is None:
        return None
    path = folder / (address + _SUFFIX)
    try:
        with path.open("rb") as file:
            if not _own(os.fstat(file.fileno())):
                return None
            data = file.read()
        begin = len(_MAGIC) + _SIZE
        if not data.startswith(_MAGIC) or data[len(_MAGIC) : begin] != _sealed(address, data[begin:]):
            return None
        graph, beside = decoded(data[begin:])
        known = graph, read(beside)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    with contextlib.suppress(OSError):
        os.utime(path)
    return known


def _sealed(address: str, data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=_SIZE, key=bytes.fromhex(address)).digest()


def _own(found: os.stat_result) -> bool:
    """Whether a file is one that nobody but the user writes."""
    others = stat.S_IWGRP | stat.S_IWOTH
    mine = not hasattr(os, "getuid") or (found.st_uid == os.getuid() and not found.st_mode & others)
    return mine and stat.S_ISREG(found.st_mode)


def keep(address: str, graph: Graph, beside: Any) -> None:
    """Writes a snapshot, whole or not at all; a folder that cannot be written to changes nothing."""
    folder = _folder()
    if folder is None:
        return
    data = encoded(graph, beside)
    with contextlib.suppress(OSError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, made = tempfile.mkstemp(dir=folder, suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(_MAGIC + _sealed(address, data))
                file.write(data)
            Path(made).replace(folder / (address + _SUFFIX))
        finally:
            Path(made).unlink(missing_ok=True)
        _forget(folder)


def _forget(folder: Path) -> None:
    """Removes the snapshots that were not used for longest."""
    found = sorted(folder.glob(f"*{_SUFFIX}"), key=lambda each: each.stat().st_mtime, reverse=True)
    for each in found[KEPT:]:
        each.unlink(missing_ok=True)
