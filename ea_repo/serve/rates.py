"""How often each client may ask: so many a second, and a burst of them at once."""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable

_MOST_CLIENTS = 10_000
"""How many clients are known at a time: those that asked last."""


class Rates:
    """A bucket a client, which fills again as time goes; each question takes one drop."""

    def __init__(self, a_second: float, burst: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._a_second, self._burst, self._clock = a_second, burst, clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, client: str) -> int:
        """In how many seconds the client may ask; 0 where it may now."""
        missing = 1 - self._level(client)
        return 0 if missing <= 0 else math.ceil(missing / self._a_second)

    def take(self, client: str) -> None:
        """Counts a question."""
        self._buckets[client] = self._level(client) - 1, self._clock()
        self._buckets.move_to_end(client)
        if len(self._buckets) > _MOST_CLIENTS:
            self._buckets.popitem(last=False)

    def _level(self, client: str) -> float:
        level, since = self._buckets.get(client, (self._burst, self._clock()))
        return min(self._burst, level + (self._clock() - since) * self._a_second)
