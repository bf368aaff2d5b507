"""The rows that a MySQL or MariaDB dump inserts; nothing else of its SQL is looked at."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ea_repo.exchange.place import Place, Unreadable
from ea_repo.finding import Text

_INSERT = re.compile(r"INSERT\s+(?:IGNORE\s+)?INTO\s+[`\"]?(\w+)[`\"]?\s*(?:\(([^)]*)\))?\s*VALUES\s*", re.IGNORECASE)
_CREATE = re.compile(r"CREATE\s+TABLE\s+(?:IF NOT EXISTS\s+)?[`\"](\w+)[`\"]\s*\((.*?)\n\)", re.IGNORECASE | re.DOTALL)
_COLUMN = re.compile(r"^\s*[`\"](\w+)[`\"]", re.MULTILINE)
_TOKEN = re.compile(
    r"""\s*(?:
        (?P<text>'(?:[^'\\]|\\.|'')*')
      | (?P<null>NULL)
      | (?P<number>[-+]?\d+(?:\.\d+)?(?:e[-+]?\d+)?)
      | (?P<word>true|false|0x[0-9a-f]+)
      | (?P<mark>[(),;])
    )""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_ESCAPED = re.compile(r"\\(.)|''", re.DOTALL)
_SIGNS = {"n": "\n", "r": "\r", "t": "\t", "0": "\0", "b": "\b", "Z": "\x1a"}


@dataclass(frozen=True, slots=True)
class Row:
    """One row that is inserted."""

    table: str
    values: Mapping[str, str | int | float | None]
    at: Place


def rows(file: str, text: str) -> Iterator[Row]:
    """The rows in the order of the dump; raises Unreadable where a list of values is no list of values."""
    created = {table: tuple(_COLUMN.findall(body)) for table, body in _CREATE.findall(text)}
    places = _Places(file, text)
    for insert in _INSERT.finditer(text):
        table, listed = insert.groups()
        columns = tuple(re.findall(r"\w+", listed)) if listed else created.get(table, ())
        for start, values in _tuples(text, insert.end(), places):
            if len(values) != len(columns):
                why = Text(
                    f"cette ligne de « {table} » a {len(values)} valeurs pour {len(columns)} colonnes",
                    f"this row of “{table}” has {len(values)} values for {len(columns)} columns",
                )
                raise Unreadable(why, places.at(start))
            yield Row(table, dict(zip(columns, values, strict=True)), places.at(start))


def _tuples(text: str, begin: int, places: _Places) -> Iterator[tuple[int, list[str | int | float | None]]]:
    """Each parenthesis of a list of values, with where it begins."""
    values: list[str | int | float | None] = []
    start, open_, position = begin, False, begin
    while True:
        token = _TOKEN.match(text, position)
        if token is None:
            raise Unreadable(
                Text("valeur SQL incompréhensible", "a SQL value that cannot be read"), places.at(position)
            )
        position = token.end()
        match token.lastgroup, token[token.lastgroup or 0]:
            case "mark", "(" if not open_:
                start, open_, values = token.start("mark"), True, []
            case "mark", ")" if open_:
                open_ = False
                yield start, values
            case "mark", ";" if not open_:
                return
            case "mark", ",":
                pass
            case kind, written if open_ and kind != "mark":
                values.append(_value(kind or "", written))
            case _:
                raise Unreadable(Text("parenthèse inattendue", "unexpected parenthesis"), places.at(position - 1))


def _value(kind: str, written: str) -> str | int | float | None:
    match kind:
        case "text":
            return _ESCAPED.sub(lambda escape: _SIGNS.get(escape[1], escape[1]) if escape[1] else "'", written[1:-1])
        case "null":
            return None
        case "number":
            return float(written) if any(sign in written for sign in ".eE") else int(written)
        case _:
            return written


class _Places:
    """Where offsets are, for offsets that only grow."""

    def __init__(self, file: str, text: str) -> None:
        self._file = file
        self._text = text
        self._offset = 0
        self._line = 1

    def at(self, offset: int) -> Place:
        self._line += self._text.count("\n", self._offset, offset)
        self._offset = offset
        return Place(self._file, self._line, offset - self._text.rfind("\n", 0, offset))
