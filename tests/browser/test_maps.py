"""Maps in a real browser: nothing of the model runs, links and words are there, the sheet holds at every width."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest
from click.testing import CliRunner

from ea_repo.cli.main import main
from tests.draw import graphviz_engines

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


@pytest.fixture(params=graphviz_engines.ENGINES)
def maps(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every map of a small model with hostile names, in a file whose name is hostile too, by each Graphviz."""
    file = tmp_path / "model" / f"x{HOSTILE}.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(MODEL, encoding="utf-8")
    (tmp_path / "workspace.yaml").write_text("name: Essai <i>\nat: 2021-12-31\n", encoding="utf-8")
    (tmp_path / "no-program").mkdir()
    graphviz_engines.use(request.param, tmp_path / "no-program", monkeypatch)
    words = ["-C", str(tmp_path), "draw", "--all", "-o", str(tmp_path / "maps"), "--lang", "fr"]
    assert CliRunner().invoke(main, words).exit_code == 0
    monkeypatch.undo()
    return tmp_path / "maps"


def test_a_map_runs_nothing_and_its_boxes_lead_to_the_text(browser: Browser, maps: Path) -> None:
    page = browser.new_page()
    messages: list[str] = []
    page.on("console", lambda message: messages.append(message.text))
    page.on("pageerror", lambda error: messages.append(str(error)))
    drawn = sorted(maps.glob("*.svg"))
    assert {"zone-flows", "land-use-plan", "exchange-matrix"} <= {file.stem for file in drawn}
    for file in drawn:
        page.goto(file.as_uri())
        assert page.locator("script").count() == 0, file.name
        assert page.locator("parsererror").count() == 0, file.name
        assert page.title() != "1", file.name
    page.goto((maps / "zone-flows.svg").as_uri())
    assert page.locator("g.node").count() == 2
    assert page.locator("g.edge").count() == 1
    address = urlsplit(page.locator("g.node a").first.evaluate("link => new URL(link.href.baseVal, document.URL).href"))
    assert (address.scheme, address.fragment) == ("file", "L4")
    assert Path(unquote(address.path)).read_text(encoding="utf-8") == MODEL
    assert messages == []
    page.close()


def test_a_text_stays_in_its_box(browser: Browser, maps: Path) -> None:
    page = browser.new_page()
    for name in ("zone-flows", "land-use-plan"):
        page.goto((maps / f"{name}.svg").as_uri())
        outside = page.evaluate(
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
    page.close()


def test_the_sheet_holds_at_every_width_and_runs_nothing(browser: Browser, maps: Path) -> None:
    page = browser.new_page()
    page.goto((maps / "index.html").as_uri())
    for width in (360, 768, 1400):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("script").count() == 0
    assert page.get_by_text("Essai <i>").count() == 1
    hrefs = [str(link.get_attribute("href")) for link in page.locator("a").all()]
    assert [href for href in hrefs if not (maps / unquote(href)).exists()] == []
    page.close()
