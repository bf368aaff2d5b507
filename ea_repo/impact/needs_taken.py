"""The needs that whoever takes a place meets too, where one of the two does not say what it supports a process for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ea_repo.graph import Graph
from ea_repo.metamodel import Ref, accepts
from ea_repo.semantics.application_types import is_external
from ea_repo.semantics.belongings import belongings
from ea_repo.semantics.process_needs import need_key, own_need


@dataclass(frozen=True, slots=True)
class _Support:
    """A link by which an application supports a process."""

    application: str
    ref: Ref

    @property
    def words(self) -> tuple[str, ...]:
        """What it is for; without words, a need of its own."""
        return with_words(self.application, self.ref).for_

    def may_be_for_the_same(self, other: _Support) -> bool:
        """Whether one of two supports of a process leaves open what it is for."""
        return self.ref.to == other.ref.to and not (self.ref.for_ and other.ref.for_)


def with_words(application: str, ref: Ref) -> Ref:
    """A support of an application where a need without words is its own, and named so, for others to meet it too."""
    return ref if ref.for_ else replace(ref, for_=(own_need(application),))


def supports_as_taken(graph: Graph, taken: Iterable[str], new: str) -> dict[str, tuple[Ref, ...]]:
    """All the supports, by application, of those whose needs a replacement takes without a word, and of its own.

    That it replaces says that it meets the same needs, where it supports the same process and one of the two does not
    say what for. Nothing is added where both say it, where the replacement covers the process, nor of an outside tool.
    """
    supports: dict[str, tuple[Ref, ...]] = {}
    pairs = list(_unsaid_pairs(graph, taken, new))
    for id in dict.fromkeys(old.application for old, _ in pairs):
        supports[id] = tuple(with_words(id, ref) for ref in graph.links(id, "supports"))
    for id in dict.fromkeys(taking.application for _, taking in pairs):
        supports[id] = tuple(_with_needs(_Support(id, ref), pairs) for ref in graph.links(id, "supports"))
    return supports


def silent_supporters(graph: Graph, taken: Iterable[str], new: str) -> list[str]:
    """Those, replaced or replacing, that should say what they support for, so that one knows what is taken over."""
    silent = {
        support.application for pair in _unsaid_pairs(graph, taken, new) for support in pair if not support.ref.for_
    }
    return sorted(silent)


def _with_needs(support: _Support, pairs: Sequence[tuple[_Support, _Support]]) -> Ref:
    needs = [words for old, taking in pairs if taking == support for words in old.words]
    return replace(support.ref, for_=tuple(dict.fromkeys((*support.words, *needs)))) if needs else support.ref


def _unsaid_pairs(graph: Graph, taken: Iterable[str], new: str) -> Iterator[tuple[_Support, _Support]]:
    """Each support that is replaced and that nothing written meets, with those that may be for the same need."""
    if is_external(graph, new):
        return
    taken = set(taken)
    instead = belongings(graph, [new]) - taken
    covered = {process for id in instead for process in graph.targets(id, "covers")}
    taking = [support for support in _supports(graph, instead) if support.ref.to not in covered]
    met = {(support.ref.to, need_key(words)) for support in taking for words in support.ref.for_}
    for old in _supports(graph, taken):
        if not all((old.ref.to, need_key(words)) in met for words in old.words):
            yield from ((old, support) for support in taking if old.may_be_for_the_same(support))


def _supports(graph: Graph, ids: Iterable[str]) -> list[_Support]:
    applications = sorted(id for id in ids if accepts("application", graph.kind(id)))
    return [_Support(id, ref) for id in applications for ref in graph.links(id, "supports")]
