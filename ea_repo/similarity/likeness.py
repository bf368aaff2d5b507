"""How much two solutions resemble each other, and by what: each likeness from 0 to 1, with what it rests on."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz

from ea_repo.similarity.profile import Profile

Kind = Literal[
    "processes", "neighbouring_processes", "masters", "data", "neighbours", "words", "name", "suppliers", "users"
]

WEIGHTS: Mapping[Kind, float] = {
    "processes": 0.6,
    "words": 0.55,
    "name": 0.45,
    "masters": 0.5,
    "data": 0.35,
    "neighbours": 0.35,
    "neighbouring_processes": 0.3,
    "users": 0.2,
    "suppliers": 0.1,
}
"""How sure each likeness, where it is whole, makes one that two solutions meet one need."""
_EXCHANGES: tuple[Kind, ...] = ("data", "neighbours")
_LEAST = 0.02
"""What adds less to a score is no reason."""
_ALIKE = 80.0
"""From which likeness, of 100, two names count as alike."""


@dataclass(frozen=True)
class Reason:
    """A likeness: of what kind, how much of it (0 to 1), and the ids or words that both have, the rarest first."""

    kind: Kind
    share: float
    common: tuple[str, ...]


class Likeness:
    """The likeness of a profile to others, where what few have weighs more than what most have."""

    def __init__(self, others: Iterable[Profile]) -> None:
        profiles = list(others)
        self._count = len(profiles) + 2
        self._holders: dict[str, Counter[str]] = {
            kind: Counter(thing for profile in profiles for thing in of(profile)) for kind, of in _SETS.items()
        }
        self._holders["neighbouring_processes"] = Counter(
            process for profile in profiles for process in profile.processes | profile.neighbouring_processes
        )
        self._of_terms = Counter(term for profile in profiles for term in profile.words.counts)

    def reasons(self, wanted: Profile, other: Profile) -> list[Reason]:
        """What two profiles have in common, what weighs most first."""
        found = [self._overlap(kind, of(wanted), of(other)) for kind, of in _SETS.items()]
        found += [self._beside(wanted, other), self._words(wanted, other), _names(wanted, other)]
        kept = [reason for reason in found if reason and WEIGHTS[reason.kind] * reason.share >= _LEAST]
        return sorted(kept, key=lambda reason: -WEIGHTS[reason.kind] * reason.share)

    def _rarity(self, kind: str, thing: str) -> float:
        """1 for what one profile alone has, 0 for what all have."""
        return 1 - math.log(max(1, self._holders[kind][thing])) / math.log(self._count)

    def _overlap(self, kind: Kind, wanted: Collection[str], other: Collection[str]) -> Reason | None:
        """How much of two sets both have, by rarity: what all have says nothing, and a hub has some of everything."""
        rarity = {thing: self._rarity(kind, thing) for thing in {*wanted, *other}}
        sizes = sum(rarity[thing] for thing in wanted), sum(rarity[thing] for thing in other)
        # A solution that does more than what is asked is no less a candidate for it.
        size = min(sizes) if kind in ("processes", "masters") else math.sqrt(sizes[0] * sizes[1])
        common = sorted(set(wanted) & set(other), key=lambda thing: (-rarity[thing], thing))
        shared = sum(rarity[thing] for thing in common)
        if shared <= 0 or size <= 0:
            return None
        return Reason(kind, min(1.0, shared / size) * _ample(kind, shared), tuple(common))

    def _beside(self, wanted: Profile, other: Profile) -> Reason | None:
        """Processes of the one beside processes of the other: in one domain, without being the same."""
        common = (wanted.neighbouring_processes & other.processes) | (wanted.processes & other.neighbouring_processes)
        share = max((self._rarity("neighbouring_processes", process) for process in common), default=0.0)
        return Reason("neighbouring_processes", share, tuple(sorted(common))) if share > 0 else None

    def _words(self, wanted: Profile, other: Profile) -> Reason | None:
        """The cosine of the terms, each by how often it is said and how few say it (TF-IDF)."""
        one, two = self._weighed(wanted.words.counts), self._weighed(other.words.counts)
        common = sorted(one.keys() & two.keys(), key=lambda term: (-one[term] * two[term], term))
        length = math.hypot(*one.values()) * math.hypot(*two.values())
        if not common or not length:
            return None
        said = tuple(dict.fromkeys(other.words.said_as[term] for term in common))
        return Reason("words", sum(one[term] * two[term] for term in common) / length, said)

    def _weighed(self, terms: Mapping[str, int]) -> dict[str, float]:
        return {
            term: (1 + math.log(times)) * math.log(1 + self._count / max(1, self._of_terms[term]))
            for term, times in terms.items()
        }


def score(reasons: Iterable[Reason]) -> float:
    """How likely they make it, from 0 to 1: each reason takes away a part of what doubt is left.

    Flows bring data from neighbours: the two are one piece of evidence, of which the stronger counts.
    """
    weights = {reason.kind: WEIGHTS[reason.kind] * reason.share for reason in reasons}
    return _certainty(weights)


def _certainty(weights: Mapping[Kind, float]) -> float:
    exchanges = max((weights.get(kind, 0.0) for kind in _EXCHANGES), default=0.0)
    doubt = 1 - exchanges
    for kind, weight in weights.items():
        if kind not in _EXCHANGES:
            doubt *= 1 - weight
    return 1 - doubt


def attainable(wanted: Profile) -> float:
    """The score of what would have all of a profile: of a need that is only said in words, words are all there is."""
    has = {kind for kind, of in _SETS.items() if of(wanted)}
    has |= {"name"} if wanted.names else set()
    has |= {"words"} if wanted.words.counts else set()
    return _certainty({kind: weight for kind, weight in WEIGHTS.items() if kind in has}) or 1.0


def _names(wanted: Profile, other: Profile) -> Reason | None:
    """Two names that are alike letter by letter, but for their numbers: those tell one thing from another."""
    pairs = (
        (fuzz.token_sort_ratio(one, two), one, two)
        for one in wanted.names
        for two in other.names
        if _numbers(one) == _numbers(two)
    )
    best, one, two = max(pairs, default=(0.0, "", ""))
    return Reason("name", (best - _ALIKE) / (100 - _ALIKE), (one, two)) if best > _ALIKE else None


def _numbers(name: str) -> list[str]:
    return [word for word in name.split() if word.isdigit()]


def _ample(kind: Kind, shared: float) -> float:
    """A single neighbour or datum in common says less than several, and one that most have hardly anything."""
    return min(1.0, shared) if kind in ("processes", "masters", "suppliers") else shared / (shared + 1)


_SETS: Mapping[Kind, Callable[[Profile], frozenset[str]]] = {
    "processes": lambda profile: profile.processes,
    "masters": lambda profile: profile.masters,
    "data": lambda profile: profile.data,
    "neighbours": lambda profile: profile.neighbours,
    "suppliers": lambda profile: profile.suppliers,
    "users": lambda profile: profile.users,
}
