"""The types of fields, as pydantic validates them."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Any

from pydantic import (
    BeforeValidator,
    Field,
    Strict,
    StringConstraints,
    ValidatorFunctionWrapHandler,
    WithJsonSchema,
    WrapValidator,
)

from ea_repo.metamodel.dates import DURATION, DateRole, as_written
from ea_repo.metamodel.link import Ref, read_ref, undated

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20_000)]
Flag = Annotated[bool, Strict()]
MOST = 10**15
"""No number of an information system is larger; every language and database that reads it can hold it."""
Count = Annotated[int, Strict(), Field(ge=0, le=MOST)]
Number = (
    Annotated[int, Strict(), Field(ge=-MOST, le=MOST)]
    | Annotated[float, Strict(), Field(ge=-MOST, le=MOST, allow_inf_nan=False)]
)


class Money:
    """Marks a number that is an amount in euros."""


Euros = Annotated[Number, Money()]
Cost = Annotated[
    Count | Annotated[float, Strict(), Field(ge=0, le=MOST, allow_inf_nan=False)],
    Money(),
]
"""An amount in euros that is spent: never less than nothing."""
Duration = Annotated[str, StringConstraints(pattern=DURATION)]


def _as_tuple(value: Any) -> Any:
    return value if isinstance(value, (list, tuple)) else (value,)


Lines = Annotated[tuple[Line, ...], BeforeValidator(_as_tuple)]
Several = BeforeValidator(_as_tuple)
"""Marks a field that takes one value or a list of them."""

Words = str
"""A text of somebody else, kept as it came: it may be empty, and have blanks at its ends."""
Given = Words | tuple[Words, ...]
"""One such text or several, in their order."""

_SCHEMA = WithJsonSchema(
    {
        "anyOf": [
            {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"},
            {"type": "integer", "minimum": 1000, "maximum": 9999},
        ]
    }
)
Start = Annotated[str, BeforeValidator(as_written), DateRole(is_end=False), _SCHEMA]
End = Annotated[str, BeforeValidator(as_written), DateRole(is_end=True), _SCHEMA]

_TEXTS = frozenset((str,))


def _read_refs(value: Any, validate: ValidatorFunctionWrapHandler) -> Any:
    """The values of a link field; plain ids, which most are, are read without pydantic: many times faster."""
    if type(value) is str:
        return (undated(value),)
    if type(value) is list and _TEXTS.issuperset(map(type, value)):
        return tuple(map(undated, value))
    return validate(value if isinstance(value, (list, tuple)) else (value,))


Refs = Annotated[tuple[Annotated[Ref, BeforeValidator(partial(read_ref, details=()))], ...], WrapValidator(_read_refs)]
"""The type of a link field: one value or a list of them."""
RefsFor = Annotated[
    tuple[Annotated[Ref, BeforeValidator(partial(read_ref, details=("for",)))], ...], WrapValidator(_read_refs)
]
"""The same where each value may say for whom it holds."""
RefsForNeed = Annotated[tuple[Annotated[Ref, BeforeValidator(read_ref)], ...], WrapValidator(_read_refs)]
"""The same where each value may say for which need it holds, and how much it is needed."""
