"""Whether a loss may be asked about, and of what."""

from __future__ import annotations

from collections.abc import Iterable

from ea_repo.finding import Text
from ea_repo.graph import Graph
from ea_repo.impact.refusal import Refusal
from ea_repo.impact.sites import Sites
from ea_repo.metamodel import accepts, kind

ROOTS = ("application", "api", "flow", "node", "site", "actor", "technology", "contract")


def may_be_lost(graph: Graph, id: str, *, locally: bool = False) -> None:
    """Refuses what cannot be lost: an idea, a datum, a process …; from a site, only applications are withdrawn."""
    actual = graph.kind(id)
    wanted = ("application",) if locally else ROOTS
    if any(accepts(each, actual) for each in wanted):
        return
    label = kind(actual).label
    fr, en = (", ".join(kind(each).label[lang] for each in wanted) for lang in ("fr", "en"))
    raise Refusal(
        Text(
            f"« {id} » est de genre {label.fr} : cela ne se perd ni ne se retire ainsi ; demander l'un de : {fr}",
            f"“{id}” is of kind {label.en}, which is not lost or withdrawn so; ask about one of: {en}",
        )
    )


def deployed_there(graph: Graph, ids: Iterable[str], sites: Iterable[str]) -> None:
    """Refuses a withdrawal from a site where it is known that an application is not used."""
    places = Sites.of(graph)
    for id in ids:
        deployed = places.deployed(id)
        for site in sites:
            if deployed is not None and not deployed & places.within(frozenset((site,))):
                at = ", ".join(places.folded(deployed))
                raise Refusal(
                    Text(
                        f"« {id} » n'est pas déployé à {site}"
                        + (f" ; il l'est à : {at}" if at else " ni nulle part à cette date"),
                        f"“{id}” is not deployed at {site}"
                        + (f"; it is at: {at}" if at else ", nor anywhere that day"),
                    )
                )
