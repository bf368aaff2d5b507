"""What a command line says of a field: `field=value`, `field+=value`, `field-=value`, `field=` for nothing any more."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast

from ea_repo.finding import Text, Wrong
from ea_repo.load.yaml import parse
from ea_repo.metamodel import Link

_WRITTEN = re.compile(r"(?P<field>[\w.-]*?\w)(?P<how>[+-]?=)(?P<value>.*)", re.DOTALL)
Named = Callable[[str, tuple[str, ...]], str]
"""Gives the id of what is meant by a word, of one of these kinds."""


@dataclass(frozen=True)
class Assignment:
    """A field, and what it is set to, or what its list gains or loses."""

    field: str
    how: Literal["=", "+=", "-="]
    value: str


def read_assignments(words: Iterable[str]) -> list[Assignment]:
    """The assignments of a command line; raises Wrong for a word that is none, or a field that is set twice."""
    assignments: list[Assignment] = []
    for word in words:
        match = _WRITTEN.fullmatch(word)
        if match is None:
            fr = f"« {word} » ne se lit pas : écrire champ=valeur, champ+=valeur, champ-=valeur, ou champ= pour rien"
            en = f"“{word}” cannot be read: write field=value, field+=value, field-=value, or field= for nothing"
            raise Wrong(Text(fr, en))
        assignment = Assignment(match["field"], cast("Literal['=', '+=', '-=']", match["how"]), match["value"])
        if any(other.field == assignment.field and "=" in (other.how, assignment.how) for other in assignments):
            raise Wrong(Text(f"« {assignment.field} » est donné deux fois", f"“{assignment.field}” is given twice"))
        assignments.append(assignment)
    return assignments


def fields_of(
    assignments: Iterable[Assignment], links: Mapping[str, Link], here: Mapping[str, Any], named: Named
) -> dict[str, Any]:
    """The fields as they will be written, None for those that go; `here` are those that are written now.

    Raises Wrong for what is to be taken from a field that does not have it, and what `named` raises.
    """
    fields: dict[str, Any] = {}
    for assignment in assignments:
        link = links.get(assignment.field)
        value = _read(assignment.value)
        if link is not None:
            value = [_linked(item, link, named) for item in _items(value, link)] if value is not None else None
        if assignment.how != "=":
            value = _amended(assignment, _listed(fields.get(assignment.field, here.get(assignment.field))), value)
        fields[assignment.field] = value
    return fields


def _read(text: str) -> Any:
    """A value as YAML has it; what is no YAML, or would be a group without braces, is a text as it stands."""
    if not text.strip():
        return None
    document = parse(f"value: {text}\n")
    if document.flaws or not isinstance(document.value, dict) or document.value.keys() != {"value"}:
        return text
    value = document.value["value"]
    is_quoted = text.lstrip().startswith(("'", '"'))
    if isinstance(value, str) and not is_quoted:
        # YAML would take what follows a hash for a comment.
        return text.strip()
    return value if not isinstance(value, dict) or text.lstrip().startswith("{") else text


def _listed(value: Any) -> list[Any]:
    return [] if value is None else [*value] if isinstance(value, list | tuple) else [value]


def _items(value: Any, link: Link) -> list[Any]:
    """The values of a link: several ids may stand behind one another with commas."""
    if isinstance(value, str) and not link.one:
        return [part.strip() for part in value.split(",") if part.strip()]
    return _listed(value)


def _linked(item: Any, link: Link, named: Named) -> Any:
    if isinstance(item, dict) and isinstance(item.get("to"), str):
        return {**item, "to": named(item["to"], link.to)}
    return named(item, link.to) if isinstance(item, str) else item


def _amended(assignment: Assignment, here: list[Any], value: Any) -> list[Any] | None:
    """A list with more values, or without some."""
    if assignment.how == "+=":
        return [*here, *(item for item in _listed(value) if item not in here)]
    for item in _listed(value):
        same = [known for known in here if item in (known, known.get("to") if isinstance(known, dict) else None)]
        if not same:
            raise Wrong(Text(f"« {assignment.field} » n'a pas {item}", f"“{assignment.field}” does not have {item}"))
        here = [known for known in here if known not in same]
    return here or None
