"""Several files put in place in one step: whoever looks, or is killed, finds all of the old ones or all of the new.

A copy of the folder that holds them all is made beside, with what changes in it; then the two change places in one
step (`write/swap.py`).
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from ea_repo.finding import Wrong
from ea_repo.write import alone
from ea_repo.write.disk import synchronised
from ea_repo.write.swap import put, put_back

MODEL = "model"
_BESIDE = ".ea-import-"
Listing = dict[str, tuple[int, int]]
"""The files below a folder: of each its size, and when it was last written, in nanoseconds."""


class Meanwhile(Exception):
    """Somebody else writes in the workspace at the same moment: nothing was written."""


def replace_files(root: Path, contents: Mapping[str, bytes | None], seen: Listing | None = None) -> None:
    """Writes files below `model/` of a workspace (None removes one), all at once or not at all.

    Who writes there already is waited for. Raises NotWritten where that takes too long, OSError where something cannot
    be written, Meanwhile where the model is not as it was `seen`: then all is as before.
    """
    model = Path(os.path.realpath(root / MODEL))
    model.parent.mkdir(parents=True, exist_ok=True)
    top = PurePosixPath(os.path.commonpath([str(PurePosixPath(file).parent) for file in contents]))
    folder = model / top.relative_to(MODEL)
    # Beside the model, never in it: what is left of an import that was killed must not be read.
    with alone(model.parent):
        _clear(model.parent)
        model.mkdir(exist_ok=True)  # After that, since a model that was moved aside goes back to a free place only.
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
            put(new, folder, beside)
            synchronised(folder.parent)
        finally:
            put_back(beside)
            shutil.rmtree(beside, ignore_errors=True)


def tidy(root: Path) -> None:
    """Takes away what an import that was killed left in a workspace, unless somebody writes there at this moment."""
    beside = Path(os.path.realpath(root / MODEL)).parent
    with contextlib.suppress(Wrong, OSError), alone(beside, patience=0):
        _clear(beside)


def _clear(folder: Path) -> None:
    """Takes away what an import that was killed left, and puts back what it had moved aside."""
    for left in folder.glob(f"{_BESIDE}*"):
        put_back(left)
        shutil.rmtree(left, ignore_errors=True)


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
