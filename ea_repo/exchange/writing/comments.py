"""Changes in text that somebody wrote by hand: ruamel.yaml keeps comments, and the way in which things are written."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ruamel.yaml import YAML

from ea_repo.exchange.merge.plan import Edit
from ea_repo.load.element_text import element_lines, field_lines

_WIDE = 1_000_000


def in_element(edit: Edit, lines: Sequence[str]) -> Sequence[str]:
    """The lines of one element with new fields."""
    head = f"{edit.kind}:"

    def change(whole: Any) -> None:
        _set(whole[edit.kind], edit.id, edit.fields)

    _, *changed_lines = _edited("\n".join([head, *lines]) + "\n", change).rstrip("\n").split("\n")
    return changed_lines


def changed(
    text: str,
    edits: Sequence[tuple[Edit, Mapping[str, Any]]],
    removals: Sequence[Edit],
    added: Mapping[str, Mapping[str, Mapping[str, Any]]],
) -> str:
    """A whole text with changes: for elements that do not stand on lines of their own."""

    def change(whole: Any) -> None:
        for edit, _ in edits:
            _set(whole[edit.kind], edit.id, edit.fields)
        for removal in removals:
            del whole[removal.kind][removal.id]
        for kind, elements in added.items():
            if whole.get(kind) is None:
                whole[kind] = YAML().load("{}")
            for id, fields in elements.items():
                lines = [line[2:] for line in element_lines(id, fields)]
                whole[kind][id] = YAML().load("\n".join(lines))[id]

    return _edited(text, change)


def _edited(text: str, change: Callable[[Any], None]) -> str:
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = _WIDE
    yaml.indent(mapping=2, sequence=4, offset=2)
    whole = yaml.load(text)
    change(whole)
    out = io.StringIO()
    yaml.dump(whole, out)
    return out.getvalue()


def _set(elements: Any, id: str, fields: Mapping[str, Any]) -> None:
    """Sets fields of an element; new values are written as we write them."""
    if elements.get(id) is None:
        elements[id] = YAML().load("{}")
    element = elements[id]
    for name, value in fields.items():
        if value is None:
            element.pop(name, None)
        else:
            element[name] = YAML().load("\n".join(field_lines(name, value, 0)) + "\n")[name]
