"""A part of what changes: its title, how much of it, its items group by group; and how it is cut to a screen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar, overload

from ea_repo.document import Block, Item, Items, Section, Sentence, Tone
from ea_repo.finding import Lang, Text

T = TypeVar("T")
_LINES, _WIDE = 2, 90
"""How many lines an item may take on a screen, and from how many characters on it takes two."""
_ROOM = 22
"""How many lines of a screen the items may take together."""
_TONES: dict[str, Tone] = {"+": "good", "−": "bad", "~": "doubtful", "✗": "bad", "↗": "bad", "✓": "good", "›": "note"}


class Told(Sequence[Item]):
    """Things that change, each put in words when it is shown: of many, a screen shows few."""

    def __init__(self, things: Sequence[T], tell: Callable[[T], Item]) -> None:
        self._length = len(things)
        self._tell: Callable[[slice], tuple[Item, ...]] = lambda places: tuple(map(tell, things[places]))

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, place: int) -> Item: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Item, ...]: ...
    def __getitem__(self, place: int | slice) -> Item | tuple[Item, ...]:
        return self._tell(place) if isinstance(place, slice) else self[place : place + 1 or None][0]


@dataclass(frozen=True)
class Group:
    """Items of a part that belong together, under a head where they have one."""

    items: Sequence[Item]
    head: str = ""


@dataclass(frozen=True)
class Part:
    """What changes for one thing that people ask about; nothing does where there is no item.

    `tally` stands behind the title; `clause` says the same within a sentence; `note` is what one must know to read it.
    """

    title: Text
    tally: str = ""
    groups: tuple[Group, ...] = ()
    clause: str = ""
    note: str = ""

    @property
    def changes(self) -> bool:
        return any(group.items for group in self.groups)


def item(mark: str, text: str, inside: Iterable[Sentence] = (), *, title: str = "") -> Item:
    """A thing that changes; its mark says how, and its colour with it."""
    return Item(text, mark, _TONES[mark], inside=tuple(inside), title=title)


def groups(*lists: Iterable[Item]) -> tuple[Group, ...]:
    """Lists of items as groups without a head."""
    return tuple(Group(items if isinstance(items, Told) else tuple(items)) for items in lists)


def most_that_fit(parts: Sequence[Part]) -> int:
    """How many items of each group may be shown so that all parts have room on a screen."""
    room = _ROOM - 2 * sum(part.changes for part in parts)
    return next((most for most in (6, 4, 3, 2) if sum(_height(part, most) for part in parts) <= room), 1)


def _height(part: Part, most: int) -> int:
    return sum(
        sum(1 + (len(shown.text) > _WIDE) + len(shown.inside) for shown in group.items[:most])
        + (len(group.items) > most + 1)
        + bool(group.head and group.items)
        for group in part.groups
    )


def section(part: Part, most: int | None, lang: Lang) -> Section:
    """A part as a section; of each group `most` items, one more rather than counting it; all of them without."""
    notes = (Sentence(part.note, "note"),) if part.note else ()
    blocks = (*(_block(group, most, lang) for group in part.groups if group.items), *notes)
    return Section(part.title[lang], blocks, part.tally, tally_at="colon")


def _block(group: Group, most: int | None, lang: Lang) -> Block:
    items = _shown(group.items, most, lang)
    return Items((Item(group.head, inside=(items,)),)) if group.head else items


def _shown(items: Sequence[Item], most: int | None, lang: Lang) -> Items:
    if most is None:
        return Items(tuple(items[:]))
    shown = tuple(items[:most] if len(items) > most + 1 else items[:])
    number = len(items) - len(shown)
    more = Text(f"et {number} autres (--all)", f"and {number} more (--all)")[lang] if number else ""
    return Items(shown, more, _LINES)
