"""What holds for every test: how deep it looks, what is skipped and why, what runs first, nothing left on the disk."""

from __future__ import annotations

import gc
import importlib
import os
import pkgutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

import ea_repo
from tests import needs
from tests.depth import depth

# No deadline on properties, since machines differ. A quick run tries the same examples each time, a deep one others.
_ANY_MACHINE = settings(deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("quick", _ANY_MACHINE, max_examples=20, derandomize=True)
settings.register_profile("deep", _ANY_MACHINE, max_examples=100)

LONG = ("neo4j", "benchmarks", "packaging", "shared", "browser", "answer")
"""The folders of the longest tests, which begin first: a worker that has nothing left takes over short ones.

The real server is asked by one worker then, and what all its tests share is pushed to it once.
"""
OLD = 100
"""How many collections of what is neither new nor old come before one of everything: ten times what Python counts."""


def pytest_configure(config: pytest.Config) -> None:
    """The depth that is asked for, and snapshots that are the tests' own, not the user's."""
    try:
        settings.load_profile(depth())
    except ValueError as wrong:
        raise pytest.UsageError(str(wrong)) from None
    lacking = needs.missing()
    if lacking and os.environ.get(needs.REQUIRE_ALL):
        reasons = "; ".join(lacking.values())
        raise pytest.UsageError(f"{needs.REQUIRE_ALL} is set and something is missing: {reasons}")
    if not _hands_tests_out(config):
        _import_everything()
    snapshots = tempfile.TemporaryDirectory(prefix="ea-snapshots-")
    config.add_cleanup(snapshots.cleanup)
    os.environ["EA_CACHE_DIR"] = snapshots.name


def _hands_tests_out(config: pytest.Config) -> bool:
    """Whether this process gives tests to workers, and runs none."""
    return bool(getattr(config.option, "numprocesses", None)) and not hasattr(config, "workerinput")


def _import_everything() -> None:
    """Imports every module of the product before the first test.

    Examples are drawn from the constants of the modules that are imported by then, so that those that a test happened
    to import before another would otherwise change the other's examples, even with the same seed.
    """
    for module in pkgutil.walk_packages(ea_repo.__path__, "ea_repo."):
        if not module.name.endswith("__main__"):
            try:
                importlib.import_module(module.name)
            except ImportError as missing:
                # An extra that is not installed here; the tests that need it say so.
                if (missing.name or "").startswith("ea_repo"):
                    raise


def pytest_report_header() -> list[str]:
    """What the run will skip, before it begins."""
    return [f"properties: {depth()} (EA_TEST_DEPTH=deep tries more examples)", *needs.header()]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Puts the long tests first, and skips those that need what is missing here."""
    items.sort(key=_place)
    lacking = needs.missing()
    for item in items:
        for marker in item.iter_markers():
            if marker.name in lacking:
                item.add_marker(pytest.mark.skip(reason=lacking[marker.name]))


def _place(item: pytest.Item) -> int:
    """Before which others a test runs: by the folder of its file in tests/, the rest in the order of collection."""
    folder = item.path.relative_to(Path(__file__).parent).parts[0]
    return LONG.index(folder) if folder in LONG else len(LONG)


def pytest_collection_finish() -> None:
    """Looks for garbage among what tests make alone, and seldom among all of it: it took a fifth of the time."""
    gc.collect()
    gc.freeze()
    youngest, middle, _ = gc.get_threshold()
    gc.set_threshold(youngest, middle, OLD)
