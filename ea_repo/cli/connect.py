"""`ea connect`: a new flow between two applications."""

from __future__ import annotations

import click

from ea_repo.cli.shared import commands, completion, options
from ea_repo.cli.shared.call import Call
from ea_repo.finding import Text

_HELP = Text(
    """Écrit un nouveau flux entre deux applications : `ea connect paie comptabilite --data ecritures --mode api`.

Son identifiant est fait des leurs, sauf si --id en donne un. D'autres champs s'écrivent comme avec `ea add`.""",
    """Write a new flow between two applications: `ea connect payroll accounting --data entries --mode api`.

Its id is made of theirs, unless --id gives one. Other fields are written as with `ea add`.""",
)


@commands.command(
    "connect", Text("Écrire un flux entre deux applications.", "Write a flow between two applications."), _HELP
)
@click.argument("source", metavar="SOURCE", shell_complete=completion.ids)
@click.argument("target", metavar="TARGET", shell_complete=completion.ids)
@click.argument("fields", metavar="FIELD=VALUE…", nargs=-1)
@commands.option(
    "--data", multiple=True, metavar="DATUM", help=Text("Une donnée qu'il porte.", "A datum that it carries.")
)
@commands.option("--mode", metavar="MODE", help=Text("Son mode d'échange, comme api.", "Its mode, such as api."))
@commands.option("--via", metavar="ID", help=Text("La plateforme par où il passe.", "The platform it goes through."))
@commands.option("--id", metavar="ID", help=Text("Son identifiant.", "Its id."))
@options.answers("applied")
def command(
    call: Call,
    source: str,
    target: str,
    fields: tuple[str, ...],
    data: tuple[str, ...],
    mode: str | None,
    via: str | None,
    id: str | None,
) -> None:
    said = {"data": ",".join(data), "mode": mode, "via": via}
    words = [f"{name}={value}" for name, value in said.items() if value]
    call.give("applied", call.repository().connect(source, target, [*words, *fields], id))
