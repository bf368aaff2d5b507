"""From a cause to its effects: a column for each step away from it, and a list of what there is no room to draw."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ea_repo.draw.appearance import Appearance
from ea_repo.draw.diagram import Arrow, Box, Diagram, Group
from ea_repo.draw.wrap import wrap
from ea_repo.finding import Text

SCALE = "impact"
_LIST, _LIST_WIDTH, _LIST_LINES = "list", 220.0, 60


@dataclass(frozen=True, slots=True)
class Effect:
    """What becomes of an element: a value of the scale, its state in words, why, and how far it is from the cause.

    `cause` is the element, or the root, by which it is touched; `by` what goes from there to it, in words; `kind` what
    sort of thing it is, in words.
    """

    id: str
    kind: str
    value: str
    words: str
    sentence: str
    steps: int
    cause: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class Effects:
    """What the loss of some elements does; the effects come in the order in which they are to be drawn first."""

    roots: tuple[str, ...]
    effects: tuple[Effect, ...]
    notes: tuple[str, ...] = ()


def effects_map(head: Diagram, appearance: Appearance, answer: Effects) -> Diagram:
    """The roots on the left, then their effects, each with its state and an arrow from what touches it."""
    if not answer.effects:
        return replace(head, notes=answer.notes)
    drawn = _drawn(answer, appearance.point.most)
    listed = [effect for effect in answer.effects if effect.id not in drawn]
    boxes = [_root(appearance, root) for root in answer.roots]
    boxes += [_box(appearance, effect) for effect in drawn.values()]
    arrows = [_arrow(appearance, effect, drawn) for effect in drawn.values()]
    rest = list(_lists(appearance, listed))
    groups: tuple[Group, ...] = ()
    if rest:
        fr, en = f"Aussi touchés, non dessinés ({len(listed)})", f"Also touched, not drawn ({len(listed)})"
        groups = (Group(_LIST, (appearance.context.say(Text(fr, en)),)),)
    return replace(
        head,
        boxes=(*sorted(boxes, key=lambda box: box.id), *rest),
        arrows=tuple(sorted(arrows, key=lambda arrow: (arrow.source, arrow.target))),
        groups=groups,
        legend=appearance.legend(),
        notes=(*head.notes, *answer.notes),
    )


def _drawn(answer: Effects, most: int) -> dict[str, Effect]:
    """The first effects, with those by which each is reached: no more than there is room for."""
    known = {effect.id: effect for effect in answer.effects}
    drawn: dict[str, Effect] = {}
    for effect in answer.effects:
        way: list[Effect] = []
        step: Effect | None = effect
        while step is not None and step.id not in drawn:
            way.append(step)
            step = known.get(step.cause)
        if len(drawn) + len(way) <= most:
            drawn |= {step.id: step for step in way}
    return drawn


def _root(appearance: Appearance, id: str) -> Box:
    look, words = appearance.look_of(SCALE, "root", arrow=False), appearance.say_value(SCALE, "root")
    return Box(id, appearance.label(id), look, appearance.tooltip(id), id, size=12, meaning=words)


def _box(appearance: Appearance, effect: Effect) -> Box:
    """An element with its state below its name, and why it is in it."""
    look = appearance.look_of(SCALE, effect.value, arrow=False)
    label = (*appearance.label(effect.id), *wrap(effect.words, 128, 10, 2))
    meaning = f"{effect.words} · {effect.sentence}"
    tooltip = appearance.tooltip(effect.id)
    return Box(effect.id, label, look, tooltip, effect.id, meaning=meaning)


def _arrow(appearance: Appearance, effect: Effect, drawn: dict[str, Effect]) -> Arrow:
    """From what touches an element to it, as many columns long as there are steps between."""
    before = drawn[effect.cause].steps if effect.cause in drawn else 0
    value = appearance.context.style.value(SCALE, effect.value)
    cause, name = appearance.name(effect.cause), appearance.name(effect.id)
    by = f" ({effect.by})" if effect.by else ""
    return Arrow(
        effect.cause,
        effect.id,
        wrap(effect.by, 90, 9, 2),
        value.look if value else "plain",
        f"{cause} → {name}{by}{appearance.context.colon}{effect.words}",
        stands_for=(effect.id,),
        length=max(1, effect.steps - before),
    )


def _lists(appearance: Appearance, listed: Sequence[Effect]) -> Iterator[Box]:
    """What there is no room to draw, every name of it: a box for each state of each kind, several for a long one."""
    alike: dict[tuple[str, str, str], list[Effect]] = {}
    for effect in listed:
        alike.setdefault((effect.value, effect.words, effect.kind), []).append(effect)
    for (value, words, kind), effects in alike.items():
        title = f"{kind} · {words} ({len(effects)})"
        names = [appearance.name(effect.id) for effect in effects]
        for effect in effects:
            look = appearance.look_of(SCALE, effect.value, arrow=False)
        lines = wrap(", ".join(names), _LIST_WIDTH, 10, len(names) * 4)
        for begin in range(0, len(lines), _LIST_LINES):
            label = (*wrap(title, _LIST_WIDTH, 10, 2), *lines[begin : begin + _LIST_LINES])
            whole = f"{title}{appearance.context.colon}{', '.join(names)}" if not begin else f"{title}…"
            yield Box(f"{_LIST}:{value}:{kind}:{words}:{begin}", label, look, whole, group=_LIST, left=True)
