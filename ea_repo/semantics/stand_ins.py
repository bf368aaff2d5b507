"""Who counts in the place of another that is lost: no proof of concept, an outside tool only where it is written."""

from __future__ import annotations

from ea_repo.graph import Graph
from ea_repo.semantics.application_types import is_external, is_undecided_poc
from ea_repo.semantics.deployment import Deployment


def stands_in_by_cover(graph: Graph, application: str, place: str) -> bool:
    """Whether an application that covers a process makes the loss of another milder at a place where it may be.

    An undecided proof of concept never does; an outside tool does where it is recorded as deployed there.
    """
    if is_undecided_poc(graph, application):
        return False
    if not is_external(graph, application):
        return True
    places = Deployment.of(graph).places_of(application)
    return places is not None and place in places


def stands_in_by_support(graph: Graph, application: str) -> bool:
    """Whether an application that supports a need makes the loss of another that does milder."""
    return not is_undecided_poc(graph, application) and not is_external(graph, application)
