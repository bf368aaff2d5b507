"""`ea push`: the text, shared on a server."""

from __future__ import annotations

from ea_repo.cli.shared import commands, options
from ea_repo.cli.shared.call import Call
from ea_repo.cli.shared.terminal import progress
from ea_repo.finding import Text

_HELP = Text(
    """Envoie le modèle au serveur Neo4j à ADRESSE (par défaut NEO4J_URI), sous le nom de l'espace de travail.

Seul ce qui a changé est envoyé, et ce qui n'est plus là est enlevé. Les lecteurs voient le nouvel état entier ou pas du
tout. Un texte qui contient une erreur n'est pas envoyé. Qui peut entrer : NEO4J_USERNAME et NEO4J_PASSWORD, un fichier,
ou une demande (docs/neo4j.fr.md).""",
    """Send the model to the Neo4j server at ADDRESS (by default NEO4J_URI), under the workspace's name.

Only what changed is sent, and what is gone is removed. Readers see the new state whole or not at all. A text
with an error is not sent. Who may enter: NEO4J_USERNAME and NEO4J_PASSWORD, a file, or a prompt (docs/neo4j.md).""",
)


@commands.command(
    "push",
    Text(
        "Envoyer le modèle au dépôt partagé, sur un serveur Neo4j.",
        "Send the model to the shared repository, on a Neo4j server.",
    ),
    _HELP,
)
@options.shared_repository
@commands.option(
    "--whole",
    is_flag=True,
    help=Text("Tout réécrire, même ce qui n'a pas changé.", "Write everything again, even what is not changed."),
)
@options.answers("status")
def command(call: Call, address: str | None, database: str | None, name: str | None, whole: bool) -> None:
    server = call.server(address, database, name)
    repository = call.repository()
    with progress(str(server)) as tell:
        status = repository.push(server, call.ask, tell, whole=whole)
    call.give("status", status, done=True)
