"""Where the real documents and models of others are."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.needs import SHARED


@pytest.fixture(scope="session")
def shared() -> Path:
    return SHARED
