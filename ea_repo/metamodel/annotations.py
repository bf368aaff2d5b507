"""What the class of a kind says by the annotations of its fields."""

from __future__ import annotations

from collections.abc import Iterator
from types import UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from ea_repo.metamodel.dates import DateRole
from ea_repo.metamodel.declaration import Declaration, Values, Wording
from ea_repo.metamodel.element import Element
from ea_repo.metamodel.link import Link

T = TypeVar("T")


def declaration_of(model: type[Element]) -> Declaration:
    """What a class says."""
    fields = model.model_fields
    bases = (base for base in model.__mro__ if issubclass(base, Element))
    choices = {name: _choices(info.annotation) for name, info in fields.items()}
    defaults = {name: info.default for name, info in fields.items() if not info.is_required()}
    return Declaration(
        name=model.kind,
        label=model.label,
        help=model.help,
        archimate=model.archimate,
        apart=model.apart,
        special_of=next((base.kind for base in bases if base.kind not in ("", model.kind)), None),
        fields={name: info.description for name, info in fields.items()},
        values={name: values_of(info) for name, info in fields.items()},
        links=_marked(fields, Link),
        wordings=_marked(fields, Wording),
        defaults={name: value for name, value in defaults.items() if value is not None and value != ()},
        choices={name: words for name, words in choices.items() if words},
    )


def date_role(info: FieldInfo) -> DateRole | None:
    """Whether a date field is a start or an end; None for a field that is no date."""
    return _mark(info, DateRole)


def values_of(info: FieldInfo) -> Values:
    """What the values of a field may be."""
    parts = [*info.metadata, *plain_parts(info.annotation)]
    types = {part for part in parts if isinstance(part, type)}
    words = tuple(dict.fromkeys(word for part in parts if get_origin(part) is Literal for word in get_args(part)))
    others = {part for part in types if not issubclass(part, BaseModel)} - {type(None), bool}
    role = next((part for part in parts if isinstance(part, DateRole)), None)
    return Values(
        types=tuple(dict.fromkeys(_types(info.annotation))),
        role=role,
        are_numbers=not {int, float}.isdisjoint(types),
        are_only_texts=role is None and types <= {str, bool, type(None)},
        words=None if others else tuple(dict.fromkeys([*words, *((True, False) if bool in types else ())])),
    )


def plain_parts(annotation: Any) -> Iterator[Any]:
    """The plain types, the literals and the marks that an annotation is made of."""
    inner = () if get_origin(annotation) is Literal else get_args(annotation)
    if get_origin(annotation) is dict:
        yield dict
    elif not inner:
        yield annotation
    for part in inner:
        yield from plain_parts(part)


def group_of(info: FieldInfo) -> type[BaseModel] | None:
    """The model of the group of fields that a field holds, or of those that it holds, None where it holds none."""
    parts = plain_parts(info.annotation)
    return next((part for part in parts if isinstance(part, type) and issubclass(part, BaseModel)), None)


def groups(model: type[Element]) -> dict[str, type[BaseModel]]:
    """The fields that are groups of fields, with the model of the group."""
    models = ((name, _group(info.annotation)) for name, info in model.model_fields.items())
    return {name: group for name, group in models if group is not None}


def _marked(fields: dict[str, FieldInfo], wanted: type[T]) -> dict[str, T]:
    """The fields that carry an annotation of that type, with it."""
    marks = ((name, _mark(info, wanted)) for name, info in fields.items())
    return {name: mark for name, mark in marks if mark is not None}


def _mark(info: FieldInfo, wanted: type[T]) -> T | None:
    """The annotation of that type that a field carries, None where it carries none."""
    for annotation in (*info.metadata, *_nested_metadata(info.annotation)):
        if isinstance(annotation, wanted):
            return annotation
    return None


def _nested_metadata(annotation: Any) -> list[Any]:
    """The annotations inside a type: `Start | None` keeps those of Start inside the union."""
    metadata: list[Any] = list(getattr(annotation, "__metadata__", ()))
    for argument in get_args(annotation):
        if get_origin(annotation) is not Literal:
            metadata.extend(_nested_metadata(argument))
    return metadata


def _choices(annotation: Any) -> tuple[Any, ...]:
    """The words of `Literal[...]` or `Literal[...] | None`; none for another type."""
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    arguments = [argument for argument in get_args(annotation) if argument is not type(None)]
    return _choices(arguments[0]) if len(arguments) == 1 else ()


def _group(annotation: Any) -> type[BaseModel] | None:
    """The model of a group of fields, of several groups or of one or nothing; None for another type."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in get_args(annotation):
        if get_origin(annotation) is not Literal and (model := _group(argument)) is not None:
            return model
    return None


def _types(annotation: Any) -> Iterator[str]:
    """The types of the values that an annotation allows, as a declaration names them."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        yield from _types(inner[0])
    elif origin in (Union, UnionType):
        for option in inner:
            yield from _types(option)
    elif origin is Literal:
        yield from (type(word).__name__ for word in inner)
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield "group"
    elif annotation is not type(None):
        yield (origin or annotation).__name__
