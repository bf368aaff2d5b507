"""Values as cells show them, and as people write them there: what goes out comes back the same."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable
from typing import Any, TypeAlias

from ea_repo.exchange.columns import Column
from ea_repo.exchange.inventory import NoValue, Scalar, no_value
from ea_repo.exchange.json_tree import json_or_text
from ea_repo.exchange.values import as_date, as_number
from ea_repo.finding import Lang, Text, Wrong
from ea_repo.load.element_text import written
from ea_repo.load.yaml import parse

CellValue: TypeAlias = str | int | float | bool | dt.date
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DETAILED = re.compile(r"(?P<to>.*?)\s*(?P<details>\{.*\})?", re.DOTALL)
_FIRST_DAY, _YEARS_AS_DAYS = dt.date(1899, 12, 30), 1905
"""What the days of spreadsheet programs are counted from, and the year in which 1900 to 2100 fall when counted so."""
_LANGS: tuple[Lang, ...] = ("fr", "en")
_TRUE = ("oui", "yes", "true", "vrai", "x", "1")
_FALSE = ("non", "no", "false", "faux", "0")
_NONE = ("(aucun)", "(none)", "non", "no", "aucun", "aucune", "none", "néant")
"""Words that say, as the whole of a cell that takes texts, that there is none."""
NONE: dict[Lang, str] = {"fr": "(aucun)", "en": "(none)"}
"""What a cell shows where it is known that there is none: an empty one is not known."""
FLAGS: dict[Lang, dict[bool, str]] = {"fr": {True: "oui", False: "non"}, "en": {True: "yes", False: "no"}}


def shown(column: Column, value: Any, label: Callable[[str], str], lang: Lang) -> CellValue | None:
    """A value as a cell shows it; `label` gives the words for an element."""
    if value is None:
        return None
    if column.many and value == []:
        return NONE[lang]
    match column.sort:
        case "links":
            return "\n".join(_link(item, label) for item in value)
        case "texts":
            lines = "\n".join(_line(str(item)) for item in value)
            return written_text(lines) if says_none(lines) else lines
        case "flag":
            return FLAGS[lang][bool(value)]
        case "choice":
            return column.words(lang).get(value, str(value))
        case "date":
            return dt.date.fromisoformat(value) if _DAY.fullmatch(value) else int(value) if len(value) == 4 else value
        case "data":
            return "\n".join(map(written, value)) if column.many and isinstance(value, list) else written(value)
        case "text":
            return FLAGS[lang][False] if value is False else _as_text(column, value)
        case _:
            return value if isinstance(value, str | int | float | bool) else str(value)


def meant(column: Column, cell: Scalar, target: Callable[[str], str]) -> Any:
    """The value that somebody wrote in a cell; `target` gives the id of the element that some words mean.

    Raises Wrong for what no field of this sort takes; what the field itself takes is for its kind to say.
    """
    if cell is None or (isinstance(cell, str) and not cell.strip()):
        return None
    text = _text(cell)
    if column.many and (says_none(text) if column.sort == "texts" else text.strip().casefold() in NONE.values()):
        return []
    match column.sort:
        case "links":
            return [_linked(line, target) for line in _lines(text)]
        case "texts":
            return [_unquoted(line) for line in _lines(text)]
        case "flag":
            return _flag(cell, text)
        case "number" | "money":
            return _known(as_number(cell), text, Text("n'est pas un nombre", "is no number"))
        case "date":
            return _known(_date(cell), text, Text("n'est pas une date du calendrier", "is no date of the calendar"))
        case "data":
            values = [_data(line) for line in (_lines(text) if column.many else [text])]
            return values if column.many else values[0]
        case "text":
            no = column.may_be_no and _says_no(text)
            return False if no else _unquoted(text.strip())
        case _:
            return _known(column.choice(text), text, _no_choice(column))


def _no_choice(column: Column) -> Text:
    fr, en = (", ".join(column.words(lang).values()) for lang in _LANGS)
    return Text(f"n'est aucun de : {fr}", f"is none of: {en}")


def says_none(text: str) -> bool:
    """Whether a text, which may be a whole cell, says that there is none."""
    return text.strip().casefold() in _NONE


def _says_no(text: str) -> bool:
    return says_none(text) or text.strip().casefold() in _FALSE


def _known(value: Any, text: str, otherwise: Text) -> Any:
    """What a text was read as; raises Wrong, saying what it is not, where it was read as nothing."""
    if value is None:
        raise Wrong(Text(f"« {text} » {otherwise.fr}", f"“{text}” {otherwise.en}"))
    return value


def _date(cell: Scalar) -> str | None:
    """A date; a year alone, typed where spreadsheet programs expect a day, is a day of 1905 to them."""
    if isinstance(cell, dt.date) and cell.year == _YEARS_AS_DAYS:
        return str((dt.date(*cell.timetuple()[:3]) - _FIRST_DAY).days)
    return as_date(cell)


def _link(item: Any, label: Callable[[str], str]) -> str:
    if isinstance(item, str):
        return label(item)
    return f"{label(item['to'])} {written({name: part for name, part in item.items() if name != 'to'})}"


def _linked(line: str, target: Callable[[str], str]) -> Any:
    match = _DETAILED.fullmatch(line)
    if match is None or not match["details"]:
        return target(line)
    details = _data(match["details"])
    return {"to": target(match["to"]), **details} if isinstance(details, dict) else target(line)


def _as_text(column: Column, value: str) -> str:
    """A text as a cell shows it: in quotes where it would be read as something else."""
    no = column.may_be_no and _says_no(value)
    return written_text(value) if no or _is_quoted(value) or value != value.strip() else value


def _line(item: str) -> str:
    return written_text(item) if "\n" in item or _is_quoted(item) or item != item.strip() else item


def _is_quoted(text: str) -> bool:
    return text.startswith(('"', "'"))


def written_text(value: str) -> str:
    """A text in double quotes, on one line."""
    return json.dumps(value, ensure_ascii=not value.isprintable())


def _unquoted(text: str) -> str:
    if len(text) > 1 and text[0] == text[-1] == '"':
        value = json_or_text(text)
        return value if isinstance(value, str) else text
    return text


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _text(cell: Scalar) -> str:
    if isinstance(cell, NoValue):
        raise Wrong(no_value(cell))
    if isinstance(cell, dt.date):
        return cell.isoformat()[:10]
    return str(cell)


def _flag(cell: Scalar, text: str) -> bool:
    word = text.strip().casefold()
    if isinstance(cell, bool) or word in (*_TRUE, *_FALSE):
        return cell if isinstance(cell, bool) else word in _TRUE
    raise Wrong(Text(f"« {text} » : attendu oui ou non", f"“{text}”: expected yes or no"))


def _data(text: str) -> Any:
    document = parse(text)
    if document.flaws:
        raise Wrong(Text(f"« {text} » ne se lit pas", f"“{text}” cannot be read"))
    return document.value
