"""A vocabulary: the kinds of element that a workspace may write, and what follows from all of them together."""

from __future__ import annotations

import hashlib
import importlib
import json
import pkgutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, cached_property, partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from ea_repo.metamodel.declaration import Declaration
from ea_repo.metamodel.kind import Inverse, Kind
from ea_repo.metamodel.link import Link

if TYPE_CHECKING:
    from ea_repo.metamodel.element import Element

_FOLDER = Path(__file__).parent
DECLARED = _FOLDER / "declared.json"
"""What the built-in kinds declare, kept so that no class is made for it: `make docs` writes it."""


class Vocabulary:
    """The kinds of element by name, in order; it never changes, and each graph carries the one it was read with.

    Methods take kinds by name, and raise KeyError for one that is not there.
    """

    def __init__(self, kinds: Iterable[Kind]) -> None:
        self.kinds: Mapping[str, Kind] = MappingProxyType({kind.name: kind for kind in kinds})
        self._families = {name: tuple(self._special_cases(name)) for name in self.kinds} | {"*": tuple(self.kinds)}
        self._members = {name: frozenset(family) for name, family in self._families.items()}

    def _special_cases(self, wanted: str) -> Iterator[str]:
        """A kind, and those that come to it by following what they are special cases of."""
        return (name for name in self.kinds if wanted in (name, *self.wider(name)))

    def __repr__(self) -> str:
        return f"Vocabulary({', '.join(self.kinds)})"

    def with_kinds_of(self, other: Vocabulary) -> Vocabulary:
        """This vocabulary, and the kinds that only another one has."""
        if other.kinds.keys() <= self.kinds.keys():
            return self
        return Vocabulary(
            [*self.kinds.values(), *(kind for name, kind in other.kinds.items() if name not in self.kinds)]
        )

    def family(self, wanted: str) -> tuple[str, ...]:
        """A kind and the kinds that are special cases of it (`*`: all kinds)."""
        return self._families[wanted]

    def accepts(self, wanted: str, actual: str) -> bool:
        """Whether an element of kind `actual` may stand where one of kind `wanted` is expected (`*`: any kind)."""
        return wanted == "*" or actual in self._members[wanted]

    def may_point_at(self, link: Link, target_kind: str) -> bool:
        """Whether a link may point at an element of that kind."""
        return any(self.accepts(wanted, target_kind) for wanted in link.to)

    def wider(self, name: str) -> tuple[str, ...]:
        """The kinds that a kind is a special case of, the nearest first; for most, none."""
        general = self.kinds[name].special_of
        return () if general is None else (general, *self.wider(general))

    def widest(self, name: str) -> str:
        """The widest kind of which a kind is a special case: itself, for most."""
        return (name, *self.wider(name))[-1]

    def own_links(self, name: str) -> Mapping[str, Link]:
        """The link fields that a kind declares itself: those of the kind it is a special case of are left out."""
        kind = self.kinds[name]
        inherited = self.kinds[kind.special_of].links if kind.special_of is not None else {}
        return {field: link for field, link in kind.links.items() if field not in inherited}

    def inverses(self, actual: str) -> Mapping[str, tuple[Inverse, ...]]:
        """The relations that may arrive at an element of that kind, by their inverse names: those seen from it."""
        return self._inverses[actual]

    def rollouts(self, actual: str) -> tuple[str, ...]:
        """The inverse names by which projects that may phase in an element of that kind point at it."""
        return self._rollouts[actual]

    def dated_by(self, actual: str) -> tuple[str, ...]:
        """The inverse names by which what has its dates from an element of that kind points at it."""
        return self._dated_by[actual]

    def containing(self, actual: str) -> tuple[str, ...]:
        """The inverse names by which the parts of an element of that kind point at it."""
        return self._containing[actual]

    def felling(self, actual: str) -> tuple[str, ...]:
        """The inverse names by which what is lost with an element of that kind points at it."""
        return self._felling[actual]

    @cached_property
    def _inverses(self) -> Mapping[str, Mapping[str, tuple[Inverse, ...]]]:
        by_kind: dict[str, dict[str, list[Inverse]]] = {name: {} for name in self.kinds}
        for name in self.kinds:
            for field, link in self.own_links(name).items():
                for target in dict.fromkeys(special for wanted in link.to for special in self._families[wanted]):
                    by_kind[target].setdefault(link.inverse, []).append(Inverse(name, field))
        return {
            name: MappingProxyType({inverse: tuple(ends) for inverse, ends in by_name.items()})
            for name, by_name in by_kind.items()
        }

    @cached_property
    def _rollouts(self) -> Mapping[str, tuple[str, ...]]:
        return self._inverses_with(lambda link: link.phases_in is not None)

    @cached_property
    def _dated_by(self) -> Mapping[str, tuple[str, ...]]:
        return self._inverses_with(lambda link: link.lends_dates)

    @cached_property
    def _containing(self) -> Mapping[str, tuple[str, ...]]:
        return self._inverses_with(lambda link: link.whole)

    @cached_property
    def _felling(self) -> Mapping[str, tuple[str, ...]]:
        return self._inverses_with(lambda link: link.falls)

    def _inverses_with(self, has_property: Callable[[Link], bool]) -> Mapping[str, tuple[str, ...]]:
        """By kind, the inverse names of the relations arriving at it of which some link has a property."""
        return {
            actual: tuple(
                name
                for name, ends in by_name.items()
                if any(has_property(self.kinds[end.kind].links[end.field]) for end in ends)
            )
            for actual, by_name in self._inverses.items()
        }


