"""What may be asked of a loss, of a withdrawal, of a retirement: anything else is refused, with one sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ea_repo.finding import Text
from ea_repo.graph import Graph
from ea_repo.impact.refusal import Refusal
from ea_repo.metamodel import accepts, kind
from ea_repo.semantics.deployment import Deployment

ROOTS = ("application", "api", "flow", "node", "site", "actor", "technology", "contract")
"""The kinds of which one may ask the loss."""


def require_losable(graph: Graph, id: str, *, locally: bool = False) -> None:
    """Refuses what cannot be lost: an idea, a datum, a process …; from a site, only applications are withdrawn."""
    actual = graph.kind(id)
    losable = ("application",) if locally else ROOTS
    if any(accepts(wanted, actual) for wanted in losable):
        return
    label = kind(actual).label
    fr, en = (", ".join(kind(wanted).label[lang] for wanted in losable) for lang in ("fr", "en"))
    raise Refusal(
        Text(
            f"« {id} » est de genre {label.fr} : cela ne se perd ni ne se retire ainsi ; demander l'un de : {fr}",
            f"“{id}” is of kind {label.en}, which is not lost or withdrawn so; ask about one of: {en}",
        )
    )


def require_deployed_at(graph: Graph, ids: Iterable[str], sites: Iterable[str]) -> None:
    """Refuses a withdrawal from a site where it is known that an application is not used."""
    deployment = Deployment.of(graph)
    for id in ids:
        places = deployment.places_of(id)
        for site in sites:
            if places is not None and not places & deployment.within(frozenset((site,))):
                at = ", ".join(deployment.folded(places))
                raise Refusal(
                    Text(
                        f"« {id} » n'est pas déployé à {site}"
                        + (f" ; il l'est à : {at}" if at else " ni nulle part à cette date"),
                        f"“{id}” is not deployed at {site}"
                        + (f"; it is at: {at}" if at else ", nor anywhere that day"),
                    )
                )


def require_retirable(graph: Graph, ids: Iterable[str]) -> None:
    """Refuses the retirement of what is no application, is not in service yet, or has left service already."""
    for id in ids:
        require_losable(graph, id, locally=True)
        if graph.phase(id) == "plan":
            raise Refusal(
                Text(
                    f"« {id} » n'est pas encore en service à cette date : c'est un projet à abandonner, non un retrait",
                    f"“{id}” is not in service yet on that day: a project to give up, not a retirement",
                )
            )
        if graph.phase(id) == "end_of_life":
            wholes = graph.wholes(id, "part_of")
            day = next((retired_on for whole in wholes if (retired_on := graph.value(whole, "retired_on"))), None)
            since = Text(f" depuis {day}", f" since {day}") if day else Text("", "")
            raise Refusal(
                Text(
                    f"« {id} » est déjà hors service{since.fr} ; ce qu'il en reste : ea retire --check {id}",
                    f"“{id}” is already out of service{since.en}; for what is left: ea retire --check {id}",
                )
            )


def require_replaceable(graph: Graph, ids: tuple[str, ...], replacements: Mapping[str, str]) -> None:
    """Refuses a replacement that is retired too, is out of service, or does not cover what it replaces."""
    for old, new in replacements.items():
        require_losable(graph, new, locally=True)
        if old not in ids:
            raise Refusal(Text(f"« {old} » n'est pas parmi ce qui est retiré", f"“{old}” is not among what is retired"))
        if any(new in graph.parts(id) for id in ids):
            raise Refusal(
                Text(
                    f"« {new} » est retiré aussi : il ne remplace rien",
                    f"“{new}” is retired too: it replaces nothing",
                )
            )
        if graph.phase(new) == "end_of_life":
            raise Refusal(
                Text(
                    f"« {new} » est hors service à cette date : il ne remplace rien",
                    f"“{new}” is out of service on that day: it replaces nothing",
                )
            )
        if lacking := sorted(_covered(graph, old) - _covered(graph, new)):
            names = ", ".join(lacking)
            raise Refusal(
                Text(
                    f"« {new} » ne remplace pas « {old} » : il ne couvre pas {names} ; l'écrire dans son champ covers, "
                    "ou choisir un autre remplaçant",
                    f"“{new}” does not replace “{old}”: it does not cover {names}; write it in its field covers, or "
                    "choose another replacement",
                )
            )


def _covered(graph: Graph, application: str) -> set[str]:
    """The processes that an application covers, by itself or by its modules."""
    return {process for part in graph.parts(application) for process in graph.targets(part, "covers")}


def read_replacements(pairs: Iterable[str]) -> dict[str, str]:
    """What takes the place of what, from `old=new`; raises Refusal for what does not read so, or says it twice."""
    replacements: dict[str, str] = {}
    for pair in pairs:
        old, _, new = (name.strip() for name in pair.partition("="))
        if not old or not new:
            raise Refusal(
                Text(
                    f"un remplacement s'écrit ANCIEN=NOUVEAU, comme agathe=ptah, et non « {pair} »",
                    f"a replacement is written OLD=NEW, as in agathe=ptah, not “{pair}”",
                )
            )
        if replacements.setdefault(old, new) != new:
            raise Refusal(
                Text(
                    f"« {old} » aurait deux remplaçants, {replacements[old]} et {new} : n'en garder qu'un",
                    f"“{old}” would have two replacements, {replacements[old]} and {new}: keep one",
                )
            )
    return replacements
