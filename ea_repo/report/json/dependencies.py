"""What depends on what, for programs."""

from __future__ import annotations

from ea_repo.answer.answer import Answer
from ea_repo.impact.dependencies import Dependencies
from ea_repo.report.json.values import dumped, hops

VERSION = 1


def write(answer: Answer[Dependencies]) -> str:
    """The elements reached each way, with the chain to each."""
    dependencies, graph = answer.content, answer.content.graph
    return dumped(
        {
            "version": VERSION,
            "roots": [dependencies.root],
            "date": answer.situation.date.isoformat(),
            "changes": list(answer.situation.changes),
            "in_service": graph.in_service(dependencies.root),
            "depth": dependencies.along.depth,
            "via": list(dependencies.along.links),
            "data": dependencies.along.datum,
            "elements": [
                {
                    "id": element.id,
                    "kind": graph.kind(element.id),
                    "name": graph.name_alone(element.id),
                    "direction": element.way,
                    "distance": element.distance,
                    "chain": hops(element.chain),
                    "in_service": graph.in_service(element.id, alone=True),
                }
                for element in dependencies.elements
            ],
            "not_shown": {way: dependencies.hidden(way) for way in dependencies.walks},
            "flows": list(dependencies.flows),
            "unknown": list(dependencies.silent),
        }
    )
