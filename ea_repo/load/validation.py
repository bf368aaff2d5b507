"""From the plain values of elements to records: pydantic validates each field; wrong values are reported, left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ea_repo.finding import Finding, Text
from ea_repo.graph import Record
from ea_repo.load.locate import Locator
from ea_repo.load.problems import finding
from ea_repo.load.validation_sentences import field_names, reason, written_path
from ea_repo.metamodel import Kind
from ea_repo.suggest import did_you_mean

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails


@dataclass(slots=True)
class Raw:
    """One element as its file writes it, before its fields are validated."""

    id: str
    kind: Kind
    names: tuple[str, ...]
    values: Sequence[Any]
    """What each field of these names holds."""
    file: str

    @classmethod
    def of(cls, id: str, kind: Kind, fields: Mapping[str, Any], file: str) -> Raw:
        """The element that writes these fields."""
        return cls(id, kind, tuple(fields), tuple(fields.values()), file)

    @property
    def fields(self) -> dict[str, Any]:
        """The same by name."""
        return dict(zip(self.names, self.values, strict=True))


def records(raws: Sequence[Raw], locator: Locator) -> tuple[list[Record], list[Finding]]:
    """The records of elements, all of one kind, without their wrong values; and what is wrong in them."""
    if not raws:
        return [], []
    from pydantic import ValidationError

    adapter = raws[0].kind.adapter
    findings: list[Finding] = []
    written = [_written(raw) for raw in raws]
    while True:
        # All at once: a quarter of the time of one by one. Where some value is wrong, it is taken out, and all are
        # validated again.
        try:
            elements = adapter.validate_python(
                [{**fields, "id": raw.id} for raw, fields in zip(raws, written, strict=True)]
            )
            break
        except ValidationError as error:
            findings += _take_out(raws, written, error, locator)
    sound = [
        Record(raw.id, raw.kind.name, {name: values[name] for name in fields}, raw.file)
        for raw, fields, values in zip(raws, written, map(vars, elements), strict=True)
    ]
    return sound, findings


def _written(raw: Raw) -> dict[str, Any]:
    """The fields that have a value: `field:` with nothing after it is absent."""
    return {name: value for name, value in raw.fields.items() if value is not None}


def _take_out(
    raws: Sequence[Raw], written: list[dict[str, Any]], error: ValidationError, locator: Locator
) -> Iterator[Finding]:
    """Takes the wrong values out of `written`, item by item where the value is a list, and says what was wrong."""
    wrong: dict[tuple[int, str], list[ErrorDetails]] = {}
    for detail in error.errors(include_url=False):
        wrong.setdefault((int(detail["loc"][0]), str(detail["loc"][1])), []).append(detail)
    for (index, field), details in wrong.items():
        raw, value = raws[index], written[index][field]
        # The first error of each wrong item of a list. (What follows the field is the place of an item where it is a
        # number, and the branch of a union where it is a text.)
        wrong_items: dict[int, ErrorDetails] = {}
        for detail in details if isinstance(value, list) else ():
            if isinstance(place := (*detail["loc"], None)[2], int):
                wrong_items.setdefault(place, detail)
        for detail in wrong_items.values():
            yield _described(raw, field, detail, locator)
        if not wrong_items:
            # Of the branches of a union, one that refuses the value itself says more than "a whole number".
            telling = next((detail for detail in details if detail["type"] != "int_type"), details[0])
            yield _described(raw, field, telling, locator)
        kept = [item for place, item in enumerate(value) if place not in wrong_items] if wrong_items else []
        if kept:
            written[index][field] = kept
        else:
            del written[index][field]


def _described(raw: Raw, field: str, error: ErrorDetails, locator: Locator) -> Finding:
    where = written_path(raw.fields, error["loc"][1:])
    at = locator.find(raw.file, raw.kind.name, raw.id, *where)
    path = ".".join(part for part in where if isinstance(part, str))
    value = error["input"]
    match error["type"]:
        case "extra_forbidden":
            known = [name for name in field_names(raw.kind.model, where[:-1]) if name != "id" or len(where) > 1]
            name = str(where[-1])
            return finding(
                "unknown-field",
                at,
                raw.id,
                field,
                field=path,
                kind=raw.kind.name,
                value=_yaml(value),
                hint=did_you_mean(name, known),
            )
        case "literal_error" if isinstance(value, (str, int, float)):
            choices = [str(choice) for choice in raw.kind.choices.get(field, ())]
            shown = (
                Text(", ".join(choices), ", ".join(choices))
                if choices
                else Text(*[str(error.get("ctx", {}).get("expected"))] * 2)
            )
            return finding(
                "wrong-choice",
                at,
                raw.id,
                field,
                value=_yaml(value),
                field=path,
                choices=shown,
                hint=did_you_mean(str(value), choices),
            )
        case "string_type" | "link" if isinstance(value, (int, float)):
            return finding("wrong-text", at, raw.id, field, field=path, value=_yaml(value))
        case "value_error" if raw.kind.dates.get(field) or "date" in error["msg"] or "calendar" in error["msg"]:
            return finding("wrong-date", at, raw.id, field, field=path, value=_yaml(value))
        case "link_date":
            return finding("wrong-date", at, raw.id, field, field=path, value=_dated(value))
        case _:
            return finding("wrong-value", at, raw.id, field, field=path, reason=reason(error), value=_yaml(value))


def _yaml(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _dated(value: Any) -> str:
    return ", ".join(f"{name}: {value[name]}" for name in ("from", "until") if value.get(name) is not None)
