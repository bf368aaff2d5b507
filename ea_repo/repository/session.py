"""The session of the arbitration committee on a day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ea_repo.answer.answer import Answer
from ea_repo.answer.audit import WHOLE
from ea_repo.answer.decided_requests import decisions
from ea_repo.answer.session import Session
from ea_repo.check.acceptance import granted
from ea_repo.load.requests import find_requests
from ea_repo.repository import judging, requesting
from ea_repo.repository.deciding import FINAL
from ea_repo.repository.open_workspace import OpenWorkspace

_LAST = 10**9


def session(opened: OpenWorkspace, words: Sequence[str], *, maps: bool) -> Answer[Session]:
    """The dossiers of these requests, or of all that are not decided; raises what a dossier raises.

    The session is on the day asked for, else on the first that a request names, else on the day looked at.
    """
    ids = list(words) or list(_undecided(opened))
    day = opened.when.date if opened.at is not None else None
    dossiers = tuple(requesting.dossier(opened, id, maps=maps, session=day) for id in ids)
    named = [dossier.content.committee_on for dossier in dossiers if dossier.content.committee_on is not None]
    sits_on = day or min(named, default=opened.when.date)
    content = Session(
        sits_on,
        dossiers,
        decisions(opened.graph, sits_on),
        judging.audit(opened, WHOLE, None, lambda *_: None),
        tuple(one for one in granted(opened.graph, opened.charter, sits_on).values() if not one.illustrative),
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
