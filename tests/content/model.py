"""AP-HP's own workspace, read once."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from ea_repo.answer.audit import Audit
from ea_repo.graph import Graph
from ea_repo.repository import Repository

ROOT = Path(__file__).parents[2]


@cache
def repository() -> Repository:
    return Repository(ROOT)


def graph() -> Graph:
    return repository().graph


@cache
def audit() -> Audit:
    return repository().check()


@cache
def in_file(name: str) -> frozenset[str]:
    """The ids written in a file of the model."""
    undated = repository().workspace.graph
    return frozenset(id for id in undated if undated.record(id).file == name)
