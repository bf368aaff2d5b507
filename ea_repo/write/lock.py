"""Locks on folders and files: kept by the system for as long as a process lives, so that none is left behind.

They need no file of their own, and hold between all who ask for them on one machine. Where the system, or the disk,
knows none (Windows, some shares), nobody waits.
"""

from __future__ import annotations

import contextlib
import errno
import importlib
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ea_repo.finding import Text
from ea_repo.write.refusal import NotWritten

_fcntl: Any
try:
    _fcntl = importlib.import_module("fcntl")
except ImportError:  # Windows has none.
    _fcntl = None

PATIENCE = 30.0
"""For how many seconds one waits for another who writes."""
_PAUSE = 0.05
"""How many seconds pass between two tries."""
_NO_LOCKS = (errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOLCK, errno.ENOSYS, errno.EINVAL)


@contextlib.contextmanager
def alone(folder: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Keeps every other program that asks for the same folder waiting until the block ends.

    Raises NotWritten where another one keeps it for longer than `patience` seconds.
    """
    handle = _opened(folder)
    try:
        if handle is not None and not _taken(handle, patience):
            french = f"{folder} : une autre commande y écrit depuis {patience:g} s ; réessayez quand elle aura fini"
            english = f"{folder}: another command has been writing there for {patience:g} s; try again when it is done"
            raise NotWritten(Text(french, english))
        yield
    finally:
        if handle is not None:
            os.close(handle)


def hold(folder: Path) -> int | None:
    """Takes the lock of a folder that nobody else knows yet, until what is returned is closed or the process ends."""
    handle = _opened(folder)
    if handle is not None:
        take(handle)
    return handle


def _opened(folder: Path) -> int | None:
    """The folder, open; None where the system opens no folder, or this one may not be looked into."""
    try:
        return os.open(folder, os.O_RDONLY)
    except OSError:
        return None


def _taken(handle: int, patience: float) -> bool:
    """Waits for the lock of what is open; whether it was given in time."""
    end = time.monotonic() + patience
    while not take(handle):
        if time.monotonic() >= end:
            return False
        time.sleep(_PAUSE)
    return True


def take(handle: int) -> bool:
    """Takes the lock of what is open, until it is closed or the process ends; False where somebody else has it."""
    if _fcntl is None:
        return True
    try:
        _fcntl.flock(handle, _fcntl.LOCK_EX | _fcntl.LOCK_NB)
    except OSError as error:
        return error.errno in _NO_LOCKS
    return True


def is_abandoned(path: Path) -> bool:
    """Whether whoever made this file or folder, and keeps its lock as long as it works, works no more."""
    if _fcntl is None:
        return False
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
    except OSError:
        return False
    try:
        _fcntl.flock(handle, _fcntl.LOCK_EX | _fcntl.LOCK_NB)
    except OSError:
        return False
    finally:
        os.close(handle)
    return True
