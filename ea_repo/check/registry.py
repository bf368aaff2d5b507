"""The checks and the measures by name: each a function of `checks/` or `measures/`, found by its decorator."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, Literal, TypeVar

from ea_repo.check.arguments import Arguments, Parameter, about, parameters, read_arguments
from ea_repo.finding import Text
from ea_repo.load.validation_sentences import Mistake
from ea_repo.metamodel import Vocabulary
from ea_repo.suggest import closest, did_you_mean

if TYPE_CHECKING:
    from ea_repo.check.measure import Value
    from ea_repo.check.scope import Scope
    from ea_repo.check.violation import Outcome

Asks = Callable[..., Iterable[str]]
Demands = Callable[..., Iterator[Text]]
Relating = Callable[..., Iterable[str]]
Whole = Callable[..., object]
FAR = float("inf")
"""However far one comes by the links that the check follows."""
Unit = Literal["count", "percent", "euros"]

F = TypeVar("F", bound=Callable[..., Any])
N = TypeVar("N", bound="Named")
_MARK = "registered"


@dataclass(frozen=True)
class Named:
    """A function that a text calls by its name; what it takes, but what it is given first, are keys of that text."""

    name: str
    function: Callable[..., Any]

    key: ClassVar[str]
    """The key under which a text names the function."""
    what: ClassVar[Text]
    owner: ClassVar[Text]
    """Whose keys a text may write beside the arguments: a rule, an indicator."""

    @cached_property
    def parameters(self) -> Mapping[str, Parameter]:
        """What a text may say, by the key that it says it under (`except_` is `except`)."""
        return parameters(self.function)

    def read(self, written: Mapping[str, Any], others: Iterable[str]) -> Arguments:
        """The arguments in what a text writes beside the `others`, with what is wrong in them."""
        read = read_arguments(written, self.parameters)
        mistakes = (*self._unknown(written, [*others]), *read.mistakes)
        return Arguments(read.values, mistakes or tuple(self._demanded(read.values)))

    def flaws(self, values: Mapping[str, Any], vocabulary: Vocabulary) -> Iterator[Mistake]:
        """What the arguments say that means nothing in any workspace of a vocabulary."""
        for key, parameter in self.parameters.items():
            if parameter.name in values:
                yield from (about(key, flaw) for flaw in parameter.flaws(values[parameter.name], vocabulary))

    def _unknown(self, written: Mapping[str, Any], others: Sequence[str]) -> Iterator[Mistake]:
        """The keys that the function does not take, then those that it misses, unless they are written amiss."""
        known = [*self.parameters, *others]
        unknown = [key for key in written if key not in self.parameters]
        for key in unknown:
            hint = did_you_mean(key, known)
            french = f"« {key} » n'est ni un champ {self.owner.fr}, ni un argument de {self.name}{hint.fr}"
            english = f"“{key}” is no field {self.owner.en} nor an argument of {self.name}{hint.en}"
            yield Mistake((key,), Text(french, english))
        meant = {closest(key, known) for key in unknown}
        for key, parameter in self.parameters.items():
            if parameter.required and key not in written and key not in meant:
                yield self._refused(Text(f"attend « {key} »", f"expects “{key}”"))

    def _demanded(self, values: Mapping[str, Any]) -> Iterator[Mistake]:
        return iter(())

    def _refused(self, why: Text) -> Mistake:
        """What the function misses, told where the text names it."""
        french, english = f"{self.what.fr} {self.name} {why.fr}", f"{self.what.en} {self.name} {why.en}"
        return Mistake((self.key,), Text(french, english))


def _everything(scope: Scope, **_: Any) -> Iterable[str]:
    return scope.ids


def _nothing(**_: Any) -> Iterator[Text]:
    return iter(())


def _nobody(scope: Scope, **_: Any) -> Iterable[str]:
    return ()


def _nothing_else(scope: Scope, **_: Any) -> object:
    return None


@dataclass(frozen=True)
class Check(Named):
    """A named way to judge elements; a rule says its arguments.

    `asks` gives the elements really judged, the denominator, from the scope and the same arguments. `demands` tells
    what it expects of its arguments together. `facts` are what it says of a violation beside its elements. `relating`
    gives, of some elements and the same arguments, all those of which the answer may relate them; the check judges
    each by itself then. None: any answer may.

    `near`: the check judges each element by itself, and all that it reads or names for it is at most so many links
    away, but for what its selectors follow; links that are followed on end (wholes, successors) do not count. None: the
    answer of an element may rest on any other. `selects`: by argument, how many links away are the elements that a
    selector is asked of, where it is not the element itself. `beyond` gives, of elements in a scope, those that answers
    rest on as they rest on these. `whole` tells what they rest on, or name, beside, of the system as a whole: what the
    elements in scope bring to it is enough, since others bring what they brought.
    """

    asks: Asks = _everything
    demands: Demands = _nothing
    facts: frozenset[str] = frozenset()
    relating: Relating | None = None
    near: float | None = None
    selects: Mapping[str, int] = field(default_factory=dict)
    beyond: Asks = _nobody
    whole: Whole = _nothing_else

    key: ClassVar[str] = "check"
    what: ClassVar[Text] = Text("le contrôle", "the check")
    owner: ClassVar[Text] = Text("de règle", "of a rule")

    def _demanded(self, values: Mapping[str, Any]) -> Iterator[Mistake]:
        return map(self._refused, self.demands(**values))


@dataclass(frozen=True)
class Measure(Named):
    """A named way to measure; an indicator says its arguments."""

    unit: Unit = "count"

    key: ClassVar[str] = "measure"
    what: ClassVar[Text] = Text("la mesure", "the measure")
    owner: ClassVar[Text] = Text("d'indicateur", "of an indicator")


def check(
    asks: Asks = _everything,
    *,
    demands: Demands = _nothing,
    facts: Iterable[str] = (),
    relating: Relating | None = None,
    near: float | None = None,
    selects: Mapping[str, int] = MappingProxyType({}),
    beyond: Asks = _nobody,
    whole: Whole = _nothing_else,
) -> Callable[[Callable[..., Iterator[Outcome]]], Callable[..., Iterator[Outcome]]]:
    """Registers a function as the check of its name: from a scope and arguments to violations and unknowns."""
    fields = frozenset(facts), relating, near, selects, beyond, whole
    return _registered(lambda name, function: Check(name, function, asks, demands, *fields))


def measure(unit: Unit) -> Callable[[Callable[..., Value]], Callable[..., Value]]:
    """Registers a function as the measure of its name: from facts and arguments to a value in that unit."""
    return _registered(lambda name, function: Measure(name, function, unit))


def _registered(named: Callable[[str, Callable[..., Any]], Named]) -> Callable[[F], F]:
    def register(function: F) -> F:
        function.__dict__[_MARK] = named(function.__name__, function)
        return function

    return register


@cache
def checks() -> Mapping[str, Check]:
    """Every check by its name."""
    return _in_folder("ea_repo.check.checks", Check)


@cache
def measures() -> Mapping[str, Measure]:
    """Every measure by its name."""
    return _in_folder("ea_repo.check.measures", Measure)


def _in_folder(package: str, wanted: type[N]) -> Mapping[str, N]:
    """What the modules of a package register, by name."""
    modules = sorted(module.name for module in pkgutil.iter_modules(importlib.import_module(package).__path__))
    values = (value for name in modules for value in vars(importlib.import_module(f"{package}.{name}")).values())
    named = (getattr(value, "__dict__", {}).get(_MARK) for value in values)
    return MappingProxyType({entry.name: entry for entry in named if isinstance(entry, wanted)})
