"""One file, written whole or not at all."""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from ea_repo.finding import Text
from ea_repo.write.disk import PREFIX, abandoned, remove, synchronised
from ea_repo.write.lock import PATIENCE, alone, take
from ea_repo.write.pieces import pieces
from ea_repo.write.refusal import NotWritten, explaining


def write(file: Path, content: str | bytes | Iterable[bytes]) -> None:
    """Writes a file whole or not at all, in a folder that is made where there is none.

    A link is followed and stays a link; a file that is there keeps its rights. Whoever looks, or is killed, finds what
    was there or all that is new. A content in pieces is written as they come, and none of it where making one of them
    fails. Raises NotWritten, and leaves everything as it was: for a folder, a device or a pipe, a full disk, a place
    where one may not write.
    """
    with explaining(file):
        target = _target(file)
        with _folders(target.parent):
            _replace(target, pieces(content))


def change(file: Path, new: Callable[[bytes], bytes], patience: float = PATIENCE) -> None:
    """Reads a file and writes what `new` makes of its bytes (none where there is no file), as `write` does.

    Meanwhile every other `change` in its folder waits. Raises NotWritten also where one waits for longer than
    `patience` seconds, or where somebody who does not wait (an editor) changes the file in between.
    """
    with explaining(file):
        target = _target(file)
        with _folders(target.parent), alone(target.parent, patience):
            before = _content(target)
            after = new(before)
            if _content(target) != before:
                french = f"{file} : quelqu'un vient de changer ce fichier ; rien n'est écrit, réessayez"
                raise NotWritten(Text(french, f"{file}: somebody has just changed it; nothing is written, try again"))
            _replace(target, (after,))


def _target(file: Path) -> Path:
    """The file that a name or a link leads to; raises NotWritten for what is no regular file."""
    target = Path(os.path.realpath(file))
    with contextlib.suppress(FileNotFoundError):
        mode = target.lstat().st_mode
        if stat.S_ISDIR(mode):
            raise NotWritten(Text(f"{file} : c'est un dossier", f"{file}: it is a folder"))
        if not stat.S_ISREG(mode):
            french = f"{file} : ce n'est pas un fichier ordinaire (appareil, tube, lien sans fin)"
            raise NotWritten(Text(french, f"{file}: not a regular file (a device, a pipe, an endless link)"))
    return target


def _content(target: Path) -> bytes:
    try:
        return target.read_bytes()
    except FileNotFoundError:
        return b""


@contextlib.contextmanager
def _folders(folder: Path) -> Iterator[None]:
    """Makes a folder and those above it; takes them away again where the block fails."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield
    except BaseException:
        for path in missing:
            with contextlib.suppress(OSError):
                path.rmdir()
        raise


def _replace(target: Path, content: Iterable[bytes]) -> None:
    """Puts a new file with this content in the place of a file, or where there is none."""
    import secrets

    for path in abandoned(target.parent):
        if path.is_file():
            remove(path)
    part = target.parent / f"{PREFIX}{secrets.token_hex(8)}"
    try:
        with part.open("xb") as opened:
            take(opened.fileno())
            opened.writelines(content)
            opened.flush()
            os.fsync(opened.fileno())
            if os.name == "nt":  # A file that is open is not renamed there.
                opened.close()
            _keep_rights(target, part)
            part.replace(target)
    except BaseException:
        remove(part)
        raise
    synchronised(target.parent)


def _keep_rights(target: Path, part: Path) -> None:
    """Gives the new file the rights of the one that is there, and its owner where that is allowed."""
    with contextlib.suppress(FileNotFoundError):
        there = target.stat()
        if hasattr(os, "chown"):
            with contextlib.suppress(OSError):
                os.chown(part, there.st_uid, there.st_gid)
        shutil.copymode(target, part)
