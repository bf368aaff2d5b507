"""An architecture of CALM (FINOS): nodes, and relationships that connect them or say what they are made of."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any

from ea_repo.exchange.export import Export, exchanges
from ea_repo.finding import Text
from ea_repo.metamodel import accepts
from ea_repo.write import encoded, json_pieces

NAME = "calm"
LABEL = Text("architecture CALM", "CALM architecture")
ENDING = ".json"
_SCHEMA = "https://calm.finos.org/release/1.0/meta/calm.json"
_TYPES = {"application": "system", "api": "service", "actor": "actor", "node": "network", "technology": "service"}
_PROTOCOLS = frozenset(
    ("HTTP", "HTTPS", "FTP", "SFTP", "JDBC", "WebSocket", "SocketIO", "LDAP", "AMQP", "TLS", "mTLS", "TCP")
)


def write(export: Export) -> Iterator[bytes]:
    """The applications, interfaces, actors and machines, with the flows between them and what they run on."""
    nodes = {id: type for id in export.ids if (type := _type(export, id))}
    document = {
        "$schema": _SCHEMA,
        "nodes": (
            {
                "unique-id": id,
                "node-type": type,
                "name": export.graph.name(id),
                "description": str(export.written(id).get("description") or export.graph.name(id)),
            }
            for id, type in nodes.items()
        ),
        "relationships": chain(_connections(export), _compositions(export, nodes)),
    }
    return encoded(chain(json_pieces(document, 2), "\n"))


def _type(export: Export, id: str) -> str:
    kind = export.graph.kind(id)
    return next((type for name, type in _TYPES.items() if accepts(name, kind)), "")


def _connections(export: Export) -> Iterator[dict[str, Any]]:
    for id, ends in exchanges(export).items():
        written = export.written(id)
        protocol = str(written.get("protocol") or "")
        known = {"protocol": protocol} if protocol in _PROTOCOLS else {}
        said = {"description": str(written["name"])} if "name" in written else {}
        connects = {"source": {"node": ends.source}, "destination": {"node": ends.target}}
        yield {"unique-id": id, **said, "relationship-type": {"connects": connects}, **known}


def _compositions(export: Export, nodes: dict[str, str]) -> Iterator[dict[str, Any]]:
    """What an application is made of, and what it runs on."""
    graph = export.graph
    for id in nodes:
        parts = [part for link in ("modules", "provides") for part in graph.targets(id, link) if part in nodes]
        if parts:
            made = {"composed-of": {"container": id, "nodes": parts}}
            yield {"unique-id": f"{id}.parts", "relationship-type": made}
        for machine in [machine for machine in graph.targets(id, "runs_on") if machine in nodes]:
            put = {"deployed-in": {"container": machine, "nodes": [id]}}
            yield {"unique-id": f"{id}.runs-on.{machine}", "relationship-type": put}
