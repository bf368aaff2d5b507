"""What applications stand on: technologies and the nodes they run on (ArchiMate technology layer)."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from ea_repo.finding import Text
from ea_repo.metamodel.element import Budget, Part, Sourced
from ea_repo.metamodel.field_types import Count, End, Flag, Line, Refs, Several, Start
from ea_repo.metamodel.link import Link


class FrameworkPlace(Part):
    """What the technical framework says of a technology, from a day on."""

    status: Literal["allowed", "tolerated", "banned"]
    from_: Start | None = Field(None, alias="from")


class Technology(Sourced):
    """A technical product, or one version of it."""

    kind: ClassVar[str] = "technology"
    label: ClassVar[Text] = Text("technologie", "technology")
    archimate: ClassVar[str] = "SystemSoftware"

    product: Line | None = None
    version: Line | None = None
    supplier: Annotated[Refs, Link(("actor",), "technologies_supplied", told=Text("fournisseur", "supplier"))] = ()
    available_on: Start | None = Field(None, description="the vendor's first day of this version")
    end_of_sale_on: End | None = Field(None, description="the vendor's last day of sale")
    end_of_support_on: End | None = Field(None, description="the vendor's last day of support")
    end_of_extended_support_on: End | None = Field(None, description="the vendor's last day of paid support")
    own_support_until: End | None = Field(None, description="the last day of our own extended contract")
    framework: Annotated[tuple[FrameworkPlace, ...], Several] = Field(
        (), description="its places in the technical framework, one after the other"
    )
    contracts: Annotated[Refs, Link(("contract",), "technologies_under")] = ()


class Certification(Part):
    """A certificate of a host: what it covers and its last day."""

    name: Line = Field(description="HDS, SecNumCloud, ISO 27001 …")
    activity: Line | None = None
    from_: Start | None = Field(None, alias="from")
    until: End | None = None


class CloudCriteria(Part):
    """Whether each of the four criteria of a move to the cloud was studied."""

    resilience: Flag | None = None
    sovereignty: Flag | None = None
    reversibility: Flag | None = None
    finance: Flag | None = None


class Redundancy(Part):
    """A node made of `n` parts of which `k` are enough."""

    k: Count
    n: Count


class Node(Sourced):
    """Where things run: a data centre, a room, a server, a network, a cloud."""

    kind: ClassVar[str] = "node"
    label: ClassVar[Text] = Text("nœud", "node")
    archimate: ClassVar[str] = "Node"

    type: (
        Literal[
            "datacenter", "room", "rack", "server", "vm", "container", "cluster", "storage", "database", "network",
            "security", "directory", "workstation", "peripheral", "medical_device", "iaas", "paas", "saas",
        ]
        | None
    ) = None  # fmt: skip
    part_of: Annotated[
        Refs, Link(("node",), "parts", "Composition", acyclic=True, whole=True, lends_dates=True, falls=True)
    ] = ()
    runs_on: Annotated[Refs, Link(("node",), "runs_nodes", "Serving", acyclic=True, falls=True)] = Field(
        (), description="the nodes it needs, all of them: a virtual machine's cluster, a host's storage"
    )
    technologies: Annotated[Refs, Link(("technology",), "used_in_nodes", "Serving")] = Field(
        (), description="its system, its database engine …: their support counts for all that runs on it"
    )
    data: Annotated[Refs, Link(("data_object",), "kept_on", "Access")] = Field((), description="the data kept on it")
    environment: Literal["production", "qualification", "development", "training"] = Field(
        "production", description="production where not written"
    )
    operator: Annotated[
        Refs, Link(("actor",), "nodes_operated", one=True, falls=True, told=Text("exploitant", "operator"))
    ] = Field((), description="who runs it")
    site: Annotated[Refs, Link(("site",), "nodes", one=True, falls=True)] = Field((), description="where it stands")
    certifications: Annotated[tuple[Certification, ...], Several] = ()
    jurisdiction: Line | None = Field(None, description="whose law binds its operator: FR, EU, US …")
    criteria: CloudCriteria | None = Field(
        None, description="the case study of a move to the cloud, criterion by criterion"
    )
    redundancy: Redundancy | None = None
    budget: Budget = ()
