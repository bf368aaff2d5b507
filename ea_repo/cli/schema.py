"""`ea schema`: what editors need to complete and check the text."""

from __future__ import annotations

import click

from ea_repo.cli.shared import options
from ea_repo.cli.shared.call import Call


@click.command("schema", short_help="Print the JSON Schema of the text, for editors.")
@click.argument(
    "what", type=click.Choice(["model", "rule", "indicators", "view", "style", "workspace", "mapping"]), default="model"
)
@options.answers("schema")
def command(call: Call, what: str) -> None:
    """Print the JSON Schema of a model file, of a rule, of indicators.yaml, of a view, of
    style.yaml, of workspace.yaml, or of a mapping for `ea import`.

    A file that begins with `# yaml-language-server: $schema=PATH` is completed and checked by editors.
    """
    call.give("schema", call.unread().schema(what))
