"""Viewpoints: what a map or a table shows, as data, one a file of `cartography/`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, WithJsonSchema

from ea_repo.draw.table_columns import OneColumn
from ea_repo.load.definition_file import Words
from ea_repo.metamodel.field_types import Several
from ea_repo.select import Selector

Form = Literal[
    "map", "tiles", "matrix", "needs", "years", "grid", "quadrants", "border", "takers", "timeline", "effects", "table"
]
TextPath = tuple[str | int, ...]
"""Where something is written in the file of a view: keys, and places in lists."""
ANALYSES = ("findings", "impact", "change", "lineage", "support")
"""What boxes may be coloured by that is no field: what an analysis says of each element."""


def _flows(value: Any) -> Selector:
    return Selector.parse({"kind": "flow", **value} if isinstance(value, dict) else value)


_MAPPING = WithJsonSchema({"additionalProperties": True, "type": "object"})
OneSelector = Annotated[Selector, PlainValidator(Selector.parse), _MAPPING]
FlowSelector = Annotated[Selector, PlainValidator(_flows), _MAPPING]
"""A selector asked of flows alone."""
Selectors = Annotated[tuple[OneSelector, ...], Several]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Focus(_Part):
    """The elements that a map is drawn around, given with `--focus`."""

    kind: Annotated[tuple[str, ...], Several]
    required: bool = False
    many: bool = False


class Arrows(_Part):
    """What is drawn as an arrow: the flows that a selector chooses, or a link of the elements shown."""

    flows: FlowSelector | None = Field(None, description="a selector: these flows are arrows from source to target")
    link: str | None = Field(None, description="a link: an arrow goes from an element to what it points at")
    verb: Words = Field(description="what an arrow says, read from its tail to its head: “sends … to”")
    label: tuple[str, ...] = Field((), description="the fields written along a flow: data, mode, standards …")
    colour: str | None = Field(None, description="the field of flows by which they are coloured")
    look: str = Field("plain", description="the look of these arrows, where no field colours them")


class PartlyFilled(_Part):
    """A link from a row to a column that fills a cell by a part, where nothing fills it whole."""

    link: str
    verb: Words
    look: str = Field("plain", description="the look of these cells")


class Cells(_Part):
    """What fills the cells of a matrix: a link from a row to a column, or the flows from one to the other."""

    link: str | None = None
    partly: PartlyFilled | None = Field(
        None, description="a second link, which does not count among what a row has one or several of"
    )
    flows: FlowSelector | None = None
    colour: str | None = Field(None, description="the field of flows by which cells are coloured")
    verb: Words


class Band(_Part):
    """Frames that stand together on a map of tiles, or partners on a map of a border, under a title."""

    title: Words
    show: Selectors = Field(description="selectors: the outermost frames of this band, or these partners")
    row: int = Field(0, ge=0, description="of tiles: bands of one number stand side by side; 0 where the room decides")


class Window(_Part):
    """The years that a calendar shows, around the one looked at."""

    before: int = Field(ge=0)
    after: int = Field(ge=0)


class Grid(_Part):
    """What crosses in a grid: two scales of the style, and how each crossing looks."""

    down: str = Field(description="a scale: what its rows are, the worst value first")
    across: str = Field(description="a scale: what its columns are, the worst value first")
    heat: dict[str, dict[str, str]] = Field(
        {}, description="by row, then by column: the look of their cell; names are told whole where there is one"
    )


class Quadrants(_Part):
    """Four squares, or more, each for a value of a field."""

    field: str = Field(description="a scale: the field that says in which square an element stands")
    cells: tuple[tuple[str, ...], ...] = Field(description="the values, row by row from the top left")
    rows: tuple[Words, ...] = Field((), description="what each row of squares stands for, from the top")
    columns: tuple[Words, ...] = Field((), description="what each column of squares stands for, from the left")


class Viewpoint(_Part):
    """One map or table: the question it answers and how it answers."""

    title: Words
    question: Words
    form: Form = "map"
    order: int = Field(100, description="its place in the list of views")
    show: Selectors = Field((), description="selectors: the elements shown, those that any of them chooses")
    around: bool = Field(False, description="whether only what arrows lead to from the focus, or to it, is shown")
    rim: bool = Field(True, description="with around: whether arrows between two elements at the last step are drawn")
    depth: int | None = Field(None, ge=1, description="how many arrows away from the focus, unless --depth says")
    focus: Focus | None = None
    each: OneSelector | None = Field(None, description="a selector: with --all, a map around each of these")
    group: str | None = Field(
        None, description="a link: elements stand in what it points at, and in its wholes; of a table, any path"
    )
    or_group: tuple[str, ...] = Field(
        (), description="of tiles: the links that place an element where `group` says nothing, the first that does"
    )
    out_of: Selectors = Field((), description="selectors: elements of which those that are not shown are counted")
    about: Selectors = Field((), description="selectors: elements that are never gathered with others")
    gather: str | None = Field(
        None,
        description="a link: where there are too many boxes, those of what it points at become one (by default: group)",
    )
    holes: bool = Field(False, description="of tiles: whether frames in which nothing stands are shown")
    above: tuple[str, ...] = Field(
        ("part_of",),
        description="of tiles: the links by which a frame stands in another one, the first that holds",
    )
    frame_label: tuple[str, ...] = Field((), description="of tiles: the fields told of a frame after its name")
    bands: tuple[Band, ...] = Field(
        (),
        description="of tiles: where the outermost frames stand, from the top; of a border: who is outside",
    )
    linked: bool = Field(False, description="whether elements without any arrow are left out, and told")
    label: tuple[str, ...] = ("name",)
    colour: str | None = Field(
        None, description="a field, phase, or an analysis: findings, impact, change, lineage, support"
    )
    or_colour: tuple[str, ...] = Field(
        (), description="what boxes are coloured by instead, where that is recorded of few: the first that is of most"
    )
    rule: str | None = Field(None, description="with `colour: findings`, the only rule whose findings count")
    arrows: tuple[Arrows, ...] = ()
    direction: Literal["LR", "TB"] = "LR"
    most: int = Field(70, ge=1, description="how many boxes at most; what is over is gathered by group, or told")
    rows: Selectors = ()
    columns: tuple[OneColumn, ...] = Field((), description="of a table: the paths shown, and figures computed")
    across: Selectors = Field((), description="of a matrix: the elements of its columns, those of its rows by default")
    cells: Cells | None = None
    totals: tuple[str, ...] = Field((), description="of a table: the columns that are totalled, by their names")
    folded: bool = Field(False, description="of a table: whether only the groups and their totals are shown")
    grid: Grid | None = None
    quadrants: Quadrants | None = None
    window: Window | None = Field(None, description="of a timeline: how many years before and after that of the day")
    empty: Words = Field(description="what to record where there is nothing to show")

    def selectors(self) -> Iterator[tuple[TextPath, Selector]]:
        """Every selector of the view, with where it is written."""
        each = (self.each,) if self.each is not None else ()
        for key, selectors in (
            ("show", self.show),
            ("out_of", self.out_of),
            ("about", self.about),
            ("rows", self.rows),
            ("across", self.across),
            ("each", each),
        ):
            for place, selector in enumerate(selectors):
                yield (key, place), selector
        for number, band in enumerate(self.bands):
            for place, selector in enumerate(band.show):
                yield ("bands", number, "show", place), selector
        for place, arrows in enumerate(self.arrows):
            if arrows.flows is not None:
                yield ("arrows", place, "flows"), arrows.flows
        if self.cells and self.cells.flows is not None:
            yield ("cells", "flows"), self.cells.flows
        for number, column in enumerate(self.columns):
            for key, selector in column.selectors():
                yield ("columns", number, key), selector
