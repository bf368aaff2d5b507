"""What a measure is given, what it answers, and the measures by name: functions of `ea_repo/check/measures/`."""

from __future__ import annotations

import datetime as dt
import importlib
import inspect
import pkgutil
import typing
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import Any, Literal

from ea_repo.check.outcome import Unknown, Violation
from ea_repo.check.run import FAILED, Setting, judge, unsound
from ea_repo.finding import Text
from ea_repo.graph import Changes, Graph
from ea_repo.select import Selector
from ea_repo.semantics.production import is_in_use

Unit = Literal["count", "percent", "euros"]


@dataclass(frozen=True)
class Value:
    """What a measure found on one day: a number, out of how many, and how many could not be told.

    `value` is None where nothing known supports a number. `count` is what a share counts. `parts` are the same
    measure in detail.
    """

    value: float | None
    of: int
    unknown: int
    count: int | None = None
    parts: Mapping[str, Value] = field(default_factory=dict)
    reason: Text | None = None
    """Why there is no number, where nothing could be measured at all."""
    unknown_within: bool = False
    """Whether a share has the unknown in its denominator: they are all that it lacks."""
    among: bool = True
    """Whether a count counts some of `of`; False where it counts something else about them (standards, of flows)."""


def number(value: float, of: int, unknown: int, parts: Mapping[str, Value] = MappingProxyType({})) -> Value:
    """A number found among `of` elements; None where every one of them is unknown, or where there is none."""
    return Value(value if of > unknown or value else None, of, unknown, parts=parts)


def share(count: int, of: int, unknown: int) -> Value:
    """`count` in a hundred of `of`; None where there is nothing to share."""
    return Value(100 * count / of if of else None, of, unknown, count)


class Unmeasurable(Exception):
    """A rule that a measure rests on could judge nothing."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.en)
        self.reason = reason


@dataclass(frozen=True)
class Answer:
    """What a rule says on a day: whom it asks about, what it flags, what it cannot judge."""

    asked: tuple[str, ...]
    violations: tuple[Violation, ...]
    unknown: frozenset[str]

    @property
    def failing(self) -> int:
        return len({each.subject for each in self.violations})


class Facts:
    """What a measure is given: the system on a day, without its illustrative elements, and what the rules say of it."""

    def __init__(self, graph: Graph, setting: Setting) -> None:
        examples = graph.illustrative
        self.graph = graph.with_(Changes(remove=examples)) if examples else graph
        self.setting = setting
        self._answers: dict[tuple[str, tuple[tuple[str, float], ...]], Answer] = {}

    @property
    def date(self) -> dt.date:
        return self.graph.date or dt.date.today()

    def changed(self, changes: Changes) -> Facts:
        """The facts as they would be with these changes."""
        return Facts(self.graph.with_(changes), self.setting)

    def asked(self, scope: Selector) -> list[str]:
        """The elements that a selector chooses among those in service; of flows, those of production."""
        return [id for id in scope.select(self.graph) if is_in_use(self.graph, id)]

    def answer(self, rule: str, thresholds: Mapping[str, float] = MappingProxyType({})) -> Answer:
        """What a rule says, whatever its severity here; raises Unmeasurable where it could judge nothing."""
        key = (rule, tuple(sorted(thresholds.items())))
        if key not in self._answers:
            self._answers[key] = self._answer(rule, thresholds)
        return self._answers[key]

    def _answer(self, rule: str, thresholds: Mapping[str, float]) -> Answer:
        said = self.setting
        setting = Setting(said.known, {**said.thresholds, **thresholds}, {}, said.charter)
        asked = said.charter.rules[rule]
        try:
            reason = unsound(asked, self.graph, setting)
            judged = judge(asked, self.graph, setting) if reason is None else None
        except MemoryError:
            raise
        except Exception:  # the audit tells what failed in it
            reason, judged = FAILED, None
        if judged is None:
            why = reason or FAILED
            raise Unmeasurable(Text(f"{rule} : {why.fr}", f"{rule}: {why.en}"))
        scope, outcomes = judged
        violations = tuple(each for each in outcomes if isinstance(each, Violation))
        failing = {each.subject for each in violations}
        unknown = frozenset(each.subject for each in outcomes if isinstance(each, Unknown)) - failing
        return Answer(scope.ids, violations, unknown)


@dataclass(frozen=True)
class Measure:
    """A named way to measure; its parameters are what an indicator says under the same names."""

    name: str
    take: Callable[..., Value]
    unit: Unit

    @property
    def parameters(self) -> dict[str, inspect.Parameter]:
        """What an indicator may say, by the key it says it under (`class_` is `class`)."""
        return {each.name.rstrip("_"): each for each in list(inspect.signature(self.take).parameters.values())[1:]}

    def arguments(self, written: Mapping[str, Any]) -> dict[str, Any]:
        """The arguments that an indicator writes, as the measure takes them.

        Raises TypeError for one that is missing, unknown or of another type, SelectorError for a wrong selector.
        """
        hints, parameters = typing.get_type_hints(self.take), self.parameters
        if odd := [*(written.keys() - parameters.keys()), *_missing(parameters, written)]:
            raise TypeError(min(odd))
        return {
            parameters[key].name: _converted(key, value, hints[parameters[key].name]) for key, value in written.items()
        }


def _missing(parameters: Mapping[str, inspect.Parameter], written: Collection[str]) -> list[str]:
    return [key for key, each in parameters.items() if each.default is inspect.Parameter.empty and key not in written]


def _converted(key: str, value: Any, wanted: type) -> Any:
    if wanted is Selector:
        return Selector.parse(value)
    if not isinstance(value, wanted):
        raise TypeError(key)
    return value


def measure(unit: Unit) -> Callable[[Callable[..., Value]], Callable[..., Value]]:
    """Registers a function as the measure of its name."""

    def register(take: Callable[..., Value]) -> Callable[..., Value]:
        take.__dict__["unit"] = unit
        return take

    return register


@cache
def measures() -> MappingProxyType[str, Measure]:
    """Every measure by its name."""
    folder = importlib.import_module("ea_repo.check.measures")
    found: dict[str, Measure] = {}
    for each in sorted(pkgutil.iter_modules(folder.__path__), key=lambda each: each.name):
        for name, value in vars(importlib.import_module(f"{folder.__name__}.{each.name}")).items():
            if unit := getattr(value, "__dict__", {}).get("unit"):
                found[name] = Measure(name, value, unit)
    return MappingProxyType(found)
