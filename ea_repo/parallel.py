"""Work shared by two processes, where the machine has two cores for it: this one and a copy of it."""

from __future__ import annotations

import os
import pickle
import signal
import struct
import sys
from collections.abc import Callable, Iterator
from typing import Generic, NoReturn, Self, TypeVar

T = TypeVar("T")
_SPAN = struct.Struct("<II")
"""What tells the numbers that are left to do."""


def possible() -> bool:
    """Whether this process may fork (it runs no thread) and has a second core to fork for."""
    return sys.platform == "linux" and len(os.listdir("/proc/self/task")) == 1 and len(os.sched_getaffinity(0)) > 1


def shared(
    count: int, answer: Callable[[int], T], tell: Callable[[int, int], None] = lambda *_: None, *, shared: bool
) -> list[T]:
    """The same as `answers`; by this process alone where it is not to be `shared`, or cannot be."""
    if shared and count > 1 and possible():
        return answers(count, answer, tell)
    results = []
    for number in range(count):
        tell(number, count)
        results.append(answer(number))
    return results


def answers(count: int, answer: Callable[[int], T], tell: Callable[[int, int], None] = lambda *_: None) -> list[T]:
    """What a function answers for each number below a count, in order; `tell` gets how many are taken, of how many.

    This process takes the numbers from the first one on, the other from the last one back: numbers that need the same
    to be worked out are best beside each other. The function must only read. What the other process did not answer,
    whatever stopped it, is answered here.
    """
    with Ahead[T]() as both:
        both.begin(count, answer)
        return both.answers(tell)


class Ahead(Generic[T]):
    """A copy of this process that begins to answer while this one goes on, and ends with the block at the latest.

    Once this one has nothing else to do, it takes its share.
    """

    def __init__(self) -> None:
        self._copy: int | None = None
        self._answer: Callable[[int], T] | None = None
        self._count = 0
        self._open: dict[str, int] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for file in self._open.values():
            os.close(file)
        if self._copy is not None:
            os.kill(self._copy, signal.SIGKILL)
            os.waitpid(self._copy, 0)

    def begin(self, count: int, answer: Callable[[int], T]) -> None:
        """Has the copy answer for each number below a count, once; the function must only read."""
        self._count, self._answer = count, answer
        left = self._open["left"] = _left(count)
        receiving, sending = os.pipe()
        self._open["receiving"] = receiving
        try:
            self._copy = os.fork()
        except OSError:  # Too many processes, too little memory: there is no other.
            self._copy = None
        if self._copy == 0:
            # With this end held by its reader alone, it learns when nobody reads any more.
            os.close(receiving)
            _answer_and_end(sending, left, count, answer)
        os.close(sending)

    def answers(self, tell: Callable[[int, int], None] = lambda *_: None) -> list[T]:
        """What was answered for each number, in order, once all is; nothing where nothing was begun.

        `tell` gets how many are taken, of how many. What the copy did not answer, whatever stopped it, is answered
        here.
        """
        if self._answer is None:
            return []
        results: dict[int, T] = {}
        with os.fdopen(self._open.pop("receiving"), "rb") as sent:
            for number, before in _taken(self._open["left"], self._count):
                tell(before, self._count)
                results[number] = self._answer(number)
            results |= _received(sent.read())
        return [results[number] if number in results else self._answer(number) for number in range(self._count)]


def _left(count: int) -> int:
    """A file in memory of the numbers that are left to take: the first of them, and the one after the last."""
    left = os.memfd_create("left")
    os.pwrite(left, _SPAN.pack(0, count), 0)
    return left


def _taken(left: int, count: int, *, from_the_end: bool = False) -> Iterator[tuple[int, int]]:
    """The numbers that a process takes from its end of those that are left, each with how many were taken before it."""
    import fcntl

    while True:
        # A process that ends lets go of its lock.
        fcntl.lockf(left, fcntl.LOCK_EX)
        try:
            first, end = _SPAN.unpack(os.pread(left, _SPAN.size, 0))
            if first == end:
                return
            os.pwrite(left, _SPAN.pack(*((first, end - 1) if from_the_end else (first + 1, end))), 0)
        finally:
            fcntl.lockf(left, fcntl.LOCK_UN)
        yield end - 1 if from_the_end else first, count - (end - first)


def _answer_and_end(sending: int, left: int, count: int, answer: Callable[[int], T]) -> NoReturn:
    try:
        taken = (number for number, _ in _taken(left, count, from_the_end=True))
        pickled = pickle.dumps({number: answer(number) for number in taken}, pickle.HIGHEST_PROTOCOL)
        with os.fdopen(sending, "wb") as sent:
            sent.write(pickled)
    finally:
        # Nothing of this process's ending (files to flush, handlers) is the copy's to do.
        os._exit(0)


def _received(pickled: bytes) -> dict[int, T]:
    """What our own copy answered, nothing where it was stopped."""
    try:
        results: dict[int, T] = pickle.loads(pickled)  # noqa: S301
    except (EOFError, pickle.UnpicklingError):
        return {}
    return results
