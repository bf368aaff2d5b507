"""The pushes of a shared repository, for programs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from ea_repo.report.json.values import dumped
from ea_repo.store import Push


def write(pushes: Sequence[Push]) -> str:
    """Each push, whole."""
    return dumped([asdict(push) for push in pushes])
