"""What depends on what, for programs."""

from __future__ import annotations

from ea_repo.answer.answer import Answer
from ea_repo.impact.dependencies import Dependencies
from ea_repo.report.json.values import dumped, hops

VERSION = 1


def write(answer: Answer[Dependencies]) -> str:
    """The elements reached each way, with the chain to each."""
    found, graph = answer.content, answer.content.graph
    return dumped(
        {
            "version": VERSION,
            "roots": [found.root],
            "date": answer.situation.date.isoformat(),
            "changes": list(answer.situation.changes),
            "in_service": graph.in_service(found.root),
            "depth": found.along.depth,
            "via": list(found.along.links),
            "data": found.along.datum,
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
                for element in found.elements
            ],
            "not_shown": {way: found.hidden(way) for way in found.walks},
            "flows": list(found.flows),
            "unknown": list(found.silent),
        }
    )
