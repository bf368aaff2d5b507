"""What stands at a path inside a field: a group of fields, a date, a number, one of a few words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from ea_repo.metamodel import Kind
from ea_repo.metamodel.dates import DateRole


class NoSuchField(KeyError):
    """A step of a path that leads nowhere, with the names that would."""

    def __init__(self, step: str, known: Sequence[str]) -> None:
        super().__init__(step)
        self.step, self.known = step, known


def field_at(of: Kind, path: Sequence[str]) -> FieldInfo | None:
    """The field at a path of a kind, None where any name may stand; raises NoSuchField."""
    info = of.fields[path[0]]
    for step in path[1:]:
        leaves = list(_leaves(info.annotation))
        group = next((each for each in leaves if isinstance(each, type) and issubclass(each, BaseModel)), None)
        if group is None and dict in leaves:
            return None
        names = {each.alias or name: each for name, each in group.model_fields.items()} if group else {}
        if step not in names:
            raise NoSuchField(step, list(names))
        info = names[step]
    return info


def role(info: FieldInfo | None) -> DateRole | None:
    """How the date of a field counts, None where it is no date."""
    return next((each for each in _leaves_of(info) if isinstance(each, DateRole)), None)


def is_number(info: FieldInfo) -> bool:
    return not {int, float}.isdisjoint(each for each in _leaves_of(info) if isinstance(each, type))


def only_texts(info: FieldInfo) -> bool:
    """Whether a field holds texts, or yes and no, one or several, and nothing else: no date, number nor group."""
    leaves = [each for each in _leaves_of(info) if get_origin(each) is not Literal]
    dated = any(isinstance(each, DateRole) for each in leaves)
    return not dated and {each for each in leaves if isinstance(each, type)} <= {str, bool, type(None)}


def words(info: FieldInfo) -> tuple[Any, ...] | None:
    """The only words that a field takes, None where it takes others."""
    leaves = list(_leaves_of(info))
    types = {each for each in leaves if isinstance(each, type) and not issubclass(each, BaseModel)} - {type(None)}
    if types - {bool}:
        return None
    found = [word for each in leaves if get_origin(each) is Literal for word in get_args(each)]
    return tuple(dict.fromkeys([*found, *((True, False) if bool in types else ())]))


def _leaves_of(info: FieldInfo | None) -> Iterator[Any]:
    if info is not None:
        yield from info.metadata
        yield from _leaves(info.annotation)


def _leaves(annotation: Any) -> Iterator[Any]:
    """The plain types, the literals and the marks that an annotation is made of."""
    inner = () if get_origin(annotation) is Literal else get_args(annotation)
    if get_origin(annotation) is dict:
        yield dict
    elif not inner:
        yield annotation
    for each in inner:
        yield from _leaves(each)
