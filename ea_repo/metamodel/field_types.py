"""The types of date fields and of link fields, as pydantic validates them."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Any

from pydantic import BeforeValidator, ValidatorFunctionWrapHandler, WithJsonSchema, WrapValidator

from ea_repo.metamodel.dates import DateRole, as_written
from ea_repo.metamodel.link import Ref, read_ref, undated

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
