"""Connections that do not wait for ever: who is too slow to ask or to read is let go, and so is the one too many."""

from __future__ import annotations

import asyncio

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

ASKING, TAKING = 10, 30
"""How many seconds a whole request may take to come, and an answer to be taken."""
MOST, MOST_OF_ONE = 500, 100
"""How many connections there may be, and how many of one client."""


class Connection(H11Protocol):
    """A connection of uvicorn, with limits in time and number that it has not."""

    _asked_by: asyncio.TimerHandle | None = None
    _taken_by: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        others = [other for other in self.connections if isinstance(other, Connection) and other is not self]
        of_one = sum(other.client is not None and other.client[0] == self._who for other in others)
        if len(others) >= MOST or of_one >= MOST_OF_ONE:
            transport.abort()
        else:
            self._wait_for_request()

    @property
    def _who(self) -> str:
        return self.client[0] if self.client else ""

    def connection_lost(self, exc: Exception | None) -> None:
        _stop(self._asked_by)
        _stop(self._taken_by)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.conn.their_state not in (h11.IDLE, h11.SEND_BODY):
            # All of the request is here: what follows is ours to do.
            _stop(self._asked_by)
            self._asked_by = None
        elif self._asked_by is None:
            self._wait_for_request()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if self.transport.is_closing() or self.transport.get_write_buffer_size():
            self._wait_for_reader()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._wait_for_reader()

    def resume_writing(self) -> None:
        super().resume_writing()
        _stop(self._taken_by)

    def _wait_for_request(self) -> None:
        self._asked_by = self.loop.call_later(ASKING, self.transport.abort)

    def _wait_for_reader(self) -> None:
        _stop(self._taken_by)
        self._taken_by = self.loop.call_later(TAKING, self._let_go)

    def _let_go(self) -> None:
        if self.transport.is_closing() or self.transport.get_write_buffer_size():
            self.transport.abort()


def _stop(timer: asyncio.TimerHandle | None) -> None:
    if timer is not None:
        timer.cancel()
