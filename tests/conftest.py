"""What holds for every test: no deadline on properties (machines differ), and nothing left on the disk."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("ea", deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("ea")


@pytest.fixture(scope="session", autouse=True)
def _snapshots(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The snapshots of the tests are theirs, not the user's."""
    os.environ["EA_CACHE_DIR"] = str(tmp_path_factory.mktemp("snapshots"))
    yield
    del os.environ["EA_CACHE_DIR"]
