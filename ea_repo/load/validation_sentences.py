"""Why values are refused, in French and English, with the path to each: nothing else translates pydantic's errors."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

from ea_repo.finding import Text
from ea_repo.metamodel.dates import DURATION
from ea_repo.suggest import did_you_mean

if TYPE_CHECKING:
    from pydantic import BaseModel, ValidationError
    from pydantic_core import ErrorDetails

Path = tuple[str | int, ...]

_BLOCK = Text("attendu un bloc « nom: valeur »", "expected a mapping “name: value”")
_WHOLE = Text("attendu un nombre entier", "expected a whole number")
_NUMBER = Text("attendu un nombre", "expected a number")
_DURATION = Text(
    "attendu une durée en minutes (min), heures (h) ou jours (d), comme « 4 h »",
    "expected a duration in minutes (min), hours (h) or days (d), as “4 h”",
)
_LIST = Text("attendu une liste", "expected a list")
_SENTENCES = {
    "bool_type": Text("attendu « true » ou « false »", "expected true or false"),
    "bool_parsing": Text("attendu « true » ou « false »", "expected true or false"),
    "int_type": _WHOLE,
    "int_parsing": _WHOLE,
    "int_from_float": _WHOLE,
    "float_type": _NUMBER,
    "float_parsing": _NUMBER,
    "finite_number": Text("attendu un nombre fini", "expected a finite number"),
    "string_type": Text("attendu un texte", "expected a text"),
    "dict_type": _BLOCK,
    "model_type": _BLOCK,
    "model_attributes_type": _BLOCK,
    "tuple_type": _LIST,
    "list_type": _LIST,
    "string_too_short": Text("attendu un texte, celui-ci est vide", "expected a text, this one is empty"),
    "too_short": Text("attendu au moins une valeur", "expected at least one value"),
    "string_pattern_mismatch": Text("attendu la forme {pattern}", "expected the form {pattern}"),
    "greater_than_equal": Text("attendu au moins {ge}", "expected at least {ge}"),
    "less_than_equal": Text("attendu au plus {le}", "expected at most {le}"),
    "link": Text(
        "attendu un identifiant, ou un bloc {{to: identifiant, from: date, until: date}}",
        "expected an id, or a mapping {{to: id, from: date, until: date}}",
    ),
    "link_note": Text("la note d'un lien est un texte", "the note of a link is a text"),
    "link_need": Text("le besoin d'un lien est « vital » ou « useful »", "the need of a link is vital or useful"),
    "link_dates": Text(
        "ce lien finit ({until}) avant de commencer ({from})", "this link ends ({until}) before it begins ({from})"
    ),
    "link_for": Text(
        "ce pour quoi vaut un lien est un texte, ou une liste de textes",
        "what a link is for is a text, or a list of them",
    ),
    "link_field": Text("un lien a ici {known}, pas {extra}", "a link takes {known} here, not {extra}"),
}
"""By pydantic's type of error, the sentence with places for its facts."""
_NBSP = "\u00a0"


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing that is wrong in what is written: the path to it in the text, and what is wrong there."""

    path: Path
    message: Text
    within: tuple[int, int] | None = None
    """The line and column in the text that stands at the path, where it is a text of several lines."""


def mistakes(error: ValidationError, written: Any, model: type[BaseModel]) -> Iterator[Mistake]:
    """Each thing that a model refuses in what is written, one sentence a place."""
    refused: dict[Path, ErrorDetails] = {}
    for details in error.errors(include_url=False):
        path = written_path(written, details["loc"])
        if details["type"] == "missing":
            refused[*path, details["loc"][-1]] = details
        elif path not in refused or details["type"].startswith("float"):
            # The branches of a union each refuse the same value; a number that may be whole is a number.
            refused[path] = details
    for path, details in refused.items():
        # What holds a wrong item seems too short without it.
        if details["type"] != "too_short" or not any(other[: len(path)] == path != other for other in refused):
            yield Mistake(path, _sentence(details, path, model))


def written_path(written: Any, loc: Sequence[str | int]) -> Path:
    """The part of pydantic's place that the text has: it also names the branches of unions, which no text has."""
    path: list[str | int] = []
    for step in loc:
        named = isinstance(written, dict) and step in written
        numbered = isinstance(written, list) and isinstance(step, int)
        if named or numbered:
            written = written[step]
            path.append(step)
    return tuple(path)


def _sentence(details: ErrorDetails, path: Path, model: type[BaseModel]) -> Text:
    name, why = ".".join(map(str, path)), reason(details)
    match details["type"]:
        case "missing":
            return _missing(name)
        case "extra_forbidden":
            hint = did_you_mean(str(path[-1]), field_names(model, path[:-1]))
            return Text(
                f"« {name} » n'est pas un champ connu ici{hint.fr}", f"“{name}” is no field known here{hint.en}"
            )
        case _ if not path:
            return why
        case _:
            return Text(f"« {name} » : {why.fr}", f"“{name}”: {why.en}")


def reason(details: ErrorDetails) -> Text:
    """Why a value is refused, without the name of its field; an error with sentences of its own says these."""
    kind, context = details["type"], details.get("ctx", {})
    own = getattr(context.get("error"), "message", None)
    if isinstance(own, Text):
        return own
    if kind == "missing":
        return _missing(details["loc"][-1])
    if kind == "literal_error":
        return _one_of(str(context["expected"]), details["input"])
    if kind == "string_too_long":
        most = f"{context['max_length']:,}"
        french = f"texte trop long ({most.replace(',', _NBSP)} caractères au plus)"
        return Text(french, f"text too long ({most} characters at the most)")
    if kind == "string_pattern_mismatch" and context["pattern"] == DURATION:
        return _DURATION
    if kind in _SENTENCES:
        return Text(_SENTENCES[kind].fr.format_map(context), _SENTENCES[kind].en.format_map(context))
    english = details["msg"].removeprefix("Value error, ").replace("Input should be", "expected")
    return Text(english, english)


def _missing(name: str | int) -> Text:
    return Text(f"il manque « {name} »", f"“{name}” is missing")


def _one_of(expected: str, value: Any) -> Text:
    """The sentence for a value that is none of a few; `expected` is pydantic's list of them, each in quotes."""
    *others, last = re.findall(r"'([^']*)'", expected) or [expected]
    before = ", ".join(others)
    listed = Text(f"{before} ou {last}", f"{before} or {last}") if others else Text(last, last)
    hint = did_you_mean(value, [*others, last]) if isinstance(value, str) else Text("", "")
    return Text(f"attendu {listed.fr}{hint.fr}", f"expected {listed.en}{hint.en}")


def field_names(model: type[BaseModel], path: Path) -> list[str]:
    """The fields that a model knows at a path."""
    groups = [model]
    for step in path:
        known = [(name, field) for group in groups for name, field in group.model_fields.items()]
        fields = [field for name, field in known if step in (name, field.alias)]
        # A step that is no field is the name of an entry, or its place in a list: the groups stay the same.
        groups = [group for field in fields for group in _groups(field.annotation)] if fields else groups
    return [field.alias or name for group in groups for name, field in group.model_fields.items()]


def _groups(annotation: Any) -> Iterator[type[BaseModel]]:
    """The groups of fields that an annotation is made of."""
    from pydantic import BaseModel

    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in () if get_origin(annotation) is Literal else get_args(annotation):
        yield from _groups(inner)
