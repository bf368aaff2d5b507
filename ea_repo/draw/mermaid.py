"""A diagram as Mermaid's flowchart, for pages that draw it themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ea_repo.draw.diagram import Box, Diagram, Group
from ea_repo.draw.style import Style


def as_mermaid(diagram: Diagram, style: Style) -> str:
    """The text of a flowchart: groups as subgraphs, looks as classes."""
    number = {each.id: f"n{place}" for place, each in enumerate(diagram.boxes)}
    inside: dict[str | None, list[Box]] = {}
    for box in diagram.boxes:
        inside.setdefault(box.group if diagram.engine == "dot" else None, []).append(box)
    out = ["---", f"title: {_quoted(diagram.title)}", "---", f"flowchart {diagram.direction}"]
    out += [f"  {each}" for each in _inside(None, diagram.groups, inside, number)]
    for each in diagram.arrows:
        said = f"|{_quoted('<br>'.join(map(_safe, each.label)), safe=True)}|" if each.label else ""
        out.append(f"  {number[each.source]} -->{said} {number[each.target]}")
    for name in sorted({each.look for each in diagram.boxes}):
        look = style.look(name)
        out.append(f"  classDef {_class(name)} fill:{look.fill},stroke:{look.border},color:{look.ink}")
        members = ",".join(number[each.id] for each in diagram.boxes if each.look == name)
        out.append(f"  class {members} {_class(name)}")
    return "\n".join(out) + "\n"


def _inside(
    within: str | None, groups: tuple[Group, ...], inside: Mapping[str | None, list[Box]], number: Mapping[str, str]
) -> Iterator[str]:
    for place, group in enumerate(groups):
        if group.parent == within:
            yield f"subgraph g{place} [{_quoted(' '.join(group.label))}]"
            yield from (f"  {each}" for each in _inside(group.id, groups, inside, number))
            yield "end"
    for box in inside.get(within, ()):
        yield f"{number[box.id]}[{_quoted('<br>'.join(map(_safe, box.label)) or ' ', safe=True)}]"


def _quoted(text: str, *, safe: bool = False) -> str:
    return f'"{text if safe else _safe(text)}"'


def _safe(text: str) -> str:
    """A text in which nothing means anything to Mermaid: what could is told by its number."""
    kept = (each if each.isalnum() or each in " .,:;'’()·…-+/«»" else f"#{ord(each)};" for each in text)
    return "".join(kept)


def _class(look: str) -> str:
    # `end` and `default` are words of the language.
    return "look_" + look.replace("-", "_")
