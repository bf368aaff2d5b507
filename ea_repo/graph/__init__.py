"""The information system as one read-only graph of elements and dated links."""

from ea_repo.graph.difference import Difference, Edit, difference, edits
from ea_repo.graph.engine import Engine
from ea_repo.graph.graph import Graph
from ea_repo.graph.made import Made
from ea_repo.graph.record import Changes, Record, Relation
from ea_repo.graph.table import Table
from ea_repo.graph.time import IN_SERVICE, Phase

__all__ = [
    "IN_SERVICE",
    "Changes",
    "Difference",
    "Edit",
    "Engine",
    "Graph",
    "Made",
    "Phase",
    "Record",
    "Relation",
    "Table",
    "difference",
    "edits",
]
