"""What a rule says to its check, and an indicator to its measure, read as the function takes it."""

from __future__ import annotations

import inspect
import typing
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated, Any, Literal

from ea_repo.finding import Text, Wrong
from ea_repo.load.validation_sentences import Mistake
from ea_repo.metamodel import Vocabulary
from ea_repo.metamodel.field_types import MOST
from ea_repo.select import Selector
from ea_repo.select.validation import vocabulary_flaws

Role = Literal["path", "date", "threshold", "rule", "word"]
"""What a text names: a path from an element (a field, a link), a field that is a date, a threshold, a rule, a word."""
DateField = Annotated[str, "date"]
Threshold = Annotated[str, "threshold"]
RuleId = Annotated[str, "rule"]
RuleIds = Annotated[tuple[str, ...], "rule"]
Word = Annotated[str, "word"]

_PLAIN: Mapping[Any, Text] = {
    str: Text("attendu un texte", "expected a text"),
    int: Text("attendu un nombre entier", "expected a whole number"),
    float: Text("attendu un nombre", "expected a number"),
    bool: Text("attendu « true » ou « false »", "expected true or false"),
}
_IMMENSE = Text(f"attendu un nombre d'au plus {MOST:.0e}", f"expected a number of at most {MOST:.0e}")
_EMPTY_LIST = Text("une liste vide ne demande rien", "an empty list asks for nothing")
_EMPTY_SELECTOR = Text("un sélecteur vide ne demande rien", "an empty selector asks for nothing")


@dataclass(frozen=True)
class Parameter:
    """One thing that a text may say to a function, under a key (`except` for the parameter `except_`)."""

    key: str
    name: str
    type: Any
    role: Role = "path"
    required: bool = False
    default: Any = None
    """What holds where nothing is written."""

    def read(self, written: Any) -> Any:
        """The argument that is written; raises Wrong for one of another shape, or that could ask for nothing."""
        if self.type in (Selector, Selector | None):
            return _selector(written)
        if self.type == Sequence[Selector]:
            return tuple(map(_selector, self._several(written)))
        if self.type == tuple[str, ...]:
            return tuple(_plain(str, text) for text in self._several(written))
        return _plain(self.type, written)

    def _several(self, written: Any) -> Sequence[Any]:
        if written == [] and self.required:
            raise Wrong(_EMPTY_LIST)
        return written if isinstance(written, list) else (written,)

    def flaws(self, argument: Any, vocabulary: Vocabulary) -> Iterator[Text]:
        """What an argument says that means nothing in any workspace of a vocabulary."""
        for item in argument if isinstance(argument, tuple) else (argument,):
            if isinstance(item, Selector):
                yield from (flaw.message for flaw in vocabulary_flaws(item, vocabulary))
            elif isinstance(item, str) and self.role in ("path", "date"):
                flaws = [flaw.message for flaw in vocabulary_flaws(Selector.of_path(item), vocabulary)]
                yield from flaws or (_no_date(item, vocabulary) if self.role == "date" else ())


def _selector(written: Any) -> Selector:
    selector = Selector.parse(written)
    if not selector.keys():
        raise Wrong(_EMPTY_SELECTOR)
    return selector


def _plain(wanted: Any, written: Any) -> Any:
    # True is no number, though Python counts with it; a whole number is a number.
    if type(written) is wanted or (wanted is float and type(written) is int):
        if isinstance(written, (int, float)) and not abs(written) <= MOST:
            raise Wrong(_IMMENSE)
        return written
    raise Wrong(_PLAIN[wanted])


def _no_date(field: str, vocabulary: Vocabulary) -> Iterator[Text]:
    if any(field in kind.fields and field not in kind.dates for kind in vocabulary.kinds.values()):
        yield Text(f"« {field} » n'est pas une date", f"“{field}” is no date")


def parameters(function: Callable[..., Any]) -> Mapping[str, Parameter]:
    """What may be said to a function, by key: all its parameters but the first, which it is given."""
    hints = typing.get_type_hints(function, include_extras=True)
    taken = list(inspect.signature(function).parameters.values())[1:]
    return MappingProxyType({
        parameter.name.rstrip("_"): _parameter(parameter, hints[parameter.name]) for parameter in taken
    })  # fmt: skip


def _parameter(parameter: inspect.Parameter, hint: Any) -> Parameter:
    marked = typing.get_origin(hint) is Annotated
    required = parameter.default is inspect.Parameter.empty
    return Parameter(
        parameter.name.rstrip("_"),
        parameter.name,
        typing.get_args(hint)[0] if marked else hint,
        hint.__metadata__[0] if marked else "path",
        required,
        None if required else parameter.default,
    )


@dataclass(frozen=True)
class Arguments:
    """What a text says to a function: the arguments by its parameters, and what is wrong in their shape."""

    values: Mapping[str, Any]
    mistakes: tuple[Mistake, ...]


def read_arguments(written: Mapping[str, Any], taken: Mapping[str, Parameter]) -> Arguments:
    """The arguments that a text writes under the keys that a function takes; other keys are left out."""
    values: dict[str, Any] = {}
    mistakes: list[Mistake] = []
    for key, parameter in taken.items():
        if key in written:
            try:
                values[parameter.name] = parameter.read(written[key])
            except Wrong as error:
                mistakes.append(about(key, error.message))
    return Arguments(MappingProxyType(values), tuple(mistakes))


def about(key: str, why: Text) -> Mistake:
    return Mistake((key,), Text(f"« {key} » : {why.fr}", f"“{key}”: {why.en}"))
