"""Changes in a file of the model: only what changes is written again, and comments stay where they are."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from ea_repo.exchange.merge.plan import Edit
from ea_repo.exchange.place import Place, Unreadable
from ea_repo.exchange.writing.alike import alike
from ea_repo.exchange.writing.in_place import kind_lines, saying
from ea_repo.finding import Text
from ea_repo.load.yaml import parse

_BYTE_ORDER_MARK = "\ufeff"
_FLAWED = Text(
    "ce fichier a un défaut ici : corrigez-le d'abord (rien n'a été écrit)",
    "this file has a flaw here: mend it first (nothing was written)",
)
_UNSAFE = Text(
    "ce fichier ne peut pas être modifié sans risque : récrivez-le en blocs, un élément après l'autre "
    "(rien n'a été écrit)",
    "this file cannot be changed safely: write it in blocks, one element after the other (nothing was written)",
)
Elements = Mapping[str, Mapping[str, Any]]
"""Elements of one kind: by id, their fields."""


@dataclass(slots=True)
class Changes:
    """What is to be done to one file."""

    edits: list[Edit] = field(default_factory=list)
    removals: list[Edit] = field(default_factory=list)
    added: dict[str, dict[str, Mapping[str, Any]]] = field(default_factory=dict)
    """By kind, new elements."""


def new_file(elements: Mapping[str, Elements]) -> str:
    """The text of a file of new elements, by kind."""
    return "\n".join(line for kind, several in elements.items() for line in kind_lines(kind, several)) + "\n"


def changed(file: str, text: str, changes: Changes) -> str:
    """The text of a file with changes in it; raises Unreadable where that cannot be done safely."""
    # Other programs put a byte-order mark before a text, or nothing behind its last line: that stays so too.
    mark = _BYTE_ORDER_MARK if text.startswith(_BYTE_ORDER_MARK) else ""
    line_break = "\r\n" if "\r\n" in text else "\n"
    said = text.removeprefix(mark).rstrip("\r\n")
    behind = text[len(mark) + len(said) :] if said else line_break
    document = parse(said)
    for flaw in document.flaws:
        raise Unreadable(_FLAWED, Place(file, flaw.line, flaw.column))
    value = _elements(document.value)
    if value is None or not all(isinstance(value.get(kind, {}), dict) for kind in changes.added):
        raise Unreadable(_FLAWED, Place(file, 1, 1))
    wanted = _wanted(value, changes)
    new = saying(said + line_break if said else "", value, wanted, line_break)
    after = parse(new)
    if after.flaws or not alike(_not_empty(_elements(after.value)), _not_empty(wanted)):
        raise Unreadable(_UNSAFE, Place(file))
    return mark + new.removesuffix(line_break) + behind if new.strip() else ""


def _elements(value: Any) -> dict[str, Any] | None:
    """What a text says, by kind and id, nothing being written as no field; None where it is no mapping."""
    if not isinstance(value, dict):
        return {} if value is None else None
    return {
        kind: {id: {} if fields is None else fields for id, fields in elements.items()}
        if isinstance(elements, dict)
        else elements or {}
        for kind, elements in value.items()
    }


def _not_empty(value: Mapping[str, Any] | None) -> Mapping[str, Any]:
    """The kinds that have elements."""
    return {kind: elements for kind, elements in (value or {}).items() if elements}


def _wanted(value: Mapping[str, Any], changes: Changes) -> dict[str, Any]:
    """What the text must say once it is changed."""
    wanted: dict[str, Any] = deepcopy(dict(value))
    for edit in changes.edits:
        wanted[edit.kind][edit.id] = {**wanted[edit.kind][edit.id], **edit.fields}
    for removal in changes.removals:
        del wanted[removal.kind][removal.id]
    for kind, elements in changes.added.items():
        wanted[kind] = {**wanted.get(kind, {}), **elements}
    for kind in {removal.kind for removal in changes.removals if not wanted[removal.kind]}:
        del wanted[kind]
    return wanted
