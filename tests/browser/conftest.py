"""A real browser, without its network; CI must have it, a newcomer may not."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest

from ea_repo.report.html import as_html
from tests.report import every
from tests.report.test_html import MENTIONS

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run",
]  # fmt: skip


def _without(what: str) -> NoReturn:
    if os.environ.get("EA_TEST_REQUIRE_ALL"):
        pytest.fail(f"{what} is missing: these tests may not be skipped here")
    pytest.skip(f"{what} is not there: these tests open the page in a real browser")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The Chromium of the machine (`EA_CHROMIUM`, or the first on the path), headless."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        _without("playwright (pip install playwright)")
    path = os.environ.get("EA_CHROMIUM") or next(filter(None, map(shutil.which, _NAMES)), None)
    if path is None:
        _without("chromium (apt-get install chromium)")
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=path, args=_ARGUMENTS)
        yield found
        found.close()


@pytest.fixture(scope="session")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of an audit with one of everything and its indicators, in English."""
    root = tmp_path_factory.mktemp("page")
    written = root / "audit.html"
    page = as_html(replace(every.audit(root), mentions=MENTIONS), "en", every.evolution(root / "measured"))
    written.write_text(page, encoding="utf-8")
    return written
