"""What depends on what: a tree for a terminal, nested lists, JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import click

from ea_repo.check.audit import Situation
from ea_repo.finding import Lang, Text
from ea_repo.impact.chain import Chain, Hop
from ea_repo.impact.dependencies import Dependencies
from ea_repo.impact.walk import Way
from ea_repo.report.flow_words import carried, columns, listed, marked, named, subject
from ea_repo.report.tree import Row, rows
from ea_repo.report.words import counted, escaped, heading

VERSION = 1
_SUBJECT = Text("dépendances au", "dependencies on")
_SEE = {
    "above": Text("voir plus haut", "see above"),
    "below": Text("voir plus bas", "see below"),
    "root": Text("retour au départ", "back to the start"),
}
_REST = {
    "above": Text("la suite est plus haut, à {}", "what follows is above, at {}"),
    "below": Text("la suite est plus bas, à {}", "what follows is below, at {}"),
}
_END: dict[Way, Text] = {"out": Text("depuis {}", "from {}"), "in": Text("vers {}", "to {}")}


def hops_as_json(chain: Chain) -> list[dict[str, str]]:
    return [{"from": each.from_, "to": each.to, "by": each.by} for each in chain]


def as_json(found: Dependencies, seen: Situation) -> str:
    graph = found.graph
    data: dict[str, Any] = {
        "version": VERSION,
        "roots": [found.root],
        "date": seen.date.isoformat(),
        "changes": list(seen.changes),
        "in_service": graph.in_service(found.root),
        "depth": found.along.depth,
        "via": list(found.along.links),
        "data": found.along.datum,
        "elements": [
            {
                "id": each.id,
                "kind": graph.kind(each.id),
                "name": graph.name(each.id),
                "direction": each.way,
                "distance": each.distance,
                "chain": hops_as_json(each.chain),
                "in_service": graph.in_service(each.id, alone=True),
            }
            for each in found.elements
        ],
        "not_shown": {way: found.hidden(way) for way in found.walks},
        "flows": list(found.flows),
        "unknown": list(found.silent),
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def as_text(found: Dependencies, seen: Situation, lang: Lang, width: int) -> str:
    graph = found.graph
    lines = [heading(seen, lang, _SUBJECT), "", subject(graph, found.root, lang), *_only(found, lang)]
    for way in found.walks:
        told = [
            (_branch(row) + _name(found, row, lang), _bars(row.ahead), _said(found, way, row, lang))
            for row in rows(found, way)
        ]
        lines += ["", click.style(_title(found, way, lang), bold=True), *columns(told, width)]
        lines += [_more(found, way, lang)] if found.hidden(way) else []
    if found.flows:
        through = [(f"  {named(graph, each)}", "", [carried(graph, each, lang)]) for each in found.flows]
        lines += ["", click.style(_through(found, lang), bold=True), *columns(through, width)]
    return "\n".join(lines)


def _branch(row: Row) -> str:
    return _bars(row.ahead[:-1]) + ("├─ " if row.ahead[-1] else "└─ ")


def _bars(ahead: Iterable[bool]) -> str:
    return "".join("│  " if each else "   " for each in ahead)


def _name(found: Dependencies, row: Row, lang: Lang) -> str:
    """The element of a line; whole where it is told, by its name where it is told on another line."""
    name = marked(found.graph, row.end, lang) if row.see is None else found.graph.name(row.end)
    return name if row.see is None else f"{name} – {_SEE[row.see][lang]}"


def _said(found: Dependencies, way: Way, row: Row, lang: Lang) -> list[str]:
    """What is said of each hop to an element; with the last, where what follows it is told instead."""
    said = [_hop(found, way, row.parent, hop, lang) for hop in row.hops]
    if row.rest:
        said[-1] += " – " + _REST[row.rest][lang].format(found.graph.name(row.rest_at))
    return said


def _hop(found: Dependencies, way: Way, parent: str, hop: Hop, lang: Lang) -> str:
    if found.along.links:
        return hop.by
    near = found.walks[way].near(hop)
    text = f"{carried(found.graph, hop.by, lang)} ({hop.by})"
    return text if near == parent else f"{_END[way][lang].format(found.graph.name(near))} · {text}"


def as_markdown(found: Dependencies, seen: Situation, lang: Lang) -> str:
    head = click.unstyle(heading(seen, lang, _SUBJECT))
    about = click.unstyle(subject(found.graph, found.root, lang))
    lines = [f"# {escaped(about)}", "", escaped(head), *map(escaped, _only(found, lang))]
    for way in found.walks:
        lines += ["", f"## {escaped(_title(found, way, lang))}", ""]
        for row in rows(found, way):
            said = escaped("; ".join(_said(found, way, row, lang)))
            lines.append(f"{'  ' * (len(row.ahead) - 1)}- **{escaped(_name(found, row, lang))}**: {said}")
        lines += ["", _more(found, way, lang)] if found.hidden(way) else []
    if found.flows:
        lines += ["", f"## {escaped(_through(found, lang))}", ""]
        lines += [
            f"- **{escaped(named(found.graph, each))}**: {escaped(carried(found.graph, each, lang))}"
            for each in found.flows
        ]
    return "\n".join(lines)


def _only(found: Dependencies, lang: Lang) -> list[str]:
    """What was asked not to be followed, and what could not be known to be."""
    if found.along.datum is None:
        return []
    name = named(found.graph, found.along.datum)
    said = Text(
        f"flux suivis : ceux où est écrit {name}, un ensemble qui le contient ou une de ses parties",
        f"flows followed: those on which {name}, a whole of it or a part of it is written",
    )
    if not found.silent:
        return [said[lang]]
    number, flows = len(found.silent), listed(found.silent, lang)
    silent = Text(
        f"non suivis, donnée inconnue : {number} ({flows})", f"not followed, data unknown: {number} ({flows})"
    )
    return [said[lang], silent[lang]]


_FLOWS: dict[Way, tuple[Text, Text]] = {
    "out": (
        Text("Alimente", "Feeds"),
        Text("N'alimente aucune application (aucun flux connu)", "Feeds no application (no known flow)"),
    ),
    "in": (
        Text("Est alimenté par", "Is fed by"),
        Text("N'est alimenté par aucune application (aucun flux connu)", "Is fed by no application (no known flow)"),
    ),
}
_LINKS: dict[Way, tuple[Text, Text]] = {
    "out": (Text("Par {}, mène à", "By {}, leads to"), Text("Par {}, ne mène à rien", "By {}, leads to nothing")),
    "in": (
        Text("Par {}, on y arrive de", "By {}, is led to from"),
        Text("Par {}, on n'y arrive de nulle part", "By {}, is led to from nothing"),
    ),
}


def _title(found: Dependencies, way: Way, lang: Lang) -> str:
    """The direction in words, with how many elements, and how many of them at one hop."""
    reached = found.reached(way)
    some, none = (_LINKS if found.along.links else _FLOWS)[way]
    names = ", ".join(found.along.links)
    if not reached:
        return none[lang].format(names)
    direct = sum(each == 1 for each in reached.values())
    words = _NOUNS["links" if found.along.links else "flows"][lang]
    total = counted(len(reached), *words)
    near = "" if direct == len(reached) else Text(f", dont {direct} directement", f", {direct} of them directly")[lang]
    return f"{some[lang].format(names)} {total}{near}"


_NOUNS: dict[str, dict[Lang, tuple[str, str]]] = {
    "flows": {"fr": ("application", "applications"), "en": ("application", "applications")},
    "links": {"fr": ("élément", "éléments"), "en": ("element", "elements")},
}


def _more(found: Dependencies, way: Way, lang: Lang) -> str:
    number = found.hidden(way)
    return Text(
        f"non montrés : {number}, --depth {found.along.depth}", f"not shown: {number}, --depth {found.along.depth}"
    )[lang]


def _through(found: Dependencies, lang: Lang) -> str:
    number = len(found.flows)
    if lang == "fr":
        return f"{counted(number, 'flux passe', 'flux passent')} par {found.graph.name(found.root)}"
    return f"{counted(number, 'flow passes', 'flows pass')} through {found.graph.name(found.root)}"
