"""What every element of an information system has, whatever its kind."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field, Strict, StringConstraints

from ea_repo.finding import Text
from ea_repo.metamodel.field_types import Count, Euros, Flag, Given, Line, Lines, Several, Start, Words


class Part(BaseModel):
    """A group of fields inside an element."""

    model_config = ConfigDict(frozen=True, extra="forbid", protected_namespaces=(), defer_build=True)


class Needs(Part):
    """What the business expects, from 0 (nothing) to 4 (vital): the French "DICT" scale."""

    availability: Annotated[Count, Field(le=4)] | None = None
    integrity: Annotated[Count, Field(le=4)] | None = None
    confidentiality: Annotated[Count, Field(le=4)] | None = None
    traceability: Annotated[Count, Field(le=4)] | None = None


class ImportedLink(Part):
    """The relation of a source that became a link of an element, and what the relation said besides."""

    id: Words = Field(description="the id that the relation has in the source")
    type: Line | None = None
    field: Line = Field(description="the field of the link")
    to: Line = Field(description="the element that the link points at")
    name: Words | None = None
    description: Words | None = None
    properties: dict[str, Given] | None = None
    more: dict[str, Any] | None = Field(None, description="what else the source says of it")


class Imported(Part):
    """Where an element came from: the version of a source that last said something new of it."""

    source: Line = Field(description="the inventory it came with: the name of its folder in model/")
    id: Words = Field(description="the id it had there, by which it is known again")
    type: Line | None = Field(None, description="what it is there, in the words of the source")
    file: Line | None = Field(None, description="the file that said it")
    digest: Line | None = Field(None, description="which version of the file: the beginning of its SHA-256")
    day: Start | None = Field(None, description="the day it came in")
    gone_on: Start | None = Field(None, description="the day an import found that the source no longer has it")
    folder: Lines = Field((), description="the folders it was in, from the top")
    profiles: Lines = Field((), description="the ids of its specialisations")
    lang: Line | None = Field(None, description="the language of its texts, where it is not that of the inventory")
    texts: dict[str, dict[str, Words]] | None = Field(
        None, description="its texts in every language, where there are several: name, description, a property"
    )
    links: Annotated[tuple[ImportedLink, ...], Several] = Field((), description="the relations that became its links")
    more: dict[str, Any] | None = Field(None, description="what else the source says of it, for the way back")


class Element(Part):
    """One thing of the information system, as its text says it."""

    kind: ClassVar[str] = ""
    label: ClassVar[Text]
    archimate: ClassVar[str] = ""
    help: ClassVar[Text | None] = None
    """What it is, where a workspace declares it; of the others the docstring says it."""
    apart: ClassVar[bool] = False
    """Whether it only keeps what a source said: selectors choose such kinds where their names are said."""

    id: str = Field(description="its name for the machine: lower-case words joined by hyphens, never changed")
    name: Line | None = Field(None, description="its name for people; the id where none is written")
    aliases: Lines = Field((), description="other names it goes by, misprints included")
    description: Line | None = Field(None, description="what it is, in a sentence or two")
    tags: Lines = Field((), description="free words to select by")
    quote: Line | None = Field(None, description="words of the source that a reader should have beside a finding")
    illustrative: Flag = Field(False, description="an example, not a fact: its findings are listed apart")
    verified_on: Start | None = Field(None, description="when somebody last checked it")
    verified_by: Line | None = Field(None, description="who checked it")
    planned_on: Start | None = Field(None, description="first day of the phase plan")
    live_on: Start | None = Field(None, description="first day in service (phase active)")
    phase_out_on: Start | None = Field(
        None, description="first day of the phase phase_out: still in service, no more for new use"
    )
    retired_on: Start | None = Field(None, description="first day out of service (phase end_of_life)")
    properties: dict[str, Given] | None = Field(
        None, description="what a source says of it under names of its own, that no field here means"
    )
    imported: Imported | None = Field(None, description="where it came from, if an import brought it")

    def __str__(self) -> str:
        return self.name or self.id


class Sourced(Element):
    """An element whose field `source` names the document that states it: every kind but the flow.

    A flow's `source` is the application that sends, as the field has always called it.
    """

    source: Line | None = Field(None, description="the document and section that state it")


class BudgetLine(Part):
    """What a budget says for one year.

    Class 2 is investment, class 6 running costs (French public accounting). `basis` says how to read the amount:
    as such, or as the difference from what a year of reference cost; a difference never enters a yearly cost.
    """

    year: Annotated[int, Strict(), Field(ge=1990, le=2100)]
    account_class: Count = Field(alias="class", description="2: investment, 6: running costs")
    amount: Euros = Field(description="in euros")
    basis: Annotated[str, StringConstraints(pattern="^(amount|difference-[0-9]{4})$")] = Field(
        description="amount, or difference-2021: the difference from what that year cost"
    )


Budget = Annotated[tuple[BudgetLine, ...], Several]


class Retention(Part):
    """How long data are kept, and what becomes of them then."""

    kept_for: Line | None = Field(None, description='how long (the French "DUA")')
    disposal: Annotated[str, StringConstraints(pattern="^(keep|destroy|sort)$")] | None = None
