"""What a kind of element declares (fields, links, dates), as the rest of the engine asks for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any

from ea_repo.finding import Text
from ea_repo.metamodel.dates import DateRole
from ea_repo.metamodel.declaration import Declaration, Values, Wording
from ea_repo.metamodel.link import Link

if TYPE_CHECKING:
    from pydantic import BaseModel, TypeAdapter
    from pydantic.fields import FieldInfo

    from ea_repo.metamodel.element import Element


@dataclass(frozen=True, slots=True)
class Inverse:
    """A link seen from the element it points at: the kind and the field where it is written."""

    kind: str
    field: str


class Kind:
    """One kind of element: what it declares, and its class, which is made when an element of it is validated."""

    def __init__(self, declaration: Declaration, model: Callable[[], type[Element]]) -> None:
        """`model` gives the class whose declaration it is."""
        self._model = model
        self.name: str = declaration.name
        self.label: Text = declaration.label
        self.help: Text | None = declaration.help
        """What it is, where a workspace declares it; of the others the docstring of the class says it."""
        self.archimate: str = declaration.archimate
        """The concept of ArchiMate 3.2 that it stands for."""
        self.apart: bool = declaration.apart
        """Whether it only keeps what a source said: selectors choose such kinds where their names are said."""
        self.special_of: str | None = declaration.special_of
        """The kind that it is a special case of, as a referential is of an application."""
        self.fields: Mapping[str, str | None] = MappingProxyType(dict(declaration.fields))
        """All of them in their order, each with what it means."""
        self.values: Mapping[str, Values] = MappingProxyType(dict(declaration.values))
        """What the values of each field may be."""
        self.links: Mapping[str, Link] = MappingProxyType(dict(declaration.links))
        """The link fields."""
        self.wordings: Mapping[str, Wording] = MappingProxyType(dict(declaration.wordings))
        """The fields that the workspace declares, each with its words."""
        roles = ((name, values.role) for name, values in declaration.values.items())
        self.dates: Mapping[str, DateRole] = MappingProxyType({name: role for name, role in roles if role is not None})
        """The date fields, each with its role: start or end."""
        self.defaults: Mapping[str, Any] = MappingProxyType(dict(declaration.defaults))
        """The fields that have a value where they are not written (environment: production), with that value."""
        self.choices: Mapping[str, tuple[Any, ...]] = MappingProxyType(dict(declaration.choices))
        """The fields that take one of a few words, with these words."""

    @classmethod
    def of(cls, model: type[Element]) -> Kind:
        """The kind of which this is the class."""
        from ea_repo.metamodel.annotations import declaration_of

        return cls(declaration_of(model), lambda: model)

    def __repr__(self) -> str:
        return f"Kind({self.name})"

    @cached_property
    def model(self) -> type[Element]:
        """The class of its elements."""
        return self._model()

    @cached_property
    def adapter(self) -> TypeAdapter[list[Element]]:
        """What validates several elements of it at once."""
        from pydantic import TypeAdapter

        return TypeAdapter(list[self.model])  # type: ignore[name-defined]

    @property
    def infos(self) -> Mapping[str, FieldInfo]:
        """The fields as pydantic knows them."""
        return self.model.model_fields

    def annotation(self, field: str) -> Any:
        """The type of a field, with all that constrains it; raises KeyError where there is no such field."""
        info = self.infos[field]
        annotation: Any = info.annotation
        return Annotated[(annotation, *info.metadata)] if info.metadata else annotation

    @cached_property
    def parts(self) -> Mapping[str, type[BaseModel]]:
        """The fields that are groups of fields, with the model of the group."""
        from ea_repo.metamodel.annotations import groups

        return MappingProxyType(groups(self.model))

    @cached_property
    def stated_in(self) -> str | None:
        """The field that names the document which states an element, None where it has none.

        It is `source`, but for a flow, of which that is the application that sends.
        """
        return next((name for name in ("source", "stated_in") if name in self.fields and name not in self.links), None)

    @cached_property
    def lenders(self) -> tuple[str, ...]:
        """The link fields whose target lends its dates to an element that has none of its own."""
        return tuple(name for name, link in self.links.items() if link.lends_dates)

    @cached_property
    def needed(self) -> tuple[str, ...]:
        """The link fields whose targets must be in service for the element to be."""
        return tuple(name for name, link in self.links.items() if link.needed)
