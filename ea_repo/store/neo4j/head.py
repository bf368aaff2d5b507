"""What the database says of a repository as a whole, and what it takes to write in it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ea_repo.finding import Finding, Position, Text
from ea_repo.load import Workspace
from ea_repo.store.neo4j.connection import Connection
from ea_repo.store.neo4j.trouble import Trouble

FORMAT = 2
"""How elements are written in the database; another number is another way, which this version does not read.

Whatever changes in what `rows` writes of them makes another number: a push leaves as they are those that say the same.
"""

_HEADS = "MATCH (r:EaRepository) WHERE r.version IS NOT NULL RETURN properties(r) AS head ORDER BY r.name"


@dataclass(frozen=True)
class Head:
    """A repository in a database: which push made it, what the whole comes to, its workspace's settings."""

    name: str
    version: int
    digest: str
    places: str
    reader: str
    """What made elements of the text: the version of the code that reads."""
    elements: int
    settings: str
    warnings: str
    pushed_at: str
    pushed_by: str
    commit: str
    switching: str | None = None
    """The push that is making its state the one that shows, if any: until it is done, some of it may show."""


def named(connection: Connection, name: str) -> Head | None:
    """The repository of that name, None where there is none; raises Trouble for one that this version cannot read."""
    found = _said(connection).get(name)
    return head(found, connection) if found else None


def head(said: dict[str, Any], connection: Connection) -> Head:
    """What a repository says of itself; raises Trouble where this version cannot read it."""
    if said.get("format") != FORMAT:
        raise Trouble(
            f"{connection.at} : « {said['name']} » y a été envoyé par une autre version d'ea, que celle-ci ne lit pas",
            f"{connection.at}: “{said['name']}” was pushed there by another version of ea, which this one cannot read",
        )
    return Head(**{name: said[name] for name in Head.__dataclass_fields__ if name in said})


def one(connection: Connection) -> Head:
    """The repository that an address names or, where it names none, the only one of the database."""
    found, wanted = _said(connection), connection.at.repository
    known = ", ".join(found)
    if not found:
        raise Trouble(
            f"{connection.at} : aucun référentiel ici ; `ea push` y envoie un espace de travail",
            f"{connection.at}: no repository here; `ea push` sends a workspace there",
        )
    if wanted is None and len(found) > 1:
        example = f"{connection.at}#{next(iter(found))}"
        raise Trouble(
            f"{connection.at} : plusieurs référentiels ici ({known}) ; dites lequel : {example}",
            f"{connection.at}: several repositories here ({known}); say which: {example}",
        )
    said = next(iter(found.values())) if wanted is None else found.get(wanted)
    if said is None:
        raise Trouble(
            f"{connection.at} : pas de référentiel « {wanted} » ici ; il y a {known}",
            f"{connection.at}: no repository “{wanted}” here; there is {known}",
        )
    return head(said, connection)


def _said(connection: Connection) -> dict[str, dict[str, Any]]:
    """What each repository of a database says of itself, by name."""
    return connection.read(lambda tx: {row["head"]["name"]: row["head"] for row in tx.run(_HEADS)})


def as_text(findings: Sequence[Finding]) -> str:
    """The warnings of a text, as the database holds them."""
    return json.dumps(
        [
            {
                "rule": each.rule, "severity": each.severity, "subject": each.subject, "field": each.field,
                "message": [each.message.fr, each.message.en], "fix": [each.fix.fr, each.fix.en] if each.fix else None,
                "at": [each.at.file, each.at.line, each.at.column] if each.at else None, "related": each.related,
            }
            for each in findings
        ],
        ensure_ascii=False,
    )  # fmt: skip


def as_findings(text: str) -> tuple[Finding, ...]:
    """The warnings that the database holds."""
    return tuple(
        Finding(
            each["rule"], each["severity"], each["subject"], Text(*each["message"]), each["field"],
            Position(*each["at"]) if each["at"] else None, tuple(each["related"]),
            fix=Text(*each["fix"]) if each["fix"] else None,
        )
        for each in json.loads(text)
    )  # fmt: skip


def sound(workspace: Workspace) -> None:
    """Refuses a workspace with an error in its text: nothing half-true is shared."""
    wrong = [each for each in workspace.findings if each.severity == "error"]
    if wrong:
        shown = wrong[:5]
        fr, en = ("".join(f"\n  {each.at}: {each.message[lang]}" for each in shown) for lang in ("fr", "en"))
        more = len(wrong) - len(shown)
        raise Trouble(
            f"le texte a {len(wrong)} erreur(s) : rien n'est envoyé{fr}" + (f"\n  et {more} de plus" if more else ""),
            f"the text has {len(wrong)} error(s): nothing is pushed{en}" + (f"\n  and {more} more" if more else ""),
        )
