"""The portal: what building it takes, how large it is, and how long its catalogue takes to answer a keystroke."""

from __future__ import annotations

import os
import resource
import shutil
import statistics
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from scale import Scale  # noqa: E402
from systems import EA, generated  # noqa: E402

HEADING = "## The portal"
_TYPED = ("identité patient", "module 12", "gestion des lits", "flux application", "a", "serveur", "000")
"""What is typed into the search, letter by letter."""
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_KEYSTROKE = """text => {
    const query = document.getElementById("query");
    query.value = text;
    const start = performance.now();
    query.dispatchEvent(new Event("input"));
    document.body.offsetHeight;
    return performance.now() - start;
}"""
"""Types, and measures until the page is laid out again, in milliseconds."""


@dataclass(frozen=True)
class Keys:
    """How long the catalogue takes to be there, in seconds, and to answer keystrokes, in milliseconds."""

    ready: float
    median: float
    slowest: float


def lines(scale: Scale) -> Iterator[str]:
    """The part of the page, line by line."""
    yield HEADING
    yield ""
    yield "`python benchmarks/run.py site`: `ea site` on generated systems, one run each. Processor: all its processes"
    yield "together, Graphviz too; on two quiet cores about half of it passes. MB held: by the largest process; MB"
    yield "written: all files of the site. Catalogue: from opening its page to the first results; a keystroke: from the"
    yield "key to the results on the screen, over the letters of seven searches, the median and the slowest."
    yield "The bounds are 55 s of processor time and 50 ms a keystroke at 5,000 elements."
    yield ""
    yield "| elements | pages | processor, s | MB held | MB written | catalogue, s | keystroke, ms | slowest, ms |"
    yield "| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    for applications in scale.sites:
        with generated(applications) as folder:
            yield _row(folder / "system", folder / "site")


def _row(system: Path, site: Path) -> str:
    """What building the site of a system takes, and what it is then."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([*EA, "-C", system, "site", "-o", site], capture_output=True, check=True)  # noqa: S603
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    names = (site / "files.txt").read_text(encoding="utf-8").splitlines()
    elements = sum(name.startswith("en/element/") for name in names)
    pages = sum(name.endswith(".html") for name in names)
    size = sum(path.stat().st_size for path in site.rglob("*") if path.is_file()) / 1_000_000
    keys = _keys(site)
    shown = f"{keys.ready:.1f} | {keys.median:.0f} | {keys.slowest:.0f}" if keys is not None else "– | – | –"
    held = after.ru_maxrss / 1024
    return f"| {elements:,} | {pages:,} | {processor:.0f} | {held:,.0f} | {size:,.0f} | {shown} |"


def _keys(site: Path) -> Keys | None:
    """How fast the catalogue of a site is in the browser of the machine; None where there is none."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return None
    program = os.environ.get("EA_CHROMIUM") or next(filter(None, map(shutil.which, _BROWSERS)), None)
    if program is None:
        return None
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1400, "height": 900})
        page.goto((site / "fr" / "catalogue.html").as_uri())
        page.wait_for_selector("#catalogue[data-ready]", timeout=120_000)
        ready = float(page.evaluate("performance.now()")) / 1000
        texts = [text[:length] for text in _TYPED for length in range(1, len(text) + 1)]
        times = [float(page.evaluate(_KEYSTROKE, text)) for text in texts]
        browser.close()
    return Keys(ready, statistics.median(times), max(times))
