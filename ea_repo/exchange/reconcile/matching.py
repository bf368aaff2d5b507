"""Which seen thing is which declared element: by what somebody wrote, its origin or its name; never by a guess."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from ea_repo.exchange.mapping.columns import letters
from ea_repo.exchange.mapping.draft import Draft, Proposal
from ea_repo.finding import Text
from ea_repo.graph import Graph
from ea_repo.metamodel import accepts, kinds
from ea_repo.metamodel.names import field_name

_LIKELY = 75
"""From which likeness on, of 100, two names are proposed to a person as the same."""
_SHARED = 8
"""What a link to the same element adds to it."""
_OFFERED = 3


@dataclass(frozen=True, slots=True)
class Near:
    """A declared element that a seen thing may be: how likely, of 100, and why."""

    id: str
    score: int
    reasons: tuple[Text, ...]


@dataclass(slots=True)
class Matches:
    """What is known to be the same, and what may be."""

    ids: dict[str, str] = field(default_factory=dict)
    """By the key of a seen thing, the element that it is."""
    near: dict[str, tuple[Near, ...]] = field(default_factory=dict)
    """By the key of a seen thing that is nothing declared, what it may be."""


def seen_in(draft: Draft) -> list[Proposal]:
    """What a source has seen, of kinds that mean something here: what has a row of its own, and what a cell names."""
    return [proposal for proposal in draft.proposals.values() if not kinds()[proposal.kind].apart]


def matches(draft: Draft, source: str, graph: Graph, written: Mapping[str, str]) -> Matches:
    """Matches what a source has seen with what is declared; `written` is what somebody wrote: name or id, element."""
    found = Matches()
    seen = seen_in(draft)
    by_origin = {
        imported.id: id
        for kind_name in kinds()
        for id, imported in graph.rows(kind_name, "imported")
        if imported is not None and imported.source == source
    }
    by_order = draft.by_order()
    for proposal in seen:
        said = next((written[name] for name in (proposal.key, proposal.name) if name in written), "")
        # The order of rows says nothing from one version of a table to the next.
        origin = "" if proposal.key in by_order else by_origin.get(proposal.key, "")
        if same := said or proposal.same_as or origin:
            found.ids[proposal.key] = same
    _by_name(seen, graph, found)
    _by_ends(seen, graph, found)
    for proposal in seen:
        if not proposal.inferred and proposal.key not in found.ids and (near := tuple(_near(proposal, graph, found))):
            found.near[proposal.key] = near
    return found


def _by_name(seen: list[Proposal], graph: Graph, found: Matches) -> None:
    """Matches those of one name, where on each side one alone has it."""
    taken = set(found.ids.values())
    declared: dict[str, list[str]] = {}
    for id in graph:
        if id not in taken and not graph.definition(id).apart:
            for name in _names(graph, id):
                declared.setdefault(name, []).append(id)
    by_name: dict[tuple[str, str], list[Proposal]] = {}
    for proposal in seen:
        if proposal.key not in found.ids and proposal.kind != "flow" and (name := letters(proposal.name)):
            by_name.setdefault((proposal.kind, name), []).append(proposal)
    for (kind_name, name), proposals in by_name.items():
        fitting = [id for id in declared.get(name, ()) if _alike(kind_name, graph.kind(id))]
        if len(fitting) == 1 and len(proposals) == 1 and fitting[0] not in taken:
            found.ids[proposals[0].key] = fitting[0]
            taken.add(fitting[0])


def _by_ends(seen: list[Proposal], graph: Graph, found: Matches) -> None:
    """Matches flows between the same ends, where there is one on each side, or one of the same data and mode."""
    taken = set(found.ids.values())
    declared: dict[tuple[str, str], list[str]] = {}
    for id in graph.of("flow"):
        sources, targets = (graph.value(id, end) or () for end in ("source", "target"))
        if sources and targets and id not in taken:
            declared.setdefault((sources[0].to, targets[0].to), []).append(id)
    for ends, proposals in _flows_by_ends(seen, found).items():
        ids = declared.get(ends, [])
        by_words: dict[tuple[object, ...], tuple[list[Proposal], list[str]]] = {}
        for proposal in proposals:
            by_words.setdefault(_seen_to_carry(proposal, found), ([], []))[0].append(proposal)
        for id in ids:
            by_words.setdefault(_declared_to_carry(graph, id), ([], []))[1].append(id)
        for same, those in (*by_words.values(), (proposals, ids)):
            left = [proposal for proposal in same if proposal.key not in found.ids]
            free = [id for id in those if id not in taken]
            if len(left) == len(free) == 1:
                found.ids[left[0].key] = free[0]
                taken.add(free[0])


def _seen_to_carry(proposal: Proposal, found: Matches) -> tuple[object, ...]:
    data = (target.id or found.ids.get(target.key, "") for target in proposal.fields.get("data", ()))
    return (*sorted(data), proposal.fields.get("mode"))


def _declared_to_carry(graph: Graph, id: str) -> tuple[object, ...]:
    return (*sorted(ref.to for ref in graph.value(id, "data") or ()), graph.value(id, "mode"))


def _flows_by_ends(seen: list[Proposal], found: Matches) -> dict[tuple[str, str], list[Proposal]]:
    """The flows that are not matched yet, by what their ends are here."""
    by_ends: dict[tuple[str, str], list[Proposal]] = {}
    for proposal in seen:
        if proposal.kind == "flow" and proposal.key not in found.ids:
            targets = [next(iter(proposal.fields.get(end, ())), None) for end in ("source", "target")]
            ids = [target.id or found.ids.get(target.key, "") if target is not None else "" for target in targets]
            if all(ids):
                by_ends.setdefault((ids[0], ids[1]), []).append(proposal)
    return by_ends


def _near(proposal: Proposal, graph: Graph, found: Matches) -> Iterator[Near]:
    """What a seen thing may be, the likeliest first."""
    if not proposal.name:
        return
    taken = set(found.ids.values())
    names = {
        id: graph.name_alone(id)
        for kind_name in kinds()
        if _alike(proposal.kind, kind_name)
        for id in graph.exactly(kind_name)
        if id not in taken
    }
    scores: dict[str, int] = {}
    for _, score, id in process.extract(
        proposal.name, names, scorer=fuzz.WRatio, processor=letters_and_blanks, limit=_OFFERED * 3, score_cutoff=60
    ):
        scores[id] = round(score)
    shown = []
    for id, score in scores.items():
        reasons = [Text(f"noms semblables à {score} %", f"names {score}% alike")]
        shared = list(_shared(proposal, graph, id, found))
        reasons += shared
        whole = min(99, score + _SHARED * len(shared))
        if whole >= _LIKELY:
            shown.append(Near(id, whole, tuple(reasons)))
    yield from sorted(shown, key=lambda near: (-near.score, near.id))[:_OFFERED]


def _shared(proposal: Proposal, graph: Graph, id: str, found: Matches) -> Iterator[Text]:
    """The links that a seen thing and a declared element have in common, as reasons."""
    for name in kinds()[proposal.kind].links:
        seen = {target.id or found.ids.get(target.key, "") for target in proposal.fields.get(name, ())} - {""}
        for same in sorted(seen & {ref.to for ref in graph.value(id, name) or ()}):
            field, called = field_name(kinds()[proposal.kind], name), graph.name_alone(same)
            yield Text(f"{field.fr} en commun : {called}", f"{field.en} in common: {called}")


def letters_and_blanks(text: str) -> str:
    """A name as likeness is measured: its words, without accents and capitals."""
    return " ".join(letters(word) for word in text.replace("-", " ").replace("_", " ").split())


def _names(graph: Graph, id: str) -> set[str]:
    written = [id, graph.name_alone(id), *(graph.value(id, "aliases") or ())]
    return {letters(str(text)) for text in written} - {""}


def _alike(seen: str, declared: str) -> bool:
    """Whether something of one kind may be something of another: a referential is an application."""
    return accepts(seen, declared) or accepts(declared, seen)
