"""The node of a repository (`:EaRepository`): what the database says of it as a whole."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ea_repo.finding import Finding, Position, Text
from ea_repo.store.error import StoreError
from ea_repo.store.neo4j.connection import Connection

FORMAT = 2
"""How elements are written in the database; another number is another way, which this version does not read.

Whatever changes in what `node_rows` writes makes another number: a push leaves alone what has the same digest.
"""

_REPOSITORIES = """
MATCH (r:EaRepository) WHERE r.version IS NOT NULL RETURN properties(r) AS properties ORDER BY r.name
"""


@dataclass(frozen=True)
class RepositoryNode:
    """A repository in a database: the push that made it, the digest of the whole, the settings of its workspace."""

    name: str
    version: int
    digest: str
    """The digest of all its elements."""
    places: str
    """The digest of all its files."""
    reader: str
    """The version of the code that made elements of the text."""
    elements: int
    settings: str
    """The text of `workspace.yaml`."""
    warnings: str
    """What the text is warned of, as JSON."""
    pushed_at: str
    pushed_by: str
    commit: str
    switching: str | None = None
    """The push that is making its state the visible one, if any: until it is done, part of it may show."""


def named(connection: Connection, name: str) -> RepositoryNode | None:
    """The repository of that name, None where there is none."""
    properties = _all_properties(connection).get(name)
    return from_properties(properties, connection) if properties else None


def addressed(connection: Connection) -> RepositoryNode:
    """The repository that the address names or, where it names none, the only one of the database."""
    repositories, wanted = _all_properties(connection), connection.address.repository
    at, names = connection.address, ", ".join(repositories)
    if not repositories:
        raise StoreError(
            f"{at} : aucun référentiel ici ; `ea push` y envoie un espace de travail",
            f"{at}: no repository here; `ea push` sends a workspace there",
        )
    if wanted is None and len(repositories) > 1:
        example = f"{at}#{next(iter(repositories))}"
        raise StoreError(
            f"{at} : plusieurs référentiels ici ({names}) ; dites lequel : {example}",
            f"{at}: several repositories here ({names}); say which: {example}",
        )
    properties = next(iter(repositories.values())) if wanted is None else repositories.get(wanted)
    if properties is None:
        raise StoreError(
            f"{at} : pas de référentiel « {wanted} » ici ; il y a {names}",
            f"{at}: no repository “{wanted}” here; there is {names}",
        )
    return from_properties(properties, connection)


def from_properties(properties: dict[str, Any], connection: Connection) -> RepositoryNode:
    """The repository that a node says; raises StoreError where this version cannot read it."""
    if properties.get("format") != FORMAT:
        at, name = connection.address, properties["name"]
        raise StoreError(
            f"{at} : « {name} » y a été envoyé par une autre version d'ea, que celle-ci ne lit pas",
            f"{at}: “{name}” was pushed there by another version of ea, which this one cannot read",
        )
    return RepositoryNode(
        **{name: properties[name] for name in RepositoryNode.__dataclass_fields__ if name in properties}
    )


def _all_properties(connection: Connection) -> dict[str, dict[str, Any]]:
    """The properties of the node of each repository of a database, by name."""
    return connection.read(lambda tx: {row["properties"]["name"]: row["properties"] for row in tx.run(_REPOSITORIES)})


def warnings_to_json(findings: Sequence[Finding]) -> str:
    """The warnings of a text, as the database holds them."""
    return json.dumps(
        [
            {
                "rule": finding.rule, "severity": finding.severity, "subject": finding.subject, "field": finding.field,
                "message": [finding.message.fr, finding.message.en],
                "fix": [finding.fix.fr, finding.fix.en] if finding.fix else None,
                "at": [finding.at.file, finding.at.line, finding.at.column] if finding.at else None,
                "related": finding.related,
            }
            for finding in findings
        ],
        ensure_ascii=False,
    )  # fmt: skip


def warnings_from_json(text: str) -> tuple[Finding, ...]:
    """The warnings that the database holds."""
    return tuple(
        Finding(
            warning["rule"], warning["severity"], warning["subject"], Text(*warning["message"]), warning["field"],
            Position(*warning["at"]) if warning["at"] else None, tuple(warning["related"]),
            fix=Text(*warning["fix"]) if warning["fix"] else None,
        )
        for warning in json.loads(text)
    )  # fmt: skip
