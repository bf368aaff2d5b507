"""What a source would bring, before it meets a workspace: proposed elements, each accounted for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from ea_repo.exchange.inventory import Inventory, Note, Rejected
from ea_repo.exchange.place import Place
from ea_repo.finding import Text

Fate = Literal["mapped", "kept", "left_out", "rejected"]
"""What became of something of the source: an element or a link of ours, an element kept as it came, or nothing."""


@dataclass(frozen=True, slots=True)
class Target:
    """What a link points at: something of the same source by its key, or an element of the workspace by its id."""

    key: str = ""
    id: str = ""
    details: tuple[tuple[str, Any], ...] = ()
    """What the link says besides: `from`, `until`, `note`, `for`, `need`."""


@dataclass(frozen=True, slots=True)
class Origin:
    """What an element remembers of the thing that it was in its source."""

    type: str = ""
    folder: tuple[str, ...] = ()
    profiles: tuple[str, ...] = ()
    lang: str = ""
    texts: dict[str, dict[str, str]] = field(default_factory=dict)
    more: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class SaidLink:
    """The relation that became a link, where what it said besides matters on the way back."""

    id: str
    type: str
    field: str
    target: Target
    said: dict[str, Any]


@dataclass(slots=True)
class Proposal:
    """An element that the source would bring; the values of link fields are lists of Target."""

    key: str
    kind: str
    at: Place
    name: str = ""
    wanted: str = ""
    """What its id is made from: an id of its own choice, else its name."""
    fields: dict[str, Any] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    """Where its fields are written in the source, where that is not where it is written itself."""
    origin: Origin = field(default_factory=Origin)
    links: list[SaidLink] = field(default_factory=list)
    same_as: str = ""
    """The element that is here already and the same, where the mapping says so."""
    inferred: bool = False
    """Whether it stands for no record of its own: a name in a cell, the way back of a flow."""
    plain: str = ""
    """Of a row: the key that it would have alone; others of its sheet may have the same."""
    nameless: bool = False
    """Of a row: whether it has neither key nor name, so that its order alone tells it from the others."""
    keyless: bool = False
    """Of a row: whether it has no key of its own where the mapping asks for one: none, or one that stands twice."""

    def place(self, field: str) -> Place:
        """Where a field is written in the source, as near as is known."""
        return self.places.get(field, self.at)

    def targets(self) -> Iterator[Target]:
        """All that it points at."""
        for value in self.fields.values():
            if isinstance(value, list):
                yield from (part for part in value if isinstance(part, Target))


@dataclass(slots=True)
class Counts:
    """What became of the things of one type."""

    source: int = 0
    mapped: int = 0
    kept: int = 0
    left_out: int = 0
    """On purpose: by the mapping, or since the source has deleted them."""
    rejected: int = 0

    def add(self, fate: Fate) -> None:
        """Counts one more."""
        self.source += 1
        setattr(self, fate, getattr(self, fate) + 1)


@dataclass(frozen=True, slots=True)
class Inferred:
    """Something that the source does not say in so many words, and that is brought all the same."""

    at: Place
    text: Text


@dataclass(slots=True)
class Draft:
    """All that a source would bring, and the account of what it says."""

    inventory: Inventory
    proposals: dict[str, Proposal] = field(default_factory=dict)
    account: dict[str, Counts] = field(default_factory=dict)
    rejected: list[Rejected] = field(default_factory=list)
    left_out: list[Rejected] = field(default_factory=list)
    """What is left out on purpose: by the mapping, or deleted in the source."""
    inferred: list[Inferred] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    base: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """Of elements that went out and come back, by key: the fields that they had then, as plain values."""
    spoilt: dict[str, set[str]] = field(default_factory=dict)
    """By key, the fields of which something was refused: by their paths, or of what went out by their names."""
    rejected_keys: set[str] = field(default_factory=set)
    """The keys of things that the source has and that do not come in."""

    def count(self, type: str, fate: Fate) -> None:
        """Accounts for one thing of the source."""
        self.account.setdefault(type, Counts()).add(fate)

    def refuse(self, at: Place, why: Text, type: str = "", field: str = "") -> None:
        """Names something that does not come in, or a field without which it does."""
        self.rejected.append(Rejected(at, why, type, field))

    def spoil(self, key: str, rejected: Iterable[Rejected]) -> None:
        """Notes the fields of an element of which something was refused."""
        if fields := {refused.field for refused in rejected if refused.field}:
            self.spoilt.setdefault(key, set()).update(fields)

    def by_order(self) -> frozenset[str]:
        """The keys of the rows that their order alone tells from others of their sheet."""
        sharing = Counter(proposal.plain for proposal in self.proposals.values())
        return frozenset(
            key for key, row in self.proposals.items() if row.plain and (row.nameless or sharing[row.plain] > 1)
        )

    def kinds(self) -> frozenset[str]:
        """The kinds of all that is proposed."""
        return frozenset(proposal.kind for proposal in self.proposals.values())

    def of(self, kinds: Iterable[str]) -> Iterator[Proposal]:
        """The proposals of these kinds."""
        wanted = frozenset(kinds)
        return (proposal for proposal in self.proposals.values() if proposal.kind in wanted)
