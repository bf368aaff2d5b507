"""Several files put in place in one step: whoever looks, or is killed, finds all of the old ones or all of the new.

A copy of the folder that holds them all is made beside, with what changes in it; then the two change places in one
call of the system (`renameat2` on Linux, `renamex_np` on macOS). Where the system or the disk knows none, the old
folder is moved aside and the new one put in its place, one right after the other.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import shutil
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from ea_repo.finding import Wrong
from ea_repo.write import alone
from ea_repo.write.disk import synchronised

MODEL = "model"
_BESIDE = ".ea-import-"
_PLACE = "place"
"""The file that says where a folder that was moved aside stood."""
Listing = dict[str, tuple[int, int]]
"""The files below a folder: of each its size, and when it was last written, in nanoseconds."""
_AT_FDCWD, _RENAME_EXCHANGE, _RENAME_SWAP = -100, 2, 2
_UNKNOWN = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EPERM)


class Meanwhile(Exception):
    """Somebody else writes in the workspace at the same moment: nothing was written."""


def replace_files(root: Path, contents: Mapping[str, bytes | None], seen: Listing | None = None) -> None:
    """Writes files below `model/` of a workspace (None removes one), all at once or not at all.

    Who writes there already is waited for. Raises NotWritten where that takes too long, OSError where something cannot
    be written, Meanwhile where the model is not as it was `seen`: then all is as before.
    """
    model = Path(os.path.realpath(root / MODEL))
    model.mkdir(parents=True, exist_ok=True)
    top = PurePosixPath(os.path.commonpath([str(PurePosixPath(file).parent) for file in contents]))
    folder = model / top.relative_to(MODEL)
    # Beside the model, never in it: what is left of an import that was killed must not be read.
    with alone(model.parent):
        _clear(model.parent)
        if seen is not None and listing(model) != seen:
            raise Meanwhile
        beside = Path(tempfile.mkdtemp(dir=model.parent, prefix=_BESIDE))
        try:
            new = beside / "new"
            before = listing(folder)
            if folder.is_dir():
                shutil.copytree(folder, new, symlinks=True, copy_function=_link_or_copy)
            else:
                new.mkdir()
            for file, content in contents.items():
                _write(new / PurePosixPath(file).relative_to(top), content)
            synchronised(new)
            if listing(folder) != before:
                raise Meanwhile
            folder.parent.mkdir(parents=True, exist_ok=True)
            _put(new, folder, beside)
            synchronised(folder.parent)
        finally:
            shutil.rmtree(beside, ignore_errors=True)


def tidy(root: Path) -> None:
    """Takes away what an import that was killed left in a workspace, unless somebody writes there at this moment."""
    beside = Path(os.path.realpath(root / MODEL)).parent
    with contextlib.suppress(Wrong, OSError), alone(beside, patience=0):
        _clear(beside)


def _clear(folder: Path) -> None:
    """Takes away what an import that was killed left, and puts back what it had moved aside."""
    for left in folder.glob(f"{_BESIDE}*"):
        old, place = left / "old", left / _PLACE
        if old.is_dir() and place.is_file() and not (moved := Path(place.read_text(encoding="utf-8"))).exists():
            old.rename(moved)
        shutil.rmtree(left, ignore_errors=True)


def _put(new: Path, folder: Path, beside: Path) -> None:
    """Puts a folder in the place of another."""
    if not folder.exists():
        new.rename(folder)
    elif not _exchanged(new, folder):
        old = beside / "old"
        (beside / _PLACE).write_text(str(folder), encoding="utf-8")
        folder.rename(old)
        try:
            new.rename(folder)
        except OSError:
            old.rename(folder)
            raise


def _exchanged(one: Path, other: Path) -> bool:
    """Has two folders change places in one step; False where this system or disk cannot."""
    if sys.platform not in ("linux", "darwin"):
        return False
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


def _write(path: Path, content: bytes | None) -> None:
    """Writes a file of the copy, which may be one with the original: never in place."""
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o644
    path.unlink(missing_ok=True)
    if content is None:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    path.chmod(mode)


def _link_or_copy(source: str, target: str) -> str:
    """The same file under another name, or a copy where the disk knows no such thing."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        return str(shutil.copy2(source, target, follow_symlinks=False))
    return target


def listing(folder: Path) -> Listing:
    """What there is below a folder: names, sizes and days."""
    found: Listing = {}
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        with contextlib.suppress(OSError):
            stat = path.lstat()
            if not path.is_dir():
                found[str(path.relative_to(folder))] = stat.st_size, stat.st_mtime_ns
    return found
