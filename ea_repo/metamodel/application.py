"""Applications, the referentials among them, their interfaces and flows (ArchiMate application layer)."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from ea_repo.finding import Text
from ea_repo.metamodel.element import Budget, Element, Needs, Part, Sourced
from ea_repo.metamodel.field_types import (
    Cost,
    Count,
    Duration,
    End,
    Flag,
    Line,
    Lines,
    Refs,
    RefsFor,
    RefsForNeed,
    Start,
)
from ea_repo.metamodel.link import Link


class Approval(Part):
    """The agreement of somebody in charge: its day, and the last day it holds."""

    on: Start | None = None
    until: End | None = None
    note: Line | None = None


class Approvals(Part):
    """The agreements that an application needs; `false` says that one was refused or never given."""

    dsi: Approval | Literal[False] | None = Field(None, description="the central IT department's")
    rssi: Approval | Literal[False] | None = Field(None, description="the security officer's")
    dpo: Approval | Literal[False] | None = Field(None, description="the data protection officer's")


class Application(Sourced):
    """Software that people or other software use, or one module of it."""

    kind: ClassVar[str] = "application"
    label: ClassVar[Text] = Text("application", "application")
    archimate: ClassVar[str] = "ApplicationComponent"

    type: Literal["core", "peripheral", "poc", "external", "platform"] | None = Field(
        None,
        description="core of the SI, peripheral, proof of concept, external (national, regional), integration platform",
    )
    part_of: Annotated[
        Refs,
        Link(
            ("application",),
            "modules",
            "Composition",
            one=True,
            acyclic=True,
            whole=True,
            lends_dates=True,
            falls=True,
            weakens=True,
        ),
    ] = Field((), description="the application of which this is a module")
    instance_of: Annotated[
        Refs,
        Link(("application",), "instances", "Specialization", one=True, acyclic=True, lends_dates=True, falls=True),
    ] = Field((), description="the product of which this is one installation")
    replica_of: Annotated[Refs, Link(("referential",), "replicas", acyclic=True)] = Field(
        (), description="the referential of which this is an allowed copy"
    )
    zone: Annotated[Refs, Link(("zone",), "applications", "Aggregation")] = Field(
        (), description="its place in the land-use plan"
    )
    covers: Annotated[Refs, Link(("process",), "covered_by", "Serving")] = Field(
        (), description="the processes of which it alone does the whole"
    )
    supports: Annotated[RefsForNeed, Link(("process",), "supported_by", "Serving")] = Field(
        (),
        description="the processes to which it contributes and is not enough alone: `for` names the need within the "
        "process, `need` says vital or useful",
    )
    used_by: Annotated[Refs, Link(("actor",), "applications_used", "Serving", told=Text("utilisateur", "user"))] = (
        Field((), description="the departments, services and roles that use it")
    )
    deployed_at: Annotated[Refs, Link(("site",), "hosts")] = Field((), description="where it is used")
    masters: Annotated[
        RefsFor, Link(("data_object",), "mastered_by", "Access", takers=("application", "site", "zone", "actor"))
    ] = Field(
        (),
        description="the data of which it is the reference: created and owned here; `for` limits it to some takers: "
        "applications, sites, zones, actors",
    )
    uses: Annotated[Refs, Link(("data_object",), "used_by", "Access")] = Field((), description="the data it reads")
    moa: Annotated[Refs, Link(("actor",), "applications_owned", told=Text("MOA", "business owner"))] = Field(
        (), description="who decides what it should do"
    )
    moe: Annotated[Refs, Link(("actor",), "applications_built", told=Text("MOE", "builder and operator"))] = Field(
        (), description="who builds and runs it"
    )
    supplier: Annotated[Refs, Link(("actor",), "applications_supplied", told=Text("fournisseur", "supplier"))] = Field(
        (), description="who sells or edits it"
    )
    environment: Literal["production", "qualification", "development", "training"] = Field(
        "production", description="production where not written"
    )
    technologies: Annotated[Refs, Link(("technology",), "used_in", "Serving")] = Field(
        (), description="what it is made with"
    )
    runs_on: Annotated[Refs, Link(("node",), "runs", "Serving", falls=True)] = Field(
        (), description="the nodes it needs, all of them"
    )
    contracts: Annotated[Refs, Link(("contract",), "applications_under")] = ()
    successor: Annotated[Refs, Link(("application",), "predecessors", acyclic=True)] = Field(
        (), description="what takes its place"
    )
    overlap_until: End | None = Field(None, description="the last day it and its successor may both be used")
    poc_ends_on: End | None = Field(None, description="the last day of the proof of concept")
    poc_decision: Literal["decommission", "industrialise"] | None = Field(None, description="what was decided after it")
    exposed: Flag | None = Field(None, description="whether it is reachable from outside")
    users: Lines = Field((), description="who uses it: staff, public, customers, partners")
    sso: Annotated[Refs, Link(("application",), "authenticates")] = Field(
        (), description="what authenticates its users"
    )
    rights: Annotated[Refs, Link(("application",), "manages_rights_of")] = Field(
        (), description="what manages its users' rights"
    )
    criticality: Literal["critical", "important", "standard"] | None = None
    availability_commitment: Line | Literal[False] | None = Field(None, description="what was promised: 99.9 %, 24/7 …")
    out_of_hours_support: Flag | None = None
    needs: Needs | None = None
    rto: Duration | None = Field(None, description="longest stop that is bearable: 4 h, 30 min, 2 d")
    rpo: Duration | None = Field(None, description="longest loss of data that is bearable")
    yearly_cost: Cost | None = Field(None, description="what it costs to run, in euros a year")
    budget: Budget = Field((), description="what the budget says of it, year by year")
    documentation: Lines = Field((), description="where its architecture is documented")
    user_guide: Lines = Field((), description="where its users' guide or training is")
    in_catalogue: Flag | None = Field(None, description="whether the catalogue of services lists it")
    upgrade_plan: Line | Literal[False] | None = Field(None, description="how its versions are kept up")
    fit: Literal["good", "sufficient", "poor"] | None = Field(None, description="how well it serves its users")
    disposition: Literal["tolerate", "invest", "migrate", "eliminate"] | None = Field(
        None, description="what the organisation means to do with it"
    )
    approvals: Approvals | None = Field(None, description="who agreed to it, and until when")


class Referential(Application):
    """An application that is the reference for some data, and from which the others take them."""

    kind: ClassVar[str] = "referential"
    label: ClassVar[Text] = Text("référentiel", "referential")

    sanctuarised: Flag | None = Field(None, description="whether the charter forbids to ignore or duplicate it")
    scope: Literal["institution", "regional", "national"] = Field(
        "institution", description="institution where not written"
    )
    pattern: Literal["centralised", "consolidation", "cooperation", "replica", "hub"] | None = Field(
        None, description="how it gathers and gives its data"
    )
    access: Lines = Field((), description="how one reaches it: webservice, tool …")
    relays: Annotated[Refs, Link(("application",), "relay_of", acyclic=True)] = Field(
        (), description="who may pass its data on in its name"
    )
    owner: Annotated[Refs, Link(("actor",), "referentials_owned", one=True, told=Text("responsable", "owner"))] = Field(
        (), description="who answers for its data"
    )


class Api(Sourced):
    """An interface that an application offers to others."""

    kind: ClassVar[str] = "api"
    label: ClassVar[Text] = Text("API", "API")
    archimate: ClassVar[str] = "ApplicationInterface"

    provided_by: Annotated[
        Refs, Link(("application",), "provides", "Composition", one=True, lends_dates=True, falls=True)
    ] = Field((), description="the application that offers it")
    standard: Annotated[Refs, Link(("standard",), "apis")] = ()
    managed: Flag | None = Field(None, description="whether the API management handles its rights and subscriptions")


class Flow(Element):
    """Data that go from one application to another, whoever calls; an exchange both ways is two flows."""

    kind: ClassVar[str] = "flow"
    label: ClassVar[Text] = Text("flux", "flow")
    archimate: ClassVar[str] = "Flow"

    source: Annotated[Refs, Link(("application",), "sends", "Flow", one=True, needed=True, end=True, falls=True)] = (
        Field((), description="the application that gives the data")
    )
    target: Annotated[Refs, Link(("application",), "receives", "Flow", one=True, needed=True, end=True)] = Field(
        (), description="the application that gets the data"
    )
    stated_in: Line | None = Field(
        None, description="the document and section that state it (other kinds call it source)"
    )
    data: Annotated[Refs, Link(("data_object",), "carried_by", "Association", names=True)] = ()
    standards: Annotated[Refs, Link(("standard",), "flows_using")] = Field((), description="the formats it follows")
    mode: Literal["api", "message", "file", "shared_database", "email", "manual"] | None = None
    protocol: Line | None = Field(None, description="ftp, MLLP, DICOM, HTTPS …")
    api: Annotated[Refs, Link(("api",), "flows", "Serving", one=True, needed=True, falls=True)] = Field(
        (), description="the interface it calls"
    )
    via: Annotated[Refs, Link(("application",), "passes", needed=True, falls=True)] = Field(
        (), description="the integration platforms it goes through, all of them needed"
    )
    relies_on: Annotated[Refs, Link(("referential",), "relied_on_by", "Serving")] = Field(
        (), description="the referentials that identify or authenticate in this exchange: FranceConnect …"
    )
    initiator: Annotated[Refs, Link(("application",), "initiates", one=True)] = Field(
        (), description="which end calls the other"
    )
    imposed_by: Annotated[Refs, Link(("actor",), "channels_imposed")] = Field(
        (), description="the outside body that imposes this channel"
    )
    port: Count | None = None
    frequency: Line | None = None
    volume: Line | None = None
    authentication: Line | None = None
    need: Literal["vital", "useful"] | None = Field(None, description="vital where the target cannot work without it")
    monitored: Flag | None = None
    encrypted: Flag | None = None
    environment: Literal["production", "qualification", "development", "training"] = Field(
        "production", description="production where not written"
    )
