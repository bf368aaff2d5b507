"""Who enters a store: a name and a password from the environment, a private file or a prompt."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ea_repo.finding import Text
from ea_repo.store.error import StoreError
from ea_repo.system import reason

Ask = Callable[[Text], str | None]
"""Asks for a password with this sentence; None where there is nobody to ask."""


@dataclass(frozen=True)
class Credentials:
    """A user name and its password, which is never shown."""

    username: str
    password: str

    def __repr__(self) -> str:
        return f"Credentials({self.username})"


def read_credentials(backend: str, ask: Ask) -> Credentials:
    """The credentials for a kind of server, by its name ("Neo4j"): by default the user is that name in small letters.

    NEO4J_USERNAME and NEO4J_PASSWORD, else a file that nobody else reads (that of NEO4J_CREDENTIALS, or
    ~/.config/ea-repo/neo4j), else a prompt. Raises StoreError where there is no password.
    """
    prefix, name = backend.upper(), backend.lower()
    in_file = {} if f"{prefix}_PASSWORD" in os.environ else _in_file(f"{prefix}_CREDENTIALS", name)
    username = os.environ.get(f"{prefix}_USERNAME") or in_file.get(f"{prefix}_USERNAME") or name
    password = os.environ.get(f"{prefix}_PASSWORD", in_file.get(f"{prefix}_PASSWORD"))
    if password is None:
        password = ask(Text(f"Mot de passe de {username}", f"Password of {username}"))
    if password is None:
        raise StoreError(
            f"pas de mot de passe : la variable {prefix}_PASSWORD, ou un fichier (docs/{name}.md)",
            f"no password: the variable {prefix}_PASSWORD, or a file (docs/{name}.md)",
        )
    return Credentials(username, password)


def _in_file(variable: str, name: str) -> dict[str, str]:
    """What the credentials file says, NAME=value a line; refused where others may read it."""
    named = os.environ.get(variable)
    folder = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    path = Path(named) if named else folder / "ea-repo" / name
    try:
        with path.open(encoding="utf-8") as file:
            status = os.fstat(file.fileno())
            if os.name == "posix" and (stat.S_IMODE(status.st_mode) & 0o077 or status.st_uid != os.getuid()):
                raise StoreError(
                    f"{path} : d'autres que vous peuvent le lire ou l'écrire ; chmod 600 {path}",
                    f"{path}: others than you may read or write it; chmod 600 {path}",
                )
            lines = [line.strip() for line in file]
    except (OSError, UnicodeDecodeError) as error:
        if named is None and isinstance(error, FileNotFoundError):
            return {}
        why = reason(error) if isinstance(error, OSError) else Text("UTF-8", "UTF-8")
        raise StoreError(f"{path} : illisible ({why.fr})", f"{path}: cannot be read ({why.en})") from None
    pairs = (line.partition("=") for line in lines if "=" in line and not line.startswith("#"))
    return {name.strip(): value.strip().strip("\"'") for name, _, value in pairs}
