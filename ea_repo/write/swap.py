"""A folder put in the place of another: whoever looks, or is killed, finds all of the old one or all of the new.

The two change places in one call of the system (`renameat2` on Linux, `renamex_np` on macOS). Where the system or the
disk knows none, the old folder is moved aside and the new one put in its place, one right after the other.
"""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

_OLD, _PLACE = "old", "place"
"""In `beside`: the folder that was moved aside, and the file that says where it stood."""
_AT_FDCWD, _RENAME_EXCHANGE, _RENAME_SWAP = -100, 2, 2
_UNKNOWN = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EPERM)


def put(new: Path, folder: Path, beside: Path) -> None:
    """Puts a folder in the place of another, which then is in `beside` under the name of the new one or `old`."""
    if not folder.exists():
        new.rename(folder)
    elif not _exchanged(new, folder):
        (beside / _PLACE).write_text(str(folder), encoding="utf-8")
        try:
            folder.rename(beside / _OLD)
            new.rename(folder)
        except BaseException:
            put_back(beside)
            raise


def put_back(beside: Path) -> None:
    """Puts back the folder that was moved aside where nothing took its place, before `beside` is taken away.

    Raises OSError where it cannot: `beside` then holds the only one, and has to stay.
    """
    old, place = beside / _OLD, beside / _PLACE
    if old.is_dir() and place.is_file() and not (moved := Path(place.read_text(encoding="utf-8"))).exists():
        old.rename(moved)


def _exchanged(one: Path, other: Path) -> bool:
    """Has two folders change places in one step; False where this system or disk cannot."""
    if sys.platform not in ("linux", "darwin"):
        return False
    import ctypes

    first, second = os.fsencode(one), os.fsencode(other)
    library = ctypes.CDLL(None, use_errno=True)
    if sys.platform == "linux" and hasattr(library, "renameat2"):
        failed = library.renameat2(_AT_FDCWD, first, _AT_FDCWD, second, _RENAME_EXCHANGE)
    elif sys.platform == "darwin" and hasattr(library, "renamex_np"):
        failed = library.renamex_np(first, second, _RENAME_SWAP)
    else:
        return False
    if not failed:
        return True
    code = ctypes.get_errno()
    if code in _UNKNOWN:
        return False
    raise OSError(code, os.strerror(code), str(other))
