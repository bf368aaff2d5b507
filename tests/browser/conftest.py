"""A real browser, without its network."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.needs import chromium
from tests.report import every
from tests.report.every import as_html
from tests.report.test_html import MENTIONS

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run",
]  # fmt: skip


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """The Chromium of the machine (`EA_CHROMIUM`, or the first on the path), headless.

    It ends with these tests: while it runs, so does a loop of asyncio, beside which others cannot begin one.
    """
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=chromium(), args=_ARGUMENTS)
        yield found
        found.close()


@pytest.fixture(scope="session")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of an audit with one of everything and its indicators, in English."""
    root = tmp_path_factory.mktemp("page")
    written = root / "audit.html"
    page = as_html(
        replace(every.audit(root), mentions=MENTIONS), "en", every.evolution(root / "measured"), illustrations=True
    )
    written.write_text(page, encoding="utf-8")
    return written
