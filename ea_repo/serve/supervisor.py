"""The process that one starts and stops: it reads nothing itself, watches the text, and holds the others together.

```
 supervisor ──▶ front: HTTP, what was made, who may ask
     │            │ asks, one question at a time
     └──▶ template: the text, read ──▶ copies that answer
```

When the text changes, another template reads it beside the one that serves, and replaces it once all could be read.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ea_repo.finding import Text, Wrong
from ea_repo.repository.publishing import NOT_TOLD
from ea_repo.serve import front, template
from ea_repo.serve.front import News
from ea_repo.serve.messages import Ended, receive, send_with
from ea_repo.serve.reading import About, Reading
from ea_repo.serve.settings import Settings
from ea_repo.serve.template import NotRead, Prepared

_DIED = Text(
    "sa lecture s'est interrompue, peut-être faute de mémoire", "reading it broke off, perhaps for want of memory"
)
_STOPPED = Text(
    "le serveur s'est interrompu, peut-être faute de mémoire", "the server broke off, perhaps for want of memory"
)
_TURN, _PART = 0.2, 50
Tell = Callable[[Text], None]


@dataclass(frozen=True)
class Source:
    """Where readings come from: how to read, and what tells that there is something else to read."""

    read: Callable[[], Reading]
    read_again: Callable[[], Reading]
    """Reads another text, once the server answers: less is refused."""
    stamp: Callable[[], str]
    every: float
    """How many seconds from one look at the stamp to the next."""
    hide: Callable[[str], str]
    """Takes the folders of the machine out of a text."""


class CannotServe(Wrong):
    """A workspace that cannot be read when the server starts, or a system that cannot copy a process."""


def serve(source: Source, settings: Settings, named: str, tell: Tell) -> None:
    """Serves until a signal; `named` is how the address was written, `tell` is told what happens. Raises Wrong."""
    if not hasattr(os, "fork") or not hasattr(socket, "send_fds"):
        raise CannotServe(
            Text(
                "ea serve demande un système qui sait copier un processus : Linux, macOS, WSL",
                "ea serve needs a system that can copy a process: Linux, macOS, WSL",
            )
        )
    settings.address.require_token(settings.secret)
    with settings.address.listen(named) as listening:
        stamp = source.stamp()
        first = _Template(source.read, settings, (listening,))
        about = first.wait()
        if not isinstance(about, About):
            first.end.close()
            os.waitpid(first.number, 0)
            raise CannotServe(about.text if isinstance(about, NotRead) else _DIED)
        _Supervisor(source, settings.speaking(about.lang), tell, stamp).run(listening, first, about)


class _Template:
    """A template as the supervisor sees it."""

    def __init__(self, read: Callable[[], Reading], settings: Settings, others: tuple[socket.socket, ...]) -> None:
        self.number, self.end = template.start(read, settings.longest, others)

    def wait(self) -> About | NotRead | Prepared:
        """What it says next."""
        try:
            said: About | NotRead | Prepared = receive(self.end)
        except Ended:
            return NotRead(_DIED)
        return said

    def has_said(self) -> bool:
        return bool(select.select([self.end], [], [], 0)[0])


class _Supervisor:
    def __init__(self, source: Source, settings: Settings, tell: Tell, stamp: str) -> None:
        self._source, self._settings, self._tell = source, settings, tell
        self._tried = self._seen = stamp
        self._look_at = time.monotonic() + source.every
        self._is_stopping = False
        self._coming: _Template | None = None
        self._coming_about: About | None = None
        self._gone: set[int] = set()

    def run(self, listening: socket.socket, first: _Template, about: About) -> None:
        """Serves the first reading, then those that follow, until a signal or the end of the front."""
        self._control, theirs = socket.socketpair()
        self._front = os.fork()
        if self._front == 0:
            try:
                self._control.close()
                first.end.close()
                front.run(listening, theirs, self._settings)
            finally:
                os._exit(0)
        theirs.close()
        listening.close()
        for one in (signal.SIGINT, signal.SIGTERM):
            signal.signal(one, self._stop)
        self._serve(first, about)
        self._tell(Text(f"http://{self._settings.address.written}/", f"http://{self._settings.address.written}/"))
        while not self._is_stopping and self._front not in self._gone:
            time.sleep(_TURN)
            self._turn()
        # The front answers those whom it is answering, then ends, and the templates with it, which clear their places.
        self._control.close()
        if self._coming is not None:
            self._coming.end.close()
        with contextlib.suppress(ChildProcessError):
            while True:
                os.waitpid(-1, 0)
        if not self._is_stopping:
            raise CannotServe(_STOPPED)

    def _stop(self, *_: Any) -> None:
        self._is_stopping = True

    def _reap(self) -> None:
        """Lets go of the processes of ours that have ended; notes those that should not have."""
        with contextlib.suppress(ChildProcessError):
            while number := os.waitpid(-1, os.WNOHANG)[0]:
                self._gone |= {number} & {self._front, self._serving}

    def _turn(self) -> None:
        """Begins another reading where the text has changed, and serves it, or tells why not, once it is read."""
        self._reap()
        if self._coming is not None:
            if self._coming.has_said():
                self._hear(self._coming)
        elif self._serving in self._gone or self._has_changed():
            self._tried = self._seen
            self._gone.discard(self._serving)
            self._coming = _Template(self._source.read_again, self._settings, (self._control,))

    def _has_changed(self) -> bool:
        """Whether there is another text to read: one that is still being written is waited for."""
        if time.monotonic() < self._look_at:
            return False
        before, began = self._seen, time.monotonic()
        self._seen = self._source.stamp()
        # However large the folder, looking at it takes a small part of the time; what has just changed is settled soon.
        now = time.monotonic()
        self._look_at = now + max(_TURN if self._seen != before else self._source.every, _PART * (now - began))
        return self._seen == before != self._tried

    def _hear(self, coming: _Template) -> None:
        """Serves another reading once what its pages share is worked out too, or keeps the last good one."""
        said = coming.wait()
        if isinstance(said, About) and (not said.unreadable or self._about.unreadable):
            self._coming_about = said
        elif isinstance(said, NotRead):
            self._keep(coming, said.text)
        elif isinstance(said, About):
            self._keep(coming, said.unreadable[0])
        elif self._coming_about is not None:
            self._coming, about, self._coming_about = None, self._coming_about, None
            self._serve(coming, about)
            self._tell(Text(f"texte relu : {about.elements} éléments", f"text read again: {about.elements} elements"))

    def _keep(self, coming: _Template, broken: Text) -> None:
        """Goes on with the last good state, and tells why: an audience is not told, whoever started the server is."""
        coming.end.close()
        self._coming = self._coming_about = None
        hide = self._source.hide
        told = NOT_TOLD if self._about.is_for_audience else Text(hide(broken.fr), hide(broken.en))
        self._send(News(None, told))
        self._tell(
            Text(
                f"le texte ne se lit plus en entier, le dernier état lisible reste servi : {broken.fr}",
                f"the text cannot be read whole any more, the last state that could is served still: {broken.en}",
            )
        )

    def _serve(self, read: _Template, about: About) -> None:
        """Gives a reading to the front; the template ends when the front closes its end."""
        self._about, self._serving = about, read.number
        self._send(News(about), read.end)
        read.end.close()

    def _send(self, news: News, *ends: socket.socket) -> None:
        """Tells the front, which may have ended: that is seen at the next turn."""
        with contextlib.suppress(OSError):
            send_with(self._control, news, list(ends))
