"""Files that hold tables: workbooks and CSV alike."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence

from ea_repo.exchange.csv_text import is_csv, sheet_of
from ea_repo.exchange.sheet import Sheet, header_of
from ea_repo.exchange.source import File
from ea_repo.exchange.workbook import is_workbook, sheets_of


def holds_tables(file: File) -> bool:
    """Whether a file is a workbook, or a text that something cuts into columns."""
    return is_workbook(file) or file.once(is_csv)


def tables_of(file: File) -> tuple[Sheet, ...]:
    """The sheets of a file, read once; raises Unreadable where it has none."""
    return file.once(_tables)


def _tables(file: File) -> tuple[Sheet, ...]:
    return sheets_of(file) if is_workbook(file) else (sheet_of(file),)


def tables_in(files: Sequence[File]) -> Iterator[Sheet]:
    """The sheets of all files, each under a name of its own: of its file too, where another has the same."""
    taken: set[str] = set()
    for file in files:
        for table in tables_of(file):
            names = (table.name, f"{file.stem}: {table.name}", f"{file.name}: {table.name}")
            name = next((name for name in names if name not in taken), names[-1])
            taken.add(name)
            yield dataclasses.replace(table, name=name)


def columns_of(file: File) -> frozenset[str]:
    """The headers of a file's first sheet, empty where it holds no table: what formats recognise themselves by."""
    return file.once(_columns)


def _columns(file: File) -> frozenset[str]:
    if not holds_tables(file):
        return frozenset()
    tables = tables_of(file)
    return frozenset(name for name in header_of(tables[0]).names if name) if tables else frozenset()
