"""What becomes of records: the first rule for their type that fits them says it; without one, they are kept."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping as Dict
from dataclasses import replace
from fnmatch import fnmatchcase
from functools import cache, partial
from itertools import product
from typing import Any, TypeVar

from ea_repo.exchange.archimate import modern
from ea_repo.exchange.inventory import Item, LeftOut, Record, Rejected
from ea_repo.exchange.mapping.cells import Cells
from ea_repo.exchange.mapping.columns import Columns, holds, letters
from ea_repo.exchange.mapping.conversion import NotSaid, is_arriving
from ea_repo.exchange.mapping.draft import Draft, Fate, Inferred, Proposal
from ea_repo.exchange.mapping.items import Items
from ea_repo.exchange.mapping.keys import back_key
from ea_repo.exchange.mapping.language import Mapping, RecordRule
from ea_repo.exchange.mapping.links import Links
from ea_repo.exchange.mapping.lookup import Lookup
from ea_repo.exchange.mapping.row_keys import RowKeys
from ea_repo.exchange.mapping.wordings import on_one_line
from ea_repo.finding import Text
from ea_repo.metamodel import kinds

T = TypeVar("T")
_ROW = "/"
LEFT_OUT = Text("laissé de côté par la correspondance", "left out by the mapping")
_DELETED = Text("supprimé dans la source elle-même", "deleted in the source itself")
_NO_RULE = Text("la correspondance ne dit rien de cette feuille", "the mapping says nothing of this sheet")
_TURNED = {"source": "target", "target": "source"}
_SUMS = frozenset(("total", "totaux", "totalgeneral", "soustotal", "grandtotal", "subtotal", "somme", "sum", "totals"))
"""Names, as they are compared, of rows that sum up others."""
_NO_NAME = Text("cette ligne n'a pas de nom", "this row has no name")


class Records:
    """Proposes elements and links for the records of a source."""

    def __init__(self, draft: Draft, mapping: Mapping, items: Items, lookup: Lookup, columns: Columns) -> None:
        self._draft, self._mapping, self._items = draft, mapping, items
        self._lookup, self._columns = lookup, columns
        self._cells = Cells(draft, mapping, lookup, columns)
        self._link_rows = Links(draft, self._cells, lookup)
        self._rules = cache(partial(rules_for, mapping.records))
        self._pending: list[tuple[Record, Proposal, list[RecordRule]]] = []
        self._arriving: list[tuple[Record, Proposal, RecordRule]] = []
        self._links: list[tuple[Record, RecordRule]] = []
        self._keys = RowKeys()

    def take(self) -> None:
        """Proposes what all records are: elements first, then what they say, which may name others."""
        inventory = self._draft.inventory
        for record in inventory.records:
            self._record(record)
        self._draft.notes += self._keys.doubts()
        # A rule that needs a field holds only where it can be said, so that what these are is known before the rest.
        for record, proposal, rules in sorted(self._pending, key=lambda pending: not pending[2][0].needs):
            self._fill(record, proposal, rules)
        for record, proposal, rule in self._arriving:
            for field, cell in rule.fields.items():
                if is_arriving(proposal.kind, field):
                    self._link_rows.arriving(record, proposal, field, cell)
        for record, rule in self._links:
            self._link(record, rule)
        self._link_rows.finish()
        for left in inventory.left_out:
            self._deleted(left)

    def _record(self, record: Record) -> None:
        name, known = self._rules(modern(record))
        rules = [rule for rule in known if holds(self._columns, record, rule.where)]
        if not rules:
            if known:
                self._leave(record, LEFT_OUT)
            else:
                self._keep(record)
            return
        rule = rules[0]
        if rule.skip is not None:
            why = Text(f"{LEFT_OUT.fr} : {rule.skip}", f"{LEFT_OUT.en}: {rule.skip}")
            self._leave(record, why)
        elif rule.link is not None:
            self._links.append((record, rule))
            if rule.keep:
                self._lookup.add(self._kept(record))
        else:
            self._propose(record, name, rules)

    def _propose(self, record: Record, type: str, rules: list[RecordRule]) -> None:
        """Proposes what a record is; `type` is what the mapping calls its type, whatever its file is called today."""
        rule = rules[0]
        proposal = self._items.proposal(record, rule.kind or "")
        if rule.name is not None:
            proposal.name = on_one_line(self._cells.text(record, rule.name))
            proposal.fields.pop("name", None)
            if proposal.name:
                proposal.fields["name"] = proposal.name
        own = self._cells.text(record, rule.key) if rule.key is not None else ""
        wanted = self._cells.text(record, rule.id) if rule.id is not None else ""
        if rule.name is not None and (why := self._no_element(record, rule, proposal.name, own, wanted)) is not None:
            self._reject(record, why, f"{type}{_ROW}{own}")
            return
        proposal.wanted = wanted or proposal.name or own
        try:
            proposal.same_as = self._same_as(record, proposal, rule, own)
        except NotSaid as problem:
            self._reject(record, problem.why, f"{type}{_ROW}{own or proposal.name}")
            return
        if proposal.same_as:
            # What is here keeps the name that it has here.
            proposal.fields.pop("name", None)
        if self._draft.inventory.tabular:
            # Rows have no ids of their own: what tells them apart is their key, else their name.
            proposal.plain = f"{type}{_ROW}{own or proposal.name or wanted}"
            proposal.nameless = not (own or proposal.name or wanted)
            proposal.key = self._free(proposal.plain)
            if rule.key is not None:
                self._keys.add(type, own, self._cells.place(record, rule.key), proposal)
        self._draft.proposals[proposal.key] = proposal
        self._lookup.add(proposal, filter(None, (own, wanted)))
        self._pending.append((record, proposal, rules))

    def _reject(self, record: Record, why: Text, key: str) -> None:
        """Names a row that does not come in; what it was in an earlier version is still known by its key."""
        self._draft.count(record.type, "rejected")
        self._draft.refuse(record.at, why, record.type)
        self._draft.rejected_keys.add(key if self._draft.inventory.tabular else record.id)

    def _no_element(self, record: Record, rule: RecordRule, name: str, own: str, wanted: str) -> Text | None:
        """Why a row is no element: it names nothing, or sums up others; None where it is one."""
        if not name:
            keys = {column for cell in (rule.key, rule.id) if cell for column in self._cells.columns_of(record, cell)}
            if not (own or wanted) or (self._draft.inventory.tabular and set(record.fields) <= keys):
                return _NO_NAME
            key = own or wanted
            said = Text(f"sans nom : sa clé « {key} » en tient lieu", f"without a name: its key “{key}” stands for it")
            self._draft.inferred.append(Inferred(record.at, said))
        elif self._draft.inventory.tabular and not own and letters(name) in _SUMS:
            return Text(
                f"« {name} » semble une somme, et non un élément (si c'en est un, donnez-lui une clé : key)",
                f"“{name}” seems to be a sum, not an element (if it is one, give it a key)",
            )
        return None

    def _same_as(self, record: Record, proposal: Proposal, rule: RecordRule, own: str) -> str:
        """The element of the workspace that a record is, as the mapping says; empty where it is a new one."""
        ids = self._mapping.ids
        for name in (record.id, own, proposal.name):
            if name in ids:
                return ids[name]
        return self._lookup.here(own or proposal.name, (proposal.kind,)) if rule.same else ""

    def _free(self, key: str) -> str:
        number, free = 1, key
        while free in self._draft.proposals:
            number += 1
            free = f"{key} ({number})"
        return free

    def _fill(self, record: Record, proposal: Proposal, rules: list[RecordRule]) -> None:
        """Says what a record says of its element, by the first rule whose needs are met."""
        for rule in rules:
            if rule.kind is None:
                break
            proposal.kind = rule.kind
            rejected, left_out, inferred = self._draft.rejected, self._draft.left_out, self._draft.inferred
            before = len(rejected), len(left_out), len(inferred)
            fields, places, taken = self._cells.fields(record, rule.kind, rule.fields)
            if all(fields.get(name) for name in rule.needs):
                self._draft.spoil(proposal.key, rejected[before[0] :])
                self._finish(record, proposal, rule, fields, places, taken)
                return
            del rejected[before[0] :], left_out[before[1] :], inferred[before[2] :]
        kept = self._items.concept(record)
        kept.key = proposal.key
        self._draft.proposals[proposal.key] = kept
        proposal.kind = kept.kind
        self._draft.count(record.type, "kept")

    def _finish(
        self,
        record: Record,
        proposal: Proposal,
        rule: RecordRule,
        fields: dict[str, Any],
        places: dict[str, Any],
        taken: set[str],
    ) -> None:
        self._arriving.append((record, proposal, rule))
        proposal.fields |= fields
        proposal.places |= places
        for cell in (rule.name, rule.key, rule.id):
            taken |= self._cells.columns_of(record, cell) if cell is not None else set()
        taken |= set(rule.drop)
        self._items.rest(proposal, record, taken, drop=rule.rest == "drop")
        if proposal.kind in ("concept", "relationship"):
            proposal.fields.setdefault("type", record.type)
        kept = proposal.kind in ("concept", "relationship")
        self._draft.count(record.type, "kept" if kept else "mapped")
        both_ways = rule.both_ways and holds(self._columns, record, rule.both_ways)
        for one in (proposal, *self._others(proposal)):
            if both_ways:
                add_way_back(self._draft, one)

    def _others(self, proposal: Proposal) -> list[Proposal]:
        """Of a row with several sources or targets, one more of it for each pair of them but the first."""
        ends = [field for field, link in kinds()[proposal.kind].links.items() if link.end]
        values = [proposal.fields.get(field) or [None] for field in ends]
        if max(map(len, values), default=1) == 1:
            return []
        others = []
        first, *pairs = product(*values)
        for pair in pairs:
            said = {field: [target] for field, target in zip(ends, pair, strict=True) if target is not None}
            other = replace(
                proposal, key=self._free(proposal.plain or proposal.key), fields={**proposal.fields, **said},
                places=dict(proposal.places), links=[], inferred=True,
            )  # fmt: skip
            self._draft.proposals[other.key] = other
            self._draft.spoilt[other.key] = set(self._draft.spoilt.get(proposal.key, ()))
            others.append(other)
        proposal.fields |= {field: [target] for field, target in zip(ends, first, strict=True) if target is not None}
        number = len(others) + 1
        said_ = Text(f"plusieurs bouts dans une cellule : {number} flux", f"several ends in one cell: {number} flows")
        self._draft.inferred.append(Inferred(proposal.at, said_))
        return others

    def _link(self, record: Record, rule: RecordRule) -> None:
        """A record that is a link between two elements."""
        rejected = len(self._draft.rejected)
        made = self._link_rows.row(record, rule)
        unmade: Fate = "rejected" if len(self._draft.rejected) > rejected else "left_out"
        self._draft.count(record.type, "mapped" if made else unmade)

    def _keep(self, record: Record) -> None:
        if self._draft.inventory.tabular:
            # Rows that nothing tells apart cannot be known again in the next version.
            self._leave(record, _NO_RULE)
            return
        self._lookup.add(self._kept(record))
        self._draft.count(record.type, "kept")

    def _kept(self, record: Record) -> Proposal:
        proposal = self._items.concept(record)
        self._draft.proposals[proposal.key] = proposal
        return proposal

    def _leave(self, item: Item, why: Text) -> None:
        self._draft.count(item.type, "left_out")
        self._draft.left_out.append(Rejected(item.at, why, item.type))

    def _deleted(self, left: LeftOut) -> None:
        self._draft.count(left.type, "left_out")
        self._draft.left_out.append(Rejected(left.at, _DELETED, left.type))


def rules_for(rules: Dict[str, tuple[T, ...]], type: str) -> tuple[str, tuple[T, ...]]:
    """The rules of a type, with the name that they stand under: its own, else a pattern (`glpi_*`), `*` last."""
    said = letters(type)
    same = next((name for name in rules if "*" not in name and letters(name) == said), None)
    fitting = [name for name in rules if "*" in name and fnmatchcase(type, name)]
    name = type if type in rules else same or max(fitting, key=len, default=None)
    return (type, ()) if name is None else (name, rules[name])


def add_way_back(draft: Draft, proposal: Proposal) -> None:
    """Adds the way back of a flow that goes both ways: an exchange both ways is two flows."""
    key = back_key(proposal.key)
    fields = {_TURNED.get(name, name): value for name, value in proposal.fields.items()}
    draft.spoilt[key] = {_TURNED.get(path, path) for path in draft.spoilt.get(proposal.key, ())}
    draft.proposals[key] = Proposal(
        key, proposal.kind, proposal.at, proposal.name, proposal.wanted, fields, dict(proposal.places),
        proposal.origin, inferred=True,
    )  # fmt: skip
    name = proposal.name or proposal.key
    text = Text(f"« {name} » va dans les deux sens : deux flux", f"“{name}” goes both ways: two flows")
    draft.inferred.append(Inferred(proposal.at, text))


def unused(rules: Iterable[str], types: Iterable[str]) -> list[str]:
    """The types that a mapping names and that a source has not."""
    known = list(types)
    said = {letters(type) for type in known}
    return [
        name
        for name in rules
        if letters(name) not in said and not any("*" in name and fnmatchcase(type, name) for type in known)
    ]
