"""Work shared by two processes, where the machine has two cores for it: this one and a copy of it."""

from __future__ import annotations

import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterator
from typing import Any, Generic, NoReturn, Self, TypeVar

T = TypeVar("T")
_BYTES = 4
"""How many bytes tell a number that is left to do."""


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

    The function must only read. What the other process did not answer, whatever stopped it, is answered here.
    """
    left = _left(count)
    results: dict[int, T] = {}
    try:
        with Aside[dict[int, T]]() as other:
            other.start(lambda: {number: answer(number) for number in _taken(left)})
            for number in _taken(left):
                tell(number, count)
                results[number] = answer(number)
            results |= other.answer() or {}
    finally:
        os.close(left)
    return [results[number] if number in results else answer(number) for number in range(count)]


class Aside(Generic[T]):
    """A copy of this process that works something out while this one goes on; it ends with the block at the latest.

    The work must only read.
    """

    def __init__(self) -> None:
        self._copy: int | None = None
        self._receiving: int | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._receiving is not None:
            # Nobody reads any more what the copy says.
            os.close(self._receiving)
        if self._copy is not None:
            os.kill(self._copy, signal.SIGKILL)
            os.waitpid(self._copy, 0)

    def start(self, work: Callable[[], T]) -> None:
        """Has a copy begin with this work, unless there are too many processes, or is too little memory."""
        receiving, sending = os.pipe()
        self._receiving = receiving
        try:
            self._copy = os.fork()
        except OSError:
            self._copy = None
        if self._copy == 0:
            # With this end held by its reader alone, it learns when nobody reads any more.
            os.close(receiving)
            _answer_and_end(sending, work)
        os.close(sending)

    def answer(self) -> T | None:
        """What was worked out, once it is; None where nothing was begun, or whatever stopped it."""
        if self._receiving is None:
            return None
        receiving, self._receiving = self._receiving, None
        with os.fdopen(receiving, "rb") as sent:
            answer: T | None = _received(sent.read())
        return answer


def _left(count: int) -> int:
    """A file in memory of the numbers to take: where it was read to is known to both processes."""
    left = os.memfd_create("left")
    with os.fdopen(os.dup(left), "wb") as file:
        file.write(b"".join(number.to_bytes(_BYTES, "little") for number in range(count)))
    os.lseek(left, 0, os.SEEK_SET)
    return left


def _taken(left: int) -> Iterator[int]:
    """The numbers that are left to do: one at a time, by whichever process asks first."""
    while number := _next(left):
        yield int.from_bytes(number, "little")


def _next(left: int) -> bytes:
    import fcntl

    # Not every system moves the place in a file as one with the reading; a process that ends lets go of its lock.
    fcntl.lockf(left, fcntl.LOCK_EX)
    try:
        return os.read(left, _BYTES)
    finally:
        fcntl.lockf(left, fcntl.LOCK_UN)


def _answer_and_end(sending: int, work: Callable[[], object]) -> NoReturn:
    try:
        pickled = pickle.dumps(work(), pickle.HIGHEST_PROTOCOL)
        with os.fdopen(sending, "wb") as sent:
            sent.write(pickled)
    finally:
        # Nothing of this process's ending (files to flush, handlers) is the copy's to do.
        os._exit(0)


def _received(pickled: bytes) -> Any:
    """What our own copy worked out, None where it was stopped."""
    try:
        return pickle.loads(pickled)  # noqa: S301
    except (EOFError, pickle.UnpicklingError):
        return None
