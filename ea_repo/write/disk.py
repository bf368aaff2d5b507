"""Having the disk take what was written, and taking away what somebody who was killed left."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from ea_repo.write.lock import is_abandoned

PREFIX = ".ea-new-"
"""How the names of files and folders begin that are not yet whole."""


def synchronised(folder: Path) -> None:
    """Has the disk take the names that a folder holds, where it can be asked to."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def synchronise_below(folder: Path) -> None:
    """Has the disk take all that there is below a folder; raises OSError where it cannot hold it."""
    for place, _, names in os.walk(folder):
        for name in names:
            handle = os.open(Path(place) / name, os.O_RDWR)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
        synchronised(Path(place))


def abandoned(folder: Path) -> Iterator[Path]:
    """What somebody who was killed while writing in a folder left there.

    Who writes takes the lock of what it makes before it puts anything in it: what is empty may have begun just now.
    """
    try:
        entries = [Path(entry.path) for entry in os.scandir(folder) if entry.name.startswith(PREFIX)]
    except OSError:
        return
    for path in entries:
        if not _is_empty(path) and is_abandoned(path):
            yield path


def _is_empty(path: Path) -> bool:
    try:
        return not any(path.iterdir()) if path.is_dir() else path.stat().st_size == 0
    except OSError:
        return True


def remove(path: Path) -> None:
    """Takes a file, or a folder with all it holds, away; one that cannot be taken away stays."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
