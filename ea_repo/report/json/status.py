"""What a push to the shared repository would change, or did, for programs."""

from __future__ import annotations

from dataclasses import asdict

from ea_repo.report.json.values import dumped
from ea_repo.store import Status

VERSION = 1


def write(status: Status) -> str:
    """Every id that is added, changed, removed or moved."""
    data = asdict(status)
    # The number of a push is no version of this format.
    data["push"] = data.pop("version")
    return dumped({"version": VERSION, **data})
