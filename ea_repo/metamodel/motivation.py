"""Why: objectives, and the standards one commits to (ArchiMate motivation layer)."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from ea_repo.finding import Text
from ea_repo.metamodel.element import Budget, Part, Sourced
from ea_repo.metamodel.field_types import End, Line, Refs, Several, Start
from ea_repo.metamodel.link import Link


class Objective(Sourced):
    """What the organisation wants to reach: a commitment, a principle, a strategic axis or one of its objectives."""

    kind: ClassVar[str] = "objective"
    label: ClassVar[Text] = Text("objectif", "objective")
    archimate: ClassVar[str] = "Goal"

    part_of: Annotated[Refs, Link(("objective",), "parts", "Composition", one=True, acyclic=True, whole=True)] = Field(
        (), description="the axis or programme it belongs to"
    )
    budget: Budget = Field((), description="what the budget gives to the whole of it, year by year")


class Standard(Sourced):
    """A format of exchange, a nomenclature or a security reference that the organisation follows or should."""

    kind: ClassVar[str] = "standard"
    label: ClassVar[Text] = Text("standard", "standard")
    archimate: ClassVar[str] = "Requirement"

    type: Literal["exchange", "nomenclature", "security"] | None = None
    authority: Line | None = Field(None, description="who publishes it")
    status: Literal["recommended", "tolerated", "deprecated"] | None = None
    replaced_by: Annotated[Refs, Link(("standard",), "replaces", acyclic=True)] = Field(
        (), description="the standard to use instead"
    )


class Derogation(Sourced):
    """A violation that somebody in charge allows, until a day, for a reason."""

    kind: ClassVar[str] = "derogation"
    label: ClassVar[Text] = Text("dérogation", "derogation")
    archimate: ClassVar[str] = "Assessment"

    rule: Line | None = Field(None, description="the rule it lifts")
    subjects: Annotated[Refs, Link(("*",), "derogations")] = Field((), description="what may violate the rule")
    offenders: Annotated[Refs, Link(("*",), "derogated_as_offender")] = Field(
        (), description="the elements that make the violation, each by name: a newcomer is not covered"
    )
    by: Annotated[Refs, Link(("actor",), "derogations_granted", one=True)] = Field((), description="who granted it")
    decided_on: Start | None = None
    expires_on: End | None = Field(None, description="the last day it holds")
    reason: Line | None = None


class Attestation(Sourced):
    """Somebody's word, with its evidence, that a fact is so."""

    kind: ClassVar[str] = "attestation"
    label: ClassVar[Text] = Text("attestation", "attestation")
    archimate: ClassVar[str] = "Assessment"

    rule: Line | None = Field(None, description="the rule it speaks to")
    subjects: Annotated[Refs, Link(("*",), "attestations")] = Field((), description="what it is about")
    by: Annotated[Refs, Link(("actor",), "attestations_given", one=True)] = Field((), description="who attests")
    decided_on: Start | None = None
    expires_on: End | None = Field(None, description="the last day it holds")
    evidence: Line | None = Field(None, description="where the proof is")


class State(Sourced):
    """A situation with a name and a date ("cible-2025"), usable wherever a date is."""

    kind: ClassVar[str] = "state"
    label: ClassVar[Text] = Text("état", "state")
    archimate: ClassVar[str] = "Plateau"

    date: End | None = Field(None, description="the day it stands for; a year or a month is its last day")


class Condition(Part):
    """What a decision is subject to, until a day."""

    text: Line
    until: End | None = Field(None, description="the last day by which it is to be met")
    met_on: Start | None = Field(None, description="the day it was met")


class Decision(Sourced):
    """What a committee decided of a request, with its conditions and their days."""

    kind: ClassVar[str] = "decision"
    label: ClassVar[Text] = Text("décision", "decision")
    archimate: ClassVar[str] = "Assessment"

    request: Line | None = Field(None, description="the request that is decided: the name of its file in requests/")
    option: Line | None = Field(None, description="the option that is chosen")
    verdict: Literal["accept", "study", "conditions", "postpone", "refuse", "derogate"] | None = Field(
        None, description="accept, study on, accept under conditions, postpone, refuse, accept by a derogation"
    )
    by: Annotated[Refs, Link(("actor",), "decisions")] = Field((), description="who decided")
    decided_on: Start | None = None
    expires_on: End | None = Field(None, description="the last day that it holds, where it ends")
    conditions: Annotated[tuple[Condition, ...], Several] = Field((), description="what it is subject to")
    reason: Line | None = None
