"""What tests of the charter share."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import ea_repo.check.checks as package
from ea_repo.check.registry import checks


@pytest.fixture
def failing_check(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Has the charter find a check that fails, `never_works`, in a folder beside its own."""
    monkeypatch.setattr(package, "__path__", [*package.__path__, str(Path(__file__).parent / "checks_that_fail")])
    checks.cache_clear()
    yield
    monkeypatch.undo()
    checks.cache_clear()
    sys.modules.pop(f"{package.__name__}.never_works", None)
