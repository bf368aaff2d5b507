"""The words for elements and for the flows between them: names with ids, what a flow carries and how."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import click

from ea_repo.finding import Lang, Text
from ea_repo.graph import Graph
from ea_repo.metamodel import kind
from ea_repo.report.words import PHASE

MODE = {
    "api": Text("API", "API"),
    "message": Text("message", "message"),
    "file": Text("copie de fichier", "file copy"),
    "shared_database": Text("base partagée", "shared database"),
    "email": Text("courriel", "e-mail"),
    "manual": Text("à la main", "by hand"),
}
NO_MODE = Text("mode inconnu", "mode unknown")
_NO_DATA = Text("donnée inconnue", "data unknown")
_EMPTY = Text("aucune donnée", "no data")
_OUT = Text("pas en service", "not in service")
_MOST = 3


def named(graph: Graph, id: str) -> str:
    """An element by its name and its id."""
    name = graph.name(id)
    return id if name == id else f"{name} ({id})"


def out_of_service(graph: Graph, id: str, lang: Lang) -> str | None:
    """What to say of an element that is not in service at the date; None of one that is, or of a kind that never is."""
    if graph.in_service(id, alone=graph.kind(id) == "flow"):
        return None
    phase = graph.phase(id)
    return PHASE[phase][lang] if phase in ("plan", "end_of_life") else _OUT[lang]


def marked(graph: Graph, id: str, lang: Lang) -> str:
    """An element by its name and id, with what is to be said where it is not in service."""
    said = out_of_service(graph, id, lang)
    return named(graph, id) + (f" [{said}]" if said else "")


def listed(names: Iterable[str], lang: Lang, most: int = _MOST) -> str:
    """A few names, and how many more."""
    found = list(names)
    shown, more = found[:most], len(found) - most
    if more == 1:
        shown, more = found, 0
    return ", ".join(shown) + (Text(f" et {more} autres", f" and {more} more")[lang] if more > 0 else "")


def mode(value: str | None, lang: Lang) -> str:
    return NO_MODE[lang] if value is None else MODE[value][lang]


def carried(graph: Graph, flow: str, lang: Lang) -> str:
    """What a flow carries and how: its data, its mode, its standards, what it passes through."""
    data = listed((graph.name(each) for each in graph.targets(flow, "data")), lang)
    said = [data or (_EMPTY if graph.recorded(flow, "data") else _NO_DATA)[lang], mode(graph.value(flow, "mode"), lang)]
    if standards := listed((graph.name(each) for each in graph.targets(flow, "standards")), lang):
        said.append(standards)
    if through := graph.targets(flow, "via"):
        said.append("via " + listed((_through(graph, each, lang) for each in through), lang))
    return " · ".join(said)


def _through(graph: Graph, id: str, lang: Lang) -> str:
    said = out_of_service(graph, id, lang)
    return graph.name(id) + (f" [{said}]" if said else "")


def columns(rows: Sequence[tuple[str, str, Sequence[str]]], width: int) -> list[str]:
    """Lines in two columns. Of each row: what is on the left of its first line, of its next ones, what is on the right.

    What is too long goes on below itself, broken where its parts meet; nothing is cut.
    """
    left = min(max((len(first) for first, _, _ in rows), default=0), width // 2)
    lines = []
    for first, next_, said in rows:
        texts = [text for each in said for text in _packed(each, width - left - 2)]
        heads = [first, *[next_] * (len(texts) - 1)]
        lines += [f"{head:<{left}}  {text}".rstrip() for head, text in zip(heads, texts, strict=True)]
    return lines


_JOINTS = re.compile(r"(?<= ·) | (?=– )| (?=\([^()]*\)(?: –|$))")


def _packed(text: str, width: int) -> list[str]:
    lines: list[str] = []
    for part in _JOINTS.split(text):
        if lines and len(lines[-1]) + 1 + len(part) <= width:
            lines[-1] += f" {part}"
        else:
            lines.append(part)
    return lines


def subject(graph: Graph, id: str, lang: Lang) -> str:
    """The line that says what is asked about: its name, its id, its kind, and that it is not in service where so."""
    said = out_of_service(graph, id, lang)
    head = f"{click.style(graph.name(id), bold=True)} ({id}), {kind(graph.kind(id)).label[lang]}"
    if said is None:
        return head
    return f"{head}, {click.style(said, bold=True)} {Text('à cette date', 'on that day')[lang]}"
