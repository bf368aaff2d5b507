"""The graph of a text that was read before, kept in the user's cache: the second reading of the same text is short.

A snapshot is found by what it was made from, the bytes of every file and the code that read them, never by the
dates of files. It is data that runs no code, sealed by a digest, and believed only where it is the user's own.
Whatever is wrong with it, or with its folder, the text is read instead.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import sys
import tempfile
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pydantic
from pydantic import TypeAdapter

from ea_repo.finding import Finding
from ea_repo.load.encoding import decoded, encoded
from ea_repo.load.files import Content
from ea_repo.load.locate import Locator
from ea_repo.load.model import (
    Progress,
    Tell,
    Workspace,
    contents,
    load,
    no_garbage_collection,
    nobody,
    read_workspace,
)
from ea_repo.load.settings import read_settings

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
    folder = _folder()
    if folder is None:
        return load(root, tell)
    settings = read_settings(root)
    with no_garbage_collection():
        before = _Seal()
        size = sum(len(each.data or b"") for each in before.over(contents(root)))
        known = _known(folder, before.address)
        if known is not None:
            return Workspace(root, settings, known.graph, known.findings, Locator.of(root), known.lost)
        # Sealed while it is read: a file that changes meanwhile never passes for what it was before.
        seal = _Seal()
        workspace = read_workspace(root, settings, seal.over(contents(root)), Progress(size, tell))
        if seal.address is not None:
            _keep(folder, seal.address, workspace)
        return workspace


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


class _Known:
    """What a snapshot says."""

    def __init__(self, data: bytes) -> None:
        self.graph, (findings, lost) = decoded(data)
        self.findings = _findings().validate_python(findings) if findings else ()
        self.lost = frozenset(lost)


@cache
def _findings() -> TypeAdapter[tuple[Finding, ...]]:
    return TypeAdapter(tuple[Finding, ...])


def _known(folder: Path, address: str | None) -> _Known | None:
    """What the snapshot of that address says, None where there is none to be believed."""
    if address is None:
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
        known = _Known(data[begin:])
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


def _keep(folder: Path, address: str, workspace: Workspace) -> None:
    """Writes a snapshot, whole or not at all; a folder that cannot be written to changes nothing."""
    beside = [_findings().dump_python(workspace.findings, mode="json"), sorted(workspace.lost)]
    data = encoded(workspace.graph, beside)
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
