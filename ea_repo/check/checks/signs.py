"""Checks of the signs of a text that nobody sees."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from ea_repo.check.registry import FAR, check
from ea_repo.check.scope import Scope
from ea_repo.check.violation import Outcome, Violation
from ea_repo.select.called import names
from ea_repo.select.full_text import INVISIBLE


@check(facts=("signs", "shown"), near=FAR)
def visible_names(scope: Scope) -> Iterator[Outcome]:
    """Flags every element whose name or an alias holds a sign that nobody sees; the name is given with those shown."""
    invisible = frozenset(INVISIBLE)
    for id in scope.ids:
        for name in names(scope.graph, id):
            if not name.isascii() and (signs := sorted(invisible.intersection(name))):
                told = ", ".join(f"U+{ord(sign):04X} {unicodedata.name(sign, '')}".rstrip() for sign in signs)
                shown = "".join("·" if sign in INVISIBLE else sign for sign in name)
                field = "name" if name == scope.graph.value(id, "name") else "aliases"
                yield Violation(id, field, facts={"signs": told, "shown": shown})
                break
