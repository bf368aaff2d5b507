"""What differs element by element: what is written, the phases and services, the links between them."""

from __future__ import annotations

from collections.abc import Sequence

from ea_repo.answer.comparison import Comparison, Move
from ea_repo.document import Item, Sentence
from ea_repo.finding import Lang, Text
from ea_repo.graph import Edit, Relation
from ea_repo.metamodel import accepts
from ea_repo.report import comparison_words as words
from ea_repo.report.comparison_part import Part, groups, item
from ea_repo.report.words import COLON

_MOST_EDITS = 4
_ALL = Text("tout : --all", "all: --all")
_LIFE = frozenset(("planned_on", "live_on", "phase_out_on", "retired_on"))


def elements(comparison: Comparison, lang: Lang) -> Part:
    """The elements that are not written alike, field by field."""
    of = comparison.elements
    items = groups(
        [_element(comparison, "−", id, (), lang) for id in of.removed],
        [_element(comparison, "+", id, (), lang) for id in of.added],
        [_element(comparison, "~", id, comparison.edits[id], lang) for id in of.changed],
    )
    numbers = len(of.removed), len(of.added), len(of.changed)
    return Part(words.ELEMENTS, words.elements_tally(*numbers, lang), items)


def other_elements(comparison: Comparison, lang: Lang) -> Part:
    """Those of which no other part tells, and the fields of them that none does; cut to a screen."""
    removed, added, edits_left = _others(comparison)
    items = groups(
        [_element(comparison, "−", id, (), lang) for id in removed],
        [_element(comparison, "+", id, (), lang) for id in added],
        [_element(comparison, "~", id, edits, lang, most=_MOST_EDITS) for id, edits in edits_left.items()],
    )
    numbers = len(removed), len(added), len(edits_left)
    clause = words.elements_clause(*numbers, lang)
    return Part(words.OTHER_ELEMENTS, words.elements_tally(*numbers, lang), items, clause)


def solutions_among_others(comparison: Comparison) -> bool:
    """Whether an application or a referential is among the elements of which no other part tells."""
    removed, added, edits_left = _others(comparison)
    return any(accepts("application", comparison.both.kind(id)) for id in (*removed, *added, *edits_left))


def _others(comparison: Comparison) -> tuple[list[str], list[str], dict[str, list[Edit]]]:
    """The elements removed, those added and the edits of those changed that no other part tells."""
    of, told = comparison.elements, _told(comparison)
    removed, added = ([id for id in ids if id not in told] for ids in (of.removed, of.added))
    edits = {id: _edits_left(comparison.edits[id], told.get(id, frozenset())) for id in of.changed}
    return removed, added, {id: left for id, left in edits.items() if left}


def _edits_left(edits: Sequence[Edit], told: frozenset[str] | None) -> list[Edit]:
    """The edits that are not told; None: all of them are."""
    return [] if told is None else [edit for edit in edits if edit.field not in told]


def _told(comparison: Comparison) -> dict[str, frozenset[str] | None]:
    """Of which elements another part tells, and which of their fields; None: all of them."""
    flows, costs, places = comparison.flows, comparison.costs, comparison.places
    fields: dict[str, frozenset[str]] = {}

    def tell(id: str, *names: str) -> None:
        fields[id] = fields.get(id, frozenset()).union(names)

    for id in (*comparison.comes, *comparison.goes, *places.opened, *places.closed, *flows.comes, *flows.goes):
        tell(id, *_LIFE)
    for plan in comparison.plans:
        tell(plan.element, *_LIFE)
    for link in comparison.link_plans:
        tell(link.element, link.field)
    for process in comparison.processes:
        tell(process.process, *(_LIFE if None in (process.before, process.after) else ()))
        for tool in (*(process.before or ()), *(process.after or ())):
            tell(tool.application, "covers", "supports")
    for deployment in places.applications:
        tell(deployment.application, "deployed_at")
    for cost in (*costs.yearly, *costs.once):
        tell(cost.element, cost.field)
    for budget in costs.budgets:
        tell(budget.element, "budget")
    return {**fields, **{change.flow: None for change in flows.changed}}


def _element(
    comparison: Comparison, mark: str, id: str, edits: Sequence[Edit], lang: Lang, *, most: int | None = None
) -> Item:
    sentences = [Sentence(words.edit(comparison, id, edit, lang)) for edit in edits[:most]]
    if len(edits) > len(sentences):
        sentences.append(Sentence(f"… ({_ALL[lang]})", "quiet"))
    return item(mark, words.element(comparison, id, lang), sentences)


def service(comparison: Comparison, lang: Lang) -> Part:
    """The elements of both sides that enter or leave service, or go from a phase to another."""
    items = groups(
        [_move(comparison, "−", words.LEAVES, move, lang) for move in comparison.leaving],
        [_move(comparison, "+", words.ENTERS, move, lang) for move in comparison.entering],
        [_move(comparison, "~", words.PHASES, move, lang) for move in comparison.phases],
    )
    return Part(words.SERVICE, words.service_tally(comparison, lang), items)


def _move(comparison: Comparison, mark: str, what: Text, move: Move, lang: Lang) -> Item:
    element, change = words.element(comparison, move.id, lang), words.move(move, lang)
    return item(mark, f"{element}{COLON[lang]}{change}", title=f"{what[lang]} – {element}, {change}")


def relations(comparison: Comparison, lang: Lang) -> Part:
    """The links that hold on one side only."""
    of = comparison.elements
    items = groups(_links(comparison, "−", of.lost_relations, lang), _links(comparison, "+", of.new_relations, lang))
    return Part(words.RELATIONS, words.relations_tally(comparison, lang), items)


def _links(comparison: Comparison, mark: str, links: Sequence[Relation], lang: Lang) -> list[Item]:
    return [item(mark, words.relation(comparison, link, lang)) for link in links]
