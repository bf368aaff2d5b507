"""Sentences of rules for who does not read the model: without the names of its fields."""

from __future__ import annotations

import re
from functools import cache

from ea_repo.metamodel import kinds

_IN_BRACKETS = re.compile(r"[ \u00a0]\(([^()]*)\)")
_NAME = re.compile(r"[a-z_]+")
_SETTINGS = "workspace.yaml"


def without_fields(sentence: str) -> str:
    """The sentence without what stands in brackets for who writes the model: `(approvals.dsi)`, `(retires …)`."""
    return _IN_BRACKETS.sub(lambda brackets: "" if _is_for_writers(brackets[1]) else brackets[0], sentence)


def _is_for_writers(words: str) -> bool:
    """Whether what stands in brackets names fields of the model, or settings."""
    names = [_NAME.match(part.strip()) for part in words.split(",")]
    return _SETTINGS in words or all(name is not None and name[0] in _fields() for name in names)


@cache
def _fields() -> frozenset[str]:
    return frozenset(name for kind in kinds().values() for name in kind.fields)
