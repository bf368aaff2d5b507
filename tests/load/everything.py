"""All that one may learn of a workspace, to hold two ways of reading it against each other."""

from __future__ import annotations

from ea_repo.load import Workspace
from ea_repo.load.graph_bytes import TableBytes


def everything_in(workspace: Workspace) -> object:
    """All that one may learn of a workspace: its elements, their places, its links, and what is wrong, in order."""
    graph = workspace.graph
    records = [graph.record(id) for id in graph]
    return (
        [
            (record, list(record.fields), [(type(value), value) for value in record.fields.values()])
            for record in records
        ],
        [graph[id].model_dump() for id in graph],
        [(finding, finding.hides, finding.value) for finding in workspace.findings],
        workspace.lost,
        graph.astray,
        graph.closing,
        [workspace.locate(id, field) for id in graph for field in ("name", "part_of")],
        [(id, relation) for id in graph for relation in graph.arriving(id)],
        [(table.kind, [*table.ids], [*table.files], [*table.shapes], [*table.columns]) for table in graph.tables],
        {table.kind: graph.fields(table.kind) for table in graph.tables},
        [TableBytes.of(table, graph.vocabulary).data for table in graph.tables],
    )
