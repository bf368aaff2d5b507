"""What may be asked of a loss, of a withdrawal, of a retirement: anything else is refused, with one sentence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from ea_repo.finding import Text
from ea_repo.graph import Graph
from ea_repo.impact.days import Days
from ea_repo.impact.refusal import Refusal
from ea_repo.impact.retirement_graph import written_end
from ea_repo.impact.successions import always_goes_with, serves_written
from ea_repo.impact.takeovers import not_taken, served
from ea_repo.metamodel import accepts, kind
from ea_repo.semantics.belongings import belongings
from ea_repo.semantics.deployment import Deployment
from ea_repo.typography import day as shown_day

ROOTS = ("application", "api", "flow", "node", "site", "actor", "technology", "contract")
"""The kinds of which one may ask the loss."""


def is_losable(graph: Graph, id: str, losable: Sequence[str] = ROOTS) -> bool:
    """Whether an element is of a kind of which one may ask the loss."""
    return any(accepts(wanted, graph.kind(id)) for wanted in losable)


def require_losable(graph: Graph, id: str, *, locally: bool = False) -> None:
    """Refuses what cannot be lost: an idea, a datum, a process …; from a site, only applications are withdrawn."""
    losable = ("application",) if locally else ROOTS
    if is_losable(graph, id, losable):
        return
    label = graph.definition(id).label
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


def require_retirable(graph: Graph, ids: Sequence[str], on: dt.date) -> None:
    """Refuses the retirement of what is no application, has left service already, or is never there from a day on.

    In the graph, planned ends are looked past.
    """
    view = graph.at(on)
    for id in ids:
        require_losable(graph, id, locally=True)
        if view.in_service(id):
            continue
        if left := _left_with(view, id, on):
            raise Refusal(_already_out(view, id, left))
        if not any(graph.at(day).in_service(id) for day in Days(graph).all if day > on):
            raise Refusal(
                Text(
                    f"« {id} » n'est en service à aucune date à partir du {on:%d/%m/%Y} : un projet à abandonner, "
                    "non un retrait",
                    f"“{id}” is in service on no day from {on} on: a project to give up, not a retirement",
                )
            )


def _left_with(view: Graph, id: str, on: dt.date) -> str | None:
    """The element by whose written end one is out of service: itself, what it is part of, its product."""
    return next(
        (
            whole
            for whole in view.wholes(id, "part_of", "instance_of")
            if (written_end(view, whole) or dt.date.max) <= on
        ),
        None,
    )


def _already_out(view: Graph, id: str, left: str) -> Text:
    since = view.value(left, "retired_on")
    fr, en = f" depuis {shown_day(since, 'fr')}", f" since {shown_day(since, 'en')}"
    if left != id:
        fr, en = f"{fr}, avec {left}", f"{en}, with {left}"
    return Text(
        f"« {id} » est déjà hors service{fr} ; ce qu'il en reste : ea retire --check {id}",
        f"“{id}” is already out of service{en}; for what is left: ea retire --check {id}",
    )


def require_functions(graph: Graph, ids: Iterable[str], functions: Sequence[str]) -> None:
    """Refuses to withdraw elements from a process that none of them serves, and one that serves none of these."""
    served_by = {id: served(graph, id) for id in ids}
    for id, processes in served_by.items():
        for function in functions:
            if not any(function in others for others in served_by.values()) or not processes.intersection(functions):
                does = ", ".join(sorted(processes))
                raise Refusal(
                    Text(
                        f"« {id} » ne sert pas {function}" + (f" ; il sert : {does}" if does else ""),
                        f"“{id}” does not serve {function}" + (f"; it serves: {does}" if does else ""),
                    )
                )


def require_replaceable(
    graph: Graph, ids: Sequence[str], replacements: Mapping[str, Sequence[str]], functions: Sequence[str] = ()
) -> None:
    """Refuses a replacement that is retired too, has left service, or does nothing of what it replaces.

    What it does on a later day counts: it replaces from that day on. With functions, only these are asked of it.
    """
    for old, new in ((old, new) for old, several in replacements.items() for new in several):
        require_losable(graph, new, locally=True)
        if old not in ids:
            raise Refusal(Text(f"« {old} » n'est pas parmi ce qui est retiré", f"“{old}” is not among what is retired"))
        if always_goes_with(graph, new, ids, graph.date or dt.date.min):
            raise Refusal(
                Text(
                    f"« {new} » est retiré aussi : il ne remplace rien",
                    f"“{new}” is retired too: it replaces nothing",
                )
            )
        if graph.date and _left_with(graph, new, graph.date):
            raise Refusal(
                Text(
                    f"« {new} » est hors service à cette date : il ne remplace rien",
                    f"“{new}” is out of service on that day: it replaces nothing",
                )
            )
        inside = belongings(graph, [old])
        leaving = served(graph, old) & set(functions) if functions else served(graph, old)
        # What does a part of it replaces that: what it lacks is told.
        if leaving and leaving <= not_taken(graph, old, new, graph.at(None)) and serves_written(graph, new, inside):
            names = ", ".join(sorted(leaving))
            raise Refusal(
                Text(
                    f"« {new} » ne remplace pas « {old} » : il ne fait pas ce que celui-ci fait pour {names} ; "
                    "l'écrire de celui-là (covers, supports), ou choisir un autre remplaçant",
                    f"“{new}” does not replace “{old}”: it does not do what that one does for {names}; write it in its "
                    "field covers or supports, or choose another replacement",
                )
            )


def read_replacements(pairs: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """What takes the place of what, from `old=new`, each old one with one or several; raises Refusal for another text.

    The first named comes first where several could do.
    """
    replacements: dict[str, tuple[str, ...]] = {}
    for pair in pairs:
        old, _, new = (name.strip() for name in pair.partition("="))
        if not old or not new:
            raise Refusal(
                Text(
                    f"un remplacement s'écrit ANCIEN=NOUVEAU, comme ancienne-paie=paie, et non « {pair} »",
                    f"a replacement is written OLD=NEW, as in old-payroll=payroll, not “{pair}”",
                )
            )
        replacements[old] = tuple(dict.fromkeys((*replacements.get(old, ()), new)))
    return replacements
