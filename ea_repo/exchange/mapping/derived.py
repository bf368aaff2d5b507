"""What ArchiMate lets one derive: whatever the services of an application or a node serve, it serves itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ea_repo.exchange.archimate import modern
from ea_repo.exchange.inventory import Relation
from ea_repo.exchange.mapping.cells import add_link
from ea_repo.exchange.mapping.draft import Draft, Inferred, Proposal, Target
from ea_repo.finding import Text
from ea_repo.metamodel import accepts

_DOES = frozenset(("Assignment", "Realization", "Composition", "Aggregation"))
"""From an element to what it does or offers; from a function to the service that it makes."""


@dataclass(frozen=True, slots=True)
class _Derived:
    """Elements of a kind serve those of another by what they do, which is of these types: a link says so."""

    server: str
    does: frozenset[str]
    served: str
    field: str
    back: bool
    """Whether the link is written on what is served."""


_RULES = (
    _Derived(
        "application",
        frozenset(("ApplicationService", "ApplicationFunction", "ApplicationProcess", "ApplicationInterface")),
        "process",
        "supports",
        back=False,
    ),
    _Derived(
        "node",
        frozenset(("TechnologyService", "TechnologyFunction", "TechnologyProcess", "TechnologyInterface")),
        "application",
        "runs_on",
        back=True,
    ),
    _Derived(
        "technology",
        frozenset(("TechnologyService", "TechnologyFunction", "TechnologyProcess", "TechnologyInterface")),
        "application",
        "technologies",
        back=True,
    ),
)


def derive(draft: Draft) -> None:
    """Adds the links of ArchiMate's own derivation: a structural relation followed by serving is serving."""
    proposals = draft.proposals
    does: dict[str, list[str]] = {}
    serves: dict[str, list[Relation]] = {}
    types = {record.id: modern(record) for record in draft.inventory.records}
    for relation in draft.inventory.relations:
        if relation.target in types and relation.source in types:
            type = modern(relation)
            if type in _DOES:
                does.setdefault(relation.source, []).append(relation.target)
            elif type == "Serving":
                serves.setdefault(relation.source, []).append(relation)
    for rule in _RULES:
        for server in [one for one in proposals.values() if accepts(rule.server, one.kind)]:
            for through, relation in _served(server.key, rule, types, does, serves):
                served = proposals[relation.target]
                if accepts(rule.served, served.kind):
                    _add(draft, rule, server, served, proposals[through], relation)


def _add(
    draft: Draft, rule: _Derived, server: Proposal, served: Proposal, through: Proposal, relation: Relation
) -> None:
    holder, pointed = (served, server) if rule.back else (server, served)
    target = Target(key=pointed.key)
    if target in holder.fields.get(rule.field, ()):
        return
    add_link(holder, rule.field, target)
    names = (holder.name, rule.field, pointed.name, through.name)
    fr = "« {} » {} « {} », par « {} »".format(*names)
    draft.inferred.append(Inferred(relation.at, Text(fr, "“{}” {} “{}”, through “{}”".format(*names))))


def _served(
    server: str, rule: _Derived, types: dict[str, str], does: dict[str, list[str]], serves: dict[str, list[Relation]]
) -> Iterator[tuple[str, Relation]]:
    """What serves by what an element does, each with the relation of serving."""
    seen: set[str] = set()
    waiting = list(does.get(server, ()))
    while waiting:
        key = waiting.pop(0)
        if key not in seen and types[key] in rule.does:
            seen.add(key)
            yield from ((key, relation) for relation in serves.get(key, ()))
            waiting += does.get(key, ())
