"""Who still serves a process somewhere perhaps, once others went: what their own loss would take from it."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ea_repo.graph import Graph
from ea_repo.impact.withdrawal import Lost
from ea_repo.semantics.belongings import belongings
from ea_repo.semantics.deployment import Deployment
from ea_repo.semantics.process_needs import ProcessNeeds
from ea_repo.semantics.stand_ins import stands_in_by_cover, stands_in_by_support


def lost_again(view: Graph, losses: Collection[Lost], group: Collection[str], gone: Collection[str]) -> Iterator[Lost]:
    """The processes, perhaps lost already, that a group may still serve: where it does, its loss is one of its own.

    `gone` are those that are lost already. One of the group serves alone where the other ones that are left, whose
    deployments are not recorded either, are not used; those that share its record are used where it is.
    """
    served_by_place = [loss for loss in losses if loss.place]
    if not served_by_place:
        return
    inside = belongings(view, group)
    deployment = Deployment.of(view)
    for loss in served_by_place:
        standing = [
            application
            for application in _serving(view, loss)
            if application not in gone and deployment.used_at(application, loss.place) is None
        ]
        staying = {deployment.recorded_by(application) for application in standing if application not in inside}
        if any(deployment.recorded_by(id) not in staying for id in standing if id in inside):
            yield loss


def _serving(view: Graph, loss: Lost) -> list[str]:
    """The applications in service that do, where they are used, what is lost."""
    needs = ProcessNeeds.of(view)
    if not loss.need:
        return [id for id in needs.covering(loss.id) if stands_in_by_cover(view, id, loss.place)]
    named = (need for need in needs.needs(loss.id) if loss.need in (need.words, ", ".join(need.supporters)))
    return [id for need in named for id in need.supporters if stands_in_by_support(view, id)]
