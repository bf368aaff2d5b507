"""The files of a source: gathered within limits, each parsed once, whoever asks."""

from __future__ import annotations

import hashlib
import os
import stat
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar, cast

from ea_repo.exchange import json_tree, xml_tree
from ea_repo.exchange.archive import Archive, is_zip
from ea_repo.exchange.decoding import beginning, decoded
from ea_repo.exchange.inventory import SourceFile
from ea_repo.exchange.place import Place, Unreadable
from ea_repo.finding import Text
from ea_repo.system import reason

T = TypeVar("T")
MAX_SIZE = 100 * 1024 * 1024
MAX_FILES = 50_000
_HEAD = 65_536


@dataclass(frozen=True)
class File:
    """One file: its name as given, or relative to the folder that was given; `root` is the folder it may refer into."""

    name: str
    data: bytes = field(repr=False)
    path: Path
    root: Path

    @property
    def head(self) -> bytes:
        """How it begins."""
        return self.data[:_HEAD]

    @property
    def at(self) -> Place:
        """The file as a whole."""
        return Place(self.name)

    @property
    def stem(self) -> str:
        """Its name without folders and suffix, for formats that say in it what they hold."""
        return self.path.stem

    @cached_property
    def source(self) -> SourceFile:
        """What an inventory remembers of it."""
        return SourceFile(self.name, len(self.data), hashlib.sha256(self.data).hexdigest())

    @cached_property
    def archive(self) -> Archive | None:
        """It as a zip archive, None where it is none; raises Unreadable where it is a damaged one."""
        return Archive.of(self.name, self.data) if is_zip(self.data) else None

    @cached_property
    def beginning(self) -> str | None:
        """The text that it begins with, None where it is no text."""
        return beginning(self.data)

    @property
    def is_text(self) -> bool:
        """Whether it looks like a text."""
        return self.beginning is not None

    @cached_property
    def text(self) -> str:
        """It as a text; raises Unreadable where it is none."""
        return decoded(self.name, self.data)

    @cached_property
    def root_name(self) -> xml_tree.Name | None:
        """The name of its root element, None where it is no XML."""
        return xml_tree.root_name(self.head)

    @cached_property
    def xml(self) -> xml_tree.Element:
        """It as XML; raises Unreadable where it is none."""
        return xml_tree.parse(self.name, self.data)

    @cached_property
    def looks_json(self) -> bool:
        """Whether it begins as JSON objects and arrays do."""
        start = self.head.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")[:1]
        return start in (b"{", b"[") and self.is_text

    @cached_property
    def json(self) -> Any:
        """It as JSON; raises Unreadable where it is none."""
        return json_tree.parse(self.name, self.data)

    def once(self, make: Callable[[File], T]) -> T:
        """What a function makes of it, made the first time that it is asked for."""
        if make not in self._made:
            self._made[make] = make(self)
        return cast(T, self._made[make])

    @cached_property
    def _made(self) -> dict[Callable[[File], Any], Any]:
        return {}

    @cached_property
    def json_or_none(self) -> Any:
        """It as JSON, None where it is none: for those who only look."""
        try:
            return self.json if self.looks_json else None
        except Unreadable:
            return None


def gather(paths: Sequence[Path]) -> tuple[File, ...]:
    """The files that were named, and those below the folders that were, in the order of their names.

    Raises Unreadable where one cannot be read, and where they are more, or larger, than anyone may send.
    """
    found = [entry for path in paths for entry in _below(path)]
    if not found:
        why = Text("ce dossier ne contient aucun fichier", "this folder holds no file")
        raise Unreadable(why, Place(", ".join(map(str, paths))))
    if len(found) > MAX_FILES:
        why = Text(f"cela fait plus de {MAX_FILES} fichiers", f"these are more than {MAX_FILES} files")
        raise Unreadable(why, Place(", ".join(map(str, paths))))
    # Files of one name, from several folders, are told apart by their paths.
    names = Counter(entry.name for entry in found)
    files: list[File] = []
    size = 0
    for entry in found:
        name = entry.name if names[entry.name] == 1 else str(entry.path)
        content = _content(name, entry.path)
        if not content and not entry.below:
            raise Unreadable(Text("ce fichier est vide", "this file is empty"), Place(name))
        size += len(content)
        if size > MAX_SIZE:
            raise Unreadable(_TOO_LARGE, Place(name))
        files.append(File(name, content, entry.path, entry.root))
    return tuple(files)


def beside(file: File, target: str) -> File | None:
    """The file that another refers to by a relative path; None where it is absent, or outside the folder given."""
    root = file.root.resolve()
    try:
        path = (file.path.parent / target).resolve()
        if not path.is_relative_to(root) or not path.is_file():
            return None
    except (OSError, ValueError):  # No such name can be.
        return None
    name = os.path.relpath(path, root)
    return File(Path(name).as_posix(), _content(name, path), path, file.root)


_TOO_LARGE = Text("cela dépasse 100 Mo : refusé", "this is larger than 100 MB: refused")


@dataclass(frozen=True, slots=True)
class _Entry:
    """A file to read: the name that it goes by, the folder that it may refer into, and whether that was named."""

    path: Path
    name: str
    root: Path
    below: bool


def _below(path: Path) -> list[_Entry]:
    """The file itself, or those below a folder; hidden ones are passed over."""
    if not os.path.isdir(path):  # noqa: PTH112  (unlike Path.is_dir, it takes any name)
        return [_Entry(path, path.name, path.parent, below=False)]
    found: list[_Entry] = []
    for folder, folders, names in os.walk(path, onerror=_not_entered):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            file = Path(folder, name)
            if not name.startswith(".") and file.is_file():
                found.append(_Entry(file, file.relative_to(path).as_posix(), path, below=True))
    return found


def _not_entered(error: OSError) -> None:
    because = reason(error)
    why = Text(f"ce dossier ne peut pas être lu : {because.fr}", f"this folder cannot be read: {because.en}")
    raise Unreadable(why, Place(str(error.filename)))


def _content(name: str, path: Path) -> bytes:
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise Unreadable(Text("ce n'est pas un fichier", "this is not a file"), Place(name))
        if found.st_size > MAX_SIZE:
            raise Unreadable(_TOO_LARGE, Place(name))
        content = path.read_bytes()
    except FileNotFoundError:
        raise Unreadable(Text("ce fichier n'existe pas", "there is no such file"), Place(str(path))) from None
    except (OSError, ValueError) as error:
        because = reason(error) if isinstance(error, OSError) else Text(str(error), str(error))
        why = Text(f"ce fichier ne peut pas être lu : {because.fr}", f"this file cannot be read: {because.en}")
        raise Unreadable(why, Place(name)) from None
    return content
