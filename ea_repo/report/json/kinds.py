"""The kinds of element, for programs."""

from __future__ import annotations

from collections.abc import Sequence

from ea_repo.metamodel import Kind
from ea_repo.report.json.values import both, dumped
from ea_repo.report.kinds import expects


def write(kinds: Sequence[Kind]) -> str:
    """Each kind with its fields."""
    return dumped(
        [
            {
                "kind": kind.name,
                "label": both(kind.label),
                "archimate": kind.model.archimate,
                "description": " ".join((kind.model.__doc__ or "").split()),
                "fields": {
                    name: {"takes": expects(kind, name), "description": info.description}
                    for name, info in kind.fields.items()
                    if name != "id"
                },
            }
            for kind in kinds
        ]
    )
