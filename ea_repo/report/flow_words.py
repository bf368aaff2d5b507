"""The words for elements and for the flows between them: names with ids, what a flow carries and how."""

from __future__ import annotations

from collections.abc import Collection

from ea_repo.finding import Lang, Text
from ea_repo.graph import Graph
from ea_repo.metamodel.names import word_name
from ea_repo.report.words import COLON, PHASE, count_of, few
from ea_repo.semantics.exchanges import Direction
from ea_repo.semantics.open_ended_flows import open_ended_flows

NO_MODE = Text("mode inconnu", "mode unknown")
_NO_DATA = Text("donnée inconnue", "data unknown")
EMPTY = Text("aucune donnée", "no data")
_OUT = Text("pas en service", "not in service")
_OTHER_END: dict[Direction, Text] = {
    "sends": Text("cible non renseignée", "target not recorded"),
    "receives": Text("source non renseignée", "source not recorded"),
}
MOST = 3
"""How many names are given before the rest is counted."""


def named(graph: Graph, id: str) -> str:
    """An element by its name and its id."""
    name = graph.name_alone(id)
    return id if name == id else f"{name} ({id})"


def out_of_service(graph: Graph, id: str, lang: Lang) -> str | None:
    """What to say of an element that is not in service at the date; None of one that is, or of a kind that never is."""
    if graph.in_service(id, alone=graph.kind(id) == "flow"):
        return None
    phase = graph.phase(id)
    return PHASE[phase][lang] if phase in ("plan", "end_of_life") else _OUT[lang]


def marked(graph: Graph, id: str, lang: Lang) -> str:
    """An element by its name and id, with what is to be said where it is not in service."""
    return named(graph, id) + in_brackets(graph, id, lang)


def in_brackets(graph: Graph, id: str, lang: Lang) -> str:
    """` [hors service]` of an element that is not in service; nothing of one that is."""
    out = out_of_service(graph, id, lang)
    return f" [{out}]" if out else ""


def mode(value: str | None, lang: Lang) -> str:
    """How a flow goes."""
    return NO_MODE[lang] if value is None else word_name(None, "mode", value)[lang]


def carried(graph: Graph, flow: str, lang: Lang) -> str:
    """What a flow carries and how: its data, its mode, its standards, what it passes through."""
    data = few(map(graph.name, graph.targets(flow, "data")), lang, MOST)
    unknown = EMPTY if graph.recorded(flow, "data") else _NO_DATA
    parts = [data or unknown[lang], mode(graph.value(flow, "mode"), lang)]
    if standards := few(map(graph.name, graph.targets(flow, "standards")), lang, MOST):
        parts.append(standards)
    if through := graph.targets(flow, "via"):
        parts.append("via " + few((graph.name(id) + in_brackets(graph, id, lang) for id in through), lang, MOST))
    return " · ".join(parts)


def without_other_end(
    graph: Graph, application: str, direction: Direction, lang: Lang, data: Collection[str] | None = None
) -> str | None:
    """`target not recorded: 1 flow (SITS to Agresso)`; None where every flow of that direction has both its ends.

    Of the flows that carry some of these `data`, where any are given.
    """
    flows = open_ended_flows(graph, application, direction, data)
    if not flows:
        return None
    end, number = _OTHER_END[direction][lang], count_of(len(flows), Text("flux|flux", "flow|flows"), lang)
    return f"{end}{COLON[lang]}{number} ({few(map(graph.name, flows), lang, MOST)})"


def subject(graph: Graph, id: str, lang: Lang) -> str:
    """What is asked about: its name, its id, its kind, and that it is not in service where so."""
    head = f"{graph.name_alone(id)} ({id}), {graph.definition(id).label[lang]}"
    out = out_of_service(graph, id, lang)
    return f"{head}, {out} {Text('à cette date', 'on that day')[lang]}" if out else head
