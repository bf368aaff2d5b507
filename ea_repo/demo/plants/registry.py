"""What a plant is: elements that violate one rule, and who does; made by a function named after the rule."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from ea_repo.demo.element import Element
from ea_repo.demo.world import World


@dataclass(frozen=True)
class Plant:
    """The elements to write, the subjects of the rule, and those of the other rules that these violate too."""

    elements: Sequence[Element]
    subjects: Sequence[str]
    also: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def violations(self, rule: str) -> dict[str, Sequence[str]]:
        """The subjects, rule by rule."""
        return {rule: self.subjects, **self.also}


MakePlant = Callable[[World, int], Plant]
"""Makes a plant; the number is its turn, from 0, so that it may differ from one to the next."""


@dataclass(frozen=True)
class Planting:
    """How one rule is violated; `once` where it can be violated once only, whatever the size."""

    rule: str
    make: MakePlant
    once: bool = False


def planting(*, once: bool = False) -> Callable[[MakePlant], Planting]:
    """Makes a function the planting of the rule it is named after, its underscores read as hyphens."""

    def named(make: MakePlant) -> Planting:
        return Planting(make.__name__.replace("_", "-"), make, once)

    return named
