"""What a kind of element declares (fields, links, dates), as the rest of the engine asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Annotated, Any, Literal, TypeVar, get_args, get_origin

from pydantic import BaseModel, TypeAdapter
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


@dataclass(frozen=True)
class Wording:
    """What people call a field that a workspace declares, what it means, and the labels of the words it takes."""

    label: Text
    help: Text | None
    choices: Mapping[str, Text] = field(hash=False)


class Kind:
    """One kind of element: its model, and what the annotations of its fields say, by the name of the field."""

    def __init__(self, model: type[Element]) -> None:
        self.model = model
        self.name = model.kind

    def __repr__(self) -> str:
        return f"Kind({self.name})"

    @property
    def label(self) -> Text:
        return self.model.label

    @cached_property
    def special_of(self) -> str | None:
        """The kind that it is a special case of, as a referential is of an application."""
        bases = (base for base in self.model.__mro__ if issubclass(base, Element))
        return next((base.kind for base in bases if base.kind not in ("", self.name)), None)

    @cached_property
    def adapter(self) -> TypeAdapter[list[Element]]:
        """What validates several elements of it at once."""
        return TypeAdapter(list[self.model])  # type: ignore[name-defined]

    @cached_property
    def fields(self) -> dict[str, FieldInfo]:
        return self.model.model_fields

    def annotation(self, field: str) -> Any:
        """The type of a field, with all that constrains it; raises KeyError where there is no such field."""
        info = self.fields[field]
        annotation: Any = info.annotation
        return Annotated[(annotation, *info.metadata)] if info.metadata else annotation

    @cached_property
    def links(self) -> MappingProxyType[str, Link]:
        """The link fields."""
        links = ((name, _metadata(info, Link)) for name, info in self.fields.items())
        return MappingProxyType({name: link for name, link in links if link is not None})

    @cached_property
    def wordings(self) -> MappingProxyType[str, Wording]:
        """The fields that the workspace declares, each with its words."""
        wordings = ((name, _metadata(info, Wording)) for name, info in self.fields.items())
        return MappingProxyType({name: wording for name, wording in wordings if wording is not None})

    @cached_property
    def lenders(self) -> tuple[str, ...]:
        """The link fields whose target lends its dates to an element that has none of its own."""
        return tuple(name for name, link in self.links.items() if link.lends_dates)

    @cached_property
    def needed(self) -> tuple[str, ...]:
        """The link fields whose targets must be in service for the element to be."""
        return tuple(name for name, link in self.links.items() if link.needed)

    @cached_property
    def dates(self) -> MappingProxyType[str, DateRole]:
        """The date fields, each with its role: start or end."""
        roles = ((name, date_role(info)) for name, info in self.fields.items())
        return MappingProxyType({name: role for name, role in roles if role is not None})

    @cached_property
    def defaults(self) -> MappingProxyType[str, Any]:
        """The fields that have a value where they are not written (environment: production), with that value."""
        defaults = ((name, info.default) for name, info in self.fields.items() if not info.is_required())
        return MappingProxyType({name: value for name, value in defaults if value is not None and value != ()})

    @cached_property
    def choices(self) -> MappingProxyType[str, tuple[Any, ...]]:
        """The fields that take one of a few words, with these words."""
        choices = ((name, _choices(info.annotation)) for name, info in self.fields.items())
        return MappingProxyType({name: words for name, words in choices if words})

    @cached_property
    def parts(self) -> MappingProxyType[str, type[BaseModel]]:
        """The fields that are groups of fields, with the model of the group."""
        models = ((name, _part(info.annotation)) for name, info in self.fields.items())
        return MappingProxyType({name: model for name, model in models if model is not None})


def date_role(info: FieldInfo) -> DateRole | None:
    """Whether a date field is a start or an end; None for a field that is no date."""
    return _metadata(info, DateRole)


def _metadata(info: FieldInfo, wanted: type[T]) -> T | None:
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


def _part(annotation: Any) -> type[BaseModel] | None:
    """The model of a group of fields, of several groups or of one or nothing; None for another type."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in get_args(annotation):
        if get_origin(annotation) is not Literal and (model := _part(argument)) is not None:
            return model
    return None
