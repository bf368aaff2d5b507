"""A new folder, with all that goes into it, written whole or not at all."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from ea_repo.finding import Text
from ea_repo.write.disk import PREFIX, abandoned, remove, synchronise_below, synchronised
from ea_repo.write.lock import alone, take
from ea_repo.write.refusal import NotWritten, explaining
from ea_repo.write.swap import put, put_back

T = TypeVar("T")
_WHOLE, _PARTS = "whole", "parts"
"""In what is made beside: the folder with all that is written, and the names of what is to be moved from there."""


def require_new(folder: Path) -> None:
    """Raises NotWritten where a folder holds anything already, or something else stands in its place.

    What a command that was killed here left is taken away, and counts for nothing.
    """
    with explaining(folder.absolute()):
        real = Path(os.path.realpath(folder))
        with alone(_base(real)):
            _require_new(real, folder)


def write_new_folder(folder: Path, fill: Callable[[Path], T], last: str) -> T:
    """Has `fill` write in an empty folder, which then is put in the place of one that is new or empty.

    Returns what `fill` does. An empty folder that is there stays the same one, since somebody may stand in it: what
    was written is moved there, `last` at the end. Raises NotWritten, and leaves everything as it was.
    """
    require_new(folder)
    with explaining(folder.absolute()):
        real = Path(os.path.realpath(folder))
        base = _base(real)
        with _beside(base) as beside:
            whole = beside / _WHOLE / real.relative_to(base)
            whole.mkdir(parents=True)
            result = fill(whole)
            synchronise_below(beside)
            with alone(base):
                _require_new(real, folder)
                if base == real:
                    _move_parts(beside, real, last)
                else:
                    top = base / real.relative_to(base).parts[0]
                    (beside / _WHOLE / top.name).replace(top)
                synchronised(base)
    return result


def replace_folder(folder: Path, fill: Callable[[Path], T], refuse: Callable[[Path], Text | None]) -> T:
    """Has `fill` write in an empty folder, which then takes the place of one that is new, empty, or may be replaced.

    `refuse` says why a folder that holds something may not be replaced; None where it may: all that it holds goes.
    What can be made again at any time is not forced on to the disk file by file. Raises NotWritten, and leaves
    everything as it was.
    """
    with explaining(folder.absolute()):
        real = Path(os.path.realpath(folder))
        _require_replaceable(real, refuse)
        real.parent.mkdir(parents=True, exist_ok=True)
        for left in abandoned(real.parent):
            if left.is_dir():
                _take_back(left)
        with _beside(real.parent) as beside:
            new = beside / "new"
            new.mkdir()
            result = fill(new)
            with alone(real.parent):
                _require_replaceable(real, refuse)
                put(new, real, beside)
                synchronised(real.parent)
    return result


def _require_replaceable(folder: Path, refuse: Callable[[Path], Text | None]) -> None:
    if folder.exists() and not folder.is_dir():
        french = f"{folder} : un fichier porte ce nom ; choisissez-en un autre"
        raise NotWritten(Text(french, f"{folder}: a file has this name; choose another one"))
    if folder.is_dir() and any(folder.iterdir()) and (why := refuse(folder)) is not None:
        raise NotWritten(why)


def _base(folder: Path) -> Path:
    """The folder itself where it is there, else the first one above it that is."""
    return next(path for path in (folder, *folder.parents) if path.is_dir())


def _require_new(folder: Path, named: Path) -> None:
    """Raises NotWritten for a folder, known to people by another name, that is neither new nor empty."""
    base = _base(folder)
    for beside in abandoned(base):
        if beside.is_dir():
            _take_back(beside)
    held = {entry.name for entry in os.scandir(folder)} if base == folder else ()
    if any(not name.startswith(PREFIX) for name in held):
        french = f"{named.absolute()} : ce dossier n'est pas vide ; choisissez-en un nouveau"
        raise NotWritten(Text(french, f"{named.absolute()}: this folder is not empty; choose a new one"))
    if folder.exists() and not folder.is_dir():
        french = f"{named.absolute()} : un fichier porte ce nom ; choisissez-en un autre"
        raise NotWritten(Text(french, f"{named.absolute()}: a file has this name; choose another one"))


@contextlib.contextmanager
def _beside(base: Path) -> Iterator[Path]:
    """A folder in `base` for what is not yet whole; whatever is left in it is taken away."""
    import tempfile

    beside = Path(tempfile.mkdtemp(dir=base, prefix=PREFIX))
    try:
        with _kept_busy(beside):
            yield beside
    finally:
        _take_back(beside)


@contextlib.contextmanager
def _kept_busy(beside: Path) -> Iterator[None]:
    """Says to whoever looks for what was abandoned that somebody works here."""
    if os.name == "nt":  # No folder is opened there.
        yield
        return
    handle = os.open(beside, os.O_RDONLY)
    try:
        take(handle)
        yield
    finally:
        os.close(handle)


def _move_parts(beside: Path, folder: Path, last: str) -> None:
    """Moves all that was written into a folder; who is killed meanwhile leaves what it takes to move all back."""
    whole = beside / _WHOLE
    names = sorted((part.name for part in whole.iterdir()), key=lambda name: (name == last, name))
    (beside / _PARTS).write_text(json.dumps(names), encoding="utf-8")
    synchronise_below(beside)
    for name in names:
        (whole / name).rename(folder / name)
    (beside / _PARTS).unlink()


def _take_back(beside: Path) -> None:
    """Takes away what is not whole: what was made beside, and what of it was moved already and nobody changed since.

    A folder that was moved aside goes back to its place; raises OSError where it cannot, and takes nothing away.
    """
    put_back(beside)
    parts = beside / _PARTS
    with contextlib.suppress(OSError, ValueError):
        for name in json.loads(parts.read_text(encoding="utf-8")):
            moved = beside.parent / name
            if not (beside / _WHOLE / name).exists() and not _is_newer(moved, parts.stat().st_mtime_ns):
                remove(moved)
    remove(beside)


def _is_newer(path: Path, time: int) -> bool:
    """Whether something in a folder was written after a time."""
    return any(part.lstat().st_mtime_ns > time for part in (path, *path.rglob("*")))
