"""`ea serve --store`: what a server of the shared repository holds, and what the next push changes."""

from __future__ import annotations

import pytest

from tests.neo4j.shared_workspace import MODEL, SharedWorkspace
from tests.serve.running import serving

pytestmark = pytest.mark.neo4j


def test_what_the_server_holds_is_served_and_read_again_after_a_push(workspace: SharedWorkspace) -> None:
    workspace.push()
    with serving(workspace.root, "--store", workspace.address, **workspace.server.environment) as running:
        asked = workspace.ea("show", "orbis", "--store", workspace.address, "--format", "json", "--lang", "en")
        assert running.get("/api/show?id=orbis&lang=en").text == asked.printed.removesuffix("\n")
        assert "ORBIS" in running.get("/en/element/orbis.html").text
        workspace.write(MODEL.replace("name: ORBIS", "name: ORBIS 2"))
        workspace.push()
        running.waits_for(lambda: running.get("/api/show?id=orbis").json()["name"] == "ORBIS 2")
