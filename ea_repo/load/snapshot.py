"""Snapshots: graphs that were read before, kept in the user's cache folder so that they need not be read again.

The address of a snapshot is a digest of what it was made from: the code that read it and, of a text, the bytes of every
file, never their dates (`kept_readings.py`); of a server, the last transaction there. A snapshot is data that runs no
code. It is sealed by a digest, and believed only where it is the user's own. Whatever is wrong with it, or with the
folder, the text or the server is read instead.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import os
import stat
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from ea_repo.graph import Graph
from ea_repo.load.graph_bytes import Damaged, decoded, encoded
from ea_repo.metamodel import Vocabulary

T = TypeVar("T")
FOLDER = "EA_CACHE_DIR"
"""The variable that names the folder of the snapshots; by default the platform's own for caches."""
KEPT = 12
"""How many snapshots are kept: those used last."""
_MAGIC = b"ea-repo snapshot\n"
_DIGEST_SIZE = 32
"""In bytes."""
SUFFIX = ".snapshot"
_PART = ".part"
_ABANDONED = 3_600
"""After how many seconds a snapshot that is not written whole is no longer being written."""
_AT_ONCE = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


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


@cache
def code_digest() -> bytes:
    """A digest of the code that makes a graph of a text: another version of it may make another graph."""
    digest = hashlib.blake2b(sys.version.encode())
    digest.update(_version_of_pydantic())
    package = Path(__file__).parents[1]
    for folder in ("graph", "load", "metamodel"):
        for file in sorted((package / folder).glob("*.py")):
            digest.update(file.read_bytes())
    return digest.digest()


def _version_of_pydantic() -> bytes:
    """What tells the library that validates from another version of it; it is not imported for that."""
    found = importlib.util.find_spec("pydantic")
    return Path(found.origin).with_name("version.py").read_bytes() if found is not None and found.origin else b""


def find(address: str, read: Callable[[Any], T], vocabulary: Vocabulary) -> tuple[Graph, T] | None:
    """The graph of the snapshot at an address, and what `read` makes of what is beside it; None where none is believed.

    A snapshot on which `read` raises is not believed. A column is decoded when it is first asked for, and may raise
    Damaged then.
    """
    try:
        data = find_bytes(address)
        graph, beside = decoded(data, vocabulary)
        return graph, read(beside)
    except Exception:  # Whatever is wrong with it: what it was made from is still there.
        return None


def find_bytes(address: str, suffix: str = SUFFIX) -> memoryview:
    """What was kept at an address; it counts as used now.

    Raises an exception, of any kind, where nothing is there or it is not to be believed.
    """
    path = _required_folder() / (address + suffix)
    with _opened(path) as file:
        data = file.read()
    begin = len(_MAGIC) + _DIGEST_SIZE
    kept = memoryview(data)[begin:]
    if not data.startswith(_MAGIC) or data[len(_MAGIC) : begin] != _seal(address, kept):
        raise Damaged(str(path))
    with contextlib.suppress(OSError):
        os.utime(path)
    return kept


def opened_by_use() -> Iterator[tuple[str, BinaryIO]]:
    """The address of each snapshot, the one used last first, and what it holds, of which nothing is believed yet."""
    with contextlib.suppress(OSError):
        paths = list(_required_folder().glob(f"*{SUFFIX}"))
        for path in sorted(paths, key=lambda snapshot: snapshot.stat().st_mtime_ns, reverse=True):
            with contextlib.suppress(OSError), _opened(path) as file:
                file.seek(len(_MAGIC) + _DIGEST_SIZE)
                yield path.stem, file


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    """A snapshot, open; raises OSError where it is not the user's own file."""
    # A pipe in its place must not make anybody wait: it is opened without waiting, and not read.
    with os.fdopen(os.open(path, os.O_RDONLY | _AT_ONCE), "rb") as file:
        if not _is_own(os.fstat(file.fileno())):
            raise PermissionError(str(path))
        yield file


def drop_all() -> None:
    """Removes the snapshots that are kept, since one of them is damaged."""
    folder = _folder()
    with contextlib.suppress(OSError):
        for snapshot in folder.glob(f"*{SUFFIX}") if folder is not None else ():
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


def keep_bytes(address: str, data: bytes, suffix: str = SUFFIX) -> None:
    """Writes these bytes as the snapshot of an address; as `keep`."""
    with contextlib.suppress(OSError):
        folder = _required_folder()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, part = tempfile.mkstemp(dir=folder, suffix=_PART)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(_MAGIC + _seal(address, data))
                file.write(data)
            Path(part).replace(folder / (address + suffix))
        finally:
            Path(part).unlink(missing_ok=True)
        _remove_oldest(folder, suffix)


def drop(addresses: Iterable[str]) -> None:
    """Removes some snapshots."""
    with contextlib.suppress(OSError):
        for address in addresses:
            (_required_folder() / (address + SUFFIX)).unlink(missing_ok=True)


def _remove_oldest(folder: Path, suffix: str) -> None:
    """Removes all but the files of this suffix that were used last, and what is left of those not written whole."""
    latest_first = sorted(folder.glob(f"*{suffix}"), key=lambda file: file.stat().st_mtime, reverse=True)
    for file in latest_first[KEPT:]:
        file.unlink(missing_ok=True)
    for part in folder.glob(f"*{_PART}"):
        if time.time() - part.stat().st_mtime > _ABANDONED:
            part.unlink(missing_ok=True)
