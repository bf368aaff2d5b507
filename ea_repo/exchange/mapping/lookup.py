"""What a cell means that names an element: by id or by name, in the same source first, then in the workspace."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain

from rapidfuzz import fuzz, process

from ea_repo.exchange.mapping.columns import letters
from ea_repo.exchange.mapping.conversion import NotSaid
from ea_repo.exchange.mapping.draft import Proposal, Target
from ea_repo.finding import Text
from ea_repo.graph import Graph
from ea_repo.metamodel import accepts
from ea_repo.metamodel import kinds as metamodel_kinds

_NEAR = 3
"""How many near names are offered where none is the one."""
_LIKENESS = 65
_COMPARED = 5_000_000
"""How many names are compared with those that mean nothing, in all: some seconds. Nobody reads the thousands beyond."""


class Lookup:
    """Finds the elements that names mean."""

    def __init__(self, graph: Graph | None, source: str, compared: int = _COMPARED) -> None:
        """What came from this source before is not looked up in the workspace: the source says itself what it has.

        Near names are looked for until so many names are `compared`.
        """
        self._graph, self._source = graph, source
        self._by_key: dict[str, list[Proposal]] = {}
        self._by_name: dict[str, list[Proposal]] = {}
        self._created: dict[tuple[str, str], Proposal] = {}
        self._names: dict[tuple[str, ...], dict[str, str]] = {}
        self._left = compared

    def add(self, proposal: Proposal, own: Iterable[str] = ()) -> None:
        """Makes a proposal known by its name, its key, and the ids that it has in its source."""
        self._names.clear()
        for id in dict.fromkeys((proposal.key, *own)):
            self._by_key.setdefault(id, []).append(proposal)
        if name := letters(proposal.name):
            self._by_name.setdefault(name, []).append(proposal)

    def find(self, said: str, kinds: Sequence[str]) -> Target | None:
        """The element of one of these kinds that a text means, None where it means none.

        Raises NotSaid where it means several.
        """
        wanted = letters(said)
        own = [self._by_key.get(said.strip(), ()), self._by_name.get(wanted, ())]
        for candidates in own:
            fitting = list({proposal.key: proposal for proposal in candidates if _fits(proposal.kind, kinds)}.values())
            if len(fitting) > 1:
                raise _several(said, [f"{one.name or one.key} ({one.kind}, {one.at})" for one in fitting])
            if fitting:
                return Target(key=fitting[0].key)
        id = self.here(said, kinds)
        return Target(id=id) if id else None

    def here(self, said: str, kinds: Sequence[str]) -> str:
        """The id of the element of the workspace that a text means; empty where there is none.

        Raises NotSaid where it means several.
        """
        ids = [id for id in self._here.get(letters(said), ()) if _fits(self.kind(id), kinds)]
        if len(ids) > 1:
            raise _several(said, [f"{self.name(id)} ({id})" for id in ids])
        return ids[0] if ids else ""

    def refused(self, said: str, kinds: Sequence[str]) -> NotSaid:
        """The sentence for a text that means no element of these kinds, with the nearest names."""
        near = self._near(said, kinds)
        labels = [metamodel_kinds()[name].label for name in kinds if name in metamodel_kinds()]
        wanted = Text(", ".join(label.fr for label in labels), ", ".join(label.en for label in labels))
        hint = Text("", "")
        if near is None:
            hint = Text(" ; noms proches : plus cherchés, après tant d'autres", "; near names: no longer looked for")
        elif near:
            fr, en = ", ".join(f"« {name} »" for name in near), ", ".join(f"“{name}”" for name in near)
            hint = Text(f" ; proches : {fr}", f"; near: {en}")
        return NotSaid(
            Text(
                f"« {said} » ne désigne rien ici ({wanted.fr}){hint.fr}",
                f"“{said}” means nothing here ({wanted.en}){hint.en}",
            )
        )

    def _near(self, said: str, kinds: Sequence[str]) -> list[str] | None:
        """The names of elements of these kinds that are nearest to a text; None once too many were compared."""
        if said.strip().isdigit():
            return []
        if self._left <= 0:
            return None
        names = self._names_of(tuple(kinds))
        self._left -= len(names)
        nearest = process.extract(letters(said), names, scorer=fuzz.WRatio, limit=_NEAR, score_cutoff=_LIKENESS)
        return [name for *_, name in nearest]

    def _names_of(self, kinds: tuple[str, ...]) -> dict[str, str]:
        """The names of the elements of some kinds, each as it is compared; kept until another proposal is known."""
        if kinds not in self._names:
            proposals = chain.from_iterable(self._by_name.values())
            own = (proposal.name for proposal in proposals if _fits(proposal.kind, kinds))
            here = (self.name(id) for id in self._others() if _fits(self.kind(id), kinds))
            self._names[kinds] = {name: letters(name) for name in chain(own, here)}
        return self._names[kinds]

    def created(self, said: str, kind: str, make: Callable[[str], Proposal]) -> Target:
        """The element of that kind and name, made where no cell named it before."""
        key = (kind, letters(said))
        if key not in self._created:
            proposal = self._created[key] = make(said)
            self.add(proposal)
        return Target(key=self._created[key].key)

    @cached_property
    def _here(self) -> dict[str, list[str]]:
        """The elements of the workspace by their ids, names and aliases, as these are compared."""
        by_name: dict[str, list[str]] = {}
        for id in self._others():
            written = [id, self.name(id), *self._aliases(id)]
            for name in dict.fromkeys(letters(str(text)) for text in written if text):
                by_name.setdefault(name, []).append(id)
        return by_name

    def _others(self) -> Iterator[str]:
        """The elements of the workspace that did not come from this source."""
        for id in self._graph or ():
            imported = self._graph.value(id, "imported") if self._graph is not None else None
            if imported is None or imported.source != self._source:
                yield id

    def _aliases(self, id: str) -> Sequence[str]:
        return (self._graph.value(id, "aliases") or ()) if self._graph is not None else ()

    def kind(self, id: str) -> str:
        """The kind of an element of the workspace."""
        return self._graph.kind(id) if self._graph is not None else ""

    def name(self, id: str) -> str:
        """The name of an element of the workspace."""
        return self._graph.name_alone(id) if self._graph is not None else id


def _fits(actual: str, wanted: Sequence[str]) -> bool:
    return any(accepts(kind, actual) for kind in wanted)


def _several(said: str, candidates: Sequence[str]) -> NotSaid:
    listed = ", ".join(candidates[:5]) + (" …" if len(candidates) > 5 else "")
    return NotSaid(
        Text(f"« {said} » désigne plusieurs éléments : {listed}", f"“{said}” means several elements: {listed}")
    )
