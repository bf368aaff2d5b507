"""Selectors: conditions on elements, read from a mapping or from words of the shell.

A mapping's keys are all wanted, a list's values are alternatives; `not:` and `any:` hold selectors; `null` means
unknown, `*` recorded; `<`, `<=`, `>`, `>=` compare dates and numbers. A path goes through links, either way, and
into groups of fields: `zone.owner`, `covered_by.type`, `approvals.dsi`. A link matches an id and all its parts.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol

from pydantic import BaseModel

from ea_repo.finding import Text
from ea_repo.graph import Graph
from ea_repo.metamodel import accepts, inverses, kind
from ea_repo.metamodel.dates import DateRole, as_written, first_day, last_day
from ea_repo.select.inside import field_at, role
from ea_repo.suggest import did_you_mean

COMPUTED = ("id", "kind", "phase", "in_service")
"""The keys that are no field: every element has them."""

_COMPARISON = re.compile(r"(<=|>=|<|>)\s*(.+)")


class SelectorError(ValueError):
    """A selector that cannot mean anything here, told in both languages.

    `elsewhere`: it might in another workspace, as what it names is an element and no word of the vocabulary.
    """

    def __init__(self, message: Text, *, elsewhere: bool = False) -> None:
        super().__init__(message.en)
        self.message = message
        self.elsewhere = elsewhere

    @classmethod
    def unknown_key(cls, key: str, known: Iterable[str]) -> SelectorError:
        hint = did_you_mean(key, known)
        return cls(Text(f"« {key} » n'est pas une clé ici{hint.fr}", f"“{key}” is not a key here{hint.en}"))

    @classmethod
    def unknown_value(
        cls, key: str, value: object, known: Iterable[object], *, elsewhere: bool = False
    ) -> SelectorError:
        shown = as_yaml(value)
        hint = did_you_mean(shown, map(as_yaml, known))
        return cls(
            Text(
                f"« {shown} » n'existe nulle part pour « {key} »{hint.fr}",
                f"“{shown}” exists nowhere for “{key}”{hint.en}",
            ),
            elsewhere=elsewhere,
        )


def as_yaml(value: object) -> str:
    """A plain value as one writes it."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return str(value)


class Knowledge(Protocol):
    """What says whether an absence is a no."""

    def knows(self, graph: Graph, id: str, name: str) -> bool: ...


class _Everything:
    """Reads every absence as a no: what a filter does."""

    def knows(self, graph: Graph, id: str, name: str) -> bool:
        return True


@dataclass(frozen=True)
class Condition:
    """One key and the values it may have."""

    path: tuple[str, ...]
    values: tuple[Any, ...]


@dataclass(frozen=True)
class Selector:
    """Conditions that must all hold, selectors that must not, and groups of which one must."""

    conditions: tuple[Condition, ...] = ()
    none_of: tuple[Selector, ...] = ()
    any_of: tuple[tuple[Selector, ...], ...] = ()

    @classmethod
    def parse(cls, text: Any) -> Selector:
        """The selector that a mapping says; raises SelectorError on another shape."""
        if not isinstance(text, Mapping):
            raise SelectorError(
                Text("un sélecteur est un bloc « clé: valeur »", "a selector is a mapping “key: value”")
            )
        conditions: list[Condition] = []
        none_of: list[Selector] = []
        any_of: list[tuple[Selector, ...]] = []
        for key, value in text.items():
            if value == [] and key != "not":
                raise SelectorError(
                    Text(f"« {key} » : une liste vide ne choisit rien", f"“{key}”: an empty list chooses nothing")
                )
            if key == "not":
                none_of += [cls.parse(each) for each in _listed(value)]
            elif key == "any":
                any_of.append(tuple(cls.parse(each) for each in _listed(value)))
            else:
                conditions.append(Condition(tuple(str(key).split(".")), tuple(_listed(value))))
        return cls(tuple(conditions), tuple(none_of), tuple(any_of))

    def matches(self, graph: Graph, id: str) -> bool:
        """Whether an element is selected; what is not written does not match."""
        return self.holds(graph, id, _Everything()) is True

    def holds(self, graph: Graph, id: str, known: Knowledge) -> bool | None:
        """The same in three values: None where something that is not written could change the answer."""
        unknown = False
        for answer in self._answers(graph, id, known):
            if answer is False:
                return False
            unknown = unknown or answer is None
        return None if unknown else True

    def _answers(self, graph: Graph, id: str, known: Knowledge) -> Iterator[bool | None]:
        """What each part says, one after the other: the first no settles it."""
        for each in self.conditions:
            yield _holds(graph, id, each.path, each.values, known)
        for inner in self.none_of:
            yield _opposite(inner.holds(graph, id, known))
        for group in self.any_of:
            yield _any(each.holds(graph, id, known) for each in group)

    def select(self, graph: Graph) -> list[str]:
        """The ids of the elements selected, in order."""
        wanted = [value for each in self.conditions if each.path == ("kind",) for value in each.values]
        ids = graph.of(wanted[0]) if len(wanted) == 1 and isinstance(wanted[0], str) else list(graph)
        return [id for id in ids if self.matches(graph, id)]

    def keys(self) -> list[str]:
        """The first step of every path that the selector reads, in order, each once."""
        inner = [*self.none_of, *(each for group in self.any_of for each in group)]
        first = [each.path[0] for each in self.conditions]
        return list(dict.fromkeys([*first, *(key for each in inner for key in each.keys())]))  # noqa: SIM118


