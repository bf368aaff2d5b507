"""How assistants reach the server: over standard input and output, or over HTTP."""

from __future__ import annotations

import errno
import hmac
import ipaddress
import socket
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import anyio
import uvicorn
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from mcp.server.transport_security import TransportSecuritySettings

from ea_repo.finding import Text, Wrong

Scope = MutableMapping[str, Any]
Application = Callable[[Scope, Any, Any], Awaitable[None]]
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

    @classmethod
    def read(cls, written: str) -> Address:
        """What `HOST:PORT` or `[::1]:PORT` says; raises Wrong."""
        host, colon, port = written.rpartition(":")
        if not (colon and host and port.isascii() and port.isdigit() and int(port) <= 65_535):
            raise Wrong(
                Text(
                    f"--http {written} : attendu une adresse et un port, comme 127.0.0.1:8420",
                    f"--http {written}: expected an address and a port, as 127.0.0.1:8420",
                )
            )
        return cls(host.removeprefix("[").removesuffix("]"), int(port))

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
    def guard(self) -> TransportSecuritySettings:
        """Which `Host` a request may name: on this machine its own names, which no page of elsewhere can take.

        A browser says a name without the port where that is the usual one. Elsewhere the token tells who asks.
        """
        if not self.is_loopback:
            return TransportSecuritySettings(enable_dns_rebinding_protection=False)
        names = [name for host in dict.fromkeys((*_OWN_NAMES, _in_url(self.host))) for name in (host, f"{host}:*")]
        return TransportSecuritySettings(allowed_hosts=names, allowed_origins=[f"http://{name}" for name in names])

    def listen(self) -> socket.socket:
        """A socket that listens there; raises Wrong."""
        try:
            return socket.create_server(
                (self.host, self.port), family=socket.AF_INET6 if ":" in self.host else socket.AF_INET
            )
        except (OSError, UnicodeError) as error:
            reason = _REASONS.get(getattr(error, "errno", None), _NOT_OURS)
            raise Wrong(Text(f"--http {self.written} : {reason.fr}", f"--http {self.written}: {reason.en}")) from None


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


def over_stdio(server: Server[dict[str, Any]]) -> None:
    """Serves who started the process, until its input ends."""

    async def run() -> None:
        async with stdio_server() as (incoming, outgoing):
            await server.run(incoming, outgoing, server.create_initialization_options())

    anyio.run(run)


def over_http(server: Server[dict[str, Any]], address: Address, secret: str | None) -> None:
    """Serves over HTTP at /mcp until interrupted; beyond this machine, only who has the token. Raises Wrong."""
    if not address.is_loopback and secret is None:
        raise Wrong(
            Text(
                f"{address.host} se voit d'autres machines : --token-file FICHIER dit le jeton à demander",
                f"{address.host} is seen by other machines: --token-file FILE says the token to ask",
            )
        )
    application = server.streamable_http_app(stateless_http=True, transport_security=address.guard)
    served = application if secret is None else asking(application, secret)
    serving = uvicorn.Server(uvicorn.Config(served, log_level="warning", access_log=False, lifespan="on"))
    with address.listen() as listening, suppress(KeyboardInterrupt):
        serving.run(sockets=[listening])
        if not serving.started:
            raise RuntimeError("the server did not start")


def asking(application: Application, secret: str) -> Application:
    """The same application, for those only who send the token as `Authorization: Bearer …`."""
    expected = f"Bearer {secret}".encode()

    async def guarded(scope: Scope, receive: Any, send: Any) -> None:
        # The server's own start and end come from nobody; all else must have the token.
        if scope["type"] != "lifespan":
            given = next((value for name, value in scope["headers"] if name == b"authorization"), b"")
            if not hmac.compare_digest(given, expected):
                await _refuse(scope, send)
                return
        await application(scope, receive, send)

    return guarded


async def _refuse(scope: Scope, send: Any) -> None:
    """Answers who has no token: 401 to a request; any other connection is closed before it is open."""
    if scope["type"] != "http":
        await send({"type": "websocket.close"})
        return
    headers = [(b"www-authenticate", b"Bearer"), (b"content-length", b"0")]
    await send({"type": "http.response.start", "status": 401, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
