"""Plain data as the text of a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from ea_repo.load.files import read
from ea_repo.load.yaml import parse


def parsed(root: Path, file: str) -> Any:
    """What a file of a workspace says, as plain data; None where there is no such file, or nothing in it."""
    place = root / file
    return parse(read(root, place).text or "").value if place.is_file() else None


def dumped(value: Any) -> str:
    """The text that says this and nothing else."""
    return str(yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10**6))


class _Dumper(yaml.SafeDumper):
    """Writes each text whole, wherever it is met again."""

    def ignore_aliases(self, data: Any) -> bool:
        return True
