"""The kinds of element and their links: the vocabulary of the repository.

A kind is a subclass of Element in one of this folder's modules; the folder is the registry.
"""

from __future__ import annotations

import importlib
import pkgutil
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
    "family",
    "felling",
    "inverses",
    "kind",
    "kinds",
    "rollouts",
]


@cache
def kinds() -> MappingProxyType[str, Kind]:
    """Every kind by its name, module by module, as they are written there."""
    found: dict[str, Kind] = {}
    for each in sorted(pkgutil.iter_modules(__path__), key=lambda each: each.name):
        module = importlib.import_module(f"{__name__}.{each.name}")
        for value in vars(module).values():
            if (
                isinstance(value, type)
                and issubclass(value, Element)
                and value.__module__ == module.__name__
                and value.kind
            ):
                found[value.kind] = Kind(value)
    return MappingProxyType(found)


@cache
def kind(name: str) -> Kind:
    """The kind of that name; raises KeyError where there is none."""
    return kinds()[name]


@cache
def accepts(wanted: str, actual: str) -> bool:
    """Whether an element of kind `actual` may stand where one of kind `wanted` is expected."""
    return wanted == "*" or issubclass(kinds()[actual].model, kinds()[wanted].model)


@cache
def family(wanted: str) -> tuple[str, ...]:
    """A kind and the kinds that are special cases of it."""
    return tuple(name for name in kinds() if accepts(wanted, name))


@cache
def rollouts(actual: str) -> tuple[str, ...]:
    """The inverse names by which an element of that kind is being phased in."""
    found = inverses(actual).items()
    return tuple(name for name, ends in found if any(kind(end.kind).links[end.field].phases_in for end in ends))


@cache
def containing(actual: str) -> tuple[str, ...]:
    """The inverse names by which what an element of that kind contains points at it."""
    found = inverses(actual).items()
    return tuple(name for name, ends in found if any(kind(end.kind).links[end.field].whole for end in ends))


@cache
def felling(actual: str) -> tuple[str, ...]:
    """The inverse names by which what falls with an element of that kind points at it."""
    found = inverses(actual).items()
    return tuple(name for name, ends in found if any(kind(end.kind).links[end.field].falls for end in ends))


@cache
def inverses(actual: str) -> MappingProxyType[str, tuple[Inverse, ...]]:
    """The relations that may arrive at an element of that kind, by the name they have seen from it."""
    found: dict[str, list[Inverse]] = {}
    for each in kinds().values():
        for field, link in each.own_links.items():
            if any(accepts(wanted, actual) for wanted in link.to):
                found.setdefault(link.inverse, []).append(Inverse(each.name, field))
    return MappingProxyType({name: tuple(ends) for name, ends in found.items()})
