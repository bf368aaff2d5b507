"""The whole system, element by element: the ground, the core, the clean suites with the plants among them."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy

from ea_repo.demo.backbone import backbone
from ea_repo.demo.element import Element
from ea_repo.demo.ground import ground
from ea_repo.demo.noise import noise
from ea_repo.demo.plants import ONCE, PLANTS, TOLD
from ea_repo.demo.world import World

PER_ROUND = 250
"""For how many applications each rule is violated once."""
_APPLICATIONS = ("application", "referential")


def generate(world: World, write: Callable[[Element], None]) -> dict[str, list[str]]:
    """Writes every element; returns what is planted, rule by rule."""
    core = 0
    for layer in (ground, backbone):
        for each in layer(world):
            core += each.kind in _APPLICATIONS
            write(each)
    sowing = _Sowing(world, max(1, world.applications // PER_ROUND), write)
    clean = world.applications - core - sowing.applications
    written = 0
    for each in noise(world, clean):
        write(each)
        written += each.kind in _APPLICATIONS
        sowing.up_to(written / (clean + 1))
    sowing.up_to(1)
    planted = {**sowing.planted, **TOLD}
    return {rule: sorted(subjects) for rule, subjects in sorted(planted.items())}


class _Sowing:
    """The plants still to be written, in turn, as the rest goes on."""

    def __init__(self, world: World, rounds: int, write: Callable[[Element], None]) -> None:
        self._world, self._write = world, write
        self._turns = [(rule, turn) for turn in range(rounds) for rule in PLANTS if turn == 0 or rule not in ONCE]
        self._sown = 0
        self.planted: dict[str, list[str]] = {rule: [] for rule in PLANTS}
        self.applications = self._counted(rounds)

    def _counted(self, rounds: int) -> int:
        """How many applications the plants make: those of a rule are as many at each turn."""
        aside = deepcopy(self._world)
        counts = {
            rule: sum(each.kind in _APPLICATIONS for each in plant(aside, 0).elements) for rule, plant in PLANTS.items()
        }
        return sum(counts[rule] for rule, _ in self._turns)

    def up_to(self, share: float) -> None:
        """Writes the plants up to this share of them."""
        while self._sown < int(share * len(self._turns)):
            rule, turn = self._turns[self._sown]
            self._sown += 1
            plant = PLANTS[rule](self._world, turn)
            for each in plant.elements:
                self._write(each)
            for violated, subjects in plant.violations(rule).items():
                self.planted[violated] += subjects
