"""`ea fmt`: the text of the model in its canonical form."""

from __future__ import annotations

import sys

import click

from ea_repo.cli.shared import options
from ea_repo.cli.shared.call import Call
from ea_repo.cli.shared.terminal import echo, tell

_LEFT = {
    "fr": "ea: {} : laissé tel quel (un défaut, ou une écriture que l'on ne sait pas ranger sans risque)",
    "en": "ea: {}: left as it is (a flaw, or a way of writing that cannot be put in order safely)",
}


@click.command("fmt", short_help="Write the model in its canonical form.")
@click.option("--check", is_flag=True, help="Write nothing; exit code 1 where a file is not in canonical form.")
@options.acts
def command(call: Call, check: bool) -> None:
    """Write the files of model/ in their canonical form: fields in the order of their kind, one way of quoting.

    Comments and blank lines stay with what they stand above; what the text says does not change. The files that change
    are named.
    """
    answer = call.repository().fmt(write=not check)
    for file in answer.changed:
        echo(file)
    for file in answer.left:
        tell(_LEFT[call.lang].format(file))
    sys.exit(1 if check and answer.changed else 0)
