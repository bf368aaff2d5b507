"""A small workspace to share, and what a test asks of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ea_repo.graph import Graph
from ea_repo.load import load
from tests.cli.running import Said, invoke
from tests.neo4j.server import Server

if TYPE_CHECKING:
    from neo4j import Driver

MODEL = """\
actor:
  dsi: {name: La DSI}
site:
  hegp: {run_by: dsi, identifiers: {FINESS: "750803447"}}
zone:
  soins: {}
data_object:
  identite: {name: Identité, retention: {kept_for: 20 ans, disposal: destroy}}
application:
  orbis:
    name: ORBIS        # the core
    zone: soins
    deployed_at: [hegp, {to: hegp-annexe, from: 2023-06, until: 2024, note: par étapes}]
    live_on: 2015
    yearly_cost: 1200000.5
    aliases: [DPI, "on", "2023"]
    exposed: false
    users: []
    needs: {availability: 4}
    approvals: {dsi: {on: 2020-01}, rssi: false}
  glims: {name: "GLIMS : labo", zone: soins}
referential:
  siu: {name: SIU, masters: identite, sanctuarised: true}
flow:
  siu-orbis: {source: siu, target: orbis, data: [identite], mode: message, need: vital}
  orbis-glims: {source: orbis, target: {to: glims, from: 2020}, data: identite}
"""
ANNEX = "site: {hegp-annexe: {part_of: hegp}}\n"


@contextmanager
def driver(server: Server) -> Iterator[Driver]:
    from neo4j import GraphDatabase

    opened = GraphDatabase.driver(server.address, auth=(server.username, server.password))
    try:
        yield opened
    finally:
        opened.close()


@dataclass(frozen=True)
class Place:
    """A workspace, the server it is shared on, and the name it has there."""

    root: Path
    server: Server
    name: str

    @property
    def address(self) -> str:
        return f"{self.server.address}#{self.name}"

    def write(self, model: str = MODEL, settings: str = "", annex: str = ANNEX) -> None:
        (self.root / "model").mkdir(parents=True, exist_ok=True)
        (self.root / "workspace.yaml").write_text(f"name: Essai\nat: 2021\n{settings}", encoding="utf-8")
        (self.root / "model" / "si.yaml").write_text(model, encoding="utf-8")
        (self.root / "model" / "annexe.yaml").write_text(annex, encoding="utf-8")

    def ea(self, *words: str, **environment: str) -> Said:
        """A command, as somebody who may enter the server."""
        return invoke(self.root, *words, **(self.server.environment | environment))

    def push(self, *words: str) -> dict[str, Any]:
        """What a push changed."""
        said = self.ea("push", self.address, "--format", "json", *words)
        assert said.code == 0, said.error
        found: dict[str, Any] = json.loads(said.out)
        return found

    def status(self) -> dict[str, Any]:
        """What a push would change."""
        said = self.ea("status", self.address, "--format", "json")
        assert said.code == 0, said.error
        found: dict[str, Any] = json.loads(said.out)
        return found

    def graph(self) -> Graph:
        """What the text says."""
        return load(self.root).graph

    def pulled(self, folder: Path) -> Graph:
        """What the server gives back, as text and read again."""
        said = self.ea("pull", self.address, "-o", str(folder))
        assert said.code == 0, said.error
        found = load(folder)
        assert not found.findings
        return found.graph

    def ids(self, neo4j: Driver) -> set[str]:
        """The elements that a reader sees on the server."""
        found = neo4j.execute_query("MATCH (e:Element {repository: $name}) RETURN e.id AS id", name=self.name)
        return {row["id"] for row in found.records}


def said(graph: Graph) -> list[tuple[str, str, list[tuple[str, Any]]]]:
    """Everything that a graph says, in order."""
    return [(id, graph.kind(id), list(graph.record(id).fields.items())) for id in graph]
