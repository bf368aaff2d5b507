"""The whole system, element by element: the foundations, the core, the clean suites with the plants among them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from copy import deepcopy

from ea_repo.demo.core import core
from ea_repo.demo.element import Element
from ea_repo.demo.flows import what_it_says
from ea_repo.demo.foundations import foundations
from ea_repo.demo.plants import Planting, plantings
from ea_repo.demo.suites import suites
from ea_repo.demo.world import World

PER_ROUND = 250
"""For how many applications each rule is violated once."""


DEGRADED = 8
"""How many times each rule is violated, at the least, in a degraded system."""


def rounds(applications: int, *, degraded: bool) -> int:
    """How many times each rule is violated in a system of as many applications."""
    usual = max(1, applications // PER_ROUND)
    return max(DEGRADED, usual) if degraded else usual


def generate(
    world: World,
    rules: Collection[str],
    write: Callable[[Element], None],
    near_duplicates: Iterable[Element] = (),
    *,
    degraded: bool = False,
) -> dict[str, list[str]]:
    """Writes every element; returns the subjects that are planted, by the rule that they violate.

    Of the rules, those without a planting are not violated on purpose and not in the answer. The near-duplicates come
    last, beside the applications asked for: they are made of what is there then.
    """
    applications_of_core = 0
    said: set[str] = set()
    for layer in (foundations, core):
        for element in _said_once(layer(world), said):
            applications_of_core += element.is_application
            write(element)
    times = rounds(world.applications, degraded=degraded)
    sowing = _Sowing(world, [planting for rule, planting in plantings().items() if rule in rules], write, times)
    clean_applications = world.applications - applications_of_core - sowing.applications
    written = 0
    for element in _said_once(suites(world, clean_applications), said):
        write(element)
        written += element.is_application
        sowing.write_up_to(written / (clean_applications + 1))
    sowing.write_up_to(1)
    for element in near_duplicates:
        write(element)
    return {rule: sorted(subjects) for rule, subjects in sorted(sowing.planted.items())}


def _said_once(elements: Iterable[Element], said: set[str]) -> Iterator[Element]:
    """The elements without the flows that say what an earlier one says; `said` keeps what was said."""
    for element in elements:
        content = what_it_says(element) if element.kind == "flow" else element.id
        if content not in said:
            said.add(content)
            yield element


class _Sowing:
    """The plants still to be written, in turn, as the rest goes on."""

    def __init__(self, world: World, plantings: list[Planting], write: Callable[[Element], None], rounds: int) -> None:
        self._world, self._write = world, write
        self._turns = [
            (planting, turn) for turn in range(rounds) for planting in plantings if turn == 0 or not planting.once
        ]
        self._written = 0
        self._rules = {planting.rule for planting in plantings}
        self.planted: dict[str, list[str]] = {rule: [] for rule in self._rules}
        self.applications = self._count_applications(plantings)

    def _count_applications(self, plantings: list[Planting]) -> int:
        """How many applications the plants make: those of a rule are as many at each turn."""
        copy = deepcopy(self._world)
        counts = {
            planting.rule: sum(element.is_application for element in planting.make(copy, 0).elements)
            for planting in plantings
        }
        return sum(counts[planting.rule] for planting, _ in self._turns)

    def write_up_to(self, share: float) -> None:
        """Writes the plants up to this share of them."""
        while self._written < int(share * len(self._turns)):
            planting, turn = self._turns[self._written]
            self._written += 1
            plant = planting.make(self._world, turn)
            for element in plant.elements:
                self._write(element)
            for rule, subjects in plant.violations(planting.rule).items():
                if rule in self.planted:
                    self.planted[rule] += subjects
