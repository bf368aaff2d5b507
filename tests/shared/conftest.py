"""Where the real documents and models of others are, beside the checkout; CI has them, a newcomer may not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

SHARED = Path(__file__).parents[3] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    if not SHARED.is_dir():
        if os.environ.get("EA_TEST_REQUIRE_ALL"):
            pytest.fail(f"{SHARED} is missing: these tests may not be skipped here")
        pytest.skip(f"{SHARED} is not there: these tests need the real models of others")
    return SHARED
