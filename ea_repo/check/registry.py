"""The checks by name: each a function of `ea_repo/check/checks/`, found by its decorator."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import typing
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from ea_repo.check.outcome import Outcome, Scope
from ea_repo.select import Selector

Asks = Callable[..., Iterable[str]]


@dataclass(frozen=True)
class Check:
    """A named way to judge elements; its parameters are what a rule says under the same names.

    `asks` gives the elements really judged, the denominator, from the scope and the same arguments.
    """

    name: str
    judge: Callable[..., Iterator[Outcome]]
    asks: Asks

    @property
    def parameters(self) -> dict[str, inspect.Parameter]:
        """What a rule may say, by the key it says it under (`except_` is `except`)."""
        found = list(inspect.signature(self.judge).parameters.values())[1:]
        return {each.name.rstrip("_"): each for each in found}

    def arguments(self, written: Mapping[str, Any]) -> dict[str, Any]:
        """The arguments that a rule writes, as the check takes them.

        Raises TypeError for one that is missing, unknown or of another type, SelectorError for a wrong selector.
        """
        hints = typing.get_type_hints(self.judge)
        parameters = self.parameters
        for name in written:
            if name not in parameters:
                raise TypeError(name)
        for name, parameter in parameters.items():
            if parameter.default is inspect.Parameter.empty and name not in written:
                raise TypeError(name)
        return {
            parameters[name].name: _converted(name, value, hints[parameters[name].name])
            for name, value in written.items()
        }


def _converted(name: str, value: Any, wanted: Any) -> Any:
    if wanted == Selector or wanted == Selector | None:
        return Selector.parse(value)
    if wanted == Sequence[Selector]:
        return tuple(Selector.parse(each) for each in (value if isinstance(value, list) else [value]))
    if wanted == tuple[str, ...]:
        return tuple(map(str, value)) if isinstance(value, list) else (str(value),)
    if not isinstance(value, wanted):
        raise TypeError(name)
    return value


def _everything(scope: Scope, **_: Any) -> Iterable[str]:
    return scope.ids


def check(asks: Asks = _everything) -> Callable[[Callable[..., Iterator[Outcome]]], Callable[..., Iterator[Outcome]]]:
    """Registers a function as the check of its name."""

    def register(judge: Callable[..., Iterator[Outcome]]) -> Callable[..., Iterator[Outcome]]:
        judge.__dict__["asks"] = asks
        return judge

    return register


@cache
def checks() -> MappingProxyType[str, Check]:
    """Every check by its name."""
    folder = importlib.import_module("ea_repo.check.checks")
    found: dict[str, Check] = {}
    for each in sorted(pkgutil.iter_modules(folder.__path__), key=lambda each: each.name):
        for name, value in vars(importlib.import_module(f"{folder.__name__}.{each.name}")).items():
            if asks := getattr(value, "__dict__", {}).get("asks"):
                found[name] = Check(name, value, asks)
    return MappingProxyType(found)
