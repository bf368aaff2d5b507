"""What the processes of the server send one another over sockets: values, one after the other, and sockets.

All of them are copies of one process, and nobody else holds an end: a value is trusted.
"""

from __future__ import annotations

import asyncio
import pickle
import socket
import struct
from collections.abc import Callable
from typing import Any

_HEAD = struct.Struct("!Q")
"""The length of a value, before it."""


class Ended(Exception):
    """The other process has ended, or closed its end."""


def send(end: socket.socket, value: Any) -> None:
    """Sends a value."""
    end.sendall(_framed(value))


def receive(end: socket.socket) -> Any:
    """The next value; raises Ended."""
    (length,) = _HEAD.unpack(_exactly(_HEAD.size, end.recv))
    return pickle.loads(_exactly(length, end.recv))  # noqa: S301


def send_with(end: socket.socket, value: Any, sockets: list[socket.socket]) -> None:
    """Sends a value, and sockets with it, which the other process then holds too."""
    framed = _framed(value)
    sent = socket.send_fds(end, [framed], [one.fileno() for one in sockets])
    end.sendall(framed[sent:])


def receive_with(end: socket.socket) -> tuple[Any, list[socket.socket]]:
    """The next value, with the sockets that came with it; raises Ended."""
    numbers: list[int] = []

    def receive_first(size: int) -> bytes:
        data, received, _, _ = socket.recv_fds(end, size, 1)
        numbers.extend(received)
        return data

    try:
        (length,) = _HEAD.unpack(_exactly(_HEAD.size, receive_first))
        value = pickle.loads(_exactly(length, end.recv))  # noqa: S301
    finally:
        sockets = [socket.socket(fileno=number) for number in numbers]
    return value, sockets


class Stream:
    """One end of a pair of sockets, for a process that does other things while it waits."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer

    @classmethod
    async def of(cls, end: socket.socket) -> Stream:
        return cls(*await asyncio.open_unix_connection(sock=end))

    async def send(self, value: Any) -> None:
        """Sends a value; raises Ended."""
        try:
            self._writer.write(_framed(value))
            await self._writer.drain()
        except OSError:
            raise Ended from None

    async def receive(self) -> Any:
        """The next value; raises Ended."""
        try:
            (length,) = _HEAD.unpack(await self._reader.readexactly(_HEAD.size))
            return pickle.loads(await self._reader.readexactly(length))  # noqa: S301
        except (asyncio.IncompleteReadError, OSError):
            raise Ended from None

    def close(self) -> None:
        self._writer.close()


def _framed(value: Any) -> bytes:
    pickled = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    return _HEAD.pack(len(pickled)) + pickled


def _exactly(length: int, receive_some: Callable[[int], bytes]) -> bytes:
    """So many bytes; raises Ended where the other end closes before."""
    data = bytearray()
    while len(data) < length:
        try:
            more = receive_some(min(length - len(data), 1 << 20))
        except OSError:
            raise Ended from None
        if not more:
            raise Ended
        data += more
    return bytes(data)
