"""What a mapping says in vain of a source: types that it has not, columns that none of its records have."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from fnmatch import fnmatchcase

from ea_repo.exchange.inventory import Inventory, Item, Note
from ea_repo.exchange.mapping.columns import OWN, known_columns, letters
from ea_repo.exchange.mapping.language import Cell, Mapping, RecordRule
from ea_repo.exchange.mapping.records import rules_for
from ea_repo.exchange.place import Place
from ea_repo.finding import Text
from ea_repo.suggest import did_you_mean


def idle(inventory: Inventory, mapping: Mapping) -> Iterator[Note]:
    """One note for each type and each column that a mapping names and the source does not have."""
    start = Place(inventory.files[0].name if inventory.files else "?")
    records: dict[str, list[Item]] = {}
    for record in inventory.records:
        records.setdefault(record.type, []).append(record)
    relations = dict.fromkeys(relation.type for relation in inventory.relations)
    for names, types in ((mapping.records, records), (mapping.relations, relations)):
        for name in names:
            if not _names_one(name, types):
                yield Note(start, _no_type(name, types))
    for type, items in records.items():
        yield from _idle_columns(type, items, rules_for(mapping.records, type)[1])


def _names_one(name: str, types: Collection[str]) -> bool:
    said = letters(name)
    return any(letters(type) == said or ("*" in name and fnmatchcase(type, name)) for type in types)


def _idle_columns(type: str, items: list[Item], rules: tuple[RecordRule, ...]) -> Iterator[Note]:
    """The columns of one type that its rules name and that it has not, but where another column may stand for it."""
    wanted = dict.fromkeys(name for rule in rules for name in _columns(rule))
    columns = known_columns(items) if wanted else {}
    known = {letters(name) for name in columns}
    for name in wanted:
        if name not in OWN and letters(name) not in known and name.partition(".")[0] not in columns:
            hint = did_you_mean(name, columns)
            why = Text(
                f"« {type} » n'a pas de colonne « {name} »{hint.fr}", f"“{type}” has no column “{name}”{hint.en}"
            )
            yield Note(items[0].at, why)


def _columns(rule: RecordRule) -> Iterator[str]:
    """The columns that a rule cannot do without; of a cell that names several, none by itself."""
    cells: tuple[Cell | None, ...] = (rule.key, rule.id, rule.name, rule.source, rule.target)
    for cell in (*cells, *rule.fields.values(), *rule.details.values()):
        yield from cell.from_ if cell is not None and len(cell.from_) == 1 else ()
    yield from (*rule.where, *rule.both_ways, *rule.drop)


def _no_type(name: str, types: Collection[str]) -> Text:
    hint = did_you_mean(name, types)
    return Text(
        f"la correspondance nomme « {name} », et rien n'est de ce type ici{hint.fr}",
        f"the mapping names “{name}”, and nothing is of that type here{hint.en}",
    )
