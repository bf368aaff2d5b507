"""The kinds of element and their links: the vocabulary of the repository.

A built-in kind is a subclass of Element in one of this folder's modules; a workspace may declare fields and kinds of
its own (own_words.py). What is asked of elements is asked of the vocabulary that their graph carries; the functions
below are about the built-in kinds alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from ea_repo.metamodel.kind import Inverse, Kind
from ea_repo.metamodel.link import Link, Ref
from ea_repo.metamodel.vocabulary import Vocabulary, built_in

__all__ = [
    "Inverse",
    "Kind",
    "Link",
    "Ref",
    "Vocabulary",
    "accepts",
    "built_in",
    "family",
    "kind",
    "kinds",
]


def kinds() -> Mapping[str, Kind]:
    """Every built-in kind by its name."""
    return built_in().kinds


def kind(name: str) -> Kind:
    """The built-in kind of that name; raises KeyError where there is none."""
    return built_in().kinds[name]


@cache
def family(wanted: str) -> tuple[str, ...]:
    """A built-in kind and the kinds that are special cases of it."""
    return built_in().family(wanted)


def accepts(wanted: str, actual: str) -> bool:
    """Whether an element of kind `actual` may stand where one of kind `wanted` is expected (`*`: any kind).

    Only built-in kinds are special cases of others: it is the same in every workspace.
    """
    return wanted in ("*", actual) or (wanted in kinds() and actual in family(wanted))
