"""How deep the tests look: `quick` by default, `deep` where the variable EA_TEST_DEPTH says so, as CI does."""

from __future__ import annotations

import os
from typing import Literal, cast

Depth = Literal["quick", "deep"]
VARIABLE = "EA_TEST_DEPTH"
_QUICK_SHARE = 10


def depth() -> Depth:
    """The depth of this run; raises ValueError where the variable says something else."""
    value = os.environ.get(VARIABLE) or "quick"
    if value not in ("quick", "deep"):
        raise ValueError(f"{VARIABLE}={value}: it is quick or deep")
    return cast("Depth", value)


def examples(deep: int) -> int:
    """How many examples a property is tried on: so many in a deep run, a tenth of them (10 at least) in a quick one."""
    return deep if depth() == "deep" else max(10, deep // _QUICK_SHARE)
