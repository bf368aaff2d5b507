"""Values of a source as the fields of our kinds take them: dates, numbers, flags, durations, words of a list."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from ea_repo.exchange.inventory import Value
from ea_repo.exchange.mapping.columns import letters, text, texts
from ea_repo.exchange.mapping.language import Cell
from ea_repo.exchange.values import as_date, as_number, day_after, groups_or_decimals, is_by_year, times
from ea_repo.finding import Text
from ea_repo.metamodel import Kind, built_in, kinds
from ea_repo.metamodel.annotations import date_role
from ea_repo.metamodel.field_types import Duration, Money
from ea_repo.metamodel.names import word_called, word_name
from ea_repo.suggest import did_you_mean

Shape = Literal["link", "date", "choice", "flag", "count", "number", "money", "duration", "texts", "text"]
_YES = frozenset(("oui", "o", "yes", "y", "vrai", "true", "x", "1", "ja", "actif", "active", "on"))
_NO = frozenset(("non", "n", "no", "faux", "false", "0", "nee", "inactif", "inactive", "off"))
_SIGNS = {"✓": True, "✔": True, "×": True, "✗": False, "-": False}
_MINUTES = {"s": 1 / 60, "min": 1, "h": 60, "d": 1440}
_UNITS = {
    "min": ("min", "mn", "minute", "minutes", "m"),
    "h": ("h", "heure", "heures", "hour", "hours", "hr", "hrs"),
    "d": ("d", "j", "jour", "jours", "day", "days"),
}
_MAX_MINUTES = 10_000_000
_AMOUNTS = {"k€": 1_000, "M€": 1_000_000}
_OTHER_CURRENCIES = re.compile(r"[$£¥]|\b(?:USD|GBP|CHF|CAD|JPY)\b", re.IGNORECASE)
_OWN_UNIT = re.compile(r"[€a-z]", re.IGNORECASE)
_NO_CELL = Cell()


class NotSaid(ValueError):
    """A value that a field cannot take, and why."""

    def __init__(self, why: Text) -> None:
        self.why = why
        super().__init__(why.en)


class DeletedThere(NotSaid):
    """A value that names something deleted in the source: left out with it."""


class FieldShape:
    """What a field, or a field in a group of fields, takes."""

    def __init__(self, shape: Shape, choices: tuple[str, ...] = ()) -> None:
        self.shape = shape
        self.choices = choices
        self.names: Mapping[str, Text] = {}
        """What people call each of the choices, where they call them otherwise."""


@cache
def shape_of(kind: Kind, name: str) -> FieldShape:
    """What a field takes; `name` may lead into groups of fields: `needs.availability`."""
    head, _, rest = name.partition(".")
    if head in kind.links:
        return FieldShape("link")
    shape = _shape(kind.infos.get(head), rest)
    shape.names = {word: word_name(kind, head, word) for word in shape.choices}
    return shape


def is_arriving(kind_name: str, name: str) -> bool:
    """Whether a name is that of a link by which others point at elements of a kind: `applications_under`."""
    return name in built_in().inverses(kind_name) and name not in kinds()[kind_name].fields


def _shape(info: FieldInfo | None, rest: str) -> FieldShape:
    if info is None:
        return FieldShape("text")
    if rest:
        model = _group(info.annotation)
        first, _, others = rest.partition(".")
        if model is None:
            return FieldShape("text")
        fields = {other.alias or name: other for name, other in model.model_fields.items()}
        return _shape(fields.get(first), others)
    if date_role(info) is not None:
        return FieldShape("date")
    return _of_type(info.annotation, tuple(info.metadata))


def _of_type(annotation: Any, metadata: tuple[Any, ...] = ()) -> FieldShape:
    if (marked := _marked(metadata)) is not None:
        return marked
    if get_origin(annotation) is Annotated:
        inner, *marks = get_args(annotation)
        return _of_type(inner, tuple(marks))
    if get_origin(annotation) is Literal:
        return FieldShape("choice", tuple(map(str, get_args(annotation))))
    if get_origin(annotation) is tuple:
        return FieldShape("texts")
    arguments = [argument for argument in get_args(annotation) if argument is not type(None)]
    if arguments and get_origin(annotation) is not dict:
        if (
            all(argument in (int, float) or get_origin(argument) is Annotated for argument in arguments)
            and len(arguments) > 1
        ):
            bases = {get_args(argument)[0] if get_args(argument) else argument for argument in arguments}
            if bases <= {int, float}:
                return FieldShape("number")
        return _of_type(arguments[0], metadata)
    if annotation is bool:
        return FieldShape("flag")
    if annotation is int:
        return FieldShape("count")
    return FieldShape("number") if annotation is float else FieldShape("text")


def _marked(metadata: tuple[Any, ...]) -> FieldShape | None:
    """What the marks of a field say that it takes; None where they do not."""
    if any(getattr(mark, "pattern", None) == _DURATION for mark in metadata):
        return FieldShape("duration")
    return FieldShape("money") if any(isinstance(mark, Money) for mark in metadata) else None


def _pattern(duration: Any) -> str | None:
    return next((mark.pattern for mark in get_args(duration)[1:] if getattr(mark, "pattern", None)), None)


_DURATION = _pattern(Duration)


def _group(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in get_args(annotation):
        if (model := _group(argument)) is not None:
            return model
    return None


def converted(value: Value, field: FieldShape, cell: Cell = _NO_CELL) -> Any:
    """The value as the field takes it, read as the mapping of its cell says; raises NotSaid where it cannot."""
    match field.shape:
        case "date":
            return _date(value, cell)
        case "choice":
            return _choice(value, field)
        case "flag":
            return _flag(value)
        case "count":
            return _count(value, cell)
        case "number":
            return _number(value, cell)
        case "money":
            return _money(value, cell)
        case "duration":
            return _duration(value, cell.unit)
        case "texts":
            return [part.strip() for part in texts(value) if part.strip()]
        case _:
            return text(value).strip() if not isinstance(value, tuple | Mapping) else ", ".join(texts(value))


def _refused(value: Value, fr: str, en: str, hint: Text | None = None) -> NotSaid:
    shown = text(value)
    shown = shown if len(shown) <= 60 else f"{shown[:59]}…"
    hint = hint or Text("", "")
    return NotSaid(Text(f"« {shown} » {fr}{hint.fr}", f"“{shown}” {en}{hint.en}"))


def misread(shape: FieldShape, cell: Cell) -> Text | None:
    """Why a mapping cannot say of a field what it says of its numbers and dates; None where it can."""
    fitting = {"duration": tuple(_MINUTES), "money": tuple(_AMOUNTS)}
    if cell.unit is not None and cell.unit not in fitting.get(shape.shape, ()):
        return Text(f"« {cell.unit} » n'est pas une unité de ce champ", f"“{cell.unit}” is no unit of this field")
    is_number = shape.shape in ("count", "number", "money")
    if not is_number and (cell.times is not None or cell.decimal is not None):
        return Text("« times » et « decimal » sont pour les nombres", "`times` and `decimal` are for numbers")
    if shape.shape != "date" and (cell.last_day or cell.month_first):
        return Text("« last_day » et « month_first » sont pour les dates", "`last_day` and `month_first` are for dates")
    return None


def _date(value: Value, cell: Cell) -> str:
    found = as_date(value, month_first=cell.month_first)
    if found is None or found < "1000":
        raise _refused(value, "n'est pas une date du calendrier", "is no date of the calendar")
    return day_after(found) if cell.last_day and found < "9999" else found


def _choice(value: Value, field: FieldShape) -> str:
    said = letters(text(value))
    found = next((choice for choice in field.choices if letters(choice) == said), None)
    found = found or word_called(field.names, text(value))
    if found is None:
        known, near = ", ".join(field.choices), did_you_mean(text(value).lower(), field.choices)
        raise _refused(value, f"n'est aucun de : {known}", f"is none of: {known}", near)
    return found


def _flag(value: Value) -> bool:
    if isinstance(value, bool):
        return value
    said = letters(text(value))
    if said in _YES or said in _NO:
        return said in _YES
    sign = text(value).strip()
    if sign in _SIGNS:
        return _SIGNS[sign]
    raise _refused(value, "n'est ni oui ni non", "is neither yes nor no")


def _count(value: Value, cell: Cell) -> int:
    number = as_number(value, cell.decimal)
    if number is not None and cell.times is not None:
        number = times(number, cell.times)
    if not isinstance(number, int) or number < 0:
        raise _refused(value, "n'est pas un nombre entier", "is no whole number")
    return number


def _number(value: Value, cell: Cell) -> int | float:
    number = as_number(value, cell.decimal)
    if number is None or not math.isfinite(number):
        raise _refused(value, "n'est pas un nombre", "is no number")
    return number if cell.times is None else times(number, cell.times)


def _money(value: Value, cell: Cell) -> int | float:
    """An amount in euros; `31.500` may be two, of which the mapping has to say the one."""
    said = text(value)
    if _OTHER_CURRENCIES.search(said):
        raise _refused(value, "n'est pas en euros", "is not in euros")
    if cell.decimal is None and groups_or_decimals(value):
        whole = "".join(sign for sign in said if sign.isdigit())
        raise _refused(
            value,
            f"peut être {whole} ou un nombre à trois décimales : la correspondance doit le dire (decimal)",
            f"may be {whole} or a number with three decimals: the mapping has to say it (decimal)",
        )
    if cell.times is not None and is_by_year(said):
        raise _refused(
            value, "est déjà par an : « times » le multiplierait", "is by year already: `times` would multiply it"
        )
    number = _number(value, cell)
    if cell.unit in _AMOUNTS and not _OWN_UNIT.search(said):
        return times(number, _AMOUNTS[cell.unit])
    return number


def _duration(value: Value, unit: str | None) -> str:
    """A duration in the largest unit that says it in whole numbers."""
    number, said = as_number(value), unit
    if number is None and isinstance(value, str):
        written = value.strip()
        digits = written.rstrip("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ. ")
        word = letters(written[len(digits) :])
        said = next((known for known, words in _UNITS.items() if word in words), None)
        number = as_number(digits)
    if number is None or said not in _MINUTES or not 0 <= number * _MINUTES[said] <= _MAX_MINUTES:
        raise _refused(value, "n'est pas une durée (4 h, 30 min, 2 j)", "is no duration (4 h, 30 min, 2 d)")
    minutes = round(number * _MINUTES[said])
    for name in ("d", "h"):
        if minutes and minutes % _MINUTES[name] == 0:
            return f"{int(minutes // _MINUTES[name])} {name}"
    return f"{minutes} min"
