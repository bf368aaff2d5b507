"""How long a test waits for what another process does, on a machine that may do other things too."""

from __future__ import annotations

import os


def patience(seconds: float) -> float:
    """So many seconds on a quiet machine, more on a busy one: as many times as its work outnumbers its processors.

    It is for waits that must end somewhere (a process that never answers), never for asserting how quick a thing is.
    """
    processors = os.cpu_count() or 1
    return seconds * max(1.0, os.getloadavg()[0] / processors)
