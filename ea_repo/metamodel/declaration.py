"""What a kind of element declares, as plain values: whoever asks about kinds needs none of their classes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

from ea_repo.finding import Text
from ea_repo.metamodel.dates import DateRole
from ea_repo.metamodel.link import Link


@dataclass(frozen=True)
class Wording:
    """What people call a field that a workspace declares, what it means, and the labels of the words it takes."""

    label: Text
    help: Text | None
    choices: Mapping[str, Text] = field(hash=False)


@dataclass(frozen=True)
class Values:
    """What the values of a field, or of a field of a group, may be."""

    types: tuple[str, ...]
    """Their types: `str`, `int`, `float`, `bool`, `tuple`, `dict`, `group`."""
    role: DateRole | None
    """How a date counts, None where they are no dates."""
    are_numbers: bool
    """Whether there are numbers among them, or in them."""
    are_only_texts: bool
    """Whether they are texts, or yes and no, one or several, and nothing else: no date, number nor group."""
    words: tuple[Any, ...] | None
    """The only words that they may be, None where they may be others."""


@dataclass(frozen=True)
class Declaration:
    """What the class of a kind says, by the names of its fields."""

    name: str
    label: Text
    help: Text | None
    """What it is, where a workspace declares it; of the others the docstring of the class says it."""
    archimate: str
    apart: bool
    """Whether it only keeps what a source said: selectors choose such kinds where their names are said."""
    special_of: str | None
    """The kind that it is a special case of, as a referential is of an application."""
    fields: Mapping[str, str | None]
    """All of them in their order, each with what it means."""
    values: Mapping[str, Values]
    links: Mapping[str, Link]
    wordings: Mapping[str, Wording]
    """Of those that the workspace declares."""
    defaults: Mapping[str, Any]
    """Of those that have a value where they are not written (environment: production)."""
    choices: Mapping[str, tuple[Any, ...]]
    """Of those that take one of a few words."""

    def as_json(self) -> dict[str, Any]:
        """The same as JSON can say it; only a workspace has words of its own, which are not said."""
        return {
            "name": self.name,
            "label": _text_as_json(self.label),
            "archimate": self.archimate,
            "apart": self.apart,
            "special_of": self.special_of,
            "fields": self.fields,
            "values": {name: _values_as_json(values) for name, values in self.values.items()},
            "links": {name: _link_as_json(link) for name, link in self.links.items()},
            "defaults": self.defaults,
            "choices": self.choices,
        }

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> Declaration:
        """What `as_json` said."""
        return cls(
            name=said["name"],
            label=Text(*said["label"]),
            help=None,
            archimate=said["archimate"],
            apart=said["apart"],
            special_of=said["special_of"],
            fields=said["fields"],
            values={name: _values_from_json(values) for name, values in said["values"].items()},
            links={name: _link_from_json(link) for name, link in said["links"].items()},
            wordings={},
            defaults=said["defaults"],
            choices={name: tuple(words) for name, words in said["choices"].items()},
        )


def _text_as_json(text: Text) -> list[str]:
    return [text.fr, text.en]


def _values_as_json(values: Values) -> list[Any]:
    is_end = None if values.role is None else values.role.is_end
    return [values.types, is_end, values.are_numbers, values.are_only_texts, values.words]


def _values_from_json(said: Sequence[Any]) -> Values:
    types, is_end, are_numbers, are_only_texts, words = said
    role = None if is_end is None else DateRole(is_end)
    return Values(tuple(types), role, are_numbers, are_only_texts, None if words is None else tuple(words))


def _link_as_json(link: Link) -> dict[str, Any]:
    """What a link says otherwise than most."""
    said = {part.name: getattr(link, part.name) for part in fields(link) if getattr(link, part.name) != part.default}
    return said | ({"told": _text_as_json(link.told)} if link.told is not None else {})


def _link_from_json(said: Mapping[str, Any]) -> Link:
    tuples = {name: tuple(said[name]) for name in ("to", "takers") if name in said}
    told = {"told": Text(*said["told"])} if "told" in said else {}
    return Link(**{**said, **tuples, **told})
