"""What a decommissioning takes before it begins (SDSI D.5), and the facts that nobody wrote, with whom to ask."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from ea_repo.graph import Graph
from ea_repo.impact.retiring_projects import retiring_projects
from ea_repo.semantics.belongings import belongings

PrerequisiteName = Literal["moa", "resources", "calendar", "objectives"]
NAMES: tuple[PrerequisiteName, ...] = ("moa", "resources", "calendar", "objectives")


@dataclass(frozen=True)
class Prerequisite:
    """A prerequisite of a decommissioning: met, not met, or (None) not written."""

    name: PrerequisiteName
    met: bool | None
    project: str | None
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class MissingFact:
    """A fact that is not written, and whom to ask: nobody known where `ask` is empty."""

    id: str
    field: str
    ask: tuple[str, ...] = ()


def prerequisites(graph: Graph, id: str) -> tuple[Prerequisite, ...]:
    """The prerequisites of the retirement of an element, each by the project that meets it best."""
    projects: list[str | None] = [*retiring_projects(graph, id)] or [None]
    return tuple(
        max(
            (_prerequisite(graph, project, name) for project in projects),
            key=lambda prerequisite: (prerequisite.met is not None, prerequisite.met is True),
        )
        for name in NAMES
    )


def _prerequisite(graph: Graph, project: str | None, name: PrerequisiteName) -> Prerequisite:
    if project is None:
        return Prerequisite(name, None, None)
    if name == "calendar":
        days = [str(day) for field in ("starts_on", "off_on", "ends_on") if (day := graph.value(project, field))]
        return Prerequisite(name, True if days else None, project, tuple(days))
    if name == "resources":
        resources = graph.value(project, "resources")
        written = bool(resources or graph.value(project, "budget"))
        return Prerequisite(name, True if written else None, project, (resources,) if resources else ())
    values = tuple(graph.targets(project, name))
    if not values and not graph.recorded(project, name):
        return Prerequisite(name, None, project)
    return Prerequisite(name, len(values) == 1 if name == "moa" else bool(values), project, values)


def missing_facts(graph: Graph, id: str, is_settled: Callable[[str, str], bool]) -> Iterator[MissingFact]:
    """What the three questions and the prerequisites ask of an element and nobody wrote, with whom to ask.

    `is_settled`: whether the workspace says that what is not written of an element in a field is not there.
    """
    moa, moe = tuple(graph.targets(id, "moa")), tuple(graph.targets(id, "moe"))
    inside = belongings(graph, [id])
    for field in ("covers", "deployed_at", "masters", "contracts", "yearly_cost"):
        if not any(graph.recorded(part, field) for part in inside) and not is_settled(id, field):
            yield MissingFact(id, field, moa if field in ("covers", "deployed_at") else moe)
    flowing = any(graph.targets(part, name) for part in inside for name in ("sends", "receives"))
    if not flowing and not (is_settled(id, "sends") and is_settled(id, "receives")):
        yield MissingFact(id, "flow", moe)
    projects = retiring_projects(graph, id)
    if not projects:
        yield MissingFact(id, "retired_by", moa)
        return
    owners = tuple(dict.fromkeys(actor for project in projects for actor in graph.targets(project, "moa"))) or moa
    for field in ("moa", "resources", "objectives", "off_on", "archive"):
        recorded = any(graph.recorded(project, field) for project in projects)
        budgeted = field == "resources" and any(graph.value(project, "budget") for project in projects)
        if not recorded and not budgeted:
            yield MissingFact(projects[0], field, owners)
