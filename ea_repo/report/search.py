"""Finding an element by any of its words."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from ea_repo.check.audit import Situation
from ea_repo.finding import Lang
from ea_repo.graph import Graph
from ea_repo.report.words import counted, heading
from ea_repo.select.full_text import FullText, fold


@dataclass(frozen=True)
class Match:
    """An element that says the text, in which field, and what it says there."""

    id: str
    kind: str
    name: str
    field: str
    text: str


def search(graph: Graph, wanted: str) -> list[Match]:
    """The elements that say a text, best first: by their id, name or aliases, then anywhere else."""
    saying = FullText(wanted)
    found = [
        (_rank(field, fold(text), saying.folded), Match(id, graph.kind(id), graph.name(id), field, text))
        for id, field, text in saying.select(graph)
    ]
    return [match for _, match in sorted(found, key=lambda each: (each[0], each[1].id))]


def _rank(field: str, text: str, wanted: str) -> int:
    if field not in ("id", "name", "aliases"):
        return 3
    return 0 if text == wanted else 1 if text.startswith(wanted) else 2


def as_json(matches: Sequence[Match], seen: Situation) -> str:
    told = {"changes": list(seen.changes)} if seen.changes else {}
    found = [
        {"id": each.id, "kind": each.kind, "name": each.name, "field": each.field, "text": each.text} | told
        for each in matches
    ]
    return json.dumps(found, ensure_ascii=False, indent=2)


def as_text(matches: Sequence[Match], seen: Situation, lang: Lang, width: int) -> str:
    head = [heading(seen, lang), ""]
    if not matches:
        return "\n".join([*head, "rien ne dit cela" if lang == "fr" else "nothing says so"])
    id_width = max(len(each.id) for each in matches)
    kind_width = max(len(each.kind) for each in matches)
    lines = head
    for each in matches:
        said = each.name if each.field in ("id", "name") else f"{each.name} – {each.field}: {each.text}"
        line = f"{each.id:<{id_width}}  {each.kind:<{kind_width}}  {said}"
        lines.append(line if len(line) <= width else line[: width - 1] + "…")
    total = counted(len(matches), *(("élément", "éléments") if lang == "fr" else ("element", "elements")))
    return "\n".join([*lines, "", total])
