"""What commands tell of a workspace in which something is wrong."""

from __future__ import annotations

import re

from tests.cli.running import Said


def errors_of(printed: Said) -> list[str]:
    """The errors, but those of the model, that a command in French tells on either stream, each on one line."""
    lines = (printed.out + "\n" + printed.error).splitlines()
    begin = re.compile(r"\s*(rules|cartography|workspace)[\w./-]*:\d+:\d+: erreur")
    starts = [number for number, line in enumerate(lines) if begin.match(line)]
    return [" ".join(" ".join(lines[start : start + 3]).split()) for start in starts]
