"""The kinds of element and their links: the vocabulary of the repository.

A kind is a subclass of Element in one of this folder's modules. Nothing else lists the kinds: they are found there.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from functools import cache
from types import MappingProxyType

from ea_repo.metamodel.element import Element
from ea_repo.metamodel.kind import Inverse, Kind
from ea_repo.metamodel.link import Link, Ref

__all__ = [
    "Element",
    "Inverse",
    "Kind",
    "Link",
    "Ref",
    "accepts",
    "containing",
    "dated_by",
    "family",
    "felling",
    "inverses",
    "kind",
    "kinds",
    "may_point_at",
    "rollouts",
]


@cache
def kinds() -> MappingProxyType[str, Kind]:
    """Every kind by its name, module by module, in the order in which they are written there."""
    by_name: dict[str, Kind] = {}
    for module_info in sorted(pkgutil.iter_modules(__path__), key=lambda module_info: module_info.name):
        module = importlib.import_module(f"{__name__}.{module_info.name}")
        for value in vars(module).values():
            if (
                isinstance(value, type)
                and issubclass(value, Element)
                and value.__module__ == module.__name__
                and value.kind
            ):
                by_name[value.kind] = Kind(value)
    return MappingProxyType(by_name)


@cache
def kind(name: str) -> Kind:
    """The kind of that name; raises KeyError where there is none."""
    return kinds()[name]


@cache
def accepts(wanted: str, actual: str) -> bool:
    """Whether an element of kind `actual` may stand where one of kind `wanted` is expected (`*`: any kind)."""
    return wanted == "*" or issubclass(kinds()[actual].model, kinds()[wanted].model)


def may_point_at(link: Link, target_kind: str) -> bool:
    """Whether a link may point at an element of that kind."""
    return any(accepts(wanted, target_kind) for wanted in link.to)


@cache
def family(wanted: str) -> tuple[str, ...]:
    """A kind and the kinds that are special cases of it (`*`: all kinds)."""
    return tuple(name for name in kinds() if accepts(wanted, name))


@cache
def inverses(actual: str) -> MappingProxyType[str, tuple[Inverse, ...]]:
    """The relations that may arrive at an element of that kind, by their inverse names: those seen from it."""
    by_name: dict[str, list[Inverse]] = {}
    for source_kind in kinds().values():
        for field, link in source_kind.own_links.items():
            if may_point_at(link, actual):
                by_name.setdefault(link.inverse, []).append(Inverse(source_kind.name, field))
    return MappingProxyType({name: tuple(ends) for name, ends in by_name.items()})


@cache
def rollouts(actual: str) -> tuple[str, ...]:
    """The inverse names by which projects that may phase in an element of that kind point at it."""
    return _inverses_with(actual, lambda link: link.phases_in is not None)


@cache
def dated_by(actual: str) -> tuple[str, ...]:
    """The inverse names by which what has its dates from an element of that kind points at it."""
    return _inverses_with(actual, lambda link: link.lends_dates)


@cache
def containing(actual: str) -> tuple[str, ...]:
    """The inverse names by which the parts of an element of that kind point at it."""
    return _inverses_with(actual, lambda link: link.whole)


@cache
def felling(actual: str) -> tuple[str, ...]:
    """The inverse names by which what is lost with an element of that kind points at it."""
    return _inverses_with(actual, lambda link: link.falls)


def _inverses_with(actual: str, has_property: Callable[[Link], bool]) -> tuple[str, ...]:
    """The inverse names of the relations arriving at that kind of which some link has a property."""
    return tuple(
        name
        for name, ends in inverses(actual).items()
        if any(has_property(kind(end.kind).links[end.field]) for end in ends)
    )
