"""Whom to ask about an element: its own owners, or its whole's, never a neighbour's."""

from __future__ import annotations

import pytest

from ea_repo.semantics.asked_by import AskedBy
from ea_repo.semantics.asked_of import asked_of
from tests.texts import graph_of

SYSTEM = graph_of("""
actor: {a: {}, b: {}, c: {}}
application:
  whole: {moa: a, moe: b}
  module: {part_of: whole}
  built: {moe: [b, c]}
  orphan: {}
flow:
  in: {source: orphan, target: module}
  out: {source: whole, target: orphan}
data_object: {datum: {owner: c}, other: {}}
process: {work: {moa: c, part_of: all}, all: {moa: a}}
node: {machine: {operator: b}}
technology: {oracle: {supplier: c}}
""")


@pytest.mark.parametrize(
    ("id", "by", "who"),
    [
        ("whole", "moa", ["a"]),
        ("module", "moa", ["a"]),
        ("module", "moe", ["b"]),
        ("built", "moa", []),
        ("built", "moe", ["b", "c"]),
        ("built", "owner", ["b", "c"]),
        ("whole", "owner", ["a"]),
        ("orphan", "owner", []),
        # A flow is asked of its receiver, and of nobody where that one has no owner.
        ("in", "moa", ["a"]),
        ("out", "moa", []),
        ("datum", "moa", ["c"]),
        ("datum", "moe", []),
        ("other", "owner", []),
        ("work", "moa", ["c"]),
        ("machine", "moe", ["b"]),
        ("machine", "owner", ["b"]),
        # Who supplies it knows it, and does not answer for it.
        ("oracle", "owner", []),
    ],
)
def test_who_is_asked(id: str, by: AskedBy, who: list[str]) -> None:
    assert list(asked_of(SYSTEM, id, by)) == who
