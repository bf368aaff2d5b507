"""Who and what for: zones, actors, sites, processes and the data they handle (ArchiMate business layer)."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from ea_repo.finding import Text
from ea_repo.metamodel.element import Needs, Retention, Sourced
from ea_repo.metamodel.field_types import Duration, Flag, Line, Lines, Refs
from ea_repo.metamodel.link import Link


class Zone(Sourced):
    """A place of the land-use plan: a zone, a district of a zone (quartier), or a block of a district (îlot)."""

    kind: ClassVar[str] = "zone"
    label: ClassVar[Text] = Text("zone", "zone")
    archimate: ClassVar[str] = "Grouping"

    level: Literal["zone", "quartier", "ilot"] | None = None
    part_of: Annotated[Refs, Link(("zone",), "parts", "Aggregation", one=True, acyclic=True, whole=True)] = ()
    owner: Annotated[Refs, Link(("actor",), "zones_owned", one=True)] = Field((), description="who answers for it")


class Actor(Sourced):
    """A person's or a group's role: a directorate, a group of sites, a department, a supplier, a partner."""

    kind: ClassVar[str] = "actor"
    label: ClassVar[Text] = Text("acteur", "actor")
    archimate: ClassVar[str] = "BusinessActor"

    type: (
        Literal[
            "organisation", "directorate", "ghu", "department", "committee", "role", "supplier", "partner", "authority"
        ]
        | None
    ) = None
    part_of: Annotated[Refs, Link(("actor",), "parts", "Composition", one=True, acyclic=True, whole=True)] = ()
    identifiers: dict[str, Line] | None = Field(None, description="its official numbers: SIREN, FINESS …")
    phone: Lines = Field((), description="the telephone numbers by which one reaches it")
    email: Lines = Field((), description="the e-mail addresses by which one reaches it")
    contact: Line | None = Field(None, description="how else one reaches it: whom to ask for, on-call duty, desk")


class Site(Sourced):
    """A place where work is done: a building, a headquarters, a branch."""

    kind: ClassVar[str] = "site"
    label: ClassVar[Text] = Text("site", "site")
    archimate: ClassVar[str] = "Location"

    part_of: Annotated[
        Refs, Link(("site",), "parts", "Composition", one=True, acyclic=True, whole=True, falls=True)
    ] = ()
    run_by: Annotated[Refs, Link(("actor",), "sites", one=True)] = Field(
        (), description="the actor that runs it, such as the group of sites that it belongs to"
    )
    identifiers: dict[str, Line] | None = Field(None, description="its official numbers: FINESS …")


class Process(Sourced):
    """What the organisation does, that an application may cover."""

    kind: ClassVar[str] = "process"
    label: ClassVar[Text] = Text("processus", "process")
    archimate: ClassVar[str] = "BusinessProcess"

    part_of: Annotated[Refs, Link(("process",), "parts", "Composition", one=True, acyclic=True, whole=True)] = ()
    zone: Annotated[Refs, Link(("zone",), "processes", "Aggregation", one=True)] = ()
    moa: Annotated[Refs, Link(("actor",), "processes_owned", told=Text("MOA", "business owner"))] = Field(
        (), description="the business owner (MOA): who decides"
    )
    used_by: Annotated[Refs, Link(("actor",), "processes_used", told=Text("acteur du processus", "participant"))] = (
        Field((), description="the departments, services and roles that work in it")
    )
    handles: Annotated[Refs, Link(("data_object",), "handled_by", "Access")] = Field(
        (), description="the data that it needs or makes"
    )
    core: Flag | None = Field(None, description="whether it is core business")
    critical: Flag | None = None
    needs: Needs | None = None
    rto: Duration | None = Field(None, description="longest stop that is bearable: 4 h, 30 min, 2 d")
    rpo: Duration | None = Field(None, description="longest loss of data that is bearable")
    degraded_mode: Line | None = Field(None, description="how it goes on without its applications")


class DataObject(Sourced):
    """Information of one nature, that applications hold and exchange."""

    kind: ClassVar[str] = "data_object"
    label: ClassVar[Text] = Text("donnée", "data object")
    archimate: ClassVar[str] = "DataObject"

    part_of: Annotated[Refs, Link(("data_object",), "parts", "Composition", one=True, acyclic=True, whole=True)] = ()
    owner: Annotated[Refs, Link(("actor",), "data_owned", one=True, told=Text("responsable", "owner"))] = Field(
        (), description="who answers for it"
    )
    sensitivity: Literal["public", "internal", "personal", "health"] | None = None
    nomenclature: Annotated[Refs, Link(("standard",), "data_coded")] = Field(
        (), description="the reference that codes it"
    )
    formats: Annotated[Refs, Link(("standard",), "data_exchanged")] = Field(
        (), description="the recognised standards in which it is to be exchanged"
    )
    national: Annotated[Refs, Link(("referential",), "data_identified")] = Field(
        (), description="the national referentials that exchanges of it with the outside must rely on"
    )
    standard_data: Flag | None = Field(
        None, description="whether it is of the kind that has a national or international reference: addresses, acts …"
    )
    retention: Retention | None = None
    treatment: Annotated[Refs, Link(("treatment",), "data_treated")] = Field(
        (), description="its entries in the register of processing activities"
    )


class Treatment(Sourced):
    """An entry of the register of processing activities (GDPR, article 30)."""

    kind: ClassVar[str] = "treatment"
    label: ClassVar[Text] = Text("traitement", "processing activity")
    archimate: ClassVar[str] = "BusinessObject"

    purpose: Line | None = None
    legal_basis: Line | None = None
    concerns: Annotated[Refs, Link(("process", "application"), "treatments", "Access")] = Field(
        (), description="the processes and applications that carry it out"
    )
    controller: Annotated[Refs, Link(("actor",), "treatments_controlled", one=True)] = Field(
        (), description="who answers for it: the controller"
    )
    data_subjects: Lines = Field((), description="whose data they are: the public, staff …")
    recipients: Annotated[Refs, Link(("actor",), "data_received")] = Field((), description="to whom the data are given")
    transfers: Lines = Field((), description="the transfers out of the European Union, each with its safeguard")
    security_measures: Line | None = Field(None, description="how the data are protected")
    retention: Retention | None = None
    impact_assessment: Flag | None = Field(None, description="whether a data protection impact assessment was made")
