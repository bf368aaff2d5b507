"""What a plant is: elements that violate one rule, and who does; declared by a function named after the rule."""

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


Planting = Callable[[World, int], Plant]
"""Makes a plant; the number is its turn, from 0, so that it may differ from one to the next."""


def table(*plantings: Planting) -> dict[str, Planting]:
    """Each planting under the id of its rule: its own name, with hyphens."""
    return {each.__name__.replace("_", "-"): each for each in plantings}
