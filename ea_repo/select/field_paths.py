"""What stands at a path inside a field: a group of fields, a date, a number, one of a few words."""

from __future__ import annotations

from collections.abc import Sequence

from ea_repo.metamodel import Kind
from ea_repo.metamodel.declaration import Values


class NoSuchField(KeyError):
    """A step of a path that leads nowhere, with the names that would."""

    def __init__(self, step: str, known: Sequence[str]) -> None:
        super().__init__(step)
        self.step, self.known = step, known


def values_at(of: Kind, path: Sequence[str]) -> Values | None:
    """What the values at a path of a kind may be, None where any name may stand; raises NoSuchField."""
    return of.values[path[0]] if len(path) == 1 else _values_inside(of, path)


def _values_inside(of: Kind, path: Sequence[str]) -> Values | None:
    """The same, inside groups of fields: only their classes tell."""
    from ea_repo.metamodel.annotations import group_of, plain_parts, values_of

    info = of.infos[path[0]]
    for step in path[1:]:
        group = group_of(info)
        if group is None and dict in plain_parts(info.annotation):
            return None
        fields = {field.alias or name: field for name, field in group.model_fields.items()} if group else {}
        if step not in fields:
            raise NoSuchField(step, list(fields))
        info = fields[step]
    return values_of(info)
