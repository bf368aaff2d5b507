"""What stands between a client and the real server of the tests: a way that is slow, that stalls, or that breaks."""

from __future__ import annotations

import contextlib
import os
import socket
import ssl
import threading
import time
from types import TracebackType
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.neo4j.server import Server

needs_local_server = pytest.mark.skipif(
    bool(os.environ.get("NEO4J_URI")), reason="the proxy stands before a server of this machine"
)


class Proxy:
    """Passes bytes to a server, each packet `delay` seconds late.

    After `cut_after` bytes, either way, it drops the connection once; after `stall_after` it passes nothing more and
    says nothing. With a TLS context it talks TLS to the client, and none to the server.
    """

    def __init__(
        self,
        server: Server,
        *,
        delay: float = 0,
        cut_after: int | None = None,
        stall_after: int | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.target = ("127.0.0.1", int(server.address.rsplit(":", 1)[1]))
        self.delay, self.cut_after, self.stall_after, self.tls = delay, cut_after, stall_after, tls
        self.passed, self.cut, self.connections = 0, False, 0
        self._counting = threading.Lock()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self.listener.getsockname()[1]
        self.address = f"bolt://127.0.0.1:{self.port}"
        self._open: list[socket.socket] = []

    @property
    def stalled(self) -> bool:
        return self.stall_after is not None and self.passed > self.stall_after

    def __enter__(self) -> Proxy:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        for opened in (self.listener, *self._open):
            _close(opened)

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self.listener.accept()
                self.connections += 1
                threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        self._open.append(client)
        with contextlib.suppress(OSError):
            if self.tls:
                client = self.tls.wrap_socket(client, server_side=True)
                self._open.append(client)
            server = socket.create_connection(self.target)
            self._open.append(server)
            threading.Thread(target=self._pass, args=(client, server), daemon=True).start()
            self._pass(server, client)

    def _pass(self, source: socket.socket, target: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                with self._counting:
                    self.passed += len(data)
                if self.stalled:
                    return  # Both ends stay open: nobody is told anything.
                if self.cut_after is not None and self.passed > self.cut_after and not self.cut:
                    self.cut = True
                    break
                time.sleep(self.delay)
                target.sendall(data)
        for end in (source, target):
            _close(end)


def _close(opened: socket.socket) -> None:
    with contextlib.suppress(OSError):
        opened.shutdown(socket.SHUT_RDWR)
    opened.close()
