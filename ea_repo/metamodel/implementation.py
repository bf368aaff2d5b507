"""What changes the system and what binds it: projects and contracts (ArchiMate implementation layer)."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from ea_repo.finding import Text
from ea_repo.metamodel.element import Budget, Part, Sourced
from ea_repo.metamodel.field_types import Cost, End, Flag, Line, Lines, Refs, Several, Start
from ea_repo.metamodel.link import Link


class Contract(Sourced):
    """An agreement with a supplier."""

    kind: ClassVar[str] = "contract"
    label: ClassVar[Text] = Text("contrat", "contract")
    archimate: ClassVar[str] = "Contract"

    holder: Annotated[
        Refs, Link(("actor",), "contracts_held", one=True, told=Text("titulaire du contrat", "contract holder"))
    ] = Field((), description="the supplier")
    starts_on: Start | None = None
    ends_on: End | None = Field(None, description="its last day")
    notice: Line | None = Field(None, description="how long before its end one must give notice")
    renewals: Line | None = None
    reversibility: Flag | None = Field(None, description="whether it says how to get one's data back")
    carries_charter: Flag | None = Field(None, description="whether the urbanisation charter is part of it")
    budget: Budget = ()


class SignOff(Part):
    """Somebody's signature under a step of a project."""

    by: Line
    on: Start | None = None


class Project(Sourced):
    """Work with a beginning, an end and a budget, that changes the information system."""

    kind: ClassVar[str] = "project"
    label: ClassVar[Text] = Text("projet", "project")
    archimate: ClassVar[str] = "WorkPackage"

    type: (
        Literal["deployment", "poc", "migration", "convergence", "decommissioning", "study", "construction"] | None
    ) = None
    part_of: Annotated[Refs, Link(("project",), "parts", "Composition", one=True, acyclic=True, whole=True)] = ()
    moa: Annotated[Refs, Link(("actor",), "projects_owned")] = Field(
        (), description="the business owner (MOA): one, by the charter"
    )
    moe: Annotated[Refs, Link(("actor",), "projects_built")] = Field((), description="the builder (MOE)")
    starts_on: Start | None = None
    ends_on: End | None = Field(None, description="its last day")
    budget: Budget = ()
    one_off_cost: Cost | None = Field(None, description="what it costs once, in euros")
    resources: Line | None = Field(None, description="who and what it may count on")
    objectives: Annotated[Refs, Link(("objective",), "projects", "Realization")] = ()
    delivers: Annotated[
        Refs, Link(("application", "node", "technology"), "delivered_by", "Realization", phases_in="deployment")
    ] = Field((), description="what it brings, extends or makes converge")
    retires: Annotated[Refs, Link(("application", "node", "technology"), "retired_by")] = ()
    takes_over: Annotated[Refs, Link(("data_object",), "taken_over_by", "Access")] = Field(
        (), description="the data that what it delivers takes over from what it retires"
    )
    sites: Annotated[Refs, Link(("site",), "projects_here")] = Field((), description="where it takes place")
    reviews: Lines = Field((), description="the by-design reviews held: security, data protection, interoperability")
    read_only_on: Start | None = Field(None, description="for a withdrawal: first day without writing")
    off_on: Start | None = Field(None, description="for a withdrawal: first day stopped")
    archive: Line | None = Field(None, description="for a withdrawal: where the data go, in which format")
    destruction: Line | None = Field(None, description="for a withdrawal: what is destroyed, with which visa")
    sign_offs: Annotated[tuple[SignOff, ...], Several] = ()
