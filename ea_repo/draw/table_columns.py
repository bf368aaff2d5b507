"""The columns of a view that is a table: what stands at a path, or a figure of what a path leads to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator

from ea_repo.finding import Text
from ea_repo.graph import Graph
from ea_repo.load.definition_file import Words
from ea_repo.metamodel import Vocabulary
from ea_repo.select import Selector
from ea_repo.select.evaluation import COMPUTED
from ea_repo.select.path_ends import PathEnd, path_end
from ea_repo.select.paths import STATED_BY
from ea_repo.select.selector import SelectorError
from ea_repo.select.validation import check_column, flaws

Computed = Literal["count", "sum", "share"]
"""How many there are, what they add up to, how many of them are so."""
KeyPath = tuple[str | int, ...]


ColumnSelector = Annotated[Selector, PlainValidator(Selector.parse, json_schema_input_type=dict[str, Any])]


class Column(BaseModel):
    """A column of a table: a path, or a count, a sum or a share of what a path leads to; links are followed."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    path: str | None = Field(None, description="what stands there: zone.owner, phase, needs.availability")
    count: str | None = Field(None, description="how many elements a path of links leads to; `id`: the element itself")
    sum: str | None = Field(None, description="what the numbers at a path add up to: yearly_cost, modules.yearly_cost")
    share: str | None = Field(None, description="of the elements that a path leads to, how many `where` chooses")
    among: ColumnSelector | None = Field(None, description="of a figure, a selector: only these elements are looked at")
    where: ColumnSelector | None = Field(None, description="of a count or a share, a selector: those that count")
    title: Words | None = Field(None, description="what people read above it")
    name: str | None = Field(None, description="what totals and spreadsheets call it, by default its words")

    @property
    def computed(self) -> Computed | None:
        """The figure that it is; None where it shows what stands at its path."""
        return next((what for what in _COMPUTED if getattr(self, what) is not None), None)

    @property
    def leads(self) -> str:
        """The path that it follows."""
        return next((path for path in (self.path, self.count, self.sum, self.share) if path is not None), "")

    @property
    def called(self) -> str:
        """Its name, the same in every language: its path, or its figure and path."""
        return self.name or (f"{self.computed} {self.leads}" if self.computed else self.leads)

    def selectors(self) -> Iterator[tuple[str, Selector]]:
        """Its selectors, with the keys that they are written under."""
        for key, selector in (("among", self.among), ("where", self.where)):
            if selector is not None:
                yield key, selector


_COMPUTED: tuple[Computed, ...] = ("count", "sum", "share")


def _from_path(value: Any) -> Any:
    return {"path": value} if isinstance(value, str) else value


OneColumn = Annotated[Column, BeforeValidator(_from_path, json_schema_input_type=str | Column)]


def column_errors(
    columns: Sequence[Column], totals: Sequence[str], group: str | None, *, folded: bool, vocabulary: Vocabulary
) -> Iterator[tuple[KeyPath, Text]]:
    """What is wrong in the columns of a table, each with the path to it in the view."""
    names: dict[str, Column] = {}
    for number, column in enumerate(columns):
        place: KeyPath = ("columns", number)
        written = [key for key in ("path", *_COMPUTED) if getattr(column, key) is not None]
        if len(written) != 1:
            yield place, _ONE_OF
            continue
        if column.called in names:
            fr = f"deux colonnes s'appellent « {column.called} » : donner un nom (name) à l'une"
            yield place, Text(fr, f"two columns are called “{column.called}”: give one of them a name")
        names[column.called] = column
        yield from _path_errors(column, (*place, written[0]), vocabulary)
    for number, name in enumerate(totals):
        yield from _total_errors(name, names, ("totals", number), vocabulary)
    if group is not None:
        yield from _wrong_path(group, ("group",), vocabulary)
    if folded and (group is None or not totals):
        yield ("folded",), _FOLDED


def _path_errors(column: Column, place: KeyPath, vocabulary: Vocabulary) -> Iterator[tuple[KeyPath, Text]]:
    wrong = list(_wrong_path(column.leads, place, vocabulary))
    yield from wrong
    if wrong:
        return
    end = path_end(column.leads, vocabulary)
    if column.computed == "sum":
        yield from _sum_errors(column.leads, end, place)
    elif column.computed and not (end.is_link or column.leads == "id"):
        fr = f"« {column.leads} » ne mène pas à des éléments : un lien, ou id (l'élément lui-même)"
        yield place, Text(fr, f"“{column.leads}” does not lead to elements: a link, or id (the element itself)")
    if column.computed == "share" and column.where is None:
        yield place, Text("une part dit de quoi elle est (where)", "a share says what it is of (where)")
    if column.where is not None and column.computed not in ("count", "share"):
        yield (*place[:-1], "where"), _WHERE
    if column.among is not None and column.computed is None:
        yield (*place[:-1], "among"), _AMONG
    within = end.kinds if column.leads != "id" else ()
    for key, selector in column.selectors():
        for flaw in flaws(selector, Graph(vocabulary=vocabulary), within):
            if not flaw.elsewhere:
                yield (*place[:-1], key), flaw.message


def _sum_errors(path: str, end: PathEnd, place: KeyPath) -> Iterator[tuple[KeyPath, Text]]:
    if not end.is_number:
        fr = f"« {path} » n'est pas un nombre, un seul par élément : une somme n'en ajoute pas d'autres"
        yield place, Text(fr, f"“{path}” is not a number, one an element: a sum adds up no other")


def _total_errors(
    name: str, columns: dict[str, Column], place: KeyPath, vocabulary: Vocabulary
) -> Iterator[tuple[KeyPath, Text]]:
    if name not in columns:
        known = ", ".join(columns)
        fr = f"« {name} » n'est pas une colonne de ce tableau : {known}"
        yield place, Text(fr, f"“{name}” is no column of this table: {known}")
    elif columns[name].computed is None and not list(_wrong_path(columns[name].leads, place, vocabulary)):
        yield from _sum_errors(columns[name].leads, path_end(columns[name].leads, vocabulary), place)


def _wrong_path(path: str, place: KeyPath, vocabulary: Vocabulary) -> Iterator[tuple[KeyPath, Text]]:
    """Why no element can have anything at a path."""
    head = path.partition(".")[0]
    if path == "name" or (head in (*COMPUTED, STATED_BY) and path == head):
        return
    try:
        check_column(path, vocabulary)
    except SelectorError as error:
        yield place, error.message


_ONE_OF = Text(
    "une colonne est un chemin (path), un nombre (count), une somme (sum) ou une part (share)",
    "a column is a path, a count, a sum or a share",
)
_WHERE = Text("seuls un nombre et une part ont une condition (where)", "only a count and a share take a where")
_AMONG = Text("seuls un nombre, une somme et une part se limitent", "only a count, a sum and a share are limited")
_FOLDED = Text("un tableau replié a des groupes et des totaux", "a folded table has groups and totals")
