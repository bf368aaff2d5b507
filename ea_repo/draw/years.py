"""Technologies by the year in which their support ends, each with what stands on it: applications, nodes, processes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ea_repo.draw.appearance import Appearance
from ea_repo.draw.context import NOT_RECORDED
from ea_repo.draw.diagram import Diagram, LegendEntry
from ea_repo.draw.listing import ListGroup, ListRow, listing
from ea_repo.draw.plain_text import dictionary_order
from ea_repo.finding import Text
from ea_repo.graph import Graph
from ea_repo.metamodel import accepts
from ea_repo.semantics.hosting import standing_on_technology

_CRITICALITY = "criticality"
_RANKS = ("critical", "important", "standard", NOT_RECORDED)
"""Criticality, the most critical first."""
_ENDED, _UNKNOWN = Text("Déjà terminé", "Already ended"), Text("Fin non renseignée", "End not recorded")
_NOTHING = Text("rien de renseigné ne s'y appuie", "nothing recorded stands on it")
_NODES, _PROCESSES = Text("nœuds", "nodes"), Text("processus", "processes")
_UNUSED = Text("Rien de renseigné ne s'appuie sur", "Nothing recorded stands on")
_ENDS, _ENDED_ON = Text("fin le", "ends on"), Text("terminé le", "ended on")
_NEAR = ("ended", "extended", "soon")
"""The states of a support for which what stands on it is urgent."""


@dataclass(frozen=True, slots=True)
class _Standing:
    """A technology and what stands on it in service, in the order of names."""

    technology: str
    applications: tuple[str, ...]
    nodes: tuple[str, ...]
    processes: tuple[str, ...]

    @property
    def used(self) -> bool:
        return bool(self.applications or self.nodes)


def years(head: Diagram, appearance: Appearance, ids: Sequence[str]) -> Diagram:
    """A frame a year, a row a technology, on its right what stands on it; first what is out of support already."""
    found = [_standing(appearance.graph, id) for id in ids]
    groups = tuple(_groups(appearance, found))
    say = appearance.context.say
    reading = Text(
        "à droite, ce qui s'y appuie ; de la couleur de sa criticité la plus forte si le support est fini ou presque",
        "on the right, what stands on it; coloured by its highest criticality where support is over or ends soon",
    )
    count = sum(standing.used for standing in found)
    legend = (*appearance.legend(), *([LegendEntry("head", say(reading), count)] if count else []))
    return replace(head, boxes=tuple(listing(groups, appearance.context.colon)), legend=legend, layout="placed")


def _standing(graph: Graph, technology: str) -> _Standing:
    def order(id: str) -> tuple[tuple[str, str], str]:
        return dictionary_order(graph.name(id)), id

    on_it = sorted(standing_on_technology(graph, technology), key=order)
    applications = tuple(id for id in on_it if accepts("application", graph.kind(id)))
    processes = {
        process for id in applications for link in ("covers", "supports") for process in graph.targets(id, link)
    }
    nodes = tuple(id for id in on_it if id not in applications)
    return _Standing(technology, applications, nodes, tuple(sorted(processes, key=order)))


def _groups(appearance: Appearance, found: Sequence[_Standing]) -> Iterator[ListGroup]:
    """What is out of support, then year by year, then what nothing is recorded of."""
    context = appearance.context
    by_title: dict[tuple[int, str], list[_Standing]] = {}
    for standing in found:
        mark = context.marks.get(standing.technology)
        if mark is None or mark.day is None:
            key = (9999, context.say(_UNKNOWN))
        elif mark.value == "ended":
            key = (0, context.say(_ENDED))
        else:
            key = (mark.day.year, str(mark.day.year))
        by_title.setdefault(key, []).append(standing)
    for _, title in sorted(by_title):
        of_year = by_title[_, title]
        used = sorted((one for one in of_year if one.used), key=lambda one: _rank(appearance, one))
        rows = [_row(appearance, standing) for standing in used]
        if unused := [standing.technology for standing in of_year if not standing.used]:
            rows.append(_unused(appearance, title, unused))
        yield ListGroup(title, tuple(rows), len(of_year))


def _rank(appearance: Appearance, standing: _Standing) -> tuple[object, ...]:
    """The most critical first, then what most stands on."""
    worst = [_RANKS.index(_criticality(appearance, id)) for id in standing.applications]
    number = -len(standing.applications) - len(standing.nodes)
    return min(worst, default=len(_RANKS)), number, dictionary_order(appearance.graph.name(standing.technology))


def _criticality(appearance: Appearance, id: str) -> str:
    return str(appearance.graph.value(id, _CRITICALITY) or NOT_RECORDED)


def _row(appearance: Appearance, standing: _Standing) -> ListRow:
    """A technology with its last day; the applications on it by criticality, the nodes, the processes they serve."""
    context, id = appearance.context, standing.technology
    say, colon, mark = context.say, context.colon, context.marks.get(id)
    right, look = list[str](), "head"
    for criticality in _RANKS:
        alike = [app for app in standing.applications if _criticality(appearance, app) == criticality]
        if alike:
            words = appearance.say_value(_CRITICALITY, criticality)
            right.append(f"{words} ({len(alike)}){colon}{', '.join(map(appearance.name, alike))}")
            if look == "head" and mark and mark.value in _NEAR:
                look = appearance.look_of(_CRITICALITY, criticality, arrow=False)
    for label, others in ((_NODES, standing.nodes), (_PROCESSES, standing.processes)):
        if others:
            right.append(f"{say(label)} ({len(others)}){colon}{', '.join(map(appearance.name, others))}")
    name = appearance.name(id)
    if mark and mark.day:
        name = f"{name} · {say(_ENDED_ON if mark.value == 'ended' else _ENDS)} {context.date(mark.day)}"
    return ListRow(
        id,
        name,
        appearance.look(id),
        appearance.tooltip(id),
        tuple(right) or (say(_NOTHING),),
        appearance.meaning(id, appearance.colour),
        right_look=look,
    )


def _unused(appearance: Appearance, title: str, technologies: Sequence[str]) -> ListRow:
    """Those of a year on which nothing stands, in one row."""
    names = ", ".join(appearance.name(id) for id in technologies)
    label = f"{appearance.context.say(_UNUSED)} ({len(technologies)})"
    look = {id: appearance.look(id) for id in technologies}[technologies[0]]
    return ListRow(f"unused:{title}", label, look, label, (names,), "", element=False)
