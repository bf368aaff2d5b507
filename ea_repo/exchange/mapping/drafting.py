"""From an inventory and a mapping to a draft: what the source would bring, with nothing unaccounted for."""

from __future__ import annotations

from collections.abc import Iterator

from ea_repo.exchange.inventory import Inventory
from ea_repo.exchange.mapping.columns import Columns
from ea_repo.exchange.mapping.derived import derive
from ea_repo.exchange.mapping.draft import Draft, Proposal, Target
from ea_repo.exchange.mapping.items import Items
from ea_repo.exchange.mapping.kept import Kept
from ea_repo.exchange.mapping.language import Mapping
from ea_repo.exchange.mapping.lookup import Lookup
from ea_repo.exchange.mapping.records import Records
from ea_repo.exchange.mapping.relations import Relations
from ea_repo.exchange.mapping.wordings import Languages
from ea_repo.finding import Text
from ea_repo.graph import Graph
from ea_repo.metamodel import kinds

_UNTYPED = "?"
"""The type under which is counted what a reader could not even tell the type of."""


def draft(
    inventory: Inventory, mapping: Mapping, source: str, graph: Graph | None = None, lang: str | None = None
) -> Draft:
    """What a source would bring under a name; `graph` holds the elements that its cells may name besides its own."""
    made = Draft(inventory)
    columns, lookup = Columns(), Lookup(graph, source)
    languages = Languages(inventory, lang)
    items = Items(inventory, mapping, languages)
    Records(made, mapping, items, lookup, columns).take()
    Relations(made, mapping, items, lookup, columns).take()
    Kept(made, items, languages, source).take()
    if mapping.derive:
        derive(made)
    _open_loops(made)
    for rejected in inventory.rejected:
        made.count(rejected.type or _UNTYPED, "rejected")
        made.rejected.append(rejected)
    made.notes += inventory.notes
    return made


def _open_loops(made: Draft) -> None:
    """Takes out the links that come back where none may: of each loop the last one, and says so."""
    for field in sorted({name for kind in kinds().values() for name, link in kind.links.items() if link.acyclic}):
        for proposal, target in list(_closing(made, field)):
            proposal.fields[field] = [other for other in proposal.fields[field] if other != target]
            if not proposal.fields[field]:
                del proposal.fields[field]
            name = made.proposals[target.key].name or target.key
            why = Text(
                f"{field} : « {name} » reviendrait au point de départ",
                f"{field}: “{name}” would come back to its start",
            )
            made.refuse(proposal.place(field), why, proposal.origin.type, field)


def _closing(made: Draft, field: str) -> Iterator[tuple[Proposal, Target]]:
    """The links of a field that close a loop."""
    done: set[str] = set()
    for start in made.proposals:
        if start in done:
            continue
        path = [start]
        on_path = {start}
        waiting = [_along(made, start, field)]
        while waiting:
            target = next(waiting[-1], None)
            if target is None:
                done.add(path[-1])
                on_path.discard(path.pop())
                waiting.pop()
            elif target.key in on_path:
                yield made.proposals[path[-1]], target
            elif target.key in made.proposals and target.key not in done:
                path.append(target.key)
                on_path.add(target.key)
                waiting.append(_along(made, target.key, field))


def _along(made: Draft, key: str, field: str) -> Iterator[Target]:
    proposal = made.proposals[key]
    if field not in kinds()[proposal.kind].links or not kinds()[proposal.kind].links[field].acyclic:
        return iter(())
    return iter([target for target in proposal.fields.get(field, ()) if target.key])
