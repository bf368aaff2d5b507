"""The elements that say a text: as text and as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence

from ea_repo.answer.matches import Match
from ea_repo.answer.situation import Situation
from ea_repo.finding import Lang
from ea_repo.report.words import counted, heading


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
