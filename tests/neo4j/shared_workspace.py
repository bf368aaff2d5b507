"""A small workspace to share, and what a test asks of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ea_repo.graph import Graph
from ea_repo.load import load
from ea_repo.store import Origin, Status
from ea_repo.store.neo4j.store import Neo4jStore
from ea_repo.store.pushable import require_pushable
from tests.cli.running import Said, invoke
from tests.neo4j.connecting import connection_to
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
SIZE = 10
"""How many elements MODEL and ANNEX have."""
CHANGED = MODEL.replace("need: vital", "need: useful") + "process:\n  soigner: {}\n"
"""One element changed, and one more."""


@dataclass(frozen=True)
class SharedWorkspace:
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
        return self._json("push", *words)

    def status(self) -> dict[str, Any]:
        """What a push would change."""
        return self._json("status")

    def _json(self, command: str, *words: str) -> dict[str, Any]:
        result = self.ea(command, self.address, "--format", "json", *words)
        assert result.code == 0, result.error
        answer: dict[str, Any] = json.loads(result.out)
        return answer

    def push_and(self, during: Callable[[], object], left: int | None = None) -> Status:
        """Pushes, and does something once all that is new is sent, before anything of it shows.

        With `left`, it does so once no more than so many things are left to do.
        """
        is_done = False

        def progress(done: int, total: int) -> None:
            nonlocal is_done
            if not is_done and (left is None or total - done <= left):
                is_done = True
                during()

        workspace = load(self.root)
        require_pushable(workspace)
        with connection_to(self.server, self.name, writing=True) as connection:
            return Neo4jStore(connection).push(self.name, workspace, Origin("test"), progress, whole=False)

    def text_content(self) -> list[Any]:
        """Everything that the text says."""
        return content(load(self.root).graph)

    def pulled_content(self, folder: Path) -> list[Any]:
        """Everything that the server gives back, as text and read again."""
        result = self.ea("pull", self.address, "-o", str(folder))
        assert result.code == 0, result.error
        workspace = load(folder)
        assert not workspace.findings
        return content(workspace.graph)

    def ids(self, driver: Driver) -> set[str]:
        """The elements that a reader sees on the server."""
        answer = driver.execute_query("MATCH (e:Element {repository: $name}) RETURN e.id AS id", name=self.name)
        return {row["id"] for row in answer.records}

    def staged(self, driver: Driver) -> int:
        """How much of a push waits where no reader looks."""
        answer = driver.execute_query("MATCH (n:EaStaged {repository: $name}) RETURN count(n) AS n", name=self.name)
        return int(answer.records[0]["n"])


def content(graph: Graph) -> list[tuple[str, str, list[tuple[str, Any]]]]:
    """Everything that a graph says, in order."""
    return [(id, graph.kind(id), list(graph.record(id).fields.items())) for id in graph]
