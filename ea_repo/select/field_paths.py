"""What stands at a path inside a field: a group of fields, a date, a number, one of a few words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

from ea_repo.metamodel import Kind
from ea_repo.metamodel.dates import DateRole

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo


class NoSuchField(KeyError):
    """A step of a path that leads nowhere, with the names that would."""

    def __init__(self, step: str, known: Sequence[str]) -> None:
        super().__init__(step)
        self.step, self.known = step, known


def field_at(of: Kind, path: Sequence[str]) -> FieldInfo | None:
    """The field at a path of a kind, None where any name may stand; raises NoSuchField."""
    info = of.infos[path[0]]
    for step in path[1:]:
        parts = list(_parts(info.annotation))
        group = next((part for part in parts if _is_group(part)), None)
        if group is None and dict in parts:
            return None
        fields = {field.alias or name: field for name, field in group.model_fields.items()} if group else {}
        if step not in fields:
            raise NoSuchField(step, list(fields))
        info = fields[step]
    return info


def role(info: FieldInfo | None) -> DateRole | None:
    """How the date of a field counts, None where it is no date."""
    return next((part for part in _parts_of(info) if isinstance(part, DateRole)), None)


def is_number(info: FieldInfo) -> bool:
    return not {int, float}.isdisjoint(part for part in _parts_of(info) if isinstance(part, type))


def only_texts(info: FieldInfo) -> bool:
    """Whether a field holds texts, or yes and no, one or several, and nothing else: no date, number nor group."""
    parts = [part for part in _parts_of(info) if get_origin(part) is not Literal]
    dated = any(isinstance(part, DateRole) for part in parts)
    return not dated and {part for part in parts if isinstance(part, type)} <= {str, bool, type(None)}


def words(info: FieldInfo) -> tuple[Any, ...] | None:
    """The only words that a field takes, None where it takes others."""
    parts = list(_parts_of(info))
    types = {part for part in parts if isinstance(part, type) and not _is_group(part)} - {type(None)}
    if types - {bool}:
        return None
    choices = [word for part in parts if get_origin(part) is Literal for word in get_args(part)]
    return tuple(dict.fromkeys([*choices, *((True, False) if bool in types else ())]))


def _is_group(part: Any) -> bool:
    """Whether a type is a group of fields."""
    from pydantic import BaseModel

    return isinstance(part, type) and issubclass(part, BaseModel)


def _parts_of(info: FieldInfo | None) -> Iterator[Any]:
    if info is not None:
        yield from info.metadata
        yield from _parts(info.annotation)


def _parts(annotation: Any) -> Iterator[Any]:
    """The plain types, the literals and the marks that an annotation is made of."""
    inner = () if get_origin(annotation) is Literal else get_args(annotation)
    if get_origin(annotation) is dict:
        yield dict
    elif not inner:
        yield annotation
    for part in inner:
        yield from _parts(part)
