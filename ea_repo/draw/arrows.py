"""Arrows: flows and links between boxes, parallel ones as one, with their words and their look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ea_repo.draw.appearance import Appearance
from ea_repo.draw.diagram import Arrow, LegendEntry, Share
from ea_repo.draw.plain_text import one_line
from ea_repo.draw.viewpoint import Arrows
from ea_repo.draw.wrap import wrap
from ea_repo.finding import Text
from ea_repo.select.paths import read

_FLOWS, _LINKS = Text("flux", "flows"), Text("liens", "links")
_MOST_DETAILS = 20
_MOST_NAMES = 3


@dataclass(frozen=True, slots=True)
class Edge:
    """One flow or one link between two elements shown, and which arrows of the viewpoint it is one of."""

    source: str
    target: str
    arrows: Arrows
    flow: str | None


Merged = list[tuple[Arrow, Arrows]]
"""The arrows of a map, each with what the viewpoint says of it."""


def merged(appearance: Appearance, edges: Sequence[Edge], box_of: Mapping[str, str]) -> Merged:
    """One arrow for all that goes from a box to another in the same way; `box_of`: the box that shows an element."""
    parallel: dict[tuple[str, str, int], list[Edge]] = {}
    for edge in edges:
        source, target = box_of[edge.source], box_of[edge.target]
        if source and target and source != target:
            order = appearance.point.arrows.index(edge.arrows)
            parallel.setdefault((source, target, order), []).append(edge)
    return [
        (_arrow(appearance, source, target, together), together[0].arrows)
        for (source, target, _), together in sorted(parallel.items())
    ]


def _arrow(appearance: Appearance, source: str, target: str, together: Sequence[Edge]) -> Arrow:
    arrows, context = together[0].arrows, appearance.context
    flows = [edge.flow for edge in together if edge.flow is not None]
    gathered = any((edge.source, edge.target) != (source, target) for edge in together)
    looks = [appearance.coloured(flow, arrows.colour, arrow=True) for flow in flows]
    shares = _shares(appearance, arrows.colour, flows) if gathered else ()
    if arrows.colour is None:
        look = arrows.look
    elif shares:
        look = shares[0].look
    else:
        look = context.style.worst(arrows.colour, looks, default="plain")
    label = [] if gathered else _label(appearance, arrows, flows)
    if len(together) > 1:
        label.append(f"{len(together)} {context.say(_FLOWS if flows else _LINKS)}")
    label += [f"{share.count} {share.text}" for share in shares if len(shares) > 1]
    return Arrow(
        source,
        target,
        tuple(label),
        look,
        _tooltip(appearance, together),
        stands_for=tuple(flows) or tuple(f"{edge.source} {arrows.link} {edge.target}" for edge in together),
        element=flows[0] if len(flows) == 1 else None,
        shares=shares,
    )


def _shares(appearance: Appearance, scale: str | None, flows: Sequence[str]) -> tuple[Share, ...]:
    """How many flows there are of each value of a scale: no majority hides the others."""
    if scale is None:
        return ()
    values = Counter(value for flow in flows if (value := appearance.shown_as(flow, scale)) is not None)
    shares = [Share(value.look, appearance.context.say(value.words.text), number) for value, number in values.items()]
    return tuple(sorted(shares, key=lambda share: (-share.count, share.text)))


def _label(appearance: Appearance, arrows: Arrows, flows: Sequence[str]) -> list[str]:
    """The lines along an arrow: what its flows have in the fields of the label, the first names of each."""
    lines: list[str] = []
    for path in arrows.label:
        values = (name for flow in flows for name in appearance.names(_in_words(appearance, flow, path)))
        if names := list(dict.fromkeys(values)):
            more = f" (+{len(names) - _MOST_NAMES})" if len(names) > _MOST_NAMES else ""
            lines += wrap(", ".join(names[:_MOST_NAMES]) + more, 120, 9, 3)
    return lines


def _tooltip(appearance: Appearance, together: Sequence[Edge]) -> str:
    """A sentence for each edge of an arrow: from whom to whom, what, how."""
    context = appearance.context
    verb = context.say(together[0].arrows.verb.text)
    lines = [
        f"{appearance.name(edge.source)} {verb} {appearance.name(edge.target)}"
        f"{context.colon}{_details(appearance, edge)}"
        for edge in together
    ]
    more = len(lines) - _MOST_DETAILS
    rest = [context.say(Text(f"… et {more} autres", f"… and {more} more"))] if more > 0 else []
    return "\n".join([*lines[:_MOST_DETAILS], *rest])


def _in_words(appearance: Appearance, flow: str, path: str) -> list[str]:
    """What a flow says in a field, in the words of the field's scale where there is one."""
    context = appearance.context
    value = read(context.graph, flow, path)
    scale = context.style.scales.get(path, {})
    return [
        context.say(scale[str(item)].words.text) if str(item) in scale else item
        for item in (value if isinstance(value, list) else [] if value is None else [value])
    ]


def _details(appearance: Appearance, edge: Edge) -> str:
    """What passes, and what its colour says of it."""
    colour = edge.arrows.colour
    meaning = appearance.meaning(edge.flow, colour) if edge.flow is not None and colour not in (None, "mode") else ""
    words = what_passes(appearance, edge)
    return one_line(f"{words} · {meaning}" if meaning else words)


def what_passes(appearance: Appearance, edge: Edge) -> str:
    """The data of a flow and its mode, or its id where none is written; of a link, its field."""
    if edge.flow is None:
        return str(edge.arrows.link)
    data = appearance.names(read(appearance.graph, edge.flow, "data"))
    mode = appearance.names(_in_words(appearance, edge.flow, "mode"))
    return one_line(", ".join(filter(None, (", ".join(data), *mode))) or edge.flow)


def verbs(appearance: Appearance, merged: Merged) -> Iterator[LegendEntry]:
    """How arrows read, for each sort of them that is there."""
    counts: dict[tuple[str, str], int] = {}
    for _, arrows in merged:
        key = appearance.context.say(arrows.verb.text), arrows.look
        counts[key] = counts.get(key, 0) + 1
    for (verb, look), number in counts.items():
        yield LegendEntry(look, f"A → B{appearance.context.colon}A {verb} B", number, arrow=True)
