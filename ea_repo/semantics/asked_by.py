"""In which role people are asked; apart, since the command line needs these words before anything is read."""

from __future__ import annotations

from typing import Literal, get_args

AskedBy = Literal["moa", "moe", "owner"]
EVERY_ASKED_BY: tuple[AskedBy, ...] = get_args(AskedBy)
