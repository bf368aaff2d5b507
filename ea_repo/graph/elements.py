"""Elements by id: what each writes, at no date, and in the order of the ids."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any

from ea_repo.graph.engine import Engine
from ea_repo.graph.record import Record
from ea_repo.graph.table import Table
from ea_repo.metamodel import Kind, Vocabulary

if TYPE_CHECKING:
    from ea_repo.metamodel.element import Element

_NOT_WRITTEN = "(?)"
"""What stands for an end that is not written in the name of an exchange."""
_MOST = 2
"""How many of the things that an exchange brings its name says."""


class Elements:
    """The elements that an engine holds. A method that takes an element's id raises KeyError where there is none."""

    kind: Callable[[str], str]
    """The kind of an element, as it is written."""
    value: Callable[[str, str], Any]
    """What an element writes in a field, None where it writes nothing."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.vocabulary: Vocabulary = engine.vocabulary
        """The kinds that the elements are of."""
        self._kind = engine.kind
        # Asked millions of times: without a method of ours in between.
        self.kind = engine.kind_of
        self.value = engine.value
        self._of: dict[str, Sequence[str]] = {}
        self._names: dict[str, str] = {}
        self._shared_by_kind: dict[str, frozenset[str]] = {}

    def __len__(self) -> int:
        return len(self._engine.ids())

    def __iter__(self) -> Iterator[str]:
        return iter(self._engine.ids())

    def __contains__(self, id: object) -> bool:
        return isinstance(id, str) and self._kind(id) is not None

    def __getitem__(self, id: str) -> Element:
        """The element of that id."""
        record = self.record(id)
        return self.vocabulary.kinds[record.kind].model.model_construct(
            _fields_set=set(record.fields), id=id, **record.fields
        )

    def record(self, id: str) -> Record:
        """All that an element writes, and the file that holds it."""
        record = self._engine.record(id)
        if record is None:
            raise KeyError(id)
        return record

    def stated_by(self, id: str) -> str | None:
        """The document and section that state an element; None where none is written."""
        field = self.definition(id).stated_in
        return None if field is None else self.value(id, field)

    def file(self, id: str) -> str:
        """The file that holds an element."""
        return self._engine.file(id)

    def definition(self, id: str) -> Kind:
        """The kind of an element, with what it declares: fields, links, dates."""
        return self.vocabulary.kinds[self.kind(id)]

    def of(self, wanted: str) -> Sequence[str]:
        """The ids of the elements of a kind and of the kinds that are special cases of it, in order."""
        if wanted not in self._of:
            self._of[wanted] = sorted(chain.from_iterable(map(self._engine.of, self.vocabulary.family(wanted))))
        return self._of[wanted]

    def exactly(self, wanted: str) -> Sequence[str]:
        """The ids of the elements of exactly a kind, in order."""
        return self._engine.of(wanted)

    @cached_property
    def illustrative(self) -> frozenset[str]:
        """The elements that are examples and state no fact."""
        return frozenset(self._engine.flagged("illustrative"))

    def name(self, id: str) -> str:
        """What people call an element, told from others of its kind: its id stands beside a name that they share.

        Its name, else the names of its two ends, else its id. Of an exchange of which one end alone is written, that
        end, a question mark for the other, what it brings, and its id: `(?) → Billing · Orders (orders-billing)`. An id
        that is no element's is its own name.
        """
        if (name := self._names.get(id)) is None:
            name = self._names[id] = self._by_ends(id, self._told_apart, f" ({id})") or self._told_apart(id)
        return name

    def name_alone(self, id: str) -> str:
        """The same without ids: for where they are shown already."""
        return self._by_ends(id, self._written_name, "") or self._written_name(id)

    def _by_ends(self, id: str, said: Callable[[str], str], told_apart: str) -> str:
        """The name of an exchange that nobody named, by its ends; empty of another element, or where none is written.

        `told_apart` tells one of which an end is not written from others that bring the same to the same.
        """
        kind_name = self._kind(id)
        links = self.vocabulary.kinds[kind_name].links if kind_name is not None else {}
        ends = [self._engine.value(id, field) for field, link in links.items() if link.end]
        if not any(ends) or self._written_name(id) != id:
            return ""
        named = " → ".join(said(refs[0].to) if refs else _NOT_WRITTEN for refs in ends)
        if all(ends):
            return named
        brought = [ref.to for field, link in links.items() if link.names for ref in self._engine.value(id, field) or ()]
        more = ["…"] if len(brought) > _MOST else []
        data = " + ".join([*map(said, brought[:_MOST]), *more])
        return (f"{named} · {data}" if data else named) + told_apart

    def _told_apart(self, id: str) -> str:
        name = self._written_name(id)
        shares = name != id and name.casefold() in self._shared_names(self.vocabulary.widest(self.kind(id)))
        return f"{name} ({id})" if shares else name

    def _shared_names(self, widest: str) -> frozenset[str]:
        """The names that several elements of a kind have; not looked for where reading all is dear."""
        if widest not in self._shared_by_kind:
            self._shared_by_kind[widest] = self._find_shared_names(widest)
        return self._shared_by_kind[widest]

    def _find_shared_names(self, widest: str) -> frozenset[str]:
        if not self.at_hand:
            return frozenset()
        rows = (row for name in self.vocabulary.family(widest) for row in self._engine.rows(name, "name"))
        named = Counter(str(text).casefold() for _, text in rows if text is not None)
        return frozenset(name for name, count in named.items() if count > 1)

    def _written_name(self, id: str) -> str:
        name = self._engine.value(id, "name") if id in self else None
        return id if name is None else str(name)

    def fields(self, kind: str) -> frozenset[str]:
        """The fields that some element of exactly this kind writes."""
        return self._engine.fields(kind)

    def rows(self, kind: str, *fields: str) -> Iterator[tuple[Any, ...]]:
        """For each element of exactly this kind, in order: its id, then what it writes in each of these fields."""
        return self._engine.rows(kind, *fields)

    def all_write(self, kind: str, field: str) -> bool:
        """Whether every element of exactly this kind writes a field."""
        return self._engine.all_write(kind, field)

    @property
    def engine(self) -> Engine:
        """What holds the elements, for another engine to be laid over it."""
        return self._engine

    @property
    def at_hand(self) -> bool:
        """Whether everything is in memory: where it is not, asking about few elements is cheaper than about all."""
        return self._engine.at_hand

    @property
    def tables(self) -> Iterable[Table]:
        """All that is written, as one table for each kind."""
        return self._engine.tables.values()

    def lasting(self, kind: str, field: str) -> bool:
        """Whether no element of exactly this kind writes a date on a link of that field."""
        return self._engine.lasting(kind, field)
