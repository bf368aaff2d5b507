"""What one may ask: elements, what depends on what, what happens when. Each question imports what it needs alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ea_repo.repository.open_workspace import OpenWorkspace

if TYPE_CHECKING:
    from ea_repo.answer.answer import Answer
    from ea_repo.answer.card import Card
    from ea_repo.answer.exchange_list import ExchangeList
    from ea_repo.answer.matches import Match
    from ea_repo.answer.sheet import Sheet
    from ea_repo.answer.table import Table
    from ea_repo.impact.dependencies import Along, Dependencies
    from ea_repo.impact.lineage import Lineage
    from ea_repo.impact.path import Paths
    from ea_repo.impact.timeline import Timeline
    from ea_repo.load.history import Commit

COLUMNS = ("id", "kind", "name", "phase", "stated_by")
FLOW_COLUMNS = ("id", "source", "target", "data", "mode", "phase")
"""What a table shows unless asked otherwise: of flows, what goes from where to where."""


def elements(opened: OpenWorkspace, words: Sequence[str], columns: Sequence[str]) -> Answer[Table]:
    """The elements that a selector chooses, one a line."""
    from ea_repo.answer.table import table
    from ea_repo.select.validation import check_column
    from ea_repo.semantics.deployment import also_used_there

    asked = opened.typed(words)
    selector = asked.selector
    for column in columns:
        check_column(column, opened.graph.vocabulary)
    ids = selector.select(opened.graph)
    usual = FLOW_COLUMNS if {opened.graph.kind(id) for id in ids} == {"flow"} else COLUMNS
    return opened.answer(
        table(
            opened.graph,
            ids,
            columns or usual,
            len(selector.silent(opened.graph)),
            also_used_there(opened.graph, selector, ids),
        ),
        meant=asked.meant,
    )


def element(opened: OpenWorkspace, id: str) -> Answer[Card]:
    """Everything known of one element."""
    from ea_repo.answer.card import card

    opened.must_know(id)
    return opened.answer(card(opened.graph, id, opened.locate(id)))


def element_sheet(opened: OpenWorkspace, id: str) -> Answer[Sheet]:
    """One element as its page shows it."""
    from ea_repo.answer.card import card
    from ea_repo.answer.sheet import sheet

    opened.must_know(id)
    return opened.answer(sheet(opened.graph, id, card(opened.graph, id, opened.locate(id))))


def all_exchanges(opened: OpenWorkspace) -> Answer[ExchangeList]:
    """Every exchange on the day looked at."""
    from ea_repo.answer.exchange_list import exchange_list

    return opened.answer(exchange_list(opened.graph))


def last_commits(opened: OpenWorkspace, most: int) -> tuple[Commit, ...]:
    """The last changes of the model in git, the newest first; none where it is in no git work tree."""
    from ea_repo.load.history import commits

    return tuple(commits(opened.root, most))


def element_changes(opened: OpenWorkspace) -> dict[str, tuple[Commit, ...]]:
    """By element, the changes that its lines are from, as git tells; empty where it is in no git work tree."""
    from ea_repo.load.last_changes import changes_of_elements

    graph = opened.workspace.graph
    files = sorted({graph.file(id) for id in graph})
    return changes_of_elements(opened.root, files)


def matches(opened: OpenWorkspace, text: str, kind: str | None) -> Answer[tuple[Match, ...]]:
    """The elements, or those of a kind, that say a text, the nearest first."""
    from ea_repo.answer.matches import search
    from ea_repo.select import SelectorError

    if kind is not None and kind not in opened.graph.vocabulary.kinds:
        raise SelectorError.unknown_value("kind", kind, opened.graph.vocabulary.kinds)
    return opened.answer(tuple(search(opened.graph, text, kind)))


def what_depends(opened: OpenWorkspace, id: str, along: Along) -> Answer[Dependencies]:
    """What an element feeds and what feeds it."""
    from ea_repo.impact.dependencies import dependencies

    for known in filter(None, (id, along.datum)):
        opened.must_know(known)
    return opened.answer(dependencies(opened.graph, id, along))


def chains(opened: OpenWorkspace, start: str, end: str, *, every: bool, max_length: int | None) -> Answer[Paths]:
    """The shortest chains of flows from an application to another, or every one up to a length."""
    from ea_repo.impact.every_path import every_path
    from ea_repo.impact.path import paths

    for id in (start, end):
        opened.must_know(id)
    graph = opened.graph
    return opened.answer(every_path(graph, start, end, max_length) if every else paths(graph, start, end))


def holders(opened: OpenWorkspace, datum: str) -> Answer[Lineage]:
    """Who holds a datum, and from whom."""
    from ea_repo.impact.lineage import lineage

    opened.must_know(datum)
    return opened.answer(lineage(opened.graph, datum))


def lives(opened: OpenWorkspace, ids: Sequence[str], first: str | None, last: str | None) -> Answer[Timeline]:
    """What lives when between two days."""
    from ea_repo.impact.timeline import require_life_cycle, require_ordered, timeline

    for id in ids:
        opened.must_know(id)
        require_life_cycle(opened.workspace.graph, id)
    since = None if first is None else opened.first_day(first).date
    until = None if last is None else opened.day(last).date
    require_ordered(since, until)
    return opened.answer(timeline(opened.workspace.graph, opened.when.date, ids, since, until))
