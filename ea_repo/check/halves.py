"""The same answers by two processes, each taking what is left to do, where the machine has two cores for it."""

from __future__ import annotations

import os
import pickle
import sys
import threading
from collections.abc import Callable, Iterator
from typing import TypeVar

T = TypeVar("T")
_BYTES = 4
"""How many bytes tell a number that is left to do."""


def possible() -> bool:
    """Whether this process may fork (it runs no thread) and has a second core to fork for."""
    return sys.platform == "linux" and threading.active_count() == 1 and len(os.sched_getaffinity(0)) > 1


def answers(count: int, answer: Callable[[int], T], tell: Callable[[int, int], None]) -> list[T]:
    """What a function answers for each number below a count, in order; told how many are taken, of how many.

    It must only read. What the other process did not answer, whatever stopped it, is answered here.
    """
    waiting, to_do = os.pipe()
    os.write(to_do, b"".join(number.to_bytes(_BYTES, "little") for number in range(count)))
    os.close(to_do)
    receiving, sending = os.pipe()
    other = os.fork()
    if other == 0:
        _answer_and_end(sending, waiting, answer)
    try:
        os.close(sending)
        found: dict[int, T] = {}
        for number in _taken(waiting):
            tell(number, count)
            found[number] = answer(number)
        with os.fdopen(receiving, "rb") as sent:
            found |= _received(sent.read())
    finally:
        os.close(waiting)
        os.waitpid(other, 0)
    return [found[number] if number in found else answer(number) for number in range(count)]


def _taken(waiting: int) -> Iterator[int]:
    """The numbers that are left to do: one at a time, by whichever process asks first."""
    while number := os.read(waiting, _BYTES):
        yield int.from_bytes(number, "little")


def _answer_and_end(sending: int, waiting: int, answer: Callable[[int], T]) -> None:
    try:
        told = pickle.dumps({number: answer(number) for number in _taken(waiting)}, pickle.HIGHEST_PROTOCOL)
        with os.fdopen(sending, "wb") as sent:
            sent.write(told)
    finally:
        # Nothing of this process's ending (files to flush, handlers) is the copy's to do.
        os._exit(0)


def _received(told: bytes) -> dict[int, T]:
    """What our own copy answered, nothing where it was stopped."""
    try:
        found: dict[int, T] = pickle.loads(told)  # noqa: S301
    except (EOFError, pickle.UnpicklingError):
        return {}
    return found
