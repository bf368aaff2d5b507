"""`ea export`: elements go out, in the formats of other tools."""

from __future__ import annotations

from pathlib import Path

import click

from ea_repo.cli.shared import options, output
from ea_repo.cli.shared.call import Call
from ea_repo.cli.shared.terminal import tell
from ea_repo.exchange.writers import writers

_DONE = {"fr": "{} éléments → {}", "en": "{} elements → {}"}


@click.command("export", short_help="Write elements as a workbook, a graph, a model of other tools.")
@click.argument("format_", type=click.Choice(list(writers())))
@click.argument("selector", nargs=-1)
@click.option("-o", "--output", "file", required=True, metavar="FILE", type=click.Path(path_type=Path),
              help="The file to write, whole or not at all.")  # fmt: skip
@click.option("--force", is_flag=True, help="Replace a file that is no earlier answer.")
@options.looking
@options.acts
def command(call: Call, format_: str, selector: tuple[str, ...], file: Path, force: bool, at: str | None) -> None:
    """Write the elements that a SELECTOR chooses, all without one, in the FORMAT of another tool.

    A workbook, a table, a graph or a model comes back with `ea import`: what was changed there is shown, with its
    place, and written once one agrees. docs/export.md tells what each holds.
    """
    output.may_keep(file)
    repository = call.repository(at)
    exported = repository.export(format_, selector, call.lang)
    output.keep(file, exported.content, force=force)
    tell(_DONE[call.lang].format(exported.elements, file))
