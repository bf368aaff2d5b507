"""The information system as one read-only graph of elements and dated links."""

from ea_repo.graph.difference import Difference, Edit, difference, edits
from ea_repo.graph.engine import Engine
from ea_repo.graph.graph import Graph
from ea_repo.graph.lazy_dict import LazyDict
from ea_repo.graph.life_cycle import IN_SERVICE, Phase
from ea_repo.graph.loops import Loop
from ea_repo.graph.overlay import Changes
from ea_repo.graph.record import Record, Relation
from ea_repo.graph.table import Table
from ea_repo.graph.turning import may_turn

__all__ = [
    "IN_SERVICE",
    "Changes",
    "Difference",
    "Edit",
    "Engine",
    "Graph",
    "LazyDict",
    "Loop",
    "Phase",
    "Record",
    "Relation",
    "Table",
    "difference",
    "edits",
    "may_turn",
]
