"""The process that holds a reading: it answers nothing, and makes copies of itself that do.

A copy shares the memory of what was read, begins in milliseconds, and may be ended whatever it is at.
"""

from __future__ import annotations

import gc
import os
import select
import signal
import socket
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NoReturn

from ea_repo.finding import Text
from ea_repo.repository.refused import fault, refusal
from ea_repo.serve.answering import Answerer
from ea_repo.serve.messages import Ended, receive, receive_with, send
from ea_repo.serve.reading import About, Reading

_GRACE = 10
"""In seconds."""


@dataclass(frozen=True)
class NotRead:
    """Why a workspace cannot be read."""

    text: Text


@dataclass(frozen=True)
class Prepared:
    """What a template says once all that answers share is worked out: copies made from then on have it."""


def start(read: Callable[[], Reading], seconds: float, others: Iterable[socket.socket]) -> tuple[int, socket.socket]:
    """Starts a template; its number, and the end on which it says About or NotRead, and takes the ends of copies.

    `seconds` is how long an answer may take, `others` are sockets of this process that it must not hold.
    """
    ours, theirs = socket.socketpair()
    number = os.fork()
    if number:
        theirs.close()
        return number, ours
    try:
        for other in (ours, *others):
            other.close()
        _alone()
        _run(theirs, read, seconds)
    finally:
        os._exit(0)


def _alone() -> None:
    """Leaves signals to the process that started the others, which closes their ends when it ends."""
    for one in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(one, signal.SIG_IGN)
    # Threads of a library for matrices would not be in the copies.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def _run(control: socket.socket, read: Callable[[], Reading], seconds: float) -> None:
    """Reads, says so, then makes copies until the other end is closed; between two, works out what pages share."""
    try:
        reading = read()
        about: About | NotRead = reading.about
    except Exception as error:
        sentence = refusal(error) or fault(error)
        send(control, NotRead(Text(sentence, sentence) if isinstance(sentence, str) else sentence))
        return
    try:
        send(control, about)
        _freeze()
        _make_copies(control, reading, seconds)
    finally:
        reading.repository.close()


def _make_copies(control: socket.socket, reading: Reading, seconds: float) -> None:
    steps, is_prepared = reading.shared_answers(), False
    while True:
        if not select.select([control], [], [], None if is_prepared else 0)[0]:
            is_prepared = next(steps, True) is True
            if is_prepared:
                _freeze()
                send(control, Prepared())
            continue
        try:
            _, (end,) = receive_with(control)
        except Ended:
            return
        _reap()
        if os.fork() == 0:
            control.close()
            work(end, reading, seconds)
        end.close()


def _freeze() -> None:
    """Has the collector leave alone what is there: what it does not touch stays shared with the copies."""
    gc.collect()
    gc.freeze()


def _reap() -> None:
    """Lets go of the copies that have ended."""
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        pass


def work(end: socket.socket, reading: Reading, seconds: float) -> NoReturn:
    """Answers what comes on an end, one after the other, until it is closed.

    Who asks ends it when an answer takes too long; where nobody is left to do so, the system does.
    """
    try:
        gc.enable()
        send(end, os.getpid())
        answerer = Answerer(reading)
        while True:
            asked = receive(end)
            signal.alarm(int(seconds) + _GRACE)
            send(end, answerer.answer(asked))
            signal.alarm(0)
    except (Ended, OSError):
        pass
    finally:
        os._exit(0)
