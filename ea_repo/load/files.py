"""The text files of a workspace, read whatever state they are in: nothing here raises on what a file holds."""

from __future__ import annotations

import codecs
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from ea_repo.finding import Finding, Position
from ea_repo.load.problems import finding

SUFFIXES = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Source:
    """The text of one file, and what is wrong with it."""

    file: str
    """Its path relative to the workspace."""
    text: str | None
    """None where it could not be read."""
    findings: tuple[Finding, ...] = ()
    guess: str = ""
    """The legible part of a text that could not be read, to guess which ids are lost with it."""


@dataclass(frozen=True, slots=True)
class Content:
    """The bytes of one file, or else what is wrong with it."""

    file: str
    """Its path relative to the workspace."""
    data: bytes | None
    """None where it could not be read."""
    findings: tuple[Finding, ...] = ()

    @property
    def source(self) -> Source:
        """The same file as text."""
        return Source(self.file, None, self.findings) if self.data is None else decode(self.file, self.data)


def sources(root: Path, folder: str) -> Iterator[Source]:
    """The text of every YAML file below a folder of the workspace, in the order of their paths.

    Symbolic links are followed, but not back to a folder that is being read. What begins with a dot is not read: it is
    an editor's or a system's own copy, told in one remark.
    """
    return (content.source for content in files_below(root, folder))


def files_below(root: Path, folder: str) -> Iterator[Content]:
    """The bytes of the same files."""
    hidden: list[str] = []
    yield from _files_below(root, root / folder, frozenset(), hidden)
    if hidden:
        names = ", ".join(hidden)
        yield Content(folder, None, (finding("file-hidden", Position(hidden[0]), hidden[0], files=names),))


def _files_below(root: Path, folder: Path, above: frozenset[str], hidden: list[str]) -> Iterator[Content]:
    """`above`: the real paths of the folders that are being read; `hidden` receives what is left out."""
    try:
        real = os.path.realpath(folder)
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    except OSError as error:
        yield _unreadable(_relative(root, folder), _reason(error))
        return
    if real in above:
        file = _relative(root, folder)
        yield Content(file, None, (finding("file-loop", Position(file), file),))
        return
    for entry in entries:
        path = Path(entry.path)
        if entry.name.startswith("."):
            if _is_folder(entry) or entry.name.lower().endswith(SUFFIXES):
                hidden.append(_relative(root, path))
        elif _is_folder(entry):
            yield from _files_below(root, path, above | {real}, hidden)
        elif entry.name.lower().endswith(SUFFIXES):
            yield content(_relative(root, path), path)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # A symbolic link to itself, or to where one may not look.
        return False


def read(root: Path, path: Path) -> Source:
    """One file of the workspace, decoded; never raises."""
    return read_as(_relative(root, path), path)


def read_as(file: str, path: Path) -> Source:
    """One file, under the name that the reader knows it by; never raises."""
    return content(file, path).source


def content(file: str, path: Path) -> Content:
    """The bytes of one file, under the name that the reader knows it by; never raises."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return _unreadable(file, "not a regular file")
        return Content(file, path.read_bytes())
    except OSError as error:
        return _unreadable(file, _reason(error))


def decode(file: str, data: bytes) -> Source:
    """The text of the bytes of a file. It should be UTF-8; UTF-16 is read and reported, all else is only reported."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            text = data.decode("utf-16")
        except UnicodeDecodeError:
            return Source(file, None, (_wrong_encoding(file, Position(file), "UTF-16"),))
        return Source(file, text, (replace(_wrong_encoding(file, Position(file), "UTF-16"), hides=False),))
    bom = data.startswith(codecs.BOM_UTF8)
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        reason = f"0x{data[error.start]:02X}, Windows-1252 ?"
        guess = data.decode("ascii", "replace")
        return Source(file, None, (_wrong_encoding(file, Position(file, line, column), reason),), guess)
    return Source(file, text, (finding("file-bom", Position(file), file),) if bom else ())


def _wrong_encoding(file: str, at: Position, reason: str) -> Finding:
    return finding("file-encoding", at, file, reason=reason)


def _unreadable(file: str, reason: str) -> Content:
    return Content(file, None, (finding("file-unreadable", Position(file), file, reason=reason),))


def _reason(error: OSError) -> str:
    return error.strerror or type(error).__name__


def _relative(root: Path, path: Path) -> str:
    # Symbolic links are not resolved: a file is reported under the name that its author sees.
    return path.relative_to(root).as_posix()
