"""What parts of the suite need from the machine: what is missing here is told before the first test."""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks import peers_environment

REQUIRE_ALL = "EA_TEST_REQUIRE_ALL"
"""The variable with which nothing may be missing: CI sets it."""

SHARED = Path(os.environ.get("EA_TEST_SHARED") or Path(__file__).parents[2] / "shared")
"""The real documents and models of others: beside the checkout, or where EA_TEST_SHARED says."""

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def chromium() -> str | None:
    """The browser that the tests drive: EA_CHROMIUM, or the first of the known names on the path."""
    return os.environ.get("EA_CHROMIUM") or next(filter(None, map(shutil.which, _BROWSERS)), None)


def _no_shared() -> str | None:
    return None if (SHARED / "data").is_dir() else f"{SHARED / 'data'} is not there (EA_TEST_SHARED names another)"


def _no_browser() -> str | None:
    if importlib.util.find_spec("playwright") is None:
        return "no playwright (pip install playwright)"
    return None if chromium() else "no Chromium (apt-get install chromium, or EA_CHROMIUM names one)"


def _no_neo4j() -> str | None:
    if os.environ.get("NEO4J_URI"):
        return None
    missing = [name for name in ("java", "mvn") if shutil.which(name) is None]
    if not missing:
        return None
    return f"no {', no '.join(missing)} (apt-get install openjdk-17-jre-headless maven, or NEO4J_URI names a server)"


def _no_peers() -> str | None:
    return None if peers_environment.python().exists() else "make peers installs them; they need Python 3.12"


def _no_load() -> str | None:
    return None if shutil.which("wrk") else "no wrk (apt-get install wrk)"


@dataclass(frozen=True)
class Need:
    """What the tests of one marker need; `missing` says what is not here and how to get it, None where all is."""

    marker: str
    tests: str
    missing: Callable[[], str | None]


NEEDS = (
    Need("shared", "the real models of others", _no_shared),
    Need("browser", "pages in a real browser", _no_browser),
    Need("neo4j", "the shared repository on a real server", _no_neo4j),
    Need("load", "the server under load", _no_load),
    Need("peers", "the programs that ea-repo is measured beside", _no_peers),
)


def missing() -> Mapping[str, str]:
    """Why the tests of a marker cannot run here, by the marker."""
    return {need.marker: why for need in NEEDS if (why := need.missing())}


def header() -> list[str]:
    """The lines that the run begins with: what is skipped and why, and what stands for Graphviz's own program."""
    lacking = missing()
    lines = [f"skipped: {need.tests}: {lacking[need.marker]}" for need in NEEDS if need.marker in lacking]
    if shutil.which("dot") is None:
        lines.append("no dot here: maps are drawn by the Graphviz that the wheel of pygraphviz carries")
    return lines or ["nothing is skipped: all that the tests need is here"]
