"""Maps in a real browser: nothing of the model runs, links and words are there, the sheet holds at every width."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from ea_repo.cli.main import main

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

HOSTILE = '"><script>document.title = 1</script>'
MODEL = f"""
zone: {{z: {{name: '{HOSTILE}'}}}}
application:
  a: {{name: '{HOSTILE}', zone: z, masters: d, live_on: 2010}}
  b: {{name: {"très long nom " * 20}, zone: z, live_on: 2010}}
data_object: {{d: {{name: '<b>Donnée</b>'}}}}
flow: {{f: {{source: a, target: b, data: d}}}}
"""


@pytest.fixture
def maps(tmp_path: Path) -> Path:
    """Every map of a small model with hostile names."""
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "si.yaml").write_text(MODEL, encoding="utf-8")
    (tmp_path / "workspace.yaml").write_text("name: Essai <i>\nat: 2021-12-31\n", encoding="utf-8")
    words = ["-C", str(tmp_path), "draw", "--all", "-o", str(tmp_path / "maps"), "--lang", "fr"]
    assert CliRunner().invoke(main, words).exit_code == 0
    return tmp_path / "maps"


def test_a_map_runs_nothing_and_its_boxes_lead_to_the_text(browser: Browser, maps: Path) -> None:
    opened = browser.new_page()
    told: list[str] = []
    opened.on("console", lambda message: told.append(message.text))
    opened.on("pageerror", lambda error: told.append(str(error)))
    for name in ("zone-flows", "land-use-plan", "coverage-matrix", "exchange-matrix"):
        file = maps / f"{name}.svg"
        if file.exists():
            opened.goto(file.as_uri())
            assert opened.locator("script").count() == 0
            assert opened.title() != "1"
    opened.goto((maps / "zone-flows.svg").as_uri())
    assert opened.locator("g.node").count() == 2
    assert opened.locator("g.edge").count() == 1
    assert "model/si.yaml#L4" in (opened.locator("g.node a").first.get_attribute("xlink:href") or "")
    assert told == []
    opened.close()


def test_a_text_stays_in_its_box(browser: Browser, maps: Path) -> None:
    opened = browser.new_page()
    for name in ("zone-flows", "land-use-plan"):
        opened.goto((maps / f"{name}.svg").as_uri())
        outside = opened.evaluate(
            """() => [...document.querySelectorAll('g.node')].filter(node => {
                const shape = node.querySelector('path, polygon');
                if (!shape) return false;
                const box = shape.getBoundingClientRect();
                return [...node.querySelectorAll('text')].some(text => {
                    const own = text.getBoundingClientRect();
                    return own.left < box.left - 1 || own.right > box.right + 1
                        || own.top < box.top - 2 || own.bottom > box.bottom + 2;
                });
            }).map(node => node.querySelector('title').textContent)"""
        )
        assert outside == [], name
    opened.close()


def test_the_sheet_holds_at_every_width_and_runs_nothing(browser: Browser, maps: Path) -> None:
    opened = browser.new_page()
    opened.goto((maps / "index.html").as_uri())
    for width in (360, 768, 1400):
        opened.set_viewport_size({"width": width, "height": 900})
        assert opened.evaluate("document.documentElement.scrollWidth") <= width
    assert opened.locator("script").count() == 0
    assert opened.get_by_text("Essai <i>").count() == 1
    links = [link.get_attribute("href") for link in opened.locator("a").all()]
    assert [each for each in links if not (maps / str(each)).exists()] == []
    opened.close()
