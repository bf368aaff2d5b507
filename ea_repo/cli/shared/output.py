"""Where an answer goes: in which format, to the terminal or to a file, and which files it may replace."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ea_repo.finding import Text
from ea_repo.format import Format

if TYPE_CHECKING:
    from ea_repo.report.writing import Pieces

_HEAD = 4096
"""How many bytes of a file say what it is."""
_YAML = (".yaml", ".yml")


class NotKept(ValueError):
    """An answer that is not written where one asks."""

    def __init__(self, message: Text) -> None:
        self.message = message
        super().__init__(message.en)


@dataclass(frozen=True)
class Output:
    """What one asked of an answer: its format, its file, and whether whatever is there may be replaced."""

    format: str | None
    file: Path | None
    force: bool

    @property
    def to_file(self) -> bool:
        return self.file is not None and str(self.file) != "-"

    def chosen(self, formats: Mapping[str, Format], usual: str) -> str:
        """The format: as asked, else as the file's name ends, else the usual one.

        Raises NotKept for an ending that says no format, or that says another one than asked.
        """
        ending = self.file.suffix.lower() if self.file is not None and self.to_file else ""
        by_name = _by_ending(ending, formats.values())
        if self.format is None and ending and by_name is None:
            raise NotKept(_unknown(self.file, ending, formats.values()))
        if self.format is not None and by_name not in (None, self.format):
            fr = f"{self.file} : ce nom dit {by_name}, et --format {self.format} ; donner l'un ou l'autre"
            raise NotKept(Text(fr, f"{self.file}: this name says {by_name}, and --format {self.format}: give one"))
        return self.format or by_name or usual


NOWHERE = Output(None, None, False)
"""Of a command that answers nothing."""


def _by_ending(ending: str, formats: Iterable[Format]) -> str | None:
    """The format of files whose names end so: by its own endings, or by its name."""
    return next((known.name for known in formats if ending in (*known.endings, f".{known.name}")), None)


def _unknown(file: Path | None, ending: str, formats: Iterable[Format]) -> Text:
    known = ", ".join(f"{format_.name} ({format_.endings[0]})" for format_ in formats)
    name = ending.removeprefix(".")
    return Text(
        f"{file} : aucun format ne s'appelle {name} ({known}) ; préciser --format",
        f"{file}: no format is called {name} ({known}); say --format",
    )


def may_keep(file: Path) -> None:
    """Raises NotKept for what no answer ever replaces: a folder, the text of a workspace."""
    if file.is_dir():
        raise NotKept(Text(f"{file} : c'est un dossier ; y nommer un fichier", f"{file}: a folder; name a file in it"))
    if file.name.lower().endswith(_YAML) and file.exists():
        fr = f"{file} : le texte d'un espace de travail (YAML) n'est jamais remplacé par une réponse"
        raise NotKept(Text(fr, f"{file}: the text of a workspace (YAML) is never replaced by an answer"))


def kept(content: Pieces) -> bytes | Iterable[bytes]:
    """A content as a file keeps it: a text without colours, its last line ended."""
    from ea_repo.write import encoded, ended

    if isinstance(content, bytes):
        return content
    if isinstance(content, str):
        return (click.unstyle(content.removesuffix("\n")) + "\n").encode("utf-8", "backslashreplace")
    parts = iter(content)
    first = next(parts, "")
    every: Any = chain((first,), parts)
    return every if isinstance(first, bytes) else encoded(ended(every), "backslashreplace")


def keep(file: Path, content: str | bytes | Iterable[bytes], *, force: bool) -> None:
    """Writes an answer in a file, whole or not at all, in a folder that is made where it is not there.

    A link stays a link; a device or a pipe is written to. A file that is there is replaced where it holds an earlier
    answer, or nothing; another one only by `force`. Raises NotKept or NotWritten.
    """
    from ea_repo.write import explaining, pieces, write

    may_keep(file)
    with explaining(file):
        target = file.resolve()
        if target.exists() and not target.is_file():
            with target.open("wb") as opened:
                opened.writelines(pieces(content))
            return
        rest = iter(pieces(content))
        first = b""
        while len(first) < _HEAD and (piece := next(rest, b"")):
            first += piece
        if not force and target.exists() and not _earlier_answer(target, first):
            fr = f"{file} : ce fichier n'est pas une réponse précédente de ea ; --force le remplace"
            raise NotKept(Text(fr, f"{file}: this file is no earlier answer of ea; --force replaces it"))
        write(file, chain((first,), rest))


def _earlier_answer(file: Path, data: bytes) -> bool:
    """Whether a file is empty, or begins as this answer does."""
    if data.startswith(_ZIP):
        return _made_by_us(file)
    with file.open("rb") as opened:
        there = opened.read(_HEAD)
    if not there.strip():
        return True
    old, new = _beginning(there), _beginning(data[:_HEAD])
    # Of a list that is empty, or was, nothing but the bracket is there to be compared.
    return old == new or (_EMPTY in (old, new) and there.lstrip()[:1] == data.lstrip()[:1] == b"[")


_ZIP = b"PK\x03\x04"


def _made_by_us(file: Path) -> bool:
    """Whether a file is a workbook that says that we made it."""
    import zipfile

    from ea_repo.format.xlsx import MAKER

    try:
        with zipfile.ZipFile(file) as book:
            return MAKER.encode() in book.read("docProps/core.xml")
    except (zipfile.BadZipFile, KeyError):
        return False


_OURS = re.compile(r'<meta name="generator" content="ea-repo')
_KEY = re.compile(r'\s*("[^"]*": ?)')
_PROLOGUE = re.compile(r"\s*<[?!]")
_WORD = re.compile(r"[^\W\d_]")
_EMPTY = ""


def _beginning(head: bytes) -> str:
    """What tells an answer from another's work: its first line with a word, up to its first digit; a page, its maker.

    The same question asked on another day begins alike: `AP-HP · audit de la charte au `, `date,status,severity`,
    `"version": `.
    """
    text = head.decode("utf-8", "replace")
    if _OURS.search(text):
        return "a page of ea-repo"
    lines = (line for line in text.splitlines() if _WORD.search(line) and not _PROLOGUE.match(line))
    first = next(lines, _EMPTY)
    key = _KEY.match(first)
    return key[1] if key else re.split(r"\d", first, maxsplit=1)[0]
