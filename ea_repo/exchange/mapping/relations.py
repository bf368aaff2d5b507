"""What becomes of relations: a link, a flow, or a relationship that is kept as it came."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, cached_property, partial
from typing import Any

from ea_repo.exchange.archimate import modern
from ea_repo.exchange.inventory import Inventory, Note, Rejected, Relation
from ea_repo.exchange.mapping.cells import Cells, add_link
from ea_repo.exchange.mapping.columns import Columns, holds
from ea_repo.exchange.mapping.draft import Draft, Proposal, SaidLink, Target
from ea_repo.exchange.mapping.items import Items
from ea_repo.exchange.mapping.keys import natural
from ea_repo.exchange.mapping.language import Mapping, RelationRule
from ea_repo.exchange.mapping.lookup import Lookup
from ea_repo.exchange.mapping.records import LEFT_OUT, add_way_back, rules_for
from ea_repo.finding import Text
from ea_repo.metamodel import Link, accepts, kinds


class Relations:
    """Proposes links, flows and relationships for the relations of a source."""

    def __init__(self, draft: Draft, mapping: Mapping, items: Items, lookup: Lookup, columns: Columns) -> None:
        self._draft, self._mapping, self._items = draft, mapping, items
        self._columns = columns
        self._cells = Cells(draft, mapping, lookup, columns)
        self._rules = cache(partial(rules_for, mapping.relations))
        self._ids = {relation.id for relation in draft.inventory.relations}
        self._deleted = {left.id: left.name or left.id for left in draft.inventory.left_out}
        self._ends = _ends_of_others(draft.inventory)

    @cached_property
    def _like_it(self) -> Counter[tuple[str, bool, str]]:
        """How many relations of a type begin at something, and how many end there."""
        counts: Counter[tuple[str, bool, str]] = Counter()
        for relation in self._draft.inventory.relations:
            counts[relation.type, True, relation.source] += 1
            counts[relation.type, False, relation.target] += 1
        return counts

    def take(self) -> None:
        """Proposes what all relations are; those that end on others come after these."""
        # In an order that does not depend on the tool that wrote the file: of several wholes, the first is taken.
        types = list(self._mapping.relations)
        relations = sorted(
            self._draft.inventory.relations,
            key=lambda relation: (_rank(types, modern(relation)), natural(relation.id)),
        )
        for relation in _in_order(relations, self._ids):
            self._relation(relation)
        for rejected in self._draft.inventory.rejected:
            if rejected.relation is not None:
                self._unread(rejected.relation)

    def _unread(self, relation: Relation) -> None:
        """Notes what a relation that could not be read may be, so that it takes away nothing of what it was before."""
        self._draft.rejected_keys.add(relation.id)
        for rule in self._rules(modern(relation))[1]:
            for end, field in ((relation.source, rule.link), (relation.target, rule.back)):
                if field is not None and end in self._draft.proposals:
                    self._draft.spoilt.setdefault(end, set()).add(field)

    def _relation(self, relation: Relation) -> None:
        source = self._draft.proposals.get(relation.source)
        target = self._draft.proposals.get(relation.target)
        if source is None or target is None:
            missing = relation.source if source is None else relation.target
            if missing in self._deleted:
                name = self._deleted[missing]
                why = Text(
                    f"son bout « {name} » est supprimé dans la source", f"its end “{name}” is deleted in the source"
                )
                self._draft.count(relation.type, "left_out")
                self._draft.left_out.append(Rejected(relation.at, why, relation.type))
                return
            why = (
                Text(
                    f"un bout de cette relation, « {missing} », n'est pas dans la source",
                    f"an end of this relation, “{missing}”, is not in the source",
                )
                if missing
                else Text("il manque un bout à cette relation", "this relation lacks an end")
            )
            self._draft.count(relation.type, "rejected")
            self._draft.refuse(relation.at, why, relation.type)
            return
        for rule in self._rules(modern(relation))[1]:
            if self._fits(rule, relation, source, target) and self._done(rule, relation, source, target):
                return
        self._keep(relation)

    def _fits(self, rule: RelationRule, relation: Relation, source: Proposal, target: Proposal) -> bool:
        ends = ((rule.source, source), (rule.target, target))
        return all(any(accepts(wanted, end.kind) for wanted in kinds_) for kinds_, end in ends) and holds(
            self._columns, relation, rule.where
        )

    def _done(self, rule: RelationRule, relation: Relation, source: Proposal, target: Proposal) -> bool:
        """Carries out a rule; False where it cannot be, and the next one is tried."""
        if rule.skip is not None:
            self._draft.count(relation.type, "left_out")
            why = Text(f"{LEFT_OUT.fr} : {rule.skip}", f"{LEFT_OUT.en}: {rule.skip}")
            self._draft.left_out.append(Rejected(relation.at, why, relation.type))
            return True
        if rule.kind is not None:
            return self._element(rule, relation, *((target, source) if rule.turned else (source, target)))
        if relation.id in self._ends:
            # A link is no element: what ends on this relation would have nothing to end on.
            return False
        field = rule.link or rule.back or ""
        holder, pointed = (source, target) if rule.link is not None else (target, source)
        link = kinds()[holder.kind].links.get(field)
        if link is None or not self._may_point(relation, holder, field, link, pointed):
            return False
        if rule.only and self._like_it[relation.type, rule.link is not None, holder.key] > 1:
            return False
        rejected = len(self._draft.rejected)
        details = tuple(self._cells.details(relation, dict(rule.details)))
        if len(self._draft.rejected) > rejected:
            self._draft.spoilt.setdefault(holder.key, set()).add(field)
        made = Target(key=pointed.key, details=details)
        add_link(holder, field, made)
        self._remember(relation, holder, field, made)
        self._draft.count(relation.type, "mapped")
        return True

    def _may_point(self, relation: Relation, holder: Proposal, field: str, link: Link, pointed: Proposal) -> bool:
        """Whether a link may be added: what would break its own rules is kept as a relationship, and told."""
        if not any(accepts(wanted, pointed.kind) for wanted in link.to):
            return False
        others = {target.key for target in holder.fields.get(field, ())} - {pointed.key}
        if link.one and others:
            why = Text(
                f"« {holder.name} » a déjà un autre {field} : gardée comme relation",
                f"“{holder.name}” has another {field} already: kept as a relationship",
            )
        elif link.acyclic and self._comes_back(field, pointed.key, holder.key):
            why = Text(
                f"{field} reviendrait à « {holder.name} » : gardée comme relation",
                f"{field} would come back to “{holder.name}”: kept as a relationship",
            )
        else:
            return True
        self._draft.notes.append(Note(relation.at, why))
        return False

    def _comes_back(self, field: str, start: str, end: str) -> bool:
        """Whether one comes from an element to another along a link field."""
        seen, waiting = set(), [start]
        while waiting:
            key = waiting.pop()
            if key == end:
                return True
            if key not in seen:
                seen.add(key)
                proposal = self._draft.proposals.get(key)
                waiting += [target.key for target in proposal.fields.get(field, ())] if proposal else []
        return False

    def _element(self, rule: RelationRule, relation: Relation, source: Proposal, target: Proposal) -> bool:
        """A relation that is an element, with two ends: a flow."""
        kind_name = rule.kind or ""
        proposal = self._items.proposal(relation, kind_name)
        rejected = len(self._draft.rejected)
        fields, places, taken = self._cells.fields(relation, kind_name, rule.fields)
        links = kinds()[kind_name].links
        for field, end in (("source", source), ("target", target)):
            if field in links and not any(accepts(wanted, end.kind) for wanted in links[field].to):
                return False
        proposal.fields |= {"source": [Target(key=source.key)], "target": [Target(key=target.key)], **fields}
        proposal.places |= places
        self._draft.spoil(proposal.key, self._draft.rejected[rejected:])
        self._items.rest(proposal, relation, taken)
        self._draft.proposals[proposal.key] = proposal
        self._draft.count(relation.type, "kept" if kind_name == "relationship" else "mapped")
        if rule.both_ways and holds(self._columns, relation, rule.both_ways):
            add_way_back(self._draft, proposal)
        return True

    def _keep(self, relation: Relation) -> None:
        proposal = self._items.concept(relation, "relationship")
        proposal.fields |= {"source": [Target(key=relation.source)], "target": [Target(key=relation.target)]}
        self._draft.proposals[proposal.key] = proposal
        self._draft.count(relation.type, "kept")

    def _remember(self, relation: Relation, holder: Proposal, field: str, target: Target) -> None:
        """Notes on the element of a link what the relation said besides: on the way back it is one again."""
        shown = self._items.proposal(relation, "relationship")
        self._items.rest(shown, relation)
        said: dict[str, Any] = {
            name: shown.fields[name] for name in ("name", "description", "properties") if name in shown.fields
        }
        more: dict[str, Any] = {
            **shown.origin.more,
            **({"texts": shown.origin.texts} if shown.origin.texts else {}),
            **({"profiles": list(shown.origin.profiles)} if shown.origin.profiles else {}),
            **({"lang": shown.origin.lang} if shown.origin.lang else {}),
        }
        if self._mapping.keep_links or said:
            if more:
                said["more"] = more
            holder.links.append(SaidLink(relation.id, relation.type, field, target, said))


def _ends_of_others(inventory: Inventory) -> frozenset[str]:
    """The relations that others end on."""
    ids = {relation.id for relation in inventory.relations}
    return frozenset(
        end for relation in inventory.relations for end in (relation.source, relation.target) if end in ids
    )


def _rank(types: Sequence[str], type: str) -> int:
    """The place of a type among those that the mapping names; the others come last."""
    return types.index(type) if type in types else len(types)


def _in_order(relations: Sequence[Relation], ids: set[str]) -> Iterator[Relation]:
    """The relations, each after those that it ends on, as far as that can be."""
    waiting = list(relations)
    done: set[str] = set()
    while waiting:
        later = []
        for relation in waiting:
            if ({relation.source, relation.target} & ids) <= done:
                done.add(relation.id)
                yield relation
            else:
                later.append(relation)
        if len(later) == len(waiting):
            yield from later
            return
        waiting = later
