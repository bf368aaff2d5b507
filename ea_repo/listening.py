"""Where a server listens, and the token that it asks for."""

from __future__ import annotations

import errno
import ipaddress
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ea_repo.finding import Text, Wrong

_SHORTEST = 16
"""How many characters a token has at least."""
_OWN_NAMES = ("127.0.0.1", "localhost", "[::1]")
"""How a machine usually calls itself, as URLs write it."""
_NOT_OURS = Text("cette machine n'a pas cette adresse", "this machine has no such address")
_REASONS: Mapping[int | None, Text] = {
    errno.EADDRINUSE: Text(
        "un autre programme y écoute déjà ; indiquez un autre port",
        "another program listens there already; name another port",
    ),
    errno.EACCES: Text(
        "ce port n'est pas permis à ce compte ; indiquez-en un au-delà de 1023",
        "this account may not use this port; name one above 1023",
    ),
}
"""Why one cannot listen, by error of the system; an address that is not this machine's has several."""


@dataclass(frozen=True)
class Address:
    """Where to listen."""

    host: str
    port: int

    @property
    def is_loopback(self) -> bool:
        """Whether only this machine reaches it."""
        try:
            return self.host == "localhost" or ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False

    @property
    def written(self) -> str:
        """The address as it stands in a URL."""
        return f"{_in_url(self.host)}:{self.port}"

    @property
    def own_names(self) -> tuple[str, ...]:
        """The names by which this machine alone calls a loopback address, which no page of elsewhere can take."""
        return tuple(dict.fromkeys((*_OWN_NAMES, _in_url(self.host))))

    def require_token(self, secret: str | None) -> None:
        """Raises Wrong where other machines see the address and no token is asked."""
        if not self.is_loopback and secret is None:
            raise Wrong(
                Text(
                    f"{self.host} se voit d'autres machines : --token-file FICHIER dit le jeton à demander",
                    f"{self.host} is seen by other machines: --token-file FILE says the token to ask",
                )
            )

    def listen(self, named: str) -> socket.socket:
        """A socket that listens there; raises Wrong, which says what one wrote (`named`)."""
        family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
        try:
            made = socket.create_server((self.host, self.port), family=family)
        except (OSError, UnicodeError) as error:
            reason = _REASONS.get(getattr(error, "errno", None), _NOT_OURS)
            raise Wrong(Text(f"{named} : {reason.fr}", f"{named}: {reason.en}")) from None
        # Of a socket that says its protocol, asyncio sends small pieces at once: without, an answer waits for 40 ms.
        return socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP, made.detach())


def _in_url(host: str) -> str:
    """A host as URLs write it: an IPv6 address in brackets."""
    return f"[{host}]" if ":" in host else host


def token(file: Path) -> str:
    """The token that a file holds; raises Wrong."""
    try:
        written = file.read_text("utf-8").strip()
    except (OSError, UnicodeError):
        raise Wrong(
            Text(f"{file} : ce fichier de jeton ne se lit pas", f"{file}: this file of a token cannot be read")
        ) from None
    if len(written) < _SHORTEST or not written.isascii():
        raise Wrong(
            Text(
                f"{file} : un jeton a au moins {_SHORTEST} caractères ASCII",
                f"{file}: a token has at least {_SHORTEST} ASCII characters",
            )
        )
    return written
