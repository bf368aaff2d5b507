"""A run says first what it skips and why; where nothing may be missing, it does not begin."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def run_without_anything(tmp_path: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """A run of the tests of pages on a machine where nothing that tests need is installed."""
    empty = {"PATH": str(tmp_path), "EA_TEST_SHARED": str(tmp_path), "EA_CHROMIUM": "", "NEO4J_URI": ""}
    environment = os.environ | {"EA_TEST_REQUIRE_ALL": "", "EA_TEST_DEPTH": ""} | empty | variables
    command = [sys.executable, "-m", "pytest", "-p", "no:xdist", "tests/browser/test_maps.py"]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_what_is_skipped_is_told_before_the_first_test(tmp_path: Path) -> None:
    done = run_without_anything(tmp_path)
    assert done.returncode == 0
    head = done.stdout.partition("collected")[0]
    assert "properties: quick" in head
    for why in (f"{tmp_path}/data is not there", "no Chromium (apt-get install", "no java, no mvn (apt-get install"):
        assert why in head
    assert "no dot here" in head
    assert "passed" not in done.stdout


def test_nothing_begins_where_something_is_missing_that_must_be_there(tmp_path: Path) -> None:
    done = run_without_anything(tmp_path, EA_TEST_REQUIRE_ALL="1")
    assert done.returncode == 4
    assert "EA_TEST_REQUIRE_ALL is set and something is missing: " in done.stderr
    assert "no Chromium" in done.stderr
    assert "collected" not in done.stdout


def test_a_depth_that_is_none_is_refused(tmp_path: Path) -> None:
    done = run_without_anything(tmp_path, EA_TEST_DEPTH="dep")
    assert (done.returncode, "EA_TEST_DEPTH=dep: it is quick or deep" in done.stderr) == (4, True)
