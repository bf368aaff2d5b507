"""What a site works out beforehand; of a large system less, and its pages say what to ask the command line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from ea_repo.answer.map import MapQuestion
from ea_repo.metamodel import accepts

LARGE = 10_000
"""Beyond so many elements, what is not in service on the day looked at has no page of what its loss would do: each such
loss is looked at on a day of its own, for which everything is worked out again."""
MOST_AROUND = 500
"""Of a view that is drawn around more elements than that, none of these maps is drawn."""
STOPPING = ("application", "node", "site", "technology", "actor")
"""The kinds whose loss is worked out; of a flow, an API or a contract one asks the command line."""


def stops(kind: str) -> bool:
    """Whether a kind is one whose loss is worked out."""
    return any(accepts(wanted, kind) for wanted in STOPPING)


def stopping(kinds: Iterable[tuple[str, str]], in_service: Collection[str] | None) -> dict[str, list[str]]:
    """By kind of `STOPPING`, the elements (each with its own kind) whose loss is worked out.

    `in_service` are those that may be, where the system is large.
    """
    by_kind: dict[str, list[str]] = {name: [] for name in STOPPING}
    for id, own in kinds:
        for name in STOPPING:
            if accepts(name, own) and (in_service is None or id in in_service):
                by_kind[name].append(id)
    return {name: ids for name, ids in by_kind.items() if ids}


def views_left_out(questions: Iterable[MapQuestion]) -> dict[str, int]:
    """The views drawn around too many elements, with around how many."""
    around = Counter(question.view for question in questions if question.focus)
    return {view: number for view, number in around.items() if number > MOST_AROUND}


def drawn(questions: Iterable[MapQuestion], left_out: Collection[str]) -> Iterator[MapQuestion]:
    """The maps that are drawn."""
    return (question for question in questions if not (question.focus and question.view in left_out))
