"""Where a shared repository is: an address, whose scheme says which kind of server; never a password in it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from urllib.parse import SplitResult, unquote, urlsplit

from ea_repo.store.backends import backend_for, backends, not_an_address
from ea_repo.store.error import StoreError


@dataclass(frozen=True)
class Address:
    """A server, its database (the server's default one where None), and which of the repositories in it."""

    server: str
    database: str | None = None
    repository: str | None = None

    def __str__(self) -> str:
        return self.server + (f"/{self.database}" if self.database else "")

    @property
    def scheme(self) -> str:
        return self.server.partition("://")[0]


def read_address(text: str | None, database: str | None = None, repository: str | None = None) -> Address:
    """The address written `scheme://host:port/DATABASE#REPOSITORY`, of which only the server is needed.

    Without a text, that of the environment (NEO4J_URI). Raises StoreError for what is no address, or holds a password.
    """
    variables = [f"{backend.NAME.upper()}_URI" for backend in backends()]
    written = text or next((uri for variable in variables if (uri := os.environ.get(variable))), None)
    if not written:
        scheme = backends()[0].SCHEMES[0]
        raise StoreError(
            f"quelle adresse ? par exemple {scheme}://serveur, ou la variable {', '.join(variables)}",
            f"which address? for instance {scheme}://server, or the variable {', '.join(variables)}",
        )
    shown = "…" if "@" in written else written  # It may hold a password.
    parts = _split(written)
    if parts is None or not parts.hostname:
        raise not_an_address(shown)
    backend = backend_for(parts.scheme, shown)
    variable, page = backend.NAME.upper(), f"docs/{backend.NAME.lower()}.md"
    if "@" in written.partition("#")[0]:
        raise StoreError(
            f"une adresse ne porte ni nom ni mot de passe : {variable}_USERNAME et {variable}_PASSWORD, ou un fichier "
            f"({page})",
            f"an address holds neither user nor password: {variable}_USERNAME and {variable}_PASSWORD, or a file "
            f"({page})",
        )
    server = f"{parts.scheme}://{parts.netloc}" + (f"?{parts.query}" if parts.query else "")
    in_address = unquote(parts.path.strip("/")) or os.environ.get(f"{variable}_DATABASE")
    return Address(server, database or in_address or None, repository or unquote(parts.fragment) or None)


def _split(written: str) -> SplitResult | None:
    """The parts of an address; None where it has none, or a port that is no number."""
    try:
        parts = urlsplit(written)
        parts.port  # noqa: B018
    except ValueError:
        return None
    return parts
