"""Links that are written elsewhere than at the element that has them: rows that are links, and columns seen from there.

Such an element may be one of the same source, or one that is here already: then the link is added to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from ea_repo.exchange.inventory import Item
from ea_repo.exchange.mapping.cells import Cells, add_link
from ea_repo.exchange.mapping.conversion import NotSaid
from ea_repo.exchange.mapping.draft import Draft, Proposal, Target
from ea_repo.exchange.mapping.keys import here_key
from ea_repo.exchange.mapping.language import Cell, RecordRule
from ea_repo.exchange.mapping.lookup import Lookup
from ea_repo.exchange.place import Place
from ea_repo.finding import Text
from ea_repo.metamodel import accepts, built_in, family, kinds

Refusal = tuple[Place, NotSaid]


class Links:
    """Adds links to the elements that have them; what cannot be taken is named in the draft, with its place."""

    def __init__(self, draft: Draft, cells: Cells, lookup: Lookup) -> None:
        self._draft, self._cells, self._lookup = draft, cells, lookup
        self._of_unknown: set[tuple[str, str]] = set()
        """The fields, by kind, of links that were refused and of which it is not known who has them."""

    def row(self, item: Item, rule: RecordRule) -> bool:
        """Adds the links that a record is, from each of its sources to each of its targets; False where it is none."""
        if rule.link is None or rule.source is None or rule.target is None:
            return False
        holders = [name for name, known in kinds().items() if rule.link in known.links]
        before = len(self._draft.rejected)
        sources, refused = self._ends(item, rule.source, holders)
        unknown = bool(refused)
        wanted = dict.fromkeys(
            to for source, _ in sources for to in kinds()[self._kind(source)].links[rule.link].to
        ) or dict.fromkeys(to for name in holders for to in kinds()[name].links[rule.link].to)
        targets, wrong = self._ends(item, rule.target, list(wanted))
        refused += wrong
        made = bool(sources and targets)
        for at, problem in refused:
            self._cells.refuse(at, problem, item, rule.link, whole=not made)
        details = tuple(self._cells.details(item, dict(rule.details))) if made else ()
        for source, at in sources:
            holder = self._holder(source, at)
            for target, _ in targets:
                add_link(holder, rule.link, Target(target.key, target.id, details))
            if len(self._draft.rejected) > before:
                self._draft.spoilt.setdefault(holder.key, set()).add(rule.link)
        if unknown:
            self._of_unknown |= {(name, rule.link) for name in holders}
        return made

    def arriving(self, item: Item, proposal: Proposal, name: str, cell: Cell) -> None:
        """Adds, to the elements that a column names, the link by which they point at a record's own element."""
        inverses = {inverse.kind: inverse.field for inverse in built_in().inverses(proposal.kind)[name]}
        holders, refused = self._ends(item, cell, list(inverses), needed=False)
        for at, problem in refused:
            self._cells.refuse(at, problem, item, name)
        for target, at in holders:
            holder = self._holder(target, at)
            field = next(field for kind, field in inverses.items() if accepts(kind, holder.kind))
            add_link(holder, field, Target(key=proposal.key))
        if refused:
            self._of_unknown |= set(inverses.items())

    def finish(self) -> None:
        """Where it is not known who has a link that was refused, none of those who may loses one."""
        for kind, field in sorted(self._of_unknown):
            for proposal in self._draft.of(family(kind)):
                self._draft.spoilt.setdefault(proposal.key, set()).add(field)

    @cached_property
    def _here(self) -> dict[str, Proposal]:
        """What stands for elements that are here already, by their ids."""
        return {proposal.same_as: proposal for proposal in self._draft.proposals.values() if proposal.same_as}

    def _ends(
        self, item: Item, cell: Cell, wanted: Sequence[str], *, needed: bool = True
    ) -> tuple[list[tuple[Target, Place]], list[Refusal]]:
        """The elements that a cell names, and what of it names none."""
        found: dict[Target, Place] = {}
        refused: list[Refusal] = []
        parts = list(self._cells.parts(item, cell, link=True))
        for part, at in parts:
            try:
                found.setdefault(self._cells.target(part, wanted, cell, at), at)
            except NotSaid as problem:
                refused.append((at, problem))
        if needed and not parts:
            name = cell.from_[0] if cell.from_ else "?"
            why = Text(f"il manque un bout : « {name} »", f"an end is missing: “{name}”")
            refused.append((self._cells.place(item, cell), NotSaid(why)))
        return list(found.items()), refused

    def _kind(self, target: Target) -> str:
        return self._draft.proposals[target.key].kind if target.key else self._lookup.kind(target.id)

    def _holder(self, target: Target, at: Place) -> Proposal:
        """What stands for an element: where it is here already, a proposal that only adds to it."""
        if target.key:
            return self._draft.proposals[target.key]
        holder = self._here.get(target.id)
        if holder is None:
            name = self._lookup.name(target.id)
            holder = Proposal(
                here_key(target.id), self._lookup.kind(target.id), at, name, name, same_as=target.id, inferred=True
            )
            self._draft.proposals[holder.key] = self._here[target.id] = holder
        return holder
