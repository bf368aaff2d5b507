"""`ea push`: the text, shared on a server."""

from __future__ import annotations

import click

from ea_repo.cli.shared import options
from ea_repo.cli.shared.call import Call
from ea_repo.cli.shared.terminal import progress


@click.command("push", short_help="Send the model to the shared repository, on a Neo4j server.")
@options.shared_repository
@click.option("--whole", is_flag=True, help="Write everything again, even what is not changed.")
@options.answers("status")
def command(call: Call, address: str | None, database: str | None, name: str | None, whole: bool) -> None:
    """Send the model to the Neo4j server at ADDRESS (by default NEO4J_URI), under the workspace's name.

    Only what changed is sent, and what is gone is removed. Readers see the new state whole or not at all. A text
    with an error is not sent. Who may enter: NEO4J_USERNAME and NEO4J_PASSWORD, a file, or a prompt (docs/neo4j.md).
    """
    server = call.server(address, database, name)
    repository = call.repository()
    with progress(str(server)) as tell:
        status = repository.push(server, call.ask, tell, whole=whole)
    call.give("status", status, done=True)
