"""The shortest chains between two applications: numbered, JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import click

from ea_repo.check.audit import Situation
from ea_repo.finding import Lang, Text
from ea_repo.graph import Graph
from ea_repo.impact.chain import Chain
from ea_repo.impact.path import Paths
from ea_repo.report.deps import VERSION, hops_as_json
from ea_repo.report.flow_words import carried, marked, out_of_service
from ea_repo.report.words import counted, escaped, heading

_COLON = Text(" : ", ": ")
_SUBJECT = Text("chaînes de flux au", "chains of flows on")


def as_json(found: Paths, seen: Situation) -> str:
    data: dict[str, Any] = {
        "version": VERSION,
        "roots": [found.start, found.end],
        "date": seen.date.isoformat(),
        "changes": list(seen.changes),
        "length": found.length,
        "chains": [hops_as_json(each) for each in found.chains],
        "more": found.more,
        "back": found.back,
        "to_solution": found.to_solution,
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def as_text(found: Paths, seen: Situation, lang: Lang) -> str:
    lines = [heading(seen, lang, _SUBJECT), "", click.style(_answer(found, lang), bold=True), *_asides(found, lang)]
    for number, chain in enumerate(found.chains, start=1):
        lines += ["", f"{number}. {_names(found.graph, chain)}"]
        lines += [f"     {_step(found.graph, chain, place, lang)}" for place in range(len(chain))]
    if found.more:
        lines += ["", _more(found, lang)]
    return "\n".join(lines)


def as_markdown(found: Paths, seen: Situation, lang: Lang) -> str:
    head = escaped(click.unstyle(heading(seen, lang, _SUBJECT)))
    lines = [f"# {escaped(_answer(found, lang))}", "", head, *map(escaped, _asides(found, lang))]
    for number, chain in enumerate(found.chains, start=1):
        lines += ["", f"{number}. {escaped(_names(found.graph, chain))}"]
        lines += [f"   - {escaped(_step(found.graph, chain, place, lang))}" for place in range(len(chain))]
    if found.more:
        lines += ["", escaped(_more(found, lang))]
    return "\n".join(lines)


def _answer(found: Paths, lang: Lang) -> str:
    ends = f"{marked(found.graph, found.start, lang)} → {marked(found.graph, found.end, lang)}"
    if found.length is None:
        return f"{ends}{_COLON[lang]}{Text('aucune chaîne de flux', 'no chain of flows')[lang]}"
    return f"{ends}{_COLON[lang]}{_chains(len(found.chains) + found.more, found.length, lang)}"


def _chains(number: int, length: int, lang: Lang) -> str:
    if lang == "fr":
        chains = "la plus courte chaîne a" if number == 1 else f"les {number} plus courtes chaînes ont"
        return f"{chains} {counted(length, 'flux', 'flux')}"
    chains = "the shortest chain has" if number == 1 else f"the {number} shortest chains have"
    return f"{chains} {counted(length, 'flow', 'flows')}"


def _asides(found: Paths, lang: Lang) -> Iterator[str]:
    if found.length is None:
        whole = found.graph.solution(found.end)
        if found.to_solution is not None:
            flows = _flows(found.to_solution, f"ea path {found.start} {whole}", lang)
            name = found.graph.name(whole)
            yield Text(f"jusqu'à sa solution {name}, oui : {flows}", f"to its solution {name}, yes: {flows}")[lang]
        if found.back is None:
            yield Text("dans l'autre sens non plus", "nor the other way round")[lang]
        else:
            flows = _flows(found.back, f"ea path {found.end} {found.start}", lang)
            yield Text("dans l'autre sens, oui : ", "the other way round, yes: ")[lang] + flows
    elif found.length > 1:
        yield Text(
            "chaque flux dit ce qu'il porte ; ce n'est pas forcément la même donnée d'un bout à l'autre (ea lineage)",
            "each flow says what it carries; it need not be the same datum from end to end (ea lineage)",
        )[lang]


def _flows(number: int, command: str, lang: Lang) -> str:
    flows = counted(number, *(("flux", "flux") if lang == "fr" else ("flow", "flows")))
    return f"{flows} ({command})"


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
    out = out_of_service(graph, hop.to, lang)
    ends = f"{graph.name(hop.from_)} → {graph.name(hop.to)}" + (f" [{out}]" if out else "")
    return f"{ends}{_COLON[lang]}{carried(graph, hop.by, lang)} ({hop.by})"


def _more(found: Paths, lang: Lang) -> str:
    return Text(f"et {found.more} autres", f"and {found.more} more")[lang]
