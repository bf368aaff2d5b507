"""The text files of a workspace, read whatever state they are in: nothing here raises on what a file holds."""

from __future__ import annotations

import codecs
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from ea_repo.finding import Finding, Position, Text
from ea_repo.load.limits import USUAL, Limits
from ea_repo.load.problems import finding
from ea_repo.system import reason
from ea_repo.write.refusal import NotWritten

_NOT_A_FILE = Text("ce n'est pas un fichier", "not a regular file")

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
    part: str = ""
    """Which part of the file it is, where it is not the whole: the option of a request."""

    @property
    def name(self) -> str:
        """What to call it: its file, with the part where it is one."""
        return f"{self.file}#{self.part}" if self.part else self.file


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


def sources(root: Path, folder: str, limits: Limits = USUAL) -> Iterator[Source]:
    """The text of every YAML file below a folder of the workspace, in the order of their paths.

    Symbolic links are followed, but neither back to a folder that is being read nor, unless the limits say so, outside
    the workspace. Where a limit is reached a finding says so, and nothing more is read. What begins with a dot is not
    read: it is an editor's or a system's own copy, told in one remark.
    """
    return (content.source for content in files_below(root, folder, limits))


def files_below(root: Path, folder: str, limits: Limits = USUAL) -> Iterator[Content]:
    """The bytes of the same files."""
    hidden: list[str] = []
    files = bytes_ = 0
    for file, path, wrong in _paths_below(root, root / folder, limits, (), hidden):
        if wrong is not None:
            yield Content(file, None, (wrong,))
            continue
        files += 1
        bytes_ += _size(path)
        reached = "files" if files > limits.files else "bytes" if bytes_ > limits.bytes else None
        if reached is not None:
            yield Content(file, None, (_beyond(file, reached, getattr(limits, reached)),))
            return
        yield content(file, path)
    if hidden:
        names = ", ".join(hidden)
        yield Content(folder, None, (finding("file-hidden", Position(hidden[0]), hidden[0], files=names),))


def _paths_below(
    root: Path, folder: Path, limits: Limits, above: tuple[str, ...], hidden: list[str]
) -> Iterator[tuple[str, Path, Finding | None]]:
    """Each file with its name in the workspace, or what is wrong with it or with a folder.

    `above`: the real paths of the folders that are being read; `hidden` receives what is left out.
    """
    file = _relative(root, folder)
    try:
        real = os.path.realpath(folder)
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    except OSError as error:
        yield file, folder, _unreadable(file, reason(error)).findings[0]
        return
    if wrong := _wrong_folder(root, folder, real, limits, above):
        yield file, folder, wrong
        return
    for entry in entries:
        path = Path(entry.path)
        if entry.name.startswith("."):
            if _is_folder(entry) or entry.name.lower().endswith(SUFFIXES):
                hidden.append(_relative(root, path))
        elif _is_folder(entry):
            yield from _paths_below(root, path, limits, (*above, real), hidden)
        elif entry.name.lower().endswith(SUFFIXES):
            file = _relative(root, path)
            outside = entry.is_symlink() and leads_outside(root, path, limits)
            yield file, path, finding("file-outside", Position(file), file) if outside else None


def _wrong_folder(root: Path, folder: Path, real: str, limits: Limits, above: tuple[str, ...]) -> Finding | None:
    """Why a folder is not read: it is being read already, too deep, or outside the workspace."""
    file = _relative(root, folder)
    if real in above:
        return finding("file-loop", Position(file), file)
    if len(above) > limits.depth:
        return _beyond(file, "depth", limits.depth)
    if leads_outside(root, folder, limits):
        return finding("file-outside", Position(file), file)
    return None


def leads_outside(root: Path, path: Path, limits: Limits) -> bool:
    """Whether what stands at a path is not below the workspace's folder, links followed, and may not be elsewhere."""
    return not limits.outside and not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _beyond(file: str, limit: str, most: int) -> Finding:
    return finding(f"too-many-{limit}", Position(file), file, most=f"{most:,}".replace(",", " "))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # A symbolic link to itself, or to where one may not look.
        return False


def read(root: Path, path: Path, limits: Limits = USUAL) -> Source:
    """One file of the workspace, decoded; never raises. A link outside the workspace is not followed, as `sources`."""
    return one_file(root, _relative(root, path), limits).source


def one_file(root: Path, file: str, limits: Limits) -> Content:
    """The bytes of one file of the workspace; never raises."""
    path = root / file
    if leads_outside(root, path, limits):
        return Content(file, None, (finding("file-outside", Position(file), file),))
    if _size(path) > limits.bytes:
        return Content(file, None, (_beyond(file, "bytes", limits.bytes),))
    return content(file, path)


def own_file(root: Path, file: str, limits: Limits) -> Path:
    """Where a file of the workspace is to be written; raises NotWritten where none would be read of it: outside."""
    path = root / file
    if leads_outside(root, path, limits):
        why = finding("file-outside", Position(file), file).message
        raise NotWritten(Text(f"{file} : rien n'est écrit, {why.fr}", f"{file}: nothing is written, {why.en}"))
    return path


def read_as(file: str, path: Path) -> Source:
    """One file, under the name that the reader knows it by; never raises."""
    return content(file, path).source


def content(file: str, path: Path) -> Content:
    """The bytes of one file, under the name that the reader knows it by; never raises."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return _unreadable(file, _NOT_A_FILE)
        return Content(file, path.read_bytes())
    except OSError as error:
        return _unreadable(file, reason(error))


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
        byte = f"0x{data[error.start]:02X}, Windows-1252 ?"
        guess = data.decode("ascii", "replace")
        flaw = finding("file-encoding", Position(file, line, column), file, reason=byte, value=data.decode("latin-1"))
        return Source(file, None, (flaw,), guess)
    return Source(file, text, (finding("file-bom", Position(file), file),) if bom else ())


def _wrong_encoding(file: str, at: Position, why: str) -> Finding:
    return finding("file-encoding", at, file, reason=why)


def _unreadable(file: str, why: Text) -> Content:
    return Content(file, None, (finding("file-unreadable", Position(file), file, reason=why),))


def _relative(root: Path, path: Path) -> str:
    # Symbolic links are not resolved: a file is reported under the name that its author sees.
    return path.relative_to(root).as_posix()
