"""Answers that were made, kept in memory up to a size, those used last."""

from __future__ import annotations

import asyncio
import hashlib
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable

from ea_repo.serve.asked import Made

MOST_BYTES = 64 << 20
_OVERHEAD = 1_000
"""What an answer takes beside its body, about, in bytes."""


class Kept:
    """What was made of a reading; what is asked for by several at the same time is made once."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most_bytes, self._bytes = most_bytes, 0
        self._made: OrderedDict[Hashable, Made] = OrderedDict()
        self._coming: dict[Hashable, asyncio.Future[Made]] = {}

    def clear(self) -> None:
        """Forgets all of it: another reading is served. What is being made is not kept."""
        self._made.clear()
        self._coming.clear()
        self._bytes = 0

    async def get(self, key: Hashable, make: Callable[[], Awaitable[Made]]) -> Made:
        """What stands under a key, else what `make` makes; refusals are not kept."""
        made = self._made.get(key)
        if made is not None:
            self._made.move_to_end(key)
            return made
        coming = self._coming.get(key)
        if coming is None:
            coming = asyncio.ensure_future(make())
            self._coming[key] = coming
            coming.add_done_callback(lambda done: self._came(key, done))
        # Who asked may go: others wait for the same.
        return await asyncio.shield(coming)

    def _came(self, key: Hashable, done: asyncio.Future[Made]) -> None:
        is_current = self._coming.get(key) is done
        if is_current:
            del self._coming[key]
        if done.cancelled() or done.exception() is not None or not is_current:
            return
        made = done.result()
        size = len(made.body) + _OVERHEAD
        if made.status != 200 or size > self._most_bytes // 4:
            return
        self._made[key] = made
        self._bytes += size
        while self._bytes > self._most_bytes:
            _, oldest = self._made.popitem(last=False)
            self._bytes -= len(oldest.body) + _OVERHEAD


def digest(content: bytes) -> str:
    """What tells a content from another."""
    return hashlib.blake2b(content, digest_size=12).hexdigest()
