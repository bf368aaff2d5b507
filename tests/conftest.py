"""What holds for every test: no deadline on properties (machines differ), and nothing left on the disk."""

from __future__ import annotations

import os
import tempfile

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("ea", deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("ea")


def pytest_configure(config: pytest.Config) -> None:
    """The snapshots of the tests are theirs, not the user's."""
    kept = tempfile.TemporaryDirectory(prefix="ea-snapshots-")
    config.add_cleanup(kept.cleanup)
    os.environ["EA_CACHE_DIR"] = kept.name
