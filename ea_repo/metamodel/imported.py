"""What imported sources say that no other kind means: kept as it came, so that nothing is lost for the way back.

These kinds stand apart: checks, lists and maps leave them out unless a selector names them.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import Field

from ea_repo.finding import Text
from ea_repo.metamodel.element import Element, Part, Sourced
from ea_repo.metamodel.field_types import Line, Lines, Refs, Several, Words
from ea_repo.metamodel.link import Link


class Inventory(Sourced):
    """One source that was imported: an ArchiMate model, an extract of a CMDB, a spreadsheet."""

    kind: ClassVar[str] = "inventory"
    label: ClassVar[Text] = Text("inventaire importé", "imported inventory")
    archimate: ClassVar[str] = "Model"
    apart: ClassVar[bool] = True

    format: Line | None = Field(None, description="the format it was read in")
    version: Line | None = Field(None, description="the version of that format")
    files: Lines = Field((), description="the files it was read from")
    sha256: Line | None = Field(None, description="which version of the files")
    lang: Line | None = Field(None, description="the language of its texts, where they have one")
    own_id: Words | None = Field(None, description="the id that the source gives itself")
    folders: Lines = Field((), description="the ids of its folders of the first level, in its order")


class Concept(Sourced):
    """Something of a source that no other kind means: an ArchiMate element, a row of a table."""

    kind: ClassVar[str] = "concept"
    label: ClassVar[Text] = Text("concept importé", "imported concept")
    archimate: ClassVar[str] = "Element"
    apart: ClassVar[bool] = True

    type: Line | None = Field(None, description="what it is, in the words of the source")


class Relationship(Element):
    """A relation of a source that no link or flow means; its ends may be relations too."""

    kind: ClassVar[str] = "relationship"
    label: ClassVar[Text] = Text("relation importée", "imported relationship")
    archimate: ClassVar[str] = "Relationship"
    apart: ClassVar[bool] = True

    type: Line | None = Field(None, description="what it is, in the words of the source")
    source: Annotated[Refs, Link(("*",), "relations_out", one=True, end=True)] = Field(
        (), description="where it begins"
    )
    target: Annotated[Refs, Link(("*",), "relations_in", one=True, end=True)] = Field((), description="where it ends")


class DiagramBox(Part):
    """A box on a diagram, placed from the diagram's corner; `shows` and `opens` are ids of the source."""

    id: Words
    type: Line | None = None
    shows: Words | None = None
    opens: Words | None = None
    name: Words | None = None
    inside: Words | None = Field(None, description="the box that it is in")
    left: int = 0
    top: int = 0
    width: int | None = None
    height: int | None = None
    more: dict[str, Any] | None = None


class DiagramLine(Part):
    """A line on a diagram, between boxes or other lines; `shows` is the id of a relation in the source."""

    id: Words
    type: Line | None = None
    source: Words | None = None
    target: Words | None = None
    shows: Words | None = None
    name: Words | None = None
    more: dict[str, Any] | None = None


class Diagram(Sourced):
    """A drawing of a source, with its boxes and lines as they stood."""

    kind: ClassVar[str] = "diagram"
    label: ClassVar[Text] = Text("diagramme importé", "imported diagram")
    archimate: ClassVar[str] = "View"
    apart: ClassVar[bool] = True

    type: Line | None = Field(None, description="what it is, in the words of the source")
    viewpoint: Line | None = Field(None, description="its viewpoint, in the words of the source")
    shows: Annotated[Refs, Link(("*",), "diagrams")] = Field((), description="what stands on it")
    boxes: Annotated[tuple[DiagramBox, ...], Several] = Field(
        (), description="its boxes, outer ones before those in them"
    )
    lines: Annotated[tuple[DiagramLine, ...], Several] = Field((), description="its lines")


class Folder(Sourced):
    """A folder in which a source sorts its things."""

    kind: ClassVar[str] = "folder"
    label: ClassVar[Text] = Text("dossier importé", "imported folder")
    archimate: ClassVar[str] = "Organization"
    apart: ClassVar[bool] = True

    type: Line | None = Field(None, description="what it is for, in the words of the source")
    part_of: Annotated[Refs, Link(("folder",), "parts", one=True, acyclic=True, whole=True)] = ()
    content: Lines = Field((), description="the ids, in the source, of what it holds, in its order")


class Definition(Sourced):
    """What a source defines for its things to refer to: a specialisation, a property, a viewpoint."""

    kind: ClassVar[str] = "definition"
    label: ClassVar[Text] = Text("définition importée", "imported definition")
    archimate: ClassVar[str] = "Profile"
    apart: ClassVar[bool] = True

    defines: Line | None = Field(None, description="specialisation, property or viewpoint")
    type: Line | None = Field(None, description="what it is about, in the words of the source")
