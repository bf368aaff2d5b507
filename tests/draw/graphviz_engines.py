"""The two Graphviz that maps are drawn with: the program of the machine, and the one in pygraphviz's wheel."""

from __future__ import annotations

import importlib.util
import os
import shutil
from pathlib import Path

import pytest

ENGINES = ("program", "wheel")


def use(engine: str, empty: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Has maps drawn by this Graphviz until the test ends; `empty`: a folder in which there is no program.

    The test is skipped where the machine does not have it, and fails where EA_TEST_REQUIRE_ALL allows no skipping.
    """
    if engine == "program" and shutil.which("dot") is None:
        _missing("the program dot (apt-get install graphviz)")
    if engine == "wheel":
        if importlib.util.find_spec("pygraphviz") is None:
            _missing("the wheel of pygraphviz (pip install pygraphviz)")
        monkeypatch.setenv("PATH", str(empty))


def _missing(what: str) -> None:
    if os.environ.get("EA_TEST_REQUIRE_ALL"):
        pytest.fail(f"{what} is missing: these tests may not be skipped here")
    pytest.skip(f"{what} is not there: maps are drawn by the other Graphviz alone")
