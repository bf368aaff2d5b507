"""What nobody has looked at for long."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from ea_repo.answer.answer import Answer
from ea_repo.answer.stale import Freshness, Stale, stale
from ea_repo.answer.trust import Trust
from ea_repo.load.last_changes import last_changes
from ea_repo.repository.open_workspace import OpenWorkspace
from ea_repo.semantics.answerable import By

USUAL_DAYS = 365


def stale_elements(opened: OpenWorkspace, words: Sequence[str], older: int | None, by: By) -> Answer[Stale]:
    """The stale ones of the elements that a selector chooses, all without one; today, unless a day was asked for."""
    asked = opened.typed(words)
    return opened.answer(stale_among(opened, asked.selector.select(opened.graph), older, by), meant=asked.meant)


def trust(opened: OpenWorkspace, ids: Iterable[str]) -> Trust:
    """How far some elements can be trusted: what is none is left out, and counts for nothing."""
    graph = opened.graph
    asked = [id for id in dict.fromkeys(ids) if id in graph and not graph.definition(id).apart]
    examples = sum(bool(graph.value(id, "illustrative")) for id in asked)
    return Trust(len(asked), examples, stale_among(opened, asked, None, "moa"))


def trust_of_all(opened: OpenWorkspace) -> Trust:
    """How far the whole model can be trusted."""
    return trust(opened, opened.graph)


def stale_among(opened: OpenWorkspace, asked: Iterable[str], older: int | None, by: By) -> Stale:
    """The stale ones of some elements, the examples among them left out."""
    graph = opened.graph
    ids = [id for id in asked if not graph.value(id, "illustrative")]
    files = sorted({file for id in ids if (file := graph.file(id))})
    today = dt.date.today()
    day = opened.when.date if opened.at is not None else today
    settings = opened.workspace.settings
    fresh = Freshness(older, {}) if older is not None else Freshness(USUAL_DAYS, settings.verified_within)
    return stale(graph, ids, last_changes(opened.root, files), day, fresh, by, max(day, today))
