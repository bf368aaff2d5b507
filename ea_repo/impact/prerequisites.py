"""What a decommissioning takes before it begins (SDSI D.5), and the facts that nobody wrote, with whom to ask."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from ea_repo.graph import Graph
from ea_repo.impact.retiring_projects import retiring_projects
from ea_repo.impact.withdrawal import Withdrawal
from ea_repo.semantics.belongings import belongings
from ea_repo.semantics.contacts import Role, who_knows
from ea_repo.semantics.inherited_values import nearest_recorded
from ea_repo.semantics.production import of_production

PrerequisiteName = Literal["moa", "resources", "calendar", "objectives"]
NAMES: tuple[PrerequisiteName, ...] = ("moa", "resources", "calendar", "objectives")
_HIDING = ("covers", "deployed_at", "masters", "flow")
"""The facts behind which a loss may hide."""
_WRITTEN_AS = {"covers": ("covers", "supports"), "flow": ("sends", "receives")}
"""The fields and relations by which a fact is written, where its name is not that of its field."""
_GIVEN = ("sends", "passes", "flows")
"""From an application or an API, the relations to the flows that fall with it."""


@dataclass(frozen=True)
class Prerequisite:
    """A prerequisite of a decommissioning: met, not met, or (None) not written."""

    name: PrerequisiteName
    met: bool | None
    project: str | None
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class MissingFact:
    """A fact that is not written, and whom to ask: nobody known where `ask` is empty.

    `field` is that of the element which would say it, or a fact of another name: `flow`, `retired_by`, `written_twice`
    (whether the element is what is retired, under another id), `relation` (whether an imported one says a need).

    `for_go`: as long as it is not written, something may hide behind it, and the retirement is no clear GO.
    """

    id: str
    field: str
    ask: tuple[str, ...] = ()
    for_go: bool = False


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


def missing_facts(
    graph: Graph, id: str, withdrawal: Withdrawal, is_settled: Callable[[str, str], bool]
) -> Iterator[MissingFact]:
    """What the three questions and the prerequisites ask of an element and nobody wrote, with whom to ask.

    `is_settled`: whether the workspace says that what is not written of an element in a field is not there.
    """
    inside = belongings(graph, [id])
    for field, role in _asked_of(withdrawal):
        names = _WRITTEN_AS.get(field, (field,))
        recorded = any(graph.recorded(part, name) for part in inside for name in names)
        settled = any(is_settled(id, name) for name in names)
        lent = field == "deployed_at" and nearest_recorded(graph, id, field)
        if not (recorded or settled or lent):
            yield MissingFact(id, field, who_knows(graph, id, role), field in _HIDING)
    for flow in sorted(_flows_to_nobody(graph, inside)) if withdrawal.whole else ():
        yield MissingFact(flow, "target", who_knows(graph, id, "moe"), for_go=True)
    yield from _missing_of_projects(graph, id)


def _flows_to_nobody(graph: Graph, elements: Iterable[str]) -> Iterator[str]:
    """The flows of production that some elements give or pass on, and of which nobody recorded who gets them."""
    for relation in _GIVEN:
        for flow in {flow for element in elements for flow in graph.targets(element, relation)}:
            in_service = of_production(graph, flow) and graph.in_service(flow)
            if in_service and not graph.recorded(flow, "target"):
                yield flow


def _asked_of(withdrawal: Withdrawal) -> Iterator[tuple[str, Role]]:
    """The fields that matter to a withdrawal, each with whom to ask: what stays elsewhere keeps its data and flows."""
    if not withdrawal.functions:
        yield "covers", "moa"
    yield "deployed_at", "moa"
    if withdrawal.whole:
        yield from (("masters", "moe"), ("contracts", "moe"), ("yearly_cost", "moe"), ("flow", "moe"))


def _missing_of_projects(graph: Graph, id: str) -> Iterator[MissingFact]:
    projects = retiring_projects(graph, id)
    if not projects:
        yield MissingFact(id, "retired_by", who_knows(graph, id, "moa"), for_go=True)
        return
    owners = tuple(dict.fromkeys(actor for project in projects for actor in graph.targets(project, "moa")))
    ask = owners or who_knows(graph, id, "moa")
    unmet = {
        required.name: required.project or projects[0] for required in prerequisites(graph, id) if not required.met
    }
    yield from (MissingFact(project, name, ask, for_go=True) for name, project in unmet.items())
    for field in ("off_on", "archive"):
        recorded = any(graph.recorded(project, field) for project in projects)
        if not recorded and not (field == "off_on" and "calendar" in unmet):
            yield MissingFact(projects[0], field, ask)
