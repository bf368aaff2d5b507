"""What nobody has looked at for long."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from ea_repo.answer.answer import Answer
from ea_repo.answer.stale import Freshness, Stale, stale
from ea_repo.load.last_changes import last_changes
from ea_repo.repository.open_workspace import OpenWorkspace
from ea_repo.select.shell_selector import parse_words
from ea_repo.select.validation import check as check_selector
from ea_repo.semantics.answerable import By

USUAL_DAYS = 365


def stale_elements(opened: OpenWorkspace, words: Sequence[str], older: int | None, by: By) -> Answer[Stale]:
    """The stale ones of the elements that a selector chooses, all without one; today, unless a day was asked for."""
    graph = opened.graph
    ids = [id for id in chosen(opened, words) if not graph.value(id, "illustrative")]
    files = sorted({file for id in ids if (file := graph.record(id).file)})
    day = opened.when.date if opened.at is not None else dt.date.today()
    settings = opened.workspace.settings
    fresh = Freshness(older, {}) if older is not None else Freshness(USUAL_DAYS, settings.verified_within)
    return opened.answer(stale(graph, ids, last_changes(opened.root, files), day, fresh, by))


def chosen(opened: OpenWorkspace, words: Sequence[str]) -> Sequence[str]:
    """The elements that a selector chooses; all without one, but for those that only keep what a source said."""
    graph = opened.graph
    selector = parse_words(words)
    check_selector(selector, graph, strict=True)
    return list(selector.select(graph) if words else (id for id in graph if not graph.definition(id).model.apart))
