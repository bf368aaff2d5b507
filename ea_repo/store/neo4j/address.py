"""Where a shared repository is, and who may enter: never a password in an address."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from ea_repo.finding import Text
from ea_repo.store.neo4j.trouble import Trouble

SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
Ask = Callable[[Text], str | None]
"""Asks for a password with this sentence; None where there is nobody to ask."""


@dataclass(frozen=True)
class Address:
    """A server, its database (its default one where none is said), and which of the repositories in it."""

    server: str
    database: str | None = None
    repository: str | None = None

    def __str__(self) -> str:
        return self.server + (f"/{self.database}" if self.database else "")


@dataclass(frozen=True)
class Credentials:
    """Who asks; `password` shows nowhere."""

    username: str
    password: str

    def __repr__(self) -> str:
        return f"Credentials({self.username})"


def address(text: str | None, database: str | None = None, repository: str | None = None) -> Address:
    """The address written `scheme://host:port/DATABASE#REPOSITORY`, of which only the server is needed.

    Without a text, that of NEO4J_URI. Raises Trouble for what is none, or holds a password.
    """
    written = text or os.environ.get("NEO4J_URI")
    if not written:
        raise Trouble(
            "quelle adresse ? par exemple neo4j://serveur:7687, ou la variable NEO4J_URI",
            "which address? for instance neo4j://server:7687, or the variable NEO4J_URI",
        )
    if "@" in written.partition("#")[0]:
        # Not shown: it may hold a password.
        raise Trouble(
            "une adresse ne porte ni nom ni mot de passe : NEO4J_USERNAME et NEO4J_PASSWORD, ou un fichier "
            "(docs/neo4j.md)",
            "an address holds neither user nor password: NEO4J_USERNAME and NEO4J_PASSWORD, or a file (docs/neo4j.md)",
        )
    found = _parts(written)
    if found is None or found.scheme not in SCHEMES or not found.hostname:
        known = ", ".join(f"{each}://" for each in SCHEMES)
        raise Trouble(
            f"« {written} » n'est pas l'adresse d'un serveur Neo4j ({known})",
            f"“{written}” is not the address of a Neo4j server ({known})",
        )
    server = f"{found.scheme}://{found.netloc}" + (f"?{found.query}" if found.query else "")
    within = unquote(found.path.strip("/")) or os.environ.get("NEO4J_DATABASE")
    return Address(server, database or within or None, repository or unquote(found.fragment) or None)


def _parts(written: str) -> SplitResult | None:
    """The parts of an address; None where it has none, or a port that is no number."""
    try:
        found = urlsplit(written)
        found.port  # noqa: B018
    except ValueError:
        return None
    return found


def credentials(ask: Ask) -> Credentials:
    """Who asks: NEO4J_USERNAME and NEO4J_PASSWORD, else a file that nobody else reads, else a prompt."""
    kept = {} if "NEO4J_PASSWORD" in os.environ else _kept()
    username = os.environ.get("NEO4J_USERNAME") or kept.get("NEO4J_USERNAME") or "neo4j"
    password = os.environ.get("NEO4J_PASSWORD", kept.get("NEO4J_PASSWORD"))
    if password is None:
        password = ask(Text(f"Mot de passe de {username}", f"Password of {username}"))
    if password is None:
        raise Trouble(
            "pas de mot de passe : la variable NEO4J_PASSWORD, ou un fichier (docs/neo4j.md)",
            "no password: the variable NEO4J_PASSWORD, or a file (docs/neo4j.md)",
        )
    return Credentials(username, password)


def _kept() -> dict[str, str]:
    """What the credentials file says, NAME=value a line; refused where others may read it."""
    named = os.environ.get("NEO4J_CREDENTIALS")
    folder = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    file = Path(named) if named else folder / "ea-repo" / "neo4j"
    try:
        with file.open(encoding="utf-8") as opened:
            status = os.fstat(opened.fileno())
            if os.name == "posix" and (stat.S_IMODE(status.st_mode) & 0o077 or status.st_uid != os.getuid()):
                raise Trouble(
                    f"{file} : d'autres que vous peuvent le lire ou l'écrire ; chmod 600 {file}",
                    f"{file}: others than you may read or write it; chmod 600 {file}",
                )
            lines = [line.strip() for line in opened]
    except (OSError, UnicodeDecodeError) as error:
        if named is None and isinstance(error, FileNotFoundError):
            return {}
        why = error.strerror if isinstance(error, OSError) else "UTF-8"
        raise Trouble(f"{file} : illisible ({why})", f"{file}: cannot be read ({why})") from None
    pairs = (line.partition("=") for line in lines if "=" in line and not line.startswith("#"))
    return {name.strip(): value.strip().strip("\"'") for name, _, value in pairs}
