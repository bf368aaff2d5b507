"""Which row is which thing that came before, where no key or name of its own tells it from the others of its sheet.

Rows without a name, and those whose key or name stands several times, are told apart by their order, which says nothing
from one version to the next. They are known again by what they say, their ends first: a row that is inserted, moved or
sorted takes no other's place. What stays doubtful comes in as new, and is told.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ea_repo.exchange.inventory import Note
from ea_repo.exchange.mapping.draft import Draft, Proposal, Target
from ea_repo.exchange.mapping.keys import back_key
from ea_repo.exchange.merge.memory import Remembered
from ea_repo.exchange.merge.said import as_records
from ea_repo.exchange.merge.three_way import comparable
from ea_repo.exchange.naming import Names
from ea_repo.finding import Text
from ea_repo.graph import Graph
from ea_repo.metamodel import Kind
from ea_repo.select.paths import plain

_NUMBERED = re.compile(r"(.*) \(\d+\)", re.DOTALL)
_TELLING = ("data", "mode")
"""What tells flows between the same two apart, as far as it goes."""
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class _Thing:
    """A row of now, or a thing that came before: its key, and what the source says of it."""

    key: str
    fields: Mapping[str, Any]

    def says(self, names: Iterable[str]) -> str:
        """What it says in some fields, so that it can be compared."""
        return json.dumps([comparable(self.fields.get(name)) for name in names], sort_keys=True, default=str)

    def tells(self, name: str) -> bool:
        """Whether it says anything in a field."""
        return self.fields.get(name) is not None


def know_again(draft: Draft, graph: Graph, known: Mapping[str, str], before: Mapping[str, Remembered]) -> None:
    """Gives the rows that only their order tells apart the keys of the things that they were; `known`: ids by key.

    What came before says what the source said of it last time or, where that is not remembered, what is here.
    """
    if not draft.inventory.tabular or draft.inventory.own:
        return
    kinds = graph.vocabulary.kinds
    for ended in (False, True):
        # What has ends is known again by them, which must be known before.
        groups = {
            (kind, name): rows
            for (kind, name), rows in _doubtful(draft, known).items()
            if bool(_ends(kinds[kind])) is ended
        }
        if groups:
            ids = Names(draft, known, graph, graph.vocabulary).give()
            _Again(draft, known, before, graph, ids).settle(groups)


def _ends(kind: Kind) -> tuple[str, ...]:
    return tuple(field for field, link in kind.links.items() if link.end)


def _by_what_they_share(draft: Draft, known: Iterable[str]) -> dict[str, list[str]]:
    """The keys of what came before by what they share with others, where a number alone tells them apart."""
    own = {proposal.plain for proposal in draft.proposals.values()}
    sharing: dict[str, list[str]] = {}
    for key in known:
        numbered = None if key in own else _NUMBERED.fullmatch(key)
        sharing.setdefault(numbered[1] if numbered else key, []).append(key)
    return sharing


def _doubtful(draft: Draft, known: Iterable[str]) -> dict[tuple[str, str], list[Proposal]]:
    """The rows that only their order tells apart, now or when they came before, by their kind and what they share."""
    sharing = _by_what_they_share(draft, known)
    rows: dict[tuple[str, str], list[Proposal]] = {}
    for proposal in draft.proposals.values():
        if proposal.plain and not proposal.same_as:
            rows.setdefault((proposal.kind, proposal.plain), []).append(proposal)
    return {
        (kind, name): same
        for (kind, name), same in rows.items()
        if len(same) > 1 or len(sharing.get(name, ())) > 1 or any(row.nameless or row.keyless for row in same)
    }


class _Again:
    def __init__(
        self,
        draft: Draft,
        known: Mapping[str, str],
        before: Mapping[str, Remembered],
        graph: Graph,
        ids: Mapping[str, str],
    ) -> None:
        self.draft, self.known, self.before, self.graph, self.ids = draft, known, before, graph, ids
        self.kinds = graph.vocabulary.kinds
        self.keys: dict[str, str] = {}
        """By the key of a row in its sheet, that of the thing that it was."""
        self.given: set[str] = set()
        """The keys that these have."""
        self.sharing = _by_what_they_share(draft, known)
        self.names: dict[str, dict[str, list[str]]] = {}
        """By kind and name, the keys of what came before."""

    def settle(self, groups: Mapping[tuple[str, str], Sequence[Proposal]]) -> None:
        rows = {group: self.rows(group[0], proposals) for group, proposals in groups.items()}
        left = {group: self.known_in_group(*group, rows[group]) for group in groups}
        doubtful = [row.key for group in rows.values() for row in group]
        sure = self.draft.proposals.keys() - set(doubtful)
        for (kind, _), (new, _) in left.items():
            for row in new:
                self.know_by_name(kind, row, sure)
        for (kind, _), (new, gone) in left.items():
            new = [row for row in new if row.key not in self.keys]
            self.tell(kind, new, [thing for thing in gone if thing.key not in self.given])
        self.rename(doubtful)

    def rows(self, kind: str, proposals: Sequence[Proposal]) -> list[_Thing]:
        """The rows, with the values that their kind takes."""
        sound, _ = as_records(self.kinds[kind], proposals, self.ids, "")
        return [
            _Thing(proposal.key, {name: plain(value) for name, value in record.fields.items()})
            for proposal, record in zip(proposals, sound, strict=True)
        ]

    def things(self, kind: str, keys: Iterable[str]) -> Iterator[_Thing]:
        """What came before under these keys and is of that kind."""
        for key in keys:
            if (one := self.before.get(key)) is not None:
                if one.kind == kind:
                    yield _Thing(key, one.fields)
            elif (id := self.known[key]) in self.graph and self.graph.kind(id) == kind:
                names = self.graph.record(id).fields
                yield _Thing(key, {name: plain(self.graph.value(id, name)) for name in names})

    def known_in_group(self, kind: str, name: str, rows: list[_Thing]) -> tuple[list[_Thing], list[_Thing]]:
        """Pairs rows with the things that shared the same key or name; returns those left on both sides."""
        things = list(self.things(kind, self.sharing.get(name, ())))
        ends = _ends(self.kinds[kind])
        told = [field for field in _TELLING if field in self.kinds[kind].fields]
        whole = [field for field in self.kinds[kind].fields if field != "imported"]
        rows, things = self.pair(rows, things, whole, alike=True)
        for fields in ((*ends, "name", *told), (*ends, "name"), ends):
            rows, things = self.pair(rows, things, fields)
        for end in ends:
            # What the source says of one end may not have been read, now or before.
            others = [other for other in ends if other != end]
            rows, things = self.pair(rows, things, (*others, *told), unread=end)
        return rows, things

    def pair(
        self,
        rows: list[_Thing],
        things: list[_Thing],
        fields: Sequence[str],
        *,
        alike: bool = False,
        unread: str | None = None,
    ) -> tuple[list[_Thing], list[_Thing]]:
        """Pairs those that say the same in these fields, where one alone does on each side; returns those left.

        `alike`: where these fields are all that they say, several that say the same are as good as one another.
        `unread`: a field of which one side at least must say nothing.
        """
        by_words: dict[str, tuple[list[_Thing], list[_Thing]]] = {}
        for side, ones in enumerate((rows, things)):
            for one in ones:
                by_words.setdefault(one.says(fields), ([], []))[side].append(one)
        for now, then in by_words.values():
            alone = len(now) == len(then) == 1 and (
                unread is None or not (now[0].tells(unread) and then[0].tells(unread))
            )
            if alike or alone:
                for row, thing in zip(now, then, strict=False):
                    self.is_known(row, thing.key)
        return [row for row in rows if row.key not in self.keys], [one for one in things if one.key not in self.given]

    def is_known(self, row: _Thing, key: str) -> None:
        """Notes which thing a row was."""
        self.keys[row.key] = key
        self.given.add(key)

    def know_by_name(self, kind: str, row: _Thing, sure: Container[str]) -> None:
        """Knows a row without a key of its own by its name, where one thing alone had it that has no row now.

        `sure`: the keys of the rows that are told apart by them.
        """
        if not self.draft.proposals[row.key].keyless or not row.tells("name"):
            return
        if kind not in self.names:
            self.names[kind] = {}
            for thing in self.things(kind, self.known):
                self.names[kind].setdefault(thing.says(["name"]), []).append(thing.key)
        named = self.names[kind].get(row.says(["name"]), ())
        free = [key for key in named if key not in sure and key not in self.given]
        if len(free) == 1:
            self.is_known(row, free[0])

    def tell(self, kind: str, rows: list[_Thing], things: list[_Thing]) -> None:
        """Tells the rows that may be one of several things that came before, and nothing says which."""
        ends = _ends(self.kinds[kind])
        by_ends: dict[str, tuple[list[_Thing], list[_Thing]]] = {}
        for side, ones in enumerate((rows, things)):
            for one in ones:
                by_ends.setdefault(one.says(ends), ([], []))[side].append(one)
        for now, then in by_ends.values():
            if now and then:
                doubt = _doubt(len(now), [self.known[thing.key] for thing in then])
                self.draft.notes.append(Note(self.draft.proposals[now[0].key].at, doubt))

    def rename(self, doubtful: Iterable[str]) -> None:
        """Gives each row its key: that of what it was, else one that nothing had."""
        taken = {*self.known, *self.draft.proposals}
        numbers: Counter[str] = Counter()
        for key in doubtful:
            if key not in self.keys and (key in self.known or key in self.given):
                base = free = self.draft.proposals[key].plain
                while free in taken:
                    numbers[base] += 1
                    free = f"{base} ({numbers[base] + 1})"
                taken.add(free)
                self.keys[key] = free
        _rename(self.draft, {old: new for old, new in self.keys.items() if old != new})


def _doubt(rows: int, ids: Sequence[str]) -> Text:
    """That rows are new, or some of the elements with these ids."""
    listed = ", ".join(ids[:_SHOWN]) + (" …" if len(ids) > _SHOWN else "")
    fr, taken = "1 ligne est nouvelle", "prise pour nouvelle"
    en = "1 row is new"
    if rows > 1:
        fr, taken = f"{rows} lignes sont nouvelles", "prises pour nouvelles"
        en = f"{rows} rows are new"
    return Text(
        f"{fr}, ou de celles d'avant ({listed}) : rien ne dit lesquelles ; {taken}, les autres restent (une colonne "
        "« key » les distinguerait)",
        f"{en}, or of those before ({listed}): nothing says which; taken as new, the others stay (a `key` column would "
        "tell them apart)",
    )


def _rename(draft: Draft, new: Mapping[str, str]) -> None:
    """Gives elements of a draft other keys, all at once, and points at them by these."""
    if not new:
        return
    keys = {**new, **{back_key(old): back_key(key) for old, key in new.items()}}

    def renamed(value: Any) -> Any:
        if not isinstance(value, list):
            return value
        return [
            replace(part, key=keys[part.key]) if isinstance(part, Target) and part.key in keys else part
            for part in value
        ]

    proposals = list(draft.proposals.values())
    for proposal in proposals:
        proposal.key = keys.get(proposal.key, proposal.key)
        proposal.fields = {name: renamed(value) for name, value in proposal.fields.items()}
    draft.proposals = {proposal.key: proposal for proposal in proposals}
    draft.spoilt = {keys.get(key, key): fields for key, fields in draft.spoilt.items()}
