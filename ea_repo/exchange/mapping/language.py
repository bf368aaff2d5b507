"""What a mapping file may say: which records of a source are which kind, which columns which fields and links.

records:
  Applications:                       # a type of the source: a sheet, a class, a table; `*` is any other
    kind: application
    name: Libellé
    fields:
      live_on: Mise en service
      supplier: {from: Éditeur, create: actor}
relations:
  Serving:
    - {source: application, target: process, link: supports}
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from ea_repo.exchange.values import DecimalMark
from ea_repo.finding import Text, Wrong
from ea_repo.metamodel.field_types import Several


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Cell(_Part):
    """Where the value of a field comes from, and what is made of it."""

    from_: Annotated[tuple[str, ...], Several] = Field(
        (), alias="from", description="the columns, of which the first that holds something counts"
    )
    value: Any = Field(None, description="a value that is always the same")
    split: str | None = Field(None, description="what stands between the values of a cell that holds several")
    values: dict[str, Any] | None = Field(
        None, description="what words of the source mean here; a word that means nothing here is written null"
    )
    ignore: Annotated[tuple[Any, ...], Several] = Field((), description="values that say nothing: 0, n/a, -1")
    default: Any = Field(None, description="the value where nothing is written")
    unit: Literal["min", "h", "d", "s", "k€", "M€"] | None = Field(
        None, description="the unit of a duration, or of an amount, that is written as a number alone"
    )
    times: Annotated[int, Field(ge=1)] | Annotated[float, Field(gt=0)] | None = Field(
        None, description="what to multiply a number by: 12 where a cost is by month and the field by year"
    )
    decimal: DecimalMark | None = Field(
        None, description="which of comma and point is the decimal mark; the other one groups thousands"
    )
    last_day: bool = Field(
        False, description="whether a date is a last day, where the field is the day after it: `Fin de vie: 2025`"
    )
    month_first: bool = Field(False, description="whether dates are written with the month before the day: 12/31/2025")
    create: str | None = Field(None, description="the kind of element to create where no element has that name")
    through: str | None = Field(
        None, description="a link: where the element is of another kind, the only one whose link it is stands for it"
    )


def _as_cell(value: Any) -> Any:
    return {"from": value} if isinstance(value, str | list) else value


AnyCell = Annotated[Cell, BeforeValidator(_as_cell)]
"""A cell, or the name of its column alone."""


class RecordRule(_Part):
    """What becomes of a record: an element of a kind, a link between two, or nothing."""

    kind: str | None = Field(None, description="the kind of element that it is")
    link: str | None = Field(None, description="the link that it is, from `source` to `target`")
    skip: str | None = Field(None, description="why it is left out")
    where: dict[str, Any] = Field(
        {}, description="only records with these values; `*`: any, null: none, a list: one of them"
    )
    key: AnyCell | None = Field(None, description="what tells it from others in the source, where it has no id there")
    id: AnyCell | None = Field(None, description="the id to give it here; made from its name by default")
    name: AnyCell | None = Field(None, description="its name; the one that the format gives it by default")
    fields: dict[str, AnyCell] = Field({}, description="the fields and links: `needs.availability` is one in a group")
    source: AnyCell | None = Field(None, description="of a link: the element that has it")
    target: AnyCell | None = Field(None, description="of a link: the element that it points at")
    details: dict[Literal["from", "until", "note", "for", "need"], AnyCell] = Field(
        {}, description="of a link: its dates, its note, what it is for, how much it is needed"
    )
    same: bool = Field(
        False,
        description="whether an element of that kind and name that is here already is the same one: it is added to",
    )
    keep: bool = Field(False, description="of a link: whether the record is kept too, for what refers to it")
    needs: Annotated[tuple[str, ...], Several] = Field(
        (), description="the fields without which the rule does not hold, and the next one is tried"
    )
    both_ways: dict[str, Any] = Field({}, description="records with these values are also a flow the other way")
    rest: Literal["properties", "drop"] = Field("properties", description="what becomes of the columns not named here")
    drop: Annotated[tuple[str, ...], Several] = Field((), description="the columns to leave out")

    @model_validator(mode="after")
    def _is_one_thing(self) -> RecordRule:
        if sum(part is not None for part in (self.kind, self.link, self.skip)) != 1:
            raise Wrong(
                Text("une règle dit une chose et une seule (kind, link, skip)", "a rule says one of: kind, link, skip")
            )
        if self.link is not None and (self.source is None or self.target is None):
            raise Wrong(Text("un lien a une source et une cible (target)", "a link needs a source and a target"))
        return self


class RelationRule(_Part):
    """What becomes of a relation between two kinds: a link of its source, one of its target, an element, or nothing."""

    source: Annotated[tuple[str, ...], Several] = Field(("*",), description="the kinds that it may begin at")
    target: Annotated[tuple[str, ...], Several] = Field(("*",), description="the kinds that it may end at")
    where: dict[str, Any] = Field({}, description="only relations with these values")
    link: str | None = Field(None, description="the link of its source that it is")
    back: str | None = Field(None, description="the link of its target, back to its source, that it is")
    kind: str | None = Field(None, description="the kind of element that it is, with `source` and `target`")
    skip: str | None = Field(None, description="why it is left out")
    fields: dict[str, AnyCell] = Field({}, description="of an element: its fields")
    details: dict[Literal["from", "until", "note", "for", "need"], AnyCell] = Field({}, description="of a link")
    only: bool = Field(False, description="whether the link holds only where its holder has no other relation like it")
    both_ways: dict[str, Any] = Field({}, description="relations with these values are also a flow the other way")
    turned: bool = Field(False, description="whether the element goes from the target to the source")

    @model_validator(mode="after")
    def _is_one_thing(self) -> RelationRule:
        if sum(part is not None for part in (self.link, self.back, self.kind, self.skip)) != 1:
            fr = "une règle dit une chose et une seule (link, back, kind, skip)"
            raise Wrong(Text(fr, "a rule says one of: link, back, kind, skip"))
        return self


def _as_rules(value: Any) -> Any:
    """One rule, or several of which the first that fits counts; a text alone is a kind."""
    listed = value if isinstance(value, list | tuple) else [value]
    return [{"kind": rule} if isinstance(rule, str) else rule for rule in listed]


class Mapping(_Part):
    """What the records and relations of a source are here."""

    source: str | None = Field(None, description="the name of the source: its folder in model/; of the file by default")
    format: str | None = Field(None, description="the format of its files; found by what they hold by default")
    records: dict[str, Annotated[tuple[RecordRule, ...], BeforeValidator(_as_rules)]] = Field(
        {}, description="by type in the source, as `Server` or `glpi_*`, what its records are"
    )
    relations: dict[str, Annotated[tuple[RelationRule, ...], BeforeValidator(_as_rules)]] = Field(
        {}, description="by type in the source, what its relations are"
    )
    ids: dict[str, str] = Field(
        {}, description="by id or name in the source, the element that is already here and the same"
    )
    rest: Literal["properties", "more"] = Field(
        "properties", description="whether fields of the format are facts of the source, or only matter on the way back"
    )
    drop: Annotated[tuple[str, ...], Several] = Field(
        (), description="the columns to leave out of every record: days of the last change, technical numbers"
    )
    nothing: Annotated[tuple[Any, ...], Several] = Field((), description="values that, in a reference, mean none: 0")
    keep_links: bool = Field(False, description="whether links remember the relation that they come from")
    derive: bool = Field(False, description="whether an application supports the processes that its services serve")
