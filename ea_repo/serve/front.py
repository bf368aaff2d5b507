"""The process that speaks HTTP: it holds nothing of the workspace, and waits for nobody."""

from __future__ import annotations

import asyncio
import signal
import socket
from dataclasses import dataclass

import uvicorn

from ea_repo.finding import Text
from ea_repo.serve.application import Resources, Served
from ea_repo.serve.connections import Connection
from ea_repo.serve.guard import Guard
from ea_repo.serve.kept import Kept
from ea_repo.serve.messages import Ended, receive, receive_with
from ea_repo.serve.pool import Pool
from ea_repo.serve.reading import About
from ea_repo.serve.settings import Settings

_GRACE = 10
"""How many seconds those who are being answered have when the server ends."""


@dataclass(frozen=True)
class News:
    """What the process that reads tells: another reading, with the end of its template, or why there is none."""

    about: About | None
    broken: Text | None = None


def run(listening: socket.socket, control: socket.socket, settings: Settings) -> None:
    """Answers on a socket until a signal, or the end of the process that reads; the first reading is there already."""
    news, (template,) = receive_with(control)
    # The server ends by a signal in its own way, and raises it again once it has.
    for one in (signal.SIGINT, signal.SIGTERM):
        signal.signal(one, signal.SIG_IGN)
    asyncio.run(_Front(control, settings, news.about).serve(listening, template))


class _Front:
    def __init__(self, control: socket.socket, settings: Settings, about: About) -> None:
        self._control = control
        self._template: socket.socket | None = None
        self._served, self._kept = Served(about), Kept()
        self.pool = Pool(settings.processes, settings.seconds, settings.longest)
        resources = Resources(settings, self.pool, self._kept, self._served)
        application = Guard(resources.application(), settings)
        self._server = uvicorn.Server(
            uvicorn.Config(
                application,
                http=Connection,
                ws="none",
                lifespan="off",
                log_level="error",
                access_log=False,
                server_header=False,
                proxy_headers=False,
                timeout_graceful_shutdown=_GRACE,
            )
        )

    async def serve(self, listening: socket.socket, template: socket.socket) -> None:
        asyncio.get_running_loop().add_reader(self._control, self._hear)
        self._take(template)
        try:
            await self._server.serve(sockets=[listening])
        finally:
            self.pool.close()

    def _take(self, template: socket.socket) -> None:
        """Has the answers made by a template, and by that one only."""
        loop = asyncio.get_running_loop()
        if self._template is not None:
            loop.remove_reader(self._template)
        self._template = template
        loop.add_reader(template, self._hear_template, template)
        self.pool.renew(template)

    def _hear_template(self, template: socket.socket) -> None:
        """A template that has worked out what pages share makes better processes; one that ended makes no more."""
        try:
            receive(template)
        except Ended:
            asyncio.get_running_loop().remove_reader(template)
        else:
            self.pool.renew()
        self.pool.prepared()

    def _hear(self) -> None:
        """Serves another reading, or tells that there is none; ends with the process that reads."""
        try:
            news, sockets = receive_with(self._control)
        except Ended:
            asyncio.get_running_loop().remove_reader(self._control)
            self._server.should_exit = True
            return
        self._served.broken = news.broken
        for template in sockets:
            # It was given a time to work out what pages share.
            self.pool.prepared()
            self._kept.clear()
            self._served.about = news.about
            self._served.generation += 1
            self._take(template)
