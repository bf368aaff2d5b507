"""One kind of element, as the rest of the engine reads it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Any, Literal, TypeVar, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from ea_repo.finding import Text
from ea_repo.metamodel.dates import DateRole
from ea_repo.metamodel.element import Element
from ea_repo.metamodel.link import Link

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Inverse:
    """A link seen from the element it points at: the kind and the field where it is written."""

    kind: str
    field: str


class Kind:
    """What is known of a kind: its model, its fields, its links, its dates."""

    def __init__(self, model: type[Element]) -> None:
        self.model = model
        self.name = model.kind

    def __repr__(self) -> str:
        return f"Kind({self.name})"

    @property
    def label(self) -> Text:
        return self.model.label

    @cached_property
    def fields(self) -> dict[str, FieldInfo]:
        return self.model.model_fields

    @cached_property
    def links(self) -> MappingProxyType[str, Link]:
        """The link fields by name."""
        found = ((name, _metadata(info, Link)) for name, info in self.fields.items())
        return MappingProxyType({name: link for name, link in found if link is not None})

    @cached_property
    def own_links(self) -> MappingProxyType[str, Link]:
        """The link fields that no parent kind declares."""
        inherited = {name for base in self.model.__mro__[1:] for name in getattr(base, "model_fields", {})}
        return MappingProxyType({name: link for name, link in self.links.items() if name not in inherited})

    @cached_property
    def lenders(self) -> tuple[str, ...]:
        """The links to what lends its dates to an element that has none."""
        return tuple(name for name, link in self.links.items() if link.lends_dates)

    @cached_property
    def needed(self) -> tuple[str, ...]:
        """The links to what an element needs to be in service."""
        return tuple(name for name, link in self.links.items() if link.needed)

    @cached_property
    def dates(self) -> MappingProxyType[str, DateRole]:
        """The date fields by name, each with the day it stands for."""
        found = ((name, date_role(info)) for name, info in self.fields.items())
        return MappingProxyType({name: role for name, role in found if role is not None})

    @cached_property
    def defaults(self) -> MappingProxyType[str, Any]:
        """The fields whose absence says something, with what it says."""
        found = ((name, info.default) for name, info in self.fields.items() if not info.is_required())
        return MappingProxyType({name: value for name, value in found if value is not None and value != ()})

    @cached_property
    def choices(self) -> MappingProxyType[str, tuple[Any, ...]]:
        """The fields that take one of a few words, with these words."""
        found = ((name, _choices(info.annotation)) for name, info in self.fields.items())
        return MappingProxyType({name: words for name, words in found if words})

    @cached_property
    def parts(self) -> MappingProxyType[str, type[BaseModel]]:
        """The fields that are groups of fields, with the model of the group."""
        found = ((name, _part(info.annotation)) for name, info in self.fields.items())
        return MappingProxyType({name: model for name, model in found if model is not None})


def date_role(info: FieldInfo) -> DateRole | None:
    """The day that a date field stands for; None for any other field."""
    return _metadata(info, DateRole)


def _metadata(info: FieldInfo, wanted: type[T]) -> T | None:
    for each in (*info.metadata, *_nested_metadata(info.annotation)):
        if isinstance(each, wanted):
            return each
    return None


def _nested_metadata(annotation: Any) -> list[Any]:
    # `Start | None` keeps the metadata of Start inside the union.
    found: list[Any] = list(getattr(annotation, "__metadata__", ()))
    for each in get_args(annotation):
        if get_origin(annotation) is not Literal:
            found.extend(_nested_metadata(each))
    return found


def _choices(annotation: Any) -> tuple[Any, ...]:
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    arguments = [each for each in get_args(annotation) if each is not type(None)]
    return _choices(arguments[0]) if len(arguments) == 1 else ()


def _part(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for each in get_args(annotation):
        if get_origin(annotation) is not Literal and (model := _part(each)) is not None:
            return model
    return None
