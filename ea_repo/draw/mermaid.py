"""A diagram as Mermaid's flowchart, for pages that draw it themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ea_repo.draw.diagram import Box, Diagram, Group
from ea_repo.draw.plain_text import printable
from ea_repo.draw.style import Style

_STROKES = {"solid": "-->", "dashed": "-.->", "dotted": "-.->", "bold": "==>"}
_SIGNS = {"solid": "→", "dashed": "⇢", "dotted": "⇢", "bold": "⇒"}


def as_mermaid(diagram: Diagram, style: Style) -> str:
    """The text of a flowchart: groups as subgraphs, looks as classes and strokes; a box for all that its head says."""
    node = {box.id: f"n{number}" for number, box in enumerate(diagram.boxes)}
    title = f"{diagram.title} · {diagram.warning}" if diagram.warning else diagram.title
    out = ["---", f'title: "{_escaped(title)}"', "---", f"flowchart {diagram.direction}"]
    out += [f"  {line}" for line in _inside(None, diagram.groups, diagram.boxes_by_group(), node)]
    for number, arrow in enumerate(diagram.arrows):
        label = f"|{_label(arrow.label)}|" if arrow.label else ""
        look = style.look(arrow.look)
        out.append(f"  {node[arrow.source]} {_STROKES[look.line]}{label} {node[arrow.target]}")
        out.append(f"  linkStyle {number} stroke:{look.ink_of_line},color:{look.ink_of_line}")
    for name in sorted({box.look for box in diagram.boxes}):
        look = style.look(name)
        out.append(f"  classDef {_class(name)} fill:{look.fill},stroke:{look.border},color:{look.ink}")
        members = ",".join(node[box.id] for box in diagram.boxes if box.look == name)
        out.append(f"  class {members} {_class(name)}")
    out += _head(diagram, style)
    return "\n".join(out) + "\n"


def _head(diagram: Diagram, style: Style) -> Iterator[str]:
    """The question, the day and what is not shown as a box; the legend as boxes that look as it says."""
    lines = tuple(filter(None, (diagram.warning, diagram.question, diagram.situation, *diagram.notes)))
    yield f"  head[{_label(lines)}]"
    yield "  style head fill:#ffffff,stroke:#dadce0,text-align:left"
    for number, entry in enumerate(diagram.legend):
        look = style.look(entry.look)
        sign = f"{_SIGNS[look.line]} " if entry.arrow else ""
        yield f"  legend{number}[{_label((f'{sign}{entry.text} ({entry.count})',))}]"
        fill, border = ("#ffffff", look.ink_of_line) if entry.arrow else (look.fill, look.border)
        yield f"  style legend{number} fill:{fill},stroke:{border},color:{look.ink}"


def _inside(
    parent: str | None, groups: tuple[Group, ...], boxes: Mapping[str | None, list[Box]], node: Mapping[str, str]
) -> Iterator[str]:
    """The groups and the boxes that stand in a group, or in none."""
    for number, group in enumerate(groups):
        if group.parent == parent:
            yield f'subgraph g{number} ["{_escaped(" ".join(group.label))}"]'
            yield from (f"  {line}" for line in _inside(group.id, groups, boxes, node))
            yield "end"
    for box in boxes.get(parent, ()):
        yield f"{node[box.id]}[{_label(box.label)}]"


def _label(lines: tuple[str, ...]) -> str:
    return f'"{"<br>".join(map(_escaped, lines)) or " "}"'


def _escaped(text: str) -> str:
    """A text in which nothing means anything to Mermaid: what could is told by its number."""
    kept = (
        character if character.isalnum() or character in " .,:;'’()·…-+/«»" else f"#{ord(character)};"
        for character in printable(text)
    )
    return "".join(kept)


def _class(look: str) -> str:
    # `end` and `default` are words of the language.
    return "look_" + look.replace("-", "_")
