"""The session of the arbitration committee on a day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ea_repo.answer.answer import Answer
from ea_repo.answer.audit import WHOLE
from ea_repo.answer.decided_requests import decisions
from ea_repo.answer.session import Session
from ea_repo.load.requests import find_requests
from ea_repo.repository import judging, requesting
from ea_repo.repository.deciding import FINAL
from ea_repo.repository.open_workspace import OpenWorkspace

_LAST = 10**9


def session(opened: OpenWorkspace, words: Sequence[str], *, maps: bool) -> Answer[Session]:
    """The dossiers of these requests, or of all that are not decided; raises what a dossier raises."""
    ids = list(words) or list(_undecided(opened))
    graph = opened.graph
    content = Session(
        tuple(requesting.dossier(opened, id, maps=maps, session=opened.when.date) for id in ids),
        decisions(graph, opened.when.date),
        judging.audit(opened, WHOLE, None, lambda *_: None),
        tuple(
            (id, graph.name(id), str(last))
            for id in graph.of("derogation")
            if (last := graph.value(id, "expires_on")) is not None
        ),
    )
    return opened.answer(content)


def _undecided(opened: OpenWorkspace) -> Iterator[str]:
    """The requests that no decision settles, by their ranks; one that cannot be read is refused, not left out."""
    graph = opened.workspace.graph
    settled = {graph.value(id, "request") for id in graph.of("decision") if graph.value(id, "verdict") in FINAL}
    found, wrong = find_requests(opened.root, opened.workspace.settings.limits)
    if wrong:
        raise wrong[0]
    for written in sorted(found, key=lambda one: (_LAST if one.request.rank is None else one.request.rank, one.id)):
        if written.id not in settled:
            yield written.id
