"""From the cells of a record to the fields of an element: what each cell says, or why it cannot be taken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ea_repo.exchange.inventory import Item, NoValue, Ref, Rejected, Value, no_value
from ea_repo.exchange.mapping.columns import Columns, letters, text, texts
from ea_repo.exchange.mapping.conversion import DeletedThere, FieldShape, NotSaid, converted, is_arriving, shape_of
from ea_repo.exchange.mapping.draft import Draft, Inferred, Proposal, Target
from ea_repo.exchange.mapping.keys import created_key
from ea_repo.exchange.mapping.language import Cell, Mapping
from ea_repo.exchange.mapping.lookup import Lookup
from ea_repo.exchange.mapping.wordings import on_one_line
from ea_repo.exchange.place import Place
from ea_repo.exchange.values import MIXED_TAXES, tax_said
from ea_repo.finding import Text
from ea_repo.metamodel import Link, accepts, kind, kinds
from ea_repo.suggest import did_you_mean

_MEANS_NOTHING = object()
"""What a word of the source means where the mapping says that it means nothing here."""


class Cells:
    """Reads the cells of records; what cannot be taken is named in the draft, with its place."""

    def __init__(self, draft: Draft, mapping: Mapping, lookup: Lookup, columns: Columns) -> None:
        self._draft, self._lookup, self._columns = draft, lookup, columns
        self._nothing = _as_compared(mapping.nothing)
        self._taxes: dict[tuple[str, str], set[str]] = {}
        self._deleted = {left.id: left.name or left.id for left in draft.inventory.left_out}

    def text(self, item: Item, cell: Cell) -> str:
        """What a cell says as one text, empty where it says nothing."""
        parts = [text(part).strip() for part, _ in self.parts(item, cell)]
        return ", ".join(part for part in parts if part)

    def columns_of(self, item: Item, cell: Cell) -> set[str]:
        """The columns that a cell takes its value from, by the names that the item has them under."""
        return {self._columns.name(item, name) for name in cell.from_}

    def fields(
        self, item: Item, kind_name: str, cells: dict[str, Cell]
    ) -> tuple[dict[str, Any], dict[str, Place], set[str]]:
        """The fields that some cells say, where each is written, and the columns that they were taken from."""
        fields: dict[str, Any] = {}
        places: dict[str, Place] = {}
        taken: set[str] = set()
        for name, cell in cells.items():
            if is_arriving(kind_name, name):
                taken |= self.columns_of(item, cell)
                continue
            refusals = len(self._draft.rejected)
            value = self._field(item, kind_name, name, cell)
            if value is None or value == []:
                # What says nothing here stays among the properties; what was refused is named, and comes in nowhere.
                taken |= self.columns_of(item, cell) if len(self._draft.rejected) > refusals else set()
                continue
            taken |= self.columns_of(item, cell)
            head, *inner = name.split(".", 1)
            places.setdefault(head, self.place(item, cell))
            _put(fields, head, inner, value)
        return fields, places, taken

    def _field(self, item: Item, kind_name: str, name: str, cell: Cell) -> Any:
        actual = kind(kind_name)
        shape = shape_of(actual, name)
        if shape.shape == "link":
            return self._links(item, name, actual.links[name], cell)
        values = []
        for part, at in self.parts(item, cell, name):
            try:
                value = converted(part, shape, cell)
            except NotSaid as problem:
                self.refuse(at, problem, item, name)
                continue
            if shape.shape == "money" and value != "":
                self._doubt_taxes((kind_name, name), (*cell.from_, text(part)), at)
            values += value if isinstance(value, list) else [value] if value != "" else []
        if shape.shape == "texts":
            return list(dict.fromkeys(values))
        if len(values) > 1 and shape.shape == "text":
            return ", ".join(values)
        return values[0] if values else None

    def _doubt_taxes(self, field: tuple[str, str], said: Sequence[str], at: Place) -> None:
        """Notes, once, where the amounts of a field of a kind are first with and without tax."""
        known = self._taxes.setdefault(field, set())
        new = {tax for words in said if (tax := tax_said(words))} - known
        if new and len(known) < 2 <= len(known | new):
            name = field[1]
            doubt = Text(f"{name} : {MIXED_TAXES.fr}", f"{name}: {MIXED_TAXES.en}")
            self._draft.inferred.append(Inferred(at, doubt))
        known |= new

    def _links(self, item: Item, name: str, link: Link, cell: Cell) -> list[Target]:
        """What a cell points at; an end of a flow may be several where they are separated: a flow for each."""
        found: dict[Target, None] = {}
        for part, at in self.parts(item, cell, name, link=True):
            try:
                target = self.target(part, link.to, cell, at)
            except NotSaid as problem:
                self.refuse(at, problem, item, name)
                continue
            if link.one and not (link.end and cell.split) and found and target not in found:
                why = Text(
                    f"« {text(part)} » en plus d'un autre : « {name} » n'en prend qu'un",
                    f"“{text(part)}” beside another one: “{name}” takes one only",
                )
                self.refuse(at, NotSaid(why), item, name)
                continue
            found[target] = None
        return list(found)

    def target(self, part: Value, wanted: Sequence[str], cell: Cell, at: Place) -> Target:
        """The element that a value means, of one of these kinds; raises NotSaid."""
        if isinstance(part, Ref):
            return self._referred(part, wanted, cell, at)
        said = on_one_line(text(part))
        target = self._lookup.find(said, wanted)
        if target is not None:
            return target
        if cell.create is None:
            raise self._lookup.refused(said, wanted)
        return self._lookup.created(said, cell.create, lambda name: self._created(name, cell.create or "", at))

    def _referred(self, ref: Ref, wanted: Sequence[str], cell: Cell, at: Place) -> Target:
        """What a foreign key means."""
        proposal = self._draft.proposals.get(ref.to)
        if proposal is None:
            if (name := self._deleted.get(ref.to)) is not None:
                raise DeletedThere(
                    Text(f"« {name} » est supprimé dans la source", f"“{name}” is deleted in the source")
                )
            raise NotSaid(Text(f"« {ref.to} » n'est pas dans la source", f"“{ref.to}” is not in the source"))
        if any(accepts(one, proposal.kind) for one in wanted):
            return Target(key=proposal.key)
        if cell.through is not None and (other := self._behind(proposal, cell.through, wanted)) is not None:
            text_ = Text(
                f"« {proposal.name} » est un {proposal.kind} : « {other.name} », seul à l'avoir pour {cell.through}",
                f"“{proposal.name}” is a {proposal.kind}: “{other.name}”, the only one with it as {cell.through}",
            )
            self._draft.inferred.append(Inferred(at, text_))
            return Target(key=other.key)
        listed = ", ".join(wanted)
        why = Text(
            f"« {proposal.name or ref.to} » est un {proposal.kind}, attendu : {listed}",
            f"“{proposal.name or ref.to}” is a {proposal.kind}, expected: {listed}",
        )
        raise NotSaid(why)

    def _behind(self, proposal: Proposal, link: str, wanted: Sequence[str]) -> Proposal | None:
        """The only element of these kinds that has a link to a proposal."""
        held = [
            other
            for other in self._draft.proposals.values()
            if any(accepts(one, other.kind) for one in wanted)
            and any(target.key == proposal.key for target in other.fields.get(link, ()))
        ]
        return held[0] if len(held) == 1 else None

    def _created(self, name: str, kind_name: str, at: Place) -> Proposal:
        key = created_key(kind_name, letters(name))
        proposal = Proposal(key, kind_name, at, name, name, {"name": name}, inferred=True)
        self._draft.proposals[key] = proposal
        label = kinds()[kind_name].label
        said = Text(
            f"« {name} » ({label.fr}) : nommé sans avoir de ligne à lui",
            f"“{name}” ({label.en}): named without a row of its own",
        )
        self._draft.inferred.append(Inferred(at, said))
        return proposal

    def details(self, item: Item, cells: dict[Any, Cell]) -> Iterator[tuple[str, Any]]:
        """What a link says besides where it points."""
        for name, cell in cells.items():
            shape = _DETAILS.get(name, FieldShape("text"))
            for part, at in self.parts(item, cell, name):
                try:
                    value = converted(part, shape, cell)
                except NotSaid as problem:
                    self.refuse(at, problem, item, name)
                    continue
                if value != "":
                    yield name, value

    def parts(
        self, item: Item, cell: Cell, field: str = "name", *, link: bool = False
    ) -> Iterator[tuple[Value, Place]]:
        """The values of a cell, each as the mapping says it here, with its place; of a reference, where it is one."""
        nothing = _as_compared(cell.ignore) | (self._nothing if link else frozenset())
        raw, column = self._columns.first(item, cell.from_, nothing)
        if raw is None or raw == ():
            fixed = cell.value if cell.value is not None else cell.default
            for value in fixed if isinstance(fixed, list) else () if fixed is None else (fixed,):
                yield value, item.at
            return
        at = self._columns.place(item, column)
        if isinstance(raw, NoValue) and raw not in (cell.values or ()):
            self.refuse(at, NotSaid(no_value(raw)), item, field)
            return
        for part in _split(raw, cell.split):
            if nothing and text(part).strip().casefold() in nothing:
                continue
            meant = self._meant(part, cell, at, item, field)
            if meant is not _MEANS_NOTHING:
                yield from ((value, at) for value in (meant if isinstance(meant, list) else (meant,)))

    def _meant(self, part: Value, cell: Cell, at: Place, item: Item, field: str) -> Any:
        """What a word of the source means here."""
        if cell.values is None:
            return part
        said = text(part).strip()
        by_letters = {letters(word) or word: meaning for word, meaning in cell.values.items()}
        key = said if said in cell.values else letters(said) or said
        meaning = cell.values[said] if said in cell.values else by_letters.get(key, by_letters.get("*", _MEANS_NOTHING))
        if meaning is _MEANS_NOTHING and "*" not in cell.values:
            if cell.default is not None:
                return cell.default
            hint = did_you_mean(said, cell.values)
            why = Text(
                f"« {said} » n'est dans aucune des valeurs de la correspondance{hint.fr}",
                f"“{said}” is none of the values of the mapping{hint.en}",
            )
            self.refuse(at, NotSaid(why), item, field)
        return _MEANS_NOTHING if meaning is None else meaning

    def place(self, item: Item, cell: Cell) -> Place:
        _, column = self._columns.first(item, cell.from_)
        return self._columns.place(item, column) if column else item.at

    def refuse(self, at: Place, problem: NotSaid, item: Item, field: str, *, whole: bool = False) -> None:
        """Names what a cell says and cannot mean; `whole`: the record does not come in without it."""
        why = Text(f"{field} : {problem.why.fr}", f"{field}: {problem.why.en}")
        named = self._draft.left_out if isinstance(problem, DeletedThere) else self._draft.rejected
        named.append(Rejected(at, why, item.type, "" if whole else field))


_DETAILS = {
    "from": FieldShape("date"),
    "until": FieldShape("date"),
    "need": FieldShape("choice", ("vital", "useful")),
}


def add_link(holder: Proposal, field: str, target: Target) -> None:
    """Adds a link to a proposal, once."""
    links = holder.fields.setdefault(field, [])
    if target not in links:
        links.append(target)


def _as_compared(values: Sequence[Any]) -> frozenset[str]:
    return frozenset(text(value).strip().casefold() for value in values)


def _split(raw: Value, mark: str | None) -> Iterator[Value]:
    if isinstance(raw, tuple):
        for part in raw:
            yield from _split(part, mark)
    elif mark is not None and isinstance(raw, str):
        yield from (part.strip() for part in raw.split(mark) if part.strip())
    else:
        yield raw


def _put(fields: dict[str, Any], head: str, inner: Sequence[str], value: Any) -> None:
    """Puts a value in a field, or in a group of fields."""
    if not inner:
        fields[head] = value
        return
    group = fields.setdefault(head, {})
    first, _, rest = inner[0].partition(".")
    _put(group, first, [rest] if rest else [], value)


__all__ = ["Cells", "add_link", "texts"]
