"""`ea push`: the text, shared on a server."""

from __future__ import annotations

import click

from ea_repo.cli import options


@click.command("push", short_help="Send the model to the shared repository, on a Neo4j server.")
@options.address
@options.database
@options.named
@click.option("--whole", is_flag=True, help="Write everything again, even what is not changed.")
@options.formats("text", "json")
@options.lang
@click.pass_context
def command(
    ctx: click.Context,
    address: str | None,
    database: str | None,
    name: str | None,
    whole: bool,
    format_: str,
    lang: str | None,
) -> None:
    """Send the model to the Neo4j server at ADDRESS (by default NEO4J_URI), under the workspace's name.

    Only what changed is sent, and what is gone is removed. Readers see the new state whole or not at all. A text
    with an error is not sent. Who may enter: NEO4J_USERNAME and NEO4J_PASSWORD, a file, or a prompt (docs/neo4j.md).
    """
    with options.refusals(lang):
        from ea_repo.report import shared
        from ea_repo.repository import sharing
        from ea_repo.store import read_address

        at = read_address(address, database, name)
        repository = options.repository(ctx)
        with options.progress(str(at)) as tell:
            found = sharing.push(repository, at, options.ask(lang), tell, whole=whole)
        spoken = options.language(lang, repository.workspace.settings.lang)
        options.echo(shared.status_json(found) if format_ == "json" else shared.status_text(found, spoken, done=True))
