"""What a source says, in one form for every format: records, relations, views, and all that the way back needs.

A reader maps nothing to the kinds of the metamodel and judges nothing. Types, ids, field names and values are the
source's own; what it leaves out or cannot take is named with its place, so that every row can be accounted for.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from ea_repo.exchange.answers import Answers
from ea_repo.exchange.place import Place
from ea_repo.finding import Text


@dataclass(frozen=True, slots=True)
class Ref:
    """A value that names another record of the same source by its id: a foreign key, resolved to what it means."""

    to: str


class NoValue(str):
    """What a cell shows where it has no value: an error such as `#N/A`, or a formula that no program has computed."""

    __slots__ = ()


def no_value(cell: str) -> Text:
    """Why such a cell cannot be taken."""
    if cell.startswith("="):
        return Text(
            f"« {cell} » n'est pas calculé : ouvrir le classeur dans un tableur, et l'enregistrer",
            f"“{cell}” is not computed: open the workbook in a spreadsheet program, and save it",
        )
    return Text(f"« {cell} » est une erreur de calcul", f"“{cell}” is an error of its formula")


Scalar: TypeAlias = bool | int | float | str | dt.date | dt.time | dt.timedelta | Ref | None
Value: TypeAlias = Scalar | tuple["Value", ...] | Mapping[str, "Value"]
"""A value as the source has it; groups are mappings, lists are tuples."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A text in the languages that the source has it in, in its order; `""` where it names no language."""

    texts: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, text: str | None, lang: str = "") -> Wording:
        """The wording of one text; none where it is absent or empty."""
        return cls(((lang, text),)) if text else NO_WORDING

    def __str__(self) -> str:
        return self.texts[0][1] if self.texts else ""

    def __bool__(self) -> bool:
        return bool(self.texts)

    def in_(self, lang: str) -> str | None:
        """The text in this language, None where there is none."""
        return next((text for language, text in self.texts if language == lang), None)


NO_WORDING = Wording()


