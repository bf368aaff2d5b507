"""What depends on what, as trees: what an element feeds and what feeds it."""

from __future__ import annotations

from collections.abc import Iterator

from ea_repo.answer.answer import Answer
from ea_repo.answer.dependency_tree import Row, See, rows
from ea_repo.document import Branch, Document, Section, Sentence, Term, Terms, Tree
from ea_repo.finding import Lang, Text
from ea_repo.impact.chain import Hop
from ea_repo.impact.dependencies import Dependencies, related
from ea_repo.impact.walk import Way
from ea_repo.report.flow_words import carried, marked, named, subject, without_other_end
from ea_repo.report.words import count_of, few, heading
from ea_repo.semantics.exchanges import Direction

_SUBJECT = Text("dépendances au", "dependencies on")
_SEE: dict[See, Text] = {
    "above": Text("voir plus haut", "see above"),
    "below": Text("voir plus bas", "see below"),
    "root": Text("retour au départ", "back to the start"),
}
_REST = {
    "above": Text("la suite est plus haut, à {}", "what follows is above, at {}"),
    "below": Text("la suite est plus bas, à {}", "what follows is below, at {}"),
}
_END: dict[Way, Text] = {"out": Text("depuis {}", "from {}"), "in": Text("vers {}", "to {}")}
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
_DIRECTION: dict[Way, Direction] = {"out": "sends", "in": "receives"}
_APPLICATIONS = Text("application|applications", "application|applications")
_ELEMENTS = Text("élément|éléments", "element|elements")
_PASSING = Text("flux passe par {name}|flux passent par {name}", "flow passes through {name}|flows pass through {name}")


def document(answer: Answer[Dependencies], lang: Lang) -> Document:
    """A tree each way: each element once, with what each flow to it carries and how."""
    dependencies, graph = answer.content, answer.content.graph
    blocks = [_way(dependencies, way, lang) for way in dependencies.walks]
    if dependencies.flows:
        through = tuple(Term(named(graph, flow), (carried(graph, flow, lang),)) for flow in dependencies.flows)
        title = count_of(len(dependencies.flows), _PASSING, lang).format(name=graph.name(dependencies.root))
        blocks.append(Section(title, (Terms(through, jointed=True),)))
    return Document(
        lang,
        heading(answer.situation, lang, _SUBJECT),
        subject(graph, dependencies.root, lang),
        notes=tuple(Sentence(note) for note in _notes(dependencies, lang)),
        blocks=tuple(blocks),
    )


def _way(dependencies: Dependencies, way: Way, lang: Lang) -> Section:
    title, tree = _title(dependencies, way, lang), rows(dependencies, way)
    hidden, depth = dependencies.hidden(way), dependencies.along.depth
    more = Text(f"non montrés : {hidden}, --depth {depth}", f"not shown: {hidden}, --depth {depth}")[lang]
    branches = tuple(
        Branch(row.depth, _name(dependencies, row, lang), _hops(dependencies, way, row, lang)) for row in tree
    )
    return Section(title, (Tree(branches, more if hidden else ""),) if branches or hidden else ())


def _name(dependencies: Dependencies, row: Row, lang: Lang) -> str:
    """The element of a line; whole where it stands, by its name where it stands on another line."""
    if row.see is None:
        return marked(dependencies.graph, row.end, lang)
    return f"{dependencies.graph.name(row.end)} – {_SEE[row.see][lang]}"


def _hops(dependencies: Dependencies, way: Way, row: Row, lang: Lang) -> tuple[str, ...]:
    """What is said of each hop to an element; with the last, where what follows it stands instead."""
    hops = [_hop(dependencies, way, row.parent, hop, lang) for hop in row.hops]
    if row.rest in _REST:
        hops[-1] += " – " + _REST[row.rest][lang].format(dependencies.graph.name(row.rest_at))
    return tuple(hops)


def _hop(dependencies: Dependencies, way: Way, parent: str, hop: Hop, lang: Lang) -> str:
    if dependencies.along.links:
        return hop.by
    near = dependencies.walks[way].near(hop)
    text = f"{carried(dependencies.graph, hop.by, lang)} ({hop.by})"
    return text if near == parent else f"{_END[way][lang].format(dependencies.graph.name(near))} · {text}"


def _notes(dependencies: Dependencies, lang: Lang) -> Iterator[str]:
    """What was asked not to be followed, and what could not be known to be."""
    graph, datum = dependencies.graph, dependencies.along.datum
    if not dependencies.along.links:
        data = None if datum is None else related(graph, datum)
        told = (without_other_end(graph, dependencies.root, _DIRECTION[way], lang, data) for way in dependencies.walks)
        yield from filter(None, told)
    if datum is None:
        return
    name = named(graph, datum)
    yield Text(
        f"flux suivis : ceux où est écrit {name}, un ensemble qui le contient ou une de ses parties",
        f"flows followed: those on which {name}, a whole of it or a part of it is written",
    )[lang]
    if dependencies.silent:
        number, flows = len(dependencies.silent), few(dependencies.silent, lang, 3)
        yield Text(
            f"non suivis, donnée inconnue : {number} ({flows})", f"not followed, data unknown: {number} ({flows})"
        )[lang]


def _title(dependencies: Dependencies, way: Way, lang: Lang) -> str:
    """The direction in words, with how many elements, and how many of them at one hop."""
    reached = dependencies.reached(way)
    some, none = (_LINKS if dependencies.along.links else _FLOWS)[way]
    names = ", ".join(dependencies.along.links)
    if not reached:
        return none[lang].format(names)
    direct = sum(distance == 1 for distance in reached.values())
    total = count_of(len(reached), _ELEMENTS if dependencies.along.links else _APPLICATIONS, lang)
    near = "" if direct == len(reached) else Text(f", dont {direct} directement", f", {direct} of them directly")[lang]
    return f"{some[lang].format(names)} {total}{near}"
