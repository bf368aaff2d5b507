"""What a loss does, as a map draws it: each element with its state, why, and by which other one it is reached."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ea_repo.draw.effects import Effect, Effects
from ea_repo.finding import Lang, Text
from ea_repo.graph import Graph
from ea_repo.impact.chain import Hop
from ea_repo.impact.impact import Affected, Impact
from ea_repo.impact.loss import SEVERITY
from ea_repo.metamodel import accepts
from ea_repo.report.impact import certain_and_possible
from ea_repo.report.impact_words import both, message
from ea_repo.report.words import capital, few, kind_words

_FIRST = ("process", "data_object")
"""What a loss is asked about first: these are drawn before what is in the same state."""
_BY = {
    "covers": Text("couverture", "cover"),
    "supports": Text("contribution", "support"),
    "part_of": Text("partie", "part"),
    "instance_of": Text("installation", "installation"),
    "provided_by": Text("offre", "offer"),
    "runs_on": Text("hébergement", "hosting"),
    "operator": Text("exploitation", "operation"),
    "site": Text("lieu", "place"),
    "masters": Text("maîtrise de la donnée", "mastering"),
}


def effects(impact: Impact, lang: Lang) -> Effects:
    """The effects, the worst first: certain before possible, and of these what people do before what it needs."""
    steps = {affected.id: len(affected.chain) for affected in impact.elements} | dict.fromkeys(impact.roots, 0)
    ordered = sorted(impact.elements, key=lambda affected: _rank(impact.graph, affected))
    drawn = tuple(_effect(impact, affected, steps, lang) for affected in ordered)
    return Effects(impact.roots, drawn, tuple(_notes(impact, lang)))


def value(affected: Affected) -> str:
    """The value, in the scale of impacts, of what becomes of an element: what is certain, else that it is possible."""
    return affected.state or "possible"


def _rank(graph: Graph, affected: Affected) -> tuple[int, int, bool, int, str]:
    first = any(accepts(kind, graph.kind(affected.id)) for kind in _FIRST)
    states = -SEVERITY[affected.state], -SEVERITY[affected.possible]
    return (*states, not first, len(affected.chain), affected.id)


def _effect(impact: Impact, affected: Affected, steps: Mapping[str, int], lang: Lang) -> Effect:
    graph = impact.graph
    hop = _reached_by(affected, steps)
    by = _by(graph, hop, lang) if hop is not None else ""
    cause = hop.from_ if hop is not None else impact.roots[0]
    kind = capital(kind_words(graph.kind(affected.id), lang, among=graph.vocabulary))
    sentence = message(graph, affected, lang)
    own_steps = max(1, len(affected.chain))
    return Effect(affected.id, kind, value(affected), both(affected, lang), sentence, own_steps, cause, by)


def _reached_by(affected: Affected, steps: Mapping[str, int]) -> Hop | None:
    """The last hop of its chain that begins at a root or at an element nearer to one than it."""
    own = len(affected.chain)
    return next((hop for hop in reversed(affected.chain) if steps.get(hop.from_, own) < own), None)


def _by(graph: Graph, hop: Hop, lang: Lang) -> str:
    """The data of a flow, or what a link is, in words."""
    if hop.by in graph and graph.kind(hop.by) == "flow":
        return few(map(graph.name, graph.targets(hop.by, "data")), lang, 2)
    return _BY[hop.by][lang] if hop.by in _BY else ""


def _notes(impact: Impact, lang: Lang) -> Sequence[str]:
    """The answer in the words of the study, and how many flows are cut."""
    notes = [sentence.text for sentence in certain_and_possible(impact, lang)]
    certain, possible = len(impact.flows_lost["state"]), len(impact.flows)
    if possible:
        fr, en = f"Flux coupés : {certain}", f"Flows cut: {certain}"
        if possible > certain:
            fr, en = f"{fr}, peut-être {possible}", f"{en}, perhaps {possible}"
        notes.append(Text(f"{fr}.", f"{en}.")[lang])
    return notes