def _listed(value: Any) -> Sequence[Any]:
    return value if isinstance(value, (list, tuple)) else (value,)


def _any(found: Iterable[bool | None]) -> bool | None:
    seen = list(found)
    if any(seen):
        return True
    return None if None in seen else False


def _opposite(found: bool | None) -> bool | None:
    return None if found is None else not found


def _holds(graph: Graph, id: str, path: tuple[str, ...], wanted: tuple[Any, ...], known: Knowledge) -> bool | None:
    head, rest = path[0], path[1:]
    if head == "phase" and graph.phase(id) == "unknown":
        return None in wanted or "unknown" in wanted or _absent(graph, id, "live_on", known)
    if head in COMPUTED:
        return "*" in wanted or any(_computed(graph, id, head, each) for each in wanted)
    actual = kind(graph.kind(id))
    is_link = head in actual.links
    is_inverse = not is_link and head in inverses(actual.name)
    if not is_link and not is_inverse and head not in actual.fields:
        # A key of another kind: the selector was accepted, so some element has it; this one cannot.
        return None in wanted
    recorded = graph.recorded(id, head)
    if not rest and (None in wanted or "*" in wanted):
        if recorded:
            return "*" in wanted or _holds(graph, id, path, tuple(each for each in wanted if each is not None), known)
        return None in wanted or _absent(graph, id, head, known)
    if not recorded and head in actual.defaults:
        return None in wanted or any(_equal(actual.defaults[head], each, None) for each in wanted)
    if not recorded:
        return (None in wanted) or _absent(graph, id, head, known)
    if is_link or is_inverse:
        targets = graph.targets(id, head)
        if rest:
            found = _any(_holds(graph, each, rest, wanted, known) for each in targets)
        else:
            found = any(str(value) in graph and each in graph.parts(str(value)) for each in targets for value in wanted)
        # What arrives may be written elsewhere, or not yet; what leaves is written here, in full.
        return None if found is False and is_inverse and not known.knows(graph, id, head) else found
    return _matches_value(graph, id, path, graph.value(id, head), wanted, known)


def _absent(graph: Graph, id: str, name: str, known: Knowledge) -> bool | None:
    return False if known.knows(graph, id, name) else None


def _computed(graph: Graph, id: str, key: str, wanted: Any) -> bool:
    match key:
        case "id":
            return bool(id == wanted)
        case "kind":
            return accepts(str(wanted), graph.kind(id))
        case "phase":
            return bool(graph.phase(id) == wanted)
        case _:
            return graph.in_service(id, alone=True) is wanted


def _matches_value(
    graph: Graph, id: str, path: tuple[str, ...], value: Any, wanted: tuple[Any, ...], known: Knowledge
) -> bool | None:
    head, rest = path[0], path[1:]
    for step in rest if value is not False else ():
        value = _inside(value, step, graph.date)
        if value is None:
            return None in wanted or _absent(graph, id, head, known)
    if rest and "*" in wanted:
        return True
    values = value if isinstance(value, tuple) else (value,)
    day = _role(graph.kind(id), path) if value is not False else None
    return any(_equal(each, one, day.day if day else None) for each in values for one in wanted)


@cache
def _role(of: str, path: tuple[str, ...]) -> DateRole | None:
    return role(field_at(kind(of), path))


def _inside(value: Any, name: str, date: dt.date | None) -> Any:
    """What a group of fields says under a name; of several groups, those that hold at the date."""
    if isinstance(value, Mapping):
        return value.get(name)
    if isinstance(value, tuple):
        current = (each for each in value if _current(each, date))
        return tuple(found for each in current if (found := _inside(each, name, date)) is not None)
    if isinstance(value, BaseModel):
        fields = type(value).model_fields
        field = next((each for each, info in fields.items() if name in (each, info.alias)), None)
        return getattr(value, field) if field else None
    return None


def _current(part: Any, date: dt.date | None) -> bool:
    start, end = getattr(part, "from_", None), getattr(part, "until", None)
    if date is None:
        return True
    return (start is None or first_day(start) <= date) and (end is None or date <= last_day(end))


def _equal(value: Any, wanted: Any, day: Any) -> bool:
    comparison = _COMPARISON.fullmatch(wanted) if isinstance(wanted, str) and wanted[:1] in "<>" else None
    if comparison:
        return _compared(value, comparison[1], comparison[2], day)
    if wanted is None or isinstance(value, bool) or isinstance(wanted, bool):
        return value is wanted
    # A number is a text in the shell, and a year of a date a number in a rule.
    return bool(value == wanted) or str(value) == str(wanted)


def _compared(value: Any, sign: str, bound: str, day: Any) -> bool:
    left: Any
    right: Any
    if day is not None:
        # A partial bound is a whole period: `<2023` is before it, `>2023` after it, `<=2023` not after it.
        written = as_written(bound)
        left, right = day(value), first_day(written) if sign in ("<", ">=") else last_day(written)
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        left, right = float(value), float(bound)
    else:
        return False
    return bool({"<": left < right, "<=": left <= right, ">": left > right, ">=": left >= right}[sign])
