"""What a generated model consists of: elements, as they are to be written."""

from __future__ import annotations

from typing import Any, NamedTuple

Fields = dict[str, Any]


class Element(NamedTuple):
    """One element: its kind, its id, its fields in the order they are written."""

    kind: str
    id: str
    fields: Fields

    @property
    def is_application(self) -> bool:
        """Whether it counts among the applications that are asked for: referentials are applications."""
        return self.kind in ("application", "referential")
