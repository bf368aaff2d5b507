"""How assistants reach the server: over standard input and output, or over HTTP."""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import suppress
from typing import Any

import anyio
import uvicorn
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from mcp.server.transport_security import TransportSecuritySettings

from ea_repo.finding import Text, Wrong
from ea_repo.listening import Address

Scope = MutableMapping[str, Any]
Application = Callable[[Scope, Any, Any], Awaitable[None]]


def read_address(written: str) -> Address:
    """What `HOST:PORT` or `[::1]:PORT` says; raises Wrong."""
    host, colon, port = written.rpartition(":")
    if not (colon and host and port.isascii() and port.isdigit() and int(port) <= 65_535):
        raise Wrong(
            Text(
                f"--http {written} : attendu une adresse et un port, comme 127.0.0.1:8420",
                f"--http {written}: expected an address and a port, as 127.0.0.1:8420",
            )
        )
    return Address(host.removeprefix("[").removesuffix("]"), int(port))


def guard(address: Address) -> TransportSecuritySettings:
    """Which `Host` a request may name: on this machine its own names, which no page of elsewhere can take.

    A browser says a name without the port where that is the usual one. Elsewhere the token tells who asks.
    """
    if not address.is_loopback:
        return TransportSecuritySettings(enable_dns_rebinding_protection=False)
    names = [name for host in address.own_names for name in (host, f"{host}:*")]
    return TransportSecuritySettings(allowed_hosts=names, allowed_origins=[f"http://{name}" for name in names])


def over_stdio(server: Server[dict[str, Any]]) -> None:
    """Serves who started the process, until its input ends."""

    async def run() -> None:
        async with stdio_server() as (incoming, outgoing):
            await server.run(incoming, outgoing, server.create_initialization_options())

    anyio.run(run)


def over_http(server: Server[dict[str, Any]], address: Address, secret: str | None) -> None:
    """Serves over HTTP at /mcp until interrupted; beyond this machine, only who has the token. Raises Wrong."""
    address.require_token(secret)
    application = server.streamable_http_app(stateless_http=True, transport_security=guard(address))
    served = application if secret is None else asking(application, secret)
    serving = uvicorn.Server(uvicorn.Config(served, log_level="warning", access_log=False, lifespan="on"))
    with address.listen(f"--http {address.written}") as listening, suppress(KeyboardInterrupt):
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