@cache
def built_in() -> Vocabulary:
    """The kinds that every workspace has: the subclasses of Element in this folder's modules; nothing else lists them.

    They come module by module, in the order in which they are written there. What their classes declare is kept beside
    them, and is believed as long as it is kept of this code; else the classes are asked.
    """
    kept = _kept_declarations()
    if kept is None:
        return Vocabulary(Kind.of(model) for model in classes())
    return Vocabulary(Kind(declaration, partial(_class, declaration.name)) for declaration in kept)


def classes() -> Iterator[type[Element]]:
    """The classes of the built-in kinds, in order."""
    from ea_repo.metamodel.element import Element

    for module_info in sorted(pkgutil.iter_modules([str(_FOLDER)]), key=lambda module: module.name):
        module = importlib.import_module(f"{__package__}.{module_info.name}")
        for value in vars(module).values():
            is_kind = isinstance(value, type) and issubclass(value, Element) and value.kind
            if is_kind and value.__module__ == module.__name__:
                yield value


@cache
def _classes_by_kind() -> Mapping[str, type[Element]]:
    return {model.kind: model for model in classes()}


def _class(kind: str) -> type[Element]:
    return _classes_by_kind()[kind]


def declarations_to_keep() -> str:
    """The text of the file that keeps what the built-in kinds declare, for this code."""
    from ea_repo.metamodel.annotations import declaration_of

    lines = (json.dumps(declaration_of(model).as_json(), ensure_ascii=False) for model in classes())
    return f'{{"code": "{_code()}", "kinds": [\n' + ",\n".join(lines) + "\n]}\n"


def _kept_declarations() -> list[Declaration] | None:
    """What was kept of what the built-in kinds declare, None where that is of another version of the code."""
    try:
        kept = json.loads(DECLARED.read_text(encoding="utf-8"))
        return [Declaration.from_json(said) for said in kept["kinds"]] if kept["code"] == _code() else None
    except (OSError, ValueError, LookupError, TypeError):
        return None


def _code() -> str:
    """What tells this version of the folder from another one."""
    digest = hashlib.blake2b(digest_size=20)
    for file in sorted(_FOLDER.glob("*.py")):
        # As a text: a checkout may end lines otherwise.
        digest.update(f"{file.name}\n{file.read_text(encoding='utf-8')}\n".encode())
    return digest.hexdigest()
