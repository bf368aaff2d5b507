"""The sentence that a committee can read of each element that a loss touches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Protocol

from ea_repo.document import Tone
from ea_repo.finding import Lang, Text
from ea_repo.graph import Graph
from ea_repo.impact.chain import Hop
from ea_repo.impact.impact import Affected
from ea_repo.impact.loss import SEVERITY, Reading, State
from ea_repo.report.field_words import path_name
from ea_repo.report.words import COLON, few, need_words
from ea_repo.semantics.application_types import is_platform
from ea_repo.semantics.hosting import parts_needed
from ea_repo.semantics.inherited_values import nearest_targets
from ea_repo.typography import of, that

STATE: dict[State | None, Text] = {
    "lost": Text("perdu", "lost"),
    "at_risk": Text("à risque", "at risk"),
    "degraded": Text("dégradé", "degraded"),
    "covered": Text("couvert", "covered"),
    None: Text("intact", "untouched"),
}
_TONES: dict[str | None, Tone] = {"lost": "bad", "at_risk": "doubtful", "degraded": "doubtful", "covered": "good"}
_TOO_FEW = Text(
    "n'a plus les {k} parties qu'il lui faut ({cause} parmi les pertes)",
    "no longer has the {k} parts that it needs ({cause} among those lost)",
)
_NO_PART = Text("n'a plus aucune de ses parties ({cause} parmi les pertes)",
                "has none of its parts left ({cause} among those lost)")  # fmt: skip
_LINK: dict[tuple[str, State], Text] = {
    ("part_of", "lost"): Text("est une partie {of_cause}, et disparaît avec", "is part of {cause}, and goes with it"),
    ("part_of", "degraded"): Text("perd {cause}, qui en fait partie", "loses {cause}, a part of it"),
    ("part_of", "at_risk"): Text(
        "perd {cause}, et tient sans : ce qui reste suffit encore",
        "loses {cause}, and holds: what is left is still enough",
    ),
    ("instance_of", "lost"): Text("est une installation {of_cause}", "is an installation of {cause}"),
    ("provided_by", "lost"): Text("est offerte par {cause}", "is offered by {cause}"),
    ("runs_on", "lost"): Text("fonctionne sur {cause}", "runs on {cause}"),
    ("runs_on", "at_risk"): Text("fonctionne sur {cause}, à risque", "runs on {cause}, at risk"),
    ("operator", "lost"): Text("est exploité par {cause}", "is operated by {cause}"),
    ("site", "lost"): Text("se trouve à {cause}", "stands at {cause}"),
    ("masters", "lost"): Text("plus personne ne le détient sans {cause}", "nobody holds it without {cause}"),
    ("covers", "lost"): Text("n'est plus couvert sans {cause}", "is covered by nobody without {cause}"),
    ("covers", "at_risk"): Text("n'est couvert que par {cause}, à risque", "is covered only by {cause}, at risk"),
    ("covers", "degraded"): Text("n'est couvert que par {cause}, dégradé", "is covered only by {cause}, degraded"),
    ("supports", "lost"): Text("l'apport {of_cause} lui manque{needs}", "lacks what {cause} brings it{needs}"),
    ("supports", "at_risk"): Text(
        "l'apport {of_cause} est à risque{needs}", "what {cause} brings it is at risk{needs}"
    ),
    ("supports", "degraded"): Text(
        "l'apport {of_cause} est dégradé{needs}", "what {cause} brings it is degraded{needs}"
    ),
    ("covers", "covered"): Text("reste couvert par {others}", "is still covered by {others}"),
}
_FLOW: dict[State, Text] = {
    "lost": Text("privé de {data} ({cause}, besoin {need})", "deprived of {data} ({cause}, need {need})"),
    "at_risk": Text("perd {cause} pour {data} (besoin {need}), l'obtient encore ailleurs",
                    "loses {cause} for {data} (need {need}), still gets it elsewhere"),
    "degraded": Text("n'a plus {data} ({cause}, besoin {need})", "is left without {data} ({cause}, need {need})"),
}  # fmt: skip
_PLATFORM = Text("plateforme : n'a plus à transmettre {data} ({cause})",
                 "a platform: no longer has {data} to pass on ({cause})")  # fmt: skip
_AND: dict[State, Text] = {
    "lost": Text(", et de {}", ", and of {}"),
    "at_risk": Text(", et pour {}", ", and for {}"),
    "degraded": Text(", ni {}", ", and without {}"),
}
"""What joins a datum that is named to those that are not."""
_OTHER_DATA = Text("ce qui n'est pas précisé", "other data not specified")
_UNTOLD_DATA = Text("certaines données non précisées", "data not specified")
_QUOTED = Text("« {} »", "“{}”")
PERHAPS = Text("Peut-être : ", "Perhaps: ")
_NOTHING = Text("rien", "nothing")


def message(graph: Graph, affected: Affected, lang: Lang) -> str:
    """One sentence about an element, by the last step of its chain; as a possibility where nothing is certain."""
    state = affected.state or affected.possible
    if not affected.chain or state is None:
        return STATE[state][lang]
    sentence = _sentence(graph, affected, affected.chain[-1], state, lang)
    return f"{PERHAPS[lang]}{sentence}" if affected.state is None else sentence


class InTwoReadings(Protocol):
    """What a loss touches, or what becomes of it somewhere: what is certain, and what is possible."""

    @property
    def state(self) -> State | None: ...

    @property
    def possible(self) -> State | None: ...


def both(touched: InTwoReadings, lang: Lang) -> str:
    """The state and, where it differs, what is possible: `dégradé, perdu ?`."""
    if touched.state == touched.possible:
        return STATE[touched.state][lang]
    possible = STATE[touched.possible][lang] + Text(" ?", "?")[lang]
    return f"{STATE[touched.state][lang]}, {possible}" if touched.state else possible


def toned(touched: InTwoReadings) -> Tone:
    """How what becomes of an element is shown: by what is certain, and good only where nothing worse is possible."""
    certain = _TONES.get(touched.state, "plain")
    return "doubtful" if certain == "good" and touched.possible != touched.state else certain


def worst_first(affected: Affected) -> tuple[int, int, int, str]:
    """The order of what a loss touches: the worst first, then what is nearest to the cause."""
    return -SEVERITY[affected.state], -SEVERITY[affected.possible], len(affected.chain), affected.id


def _sentence(graph: Graph, affected: Affected, hop: Hop, state: State, lang: Lang) -> str:
    cause = graph.name(hop.from_)
    if graph.kind(affected.id) == "data_object":
        return _LINK["masters", "lost"][lang].format(of_cause=of(cause), cause=cause)
    if hop.by in graph and graph.kind(hop.by) == "flow":
        return _by_flow(graph, affected, hop, state, lang)
    if hop.by == "part_of" and state == "lost" and hop.to in graph.targets(hop.from_, "part_of"):
        needed = parts_needed(graph, affected.id)
        return (_TOO_FEW if needed > 1 else _NO_PART)[lang].format(of_cause=of(cause), cause=cause, k=needed)
    if hop.by == "supports":
        return _by_support(affected, hop.from_, cause, state, lang)
    others = sorted({graph.name(id) for place in affected.places.values() for id in place.covered_by})
    text = _LINK.get((hop.by, state))
    return (
        text[lang].format(of_cause=of(cause), cause=cause, others=few(others, lang, 4))
        if text
        else f"{path_name(hop.by, lang)} {cause}"
    )


def _by_support(process: Affected, supporter: str, cause: str, state: State, lang: Lang) -> str:
    """The needs by which a supporter gives a process its state: `lacks what PACS brings it: imaging (need vital)`."""
    reading = "possible" if process.state is None else "state"
    needs = {
        (need.words or "", need.need, need.supply)
        for place in process.places.values()
        if getattr(place, reading) == state
        for need in place.needs
        if supporter in need.supporters and getattr(need, reading) == state
    }
    named = sorted({(words, need_words(weight, lang)) for words, weight, _ in needs})
    label = Text("besoin", "need")[lang]
    shown = few((f"{words} ({label} {weight})".strip() for words, weight in named), lang, 3)
    colon = COLON[lang] if any(words for words, _ in named) else " "
    supply = max((supply for _, _, supply in needs), key=SEVERITY.__getitem__, default=state)
    return _LINK["supports", supply or state][lang].format(
        of_cause=of(cause), cause=cause, needs=f"{colon}{shown}" if shown else ""
    )


def _by_flow(graph: Graph, affected: Affected, hop: Hop, state: State, lang: Lang) -> str:
    flows = [hop.by, *(flow for flow in affected.flows if flow != hop.by and _goes_through(graph, flow, hop.from_))]
    data = _data_of_flows(graph, flows, hop.from_, state, lang)
    need = ", ".join(dict.fromkeys(need_words(graph.value(flow, "need"), lang) for flow in flows))
    text = _FLOW[state]
    if state == "at_risk" and is_platform(graph, affected.id):
        text = _PLATFORM
    return text[lang].format(data=data, cause=graph.name(hop.from_), need=need)


def _goes_through(graph: Graph, flow: str, cause: str) -> bool:
    """Whether a flow comes from an element, or by it."""
    return any(cause in graph.targets(flow, field) for field in graph.definition(flow).links if field != "target")


def _data_of_flows(graph: Graph, flows: Iterable[str], cause: str, state: State, lang: Lang) -> str:
    """What flows no longer bring: the data that are written by name, the others by who sends them."""
    data = {flow: graph.targets(flow, "data") for flow in flows}
    names = dict.fromkeys(graph.name(datum) for written in data.values() for datum in written)
    senders = dict.fromkeys(source for flow in data if not data[flow] for source in graph.targets(flow, "source"))
    named = few(map(_QUOTED[lang].format, names), lang, 3) if names else ""
    others = [_sent_by(graph.name(sender), lang) for sender in senders if sender != cause]
    if cause in senders:
        others.append((_OTHER_DATA if named or others else _UNTOLD_DATA)[lang])
    first, *more = [named, *others] if named else others
    return first + "".join(_AND[state][lang].format(other) for other in more)


def _sent_by(name: str, lang: Lang) -> str:
    return Text(f"ce {that(name)} envoie", f"what {name} sends")[lang]


def summary(elements: Iterable[Affected], reading: Reading, lang: Lang) -> str:
    """`2 perdus, 1 à risque`; nothing where none is touched."""
    states = Counter(getattr(affected, reading) for affected in elements)
    return _states(states, lang) or _NOTHING[lang]


def _states(states: Mapping[str | None, int], lang: Lang) -> str:
    shown = ((state, states.get(state, 0)) for state in STATE if state)
    return ", ".join(f"{number} {_plural(state, number, lang)}" for state, number in shown if number)


def _plural(state: str, number: int, lang: Lang) -> str:
    word = STATE[state][lang]  # type: ignore[index]
    return f"{word}s" if lang == "fr" and number > 1 and word != "à risque" else word


def path(graph: Graph, chain: tuple[Hop, ...], *, most: int = 4) -> str:
    """`SIU → ORBIS → ORTIF`: the elements of a chain, the middle left out where it is long."""
    names = [graph.name(hop.from_) for hop in chain] + [graph.name(chain[-1].to)] if chain else []
    shown = [name for place, name in enumerate(names) if place == 0 or name != names[place - 1]]
    if len(shown) > most + 1:
        shown = [*shown[:2], "…", *shown[2 - most :]]
    return " → ".join(shown)


def crossing(graph: Graph, affected: Affected) -> tuple[str, str] | None:
    """The zones, by name, that the last step of a chain goes from and to, where they differ."""
    if not affected.chain:
        return None
    before, after = _zones(graph, affected.chain[-1].from_), _zones(graph, affected.id)
    if before and after and not set(before) & set(after):
        return graph.name(before[0]), graph.name(after[0])
    return None


def _zones(graph: Graph, id: str) -> list[str]:
    """The zones at the top in which an element stands."""
    return sorted({graph.wholes(zone, "part_of")[-1] for zone in nearest_targets(graph, id, "zone")})
