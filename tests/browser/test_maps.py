"""Maps in a real browser: nothing of the model runs, links and words are there, the sheet holds at every width."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Literal
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
  a: {{name: '{HOSTILE}', zone: z, masters: d, live_on: 2010, type: core}}
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


def test_a_map_runs_nothing_and_its_boxes_lead_to_their_own_maps(browser: Browser, maps: Path) -> None:
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
    hrefs = page.locator("g.node a").evaluate_all("links => links.map(link => link.href.baseVal)")
    assert hrefs == ["flows-a.svg"]
    page.locator("g.node a").first.click()
    assert Path(unquote(urlsplit(page.url).path)).name == "flows-a.svg"
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
                const box = shape.getBBox();
                return [...node.querySelectorAll('text')].some(text => {
                    const own = text.getBBox();
                    return own.x < box.x - 1 || own.x + own.width > box.x + box.width + 1
                        || own.y < box.y - 2 || own.y + own.height > box.y + box.height + 2;
                });
            }).map(node => node.querySelector('title').textContent)"""
        )
        assert outside == [], name
    page.close()


def test_the_keyboard_stops_once_at_each_box_in_the_order_of_the_arrows(browser: Browser, maps: Path) -> None:
    page = browser.new_page()
    page.goto((maps / "zone-flows.svg").as_uri())
    reached = []
    for _ in range(2):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.getAttribute('aria-label')"))
    assert [name.split(" · ")[1][:5] for name in reached] == [HOSTILE[:5], "très "]
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement === null || document.activeElement.tagName == 'svg'")
    page.close()


def test_a_map_fits_its_window_and_is_never_too_small_to_be_read(browser: Browser, maps: Path) -> None:
    page = browser.new_page()
    page.goto((maps / "land-use-plan.svg").as_uri())
    for width, height in ((1400, 900), (900, 600)):
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.set_viewport_size({"width": 500, "height": 120})
    scale = "document.documentElement.getBoundingClientRect().height / document.documentElement.viewBox.baseVal.height"
    assert page.evaluate(scale) >= 0.6 * 96 / 72 - 0.01
    page.close()


def test_pointing_at_a_box_tells_its_state(browser: Browser, maps: Path) -> None:
    page = browser.new_page()
    page.goto((maps / "land-use-plan.svg").as_uri())
    told = page.locator("g.node:not(.frame) title").first.evaluate("title => title.textContent")
    assert told.splitlines()[1] == "en service"
    page.close()


def test_the_sheet_is_searched_and_read_with_the_keyboard_alone(browser: Browser, maps: Path) -> None:
    page = browser.new_page()
    page.goto((maps / "index.html").as_uri())
    total = page.locator(".plate").count()
    page.keyboard.press("/")
    page.keyboard.type("PRÉVUE d'occupation")
    assert page.locator(".plate:visible h3").all_text_contents() == ["Plan d’occupation des sols"]
    assert page.locator("section:visible").count() == 1
    assert page.locator("#shown").text_content() == f"1 sur {total}"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "land-use-plan.svg"
    page.keyboard.press("Escape")
    assert page.locator(".plate:visible").count() == total
    page.keyboard.type("zzz")
    assert page.locator("#none").is_visible()
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_sheet_has_headings_in_order_and_contrast_in_the_light_and_in_the_dark(
    browser: Browser, maps: Path, scheme: Literal["light", "dark"]
) -> None:
    page = browser.new_page(color_scheme=scheme)
    page.goto((maps / "index.html").as_uri())
    levels = page.evaluate("[...document.querySelectorAll('h1, h2, h3')].map(title => Number(title.tagName[1]))")
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    light = page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert light == (scheme == "light")
    page.close()


def test_the_sheet_holds_at_every_width_and_runs_nothing(browser: Browser, maps: Path) -> None:
    page = browser.new_page()
    messages: list[str] = []
    page.on("console", lambda message: messages.append(message.text))
    page.goto((maps / "index.html").as_uri())
    for width in (360, 768, 1400):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("script").count() == 1
    assert page.get_by_text("Essai <i>").count() == 1
    hrefs = [str(link.get_attribute("href")) for link in page.locator("main a").all()]
    assert [href for href in hrefs if not (maps / unquote(href)).exists()] == []
    assert messages == []
    page.close()
