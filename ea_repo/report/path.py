"""The shortest chains of flows between two applications, numbered."""

from __future__ import annotations

from collections.abc import Iterator

from ea_repo.answer.answer import Answer
from ea_repo.document import Block, Document, Item, Items, Sentence
from ea_repo.finding import Lang, Text
from ea_repo.graph import Graph
from ea_repo.impact.chain import Chain
from ea_repo.impact.path import Paths
from ea_repo.report.flow_words import carried, in_brackets, marked, without_other_end
from ea_repo.report.words import COLON, count_of, heading

_SUBJECT = Text("chaînes de flux au", "chains of flows on")
_FLOWS = Text("flux|flux", "flow|flows")
_NONE = Text("aucune chaîne de flux", "no chain of flows")
_NOT_BACK = Text("dans l'autre sens non plus", "nor the other way round")
_BACK = Text("dans l'autre sens, oui : ", "the other way round, yes: ")
_CUT = Text(
    "il y en a d'autres : réduire --max-length, ou choisir d'autres extrémités",
    "there are more: lower --max-length, or choose other ends",
)
_NOT_ONE_DATUM = Text(
    "chaque flux dit ce qu'il porte ; ce n'est pas forcément la même donnée d'un bout à l'autre (ea lineage)",
    "each flow says what it carries; it need not be the same datum from end to end (ea lineage)",
)


def document(answer: Answer[Paths], lang: Lang) -> Document:
    """How many chains and how long, then each chain flow by flow."""
    ways, graph = answer.content, answer.content.graph
    blocks: list[Block] = [
        Items(
            (
                Item(
                    _names(graph, chain),
                    f"{number}.",
                    inside=tuple(Sentence(_step(graph, chain, place, lang)) for place in range(len(chain))),
                ),
            )
        )
        for number, chain in enumerate(ways.chains, start=1)
    ]
    if ways.is_cut:
        blocks.append(Sentence(_CUT[lang]))
    if ways.more:
        blocks.append(Sentence(Text(f"et {ways.more} autres", f"and {ways.more} more")[lang]))
    notes = tuple(Sentence(note) for note in _notes(ways, lang))
    situation = heading(answer.situation, lang, _SUBJECT)
    return Document(lang, situation, _answer(ways, lang), notes=notes, blocks=tuple(blocks))


def _answer(ways: Paths, lang: Lang) -> str:
    ends = f"{marked(ways.graph, ways.start, lang)} → {marked(ways.graph, ways.end, lang)}"
    if ways.length is None:
        return f"{ends}{COLON[lang]}{_NONE[lang]}"
    if ways.max_length is not None:
        return f"{ends}{COLON[lang]}{_every(ways, lang)}"
    return f"{ends}{COLON[lang]}{_chains(len(ways.chains) + ways.more, ways.length, lang)}"


def _chains(number: int, length: int, lang: Lang) -> str:
    if lang == "fr":
        chains = "la plus courte chaîne a" if number == 1 else f"les {number} plus courtes chaînes ont"
    else:
        chains = "the shortest chain has" if number == 1 else f"the {number} shortest chains have"
    return f"{chains} {count_of(length, _FLOWS, lang)}"


def _every(ways: Paths, lang: Lang) -> str:
    number = count_of(
        len(ways.chains),
        Text("chaîne sans boucle|chaînes sans boucle", "chain without a loop|chains without a loop"),
        lang,
    )
    most = count_of(ways.max_length or 0, _FLOWS, lang)
    return f"{number} {Text('de', 'of')[lang]} {most} {Text('au plus', 'at most')[lang]}"


def _notes(ways: Paths, lang: Lang) -> Iterator[str]:
    """What there is instead of a chain, or what one must know to read one."""
    if ways.length is None:
        yield from filter(
            None,
            (
                without_other_end(ways.graph, ways.start, "sends", lang),
                without_other_end(ways.graph, ways.end, "receives", lang),
            ),
        )
        whole = ways.graph.solution(ways.end)
        if ways.to_solution is not None:
            flows = _flows(ways.to_solution, f"ea path {ways.start} {whole}", lang)
            name = ways.graph.name(whole)
            yield Text(f"jusqu'à sa solution {name}, oui : {flows}", f"to its solution {name}, yes: {flows}")[lang]
        if ways.back is None:
            yield _NOT_BACK[lang]
        else:
            yield _BACK[lang] + _flows(ways.back, f"ea path {ways.end} {ways.start}", lang)
    elif any(len(chain) > 1 for chain in ways.chains):
        yield _NOT_ONE_DATUM[lang]


def _flows(number: int, command: str, lang: Lang) -> str:
    return f"{count_of(number, _FLOWS, lang)} ({command})"


def _names(graph: Graph, chain: Chain) -> str:
    """The applications of a chain; where one comes in by a module and goes on from another, both."""
    names = [graph.name(chain[0].from_)]
    for place, hop in enumerate(chain):
        names.append(graph.name(hop.to))
        if place + 1 < len(chain) and chain[place + 1].from_ != hop.to:
            names[-1] += f" / {graph.name(chain[place + 1].from_)}"
    return " → ".join(names)


def _step(graph: Graph, chain: Chain, place: int, lang: Lang) -> str:
    hop = chain[place]
    ends = f"{graph.name(hop.from_)} → {graph.name(hop.to)}{in_brackets(graph, hop.to, lang)}"
    return f"{ends}{COLON[lang]}{carried(graph, hop.by, lang)} ({hop.by})"
