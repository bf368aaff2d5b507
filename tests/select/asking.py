"""Asking a graph with selectors as rules write them, and as one types them in a shell."""

from __future__ import annotations

from typing import Any

from ea_repo.finding import Text
from ea_repo.graph import Graph
from ea_repo.load.yaml import parse
from ea_repo.select import Known, Selector
from ea_repo.select.shell_selector import parse_words
from ea_repo.select.validation import check, flaws


def selector(text: str) -> Selector:
    """The selector that a line of YAML says, read as rules are."""
    document = parse(text)
    assert not document.flaws
    return Selector.parse(document.value)


def chosen(graph: Graph, text: str) -> list[str]:
    """The ids that a selector of a rule chooses; it may have no flaw."""
    wanted = selector(text)
    check(wanted, graph)
    return wanted.select(graph)


def typed(graph: Graph, words: str) -> list[str]:
    """The ids that shell words choose, checked as `ea list` does."""
    wanted = parse_words(words.split())
    check(wanted, graph, strict=True)
    return wanted.select(graph)


def messages(graph: Graph, text: str, *, strict: bool = False) -> list[Text]:
    """What is wrong with a selector on this graph."""
    return [flaw.message for flaw in flaws(selector(text), graph, strict=strict)]


def holds(graph: Graph, text: str, id: str, *complete: dict[str, Any]) -> bool | None:
    """The answer of a selector in three values, where a workspace holds this in full."""
    return selector(text).holds(graph, id, Known(complete))