@dataclass(frozen=True, slots=True)
class Property:
    """A value that the source's authors added under a name of theirs; one name may have several."""

    name: str
    value: Wording
    definition: str = ""
    """The id of its definition, in formats that define properties apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What records, relations and views have in common."""

    id: str
    """Unique among the records and relations of one inventory; in it, the id that the source has."""
    type: str
    at: Place
    name: Wording = NO_WORDING
    documentation: Wording = NO_WORDING
    fields: Mapping[str, Value] = field(default_factory=dict)
    """What the format itself says of it, under the format's own names."""
    properties: tuple[Property, ...] = ()
    profiles: tuple[str, ...] = ()
    """The ids of its specialisations."""
    folder: tuple[str, ...] = ()
    """The names of the folders that it is in, from the top."""
    places: Mapping[str, Place] = field(default_factory=dict)
    """Where single fields are written, in formats where that is known."""

    def place(self, name: str) -> Place:
        """Where a field is written, as near as is known."""
        return self.places.get(name, self.at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record(Item):
    """One thing of the source: an element, a row, an entity."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation(Item):
    """A link between two records; an end may be a relation too, or something that the source does not hold."""

    source: str
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A box on a view. Positions are counted from the view's corner, whatever the format counts from.

    `shows` is the record that it stands for, `opens` the view that it leads to; sizes of -1 are the tool's default.
    """

    id: str
    type: str
    at: Place
    shows: str = ""
    opens: str = ""
    name: Wording = NO_WORDING
    x: int = 0
    y: int = 0
    width: int = -1
    height: int = -1
    fields: Mapping[str, Value] = field(default_factory=dict)
    nodes: tuple[Node, ...] = ()

    def walk(self) -> Iterator[Node]:
        """This box and all those in it."""
        yield self
        for node in self.nodes:
            yield from node.walk()


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """A line on a view, between boxes or other lines; `shows` is the relation that it stands for."""

    id: str
    type: str
    at: Place
    source: str
    target: str
    shows: str = ""
    name: Wording = NO_WORDING
    fields: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class View(Item):
    """A drawing: boxes with their positions, and lines."""

    viewpoint: str = ""
    nodes: tuple[Node, ...] = ()
    connections: tuple[Connection, ...] = ()

    def all_nodes(self) -> Iterator[Node]:
        """Every box, also those inside others."""
        for node in self.nodes:
            yield from node.walk()


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """How the source sorts its items: folders, and the ids of items, in its order."""

    id: str
    at: Place
    type: str = ""
    name: Wording = NO_WORDING
    documentation: Wording = NO_WORDING
    fields: Mapping[str, Value] = field(default_factory=dict)
    properties: tuple[Property, ...] = ()
    content: tuple[Folder | str, ...] = ()

    def walk(self) -> Iterator[Folder]:
        """This folder and all those in it."""
        yield self
        for part in self.content:
            if isinstance(part, Folder):
                yield from part.walk()


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """What the source defines apart for its items to refer to: a specialisation, a property, a viewpoint."""

    id: str
    at: Place
    type: str = ""
    name: Wording = NO_WORDING
    documentation: Wording = NO_WORDING
    fields: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came inside the source, such as an image of a view."""

    name: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that was read, and the digest (SHA-256, hexadecimal) that tells its versions apart."""

    name: str
    size: int
    digest: str


@dataclass(frozen=True, slots=True)
class Rejected:
    """Something of the source that could not be taken, and why."""

    at: Place
    why: Text
    type: str = ""
    field: str = ""
    """The field that lacks what was refused, where the thing itself comes in; empty where it does not."""
    relation: Relation | None = None
    """The relation that it may be, where its two ends are known: a cell of a matrix."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that the source itself holds as deleted."""

    type: str
    id: str
    name: str
    at: Place


NOT_OF_THIS_FORMAT = Text("rien n'y est de ce format : non lu", "nothing there is of this format: not read")
"""Of a sound file beside those that are read."""


@dataclass(frozen=True, slots=True)
class Note:
    """Something to know about what was read."""

    at: Place
    text: Text


@dataclass(frozen=True, slots=True)
class Totals:
    """How many records and relations there are of each type, and how many views."""

    records: Mapping[str, int]
    relations: Mapping[str, int]
    views: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Inventory:
    """All that one source says, from one file or from several that belong together."""

    format: str
    files: tuple[SourceFile, ...]
    version: str = ""
    """The version of the format, as the source says it."""
    id: str = ""
    name: Wording = NO_WORDING
    documentation: Wording = NO_WORDING
    fields: Mapping[str, Value] = field(default_factory=dict)
    properties: tuple[Property, ...] = ()
    records: tuple[Record, ...] = ()
    relations: tuple[Relation, ...] = ()
    views: tuple[View, ...] = ()
    folders: tuple[Folder, ...] = ()
    profiles: tuple[Definition, ...] = ()
    property_definitions: tuple[Definition, ...] = ()
    viewpoints: tuple[Definition, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    notes: tuple[Note, ...] = ()
    tabular: bool = False
    """Whether its records are rows whose ids only say where they stand."""
    own: bool = False
    """Whether `ea export` wrote it: types are kinds, ids are ids here, fields are what a workspace writes."""
    base: Mapping[str, Mapping[str, Any]] | None = None
    """What it said when it went out, by id, where it remembers that."""
    answers: Answers | None = None
    """Where it comes back from a campaign: who answered what, and when."""

    @property
    def digest(self) -> str:
        """Of the one file, or of the names and digests of all."""
        if len(self.files) == 1:
            return self.files[0].digest
        told = "\n".join(f"{file.name} {file.digest}" for file in self.files)
        return hashlib.sha256(told.encode()).hexdigest()

    def totals(self) -> Totals:
        """What the source holds, to account for."""
        return Totals(
            dict(sorted(Counter(record.type for record in self.records).items())),
            dict(sorted(Counter(relation.type for relation in self.relations).items())),
            len(self.views),
        )

    def dangling(self) -> tuple[Relation, ...]:
        """The relations with an end that the source does not hold."""
        known = {item.id for items in (self.records, self.relations) for item in items}
        return tuple(relation for relation in self.relations if not {relation.source, relation.target} <= known)
