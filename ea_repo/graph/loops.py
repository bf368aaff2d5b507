"""Loops in the links that must never come back to where they start."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ea_repo.graph.engine import Engine
from ea_repo.metamodel import accepts, kind, kinds


@dataclass(frozen=True, slots=True)
class Loop:
    """A way along one field that comes back: the elements on it, in order; its last link closes it."""

    field: str
    ids: tuple[str, ...]

    @property
    def closing(self) -> tuple[str, str, str]:
        """The (id, field, target) of the link that closes the loop."""
        return self.ids[-1], self.field, self.ids[0]


def find(engine: Engine) -> Iterator[Loop]:
    """One loop for each link that closes one, in the order of fields, then of ids."""
    having: dict[str, list[str]] = {}
    for each in kinds().values():
        for name, link in each.links.items():
            if link.acyclic:
                having.setdefault(name, []).append(each.name)
    for field, names in sorted(having.items()):
        done: set[str] = set()
        for start in sorted(id for name in names for id in engine.of(name)):
            if start not in done:
                yield from _from(engine, field, start, done)


def _from(engine: Engine, field: str, start: str, done: set[str]) -> Iterator[Loop]:
    # Depth first without recursion: `path` is the way from the start, `pending` what is left to try at each step.
    path, pending = {start: 0}, [_next(engine, field, start)]
    while path:
        target = next(pending[-1], None)
        if target is None:
            done.add(path.popitem()[0])
            pending.pop()
        elif target in path:
            yield Loop(field, tuple(path)[path[target] :])
        elif target not in done:
            path[target] = len(path)
            pending.append(_next(engine, field, target))


def _next(engine: Engine, field: str, id: str) -> Iterator[str]:
    of = engine.kind(id)
    link = kind(of).links.get(field) if of is not None else None
    if link is not None and link.acyclic:
        for to in dict.fromkeys(ref.to for ref in engine.value(id, field) or ()):
            target = engine.kind(to)
            # A link to a wrong kind is not followed, so it closes nothing.
            if target is not None and any(accepts(wanted, target) for wanted in link.to):
                yield to
