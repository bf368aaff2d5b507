"""The processes that answer, as the web server sees them: a few at a time, each for so long."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
from collections.abc import AsyncIterator

from ea_repo.serve.asked import Asked, Made, Page
from ea_repo.serve.messages import Ended, Stream, send_with

MOST_WAITING = 200
"""How many may wait for an answer; one more is told to come back."""
_MOST_ANSWERS = 2_000
"""After how many answers a process ends for a fresh one: whatever a question keeps goes with it."""


class Busy(Exception):
    """Too many wait already."""


class TooLong(Exception):
    """A question took longer than one may; its process was ended."""


class Lost(Exception):
    """A process ended before it answered."""


class Worker:
    """A process that answers one question at a time."""

    def __init__(self, stream: Stream, number: int, generation: int) -> None:
        self._stream, self._number = stream, number
        self.generation, self.answers = generation, 0

    async def ask(self, asked: Page | Asked) -> Made:
        """Its answer; raises Ended."""
        await self._stream.send(asked)
        made: Made = await self._stream.receive()
        self.answers += 1
        return made

    def close(self) -> None:
        """Lets it end."""
        self._stream.close()

    def end(self) -> None:
        """Ends it, whatever it is at."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._number, signal.SIGKILL)
        self._stream.close()


class Pool:
    """So many processes, of which questions never take the last: it is for pages, which are quick."""

    def __init__(self, size: int, seconds: float, page_seconds: float) -> None:
        self._seconds, self._page_seconds = seconds, page_seconds
        self._slots = asyncio.Semaphore(size)
        self._for_questions = asyncio.Semaphore(max(1, size - 1))
        self._idle: list[Worker] = []
        self._at_work: set[Worker] = set()
        self._prepared = asyncio.Event()
        self._template: socket.socket | None = None
        self._generation = 0
        self._waiting = 0

    def renew(self, template: socket.socket | None = None) -> None:
        """Takes new processes from now on, of another template where one is given."""
        if template is not None:
            if self._template is not None:
                self._template.close()
            self._template = template
        self._generation += 1
        for worker in self._idle:
            worker.close()
        self._idle.clear()

    def prepared(self) -> None:
        """Lets pages be asked for: what they share is worked out, or nobody will do so any more."""
        self._prepared.set()

    def close(self) -> None:
        """Ends all of them, and the template."""
        self.renew()
        for worker in self._at_work:
            worker.end()
        if self._template is not None:
            self._template.close()

    async def ask(self, asked: Page | Asked) -> Made:
        """An answer; raises Busy, TooLong, Lost."""
        if self._waiting >= MOST_WAITING:
            raise Busy
        self._waiting += 1
        try:
            if isinstance(asked, Page):
                await self._for_prepared()
            async with self._room(asked), self._worker() as worker:
                seconds = self._seconds if isinstance(asked, Asked) else self._page_seconds
                return await asyncio.wait_for(worker.ask(asked), seconds)
        finally:
            self._waiting -= 1

    async def _for_prepared(self) -> None:
        """Waits until what pages share is worked out; raises TooLong."""
        try:
            await asyncio.wait_for(self._prepared.wait(), self._page_seconds)
        except TimeoutError:
            raise TooLong from None

    @contextlib.asynccontextmanager
    async def _room(self, asked: Page | Asked) -> AsyncIterator[None]:
        async with contextlib.AsyncExitStack() as held:
            if isinstance(asked, Asked):
                await held.enter_async_context(self._for_questions)
            await held.enter_async_context(self._slots)
            yield

    @contextlib.asynccontextmanager
    async def _worker(self) -> AsyncIterator[Worker]:
        """A process for one answer; one that did not give it is ended, for its next answer would be another's."""
        try:
            worker = self._idle.pop() if self._idle else await self._new()
        except (Ended, OSError):
            raise Lost from None
        self._at_work.add(worker)
        try:
            yield worker
        except BaseException as error:
            worker.end()
            match error:
                case TimeoutError():
                    raise TooLong from None
                case Ended():
                    raise Lost from None
            raise
        finally:
            self._at_work.discard(worker)
        if worker.generation == self._generation and worker.answers < _MOST_ANSWERS:
            self._idle.append(worker)
        else:
            worker.close()

    async def _new(self) -> Worker:
        """A new process of the template; raises Ended, OSError."""
        if self._template is None:
            raise Ended
        generation = self._generation
        ours, theirs = socket.socketpair()
        with theirs:
            send_with(self._template, None, [theirs])
        stream = await Stream.of(ours)
        return Worker(stream, await stream.receive(), generation)
