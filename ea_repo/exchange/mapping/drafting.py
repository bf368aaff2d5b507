"""From an inventory and a mapping to a draft: what the source would bring, with nothing unaccounted for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from ea_repo.exchange.inventory import NOT_OF_THIS_FORMAT, Inventory, Note
from ea_repo.exchange.mapping.columns import OWN, Columns, known_columns
from ea_repo.exchange.mapping.derived import derive
from ea_repo.exchange.mapping.draft import Draft, Proposal, Target
from ea_repo.exchange.mapping.items import Items
from ea_repo.exchange.mapping.kept import Kept
from ea_repo.exchange.mapping.language import Cell, Mapping, RecordRule
from ea_repo.exchange.mapping.lookup import Lookup
from ea_repo.exchange.mapping.records import LEFT_OUT, Records, rules_for, unused
from ea_repo.exchange.mapping.relations import Relations
from ea_repo.exchange.mapping.wordings import Languages
from ea_repo.exchange.place import Place
from ea_repo.finding import Text
from ea_repo.graph import Graph
from ea_repo.metamodel import kinds
from ea_repo.suggest import did_you_mean

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
    made.notes += (_as_mapped(note, mapping) for note in inventory.notes)
    return made


def _as_mapped(note: Note, mapping: Mapping) -> Note:
    """A note about a file that is not read says where it is the mapping that leaves it out."""
    if note.text == NOT_OF_THIS_FORMAT:
        _, rules = rules_for(mapping.records, PurePath(note.at.file).stem)
        if rules and (skip := rules[0].skip) is not None and not rules[0].where:
            return Note(note.at, Text(f"{LEFT_OUT.fr} : {skip}", f"{LEFT_OUT.en}: {skip}"))
    return note


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
            made.refuse(proposal.place(field), why, proposal.origin.type)


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


def mistakes(inventory: Inventory, mapping: Mapping) -> Iterator[Text]:
    """What a mapping names and the source does not have: columns of a type, then types."""
    by_type: dict[str, list[object]] = {}
    for record in inventory.records:
        by_type.setdefault(record.type, []).append(record)
    for type, items in by_type.items():
        columns: dict[str, None] = {}
        for rule in rules_for(mapping.records, type)[1]:
            columns |= columns or known_columns(items)  # type: ignore[arg-type]
            known = {fold_ for name in columns for fold_ in (name,)}
            for name in _columns(rule):
                if not _is_known(name, known):
                    hint = did_you_mean(name, known)
                    yield Text(
                        f"« {type} » n'a pas de colonne « {name} »{hint.fr}",
                        f"“{type}” has no column “{name}”{hint.en}",
                    )


def unmet(inventory: Inventory, mapping: Mapping) -> Iterator[Note]:
    """The types that a mapping names and the source does not have."""
    at = Place(inventory.files[0].name if inventory.files else "?")
    for what, rules, items in (
        (Text("enregistrement", "record"), mapping.records, inventory.records),
        (Text("relation", "relation"), mapping.relations, inventory.relations),
    ):
        for name in unused(rules, {item.type for item in items}):
            text = Text(
                f"la correspondance nomme « {name} », et aucun {what.fr} n'est de ce type ici",
                f"the mapping names “{name}”, and no {what.en} is of that type here",
            )
            yield Note(at, text)


def _columns(rule: RecordRule) -> Iterator[str]:
    cells: list[Cell | None] = [rule.key, rule.id, rule.name, rule.source, rule.target]
    for cell in (*cells, *rule.fields.values(), *rule.details.values()):
        yield from cell.from_ if cell is not None else ()
    yield from (*rule.where, *rule.both_ways, *rule.drop)


def _is_known(name: str, known: set[str]) -> bool:
    from ea_repo.exchange.mapping.columns import letters

    return name in OWN or letters(name) in {letters(one) for one in known} or name.partition(".")[0] in known
