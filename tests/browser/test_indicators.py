"""The indicators in a real browser: reached, readable at every width and on paper, told to who cannot see."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.report import every
from tests.report.every import as_html

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

YEARS = ("2021", "2022", "2023", "2024", "2025")
SPILT = """() => {
  const cells = [...document.querySelectorAll('.trend td, .trend th')].filter((it) => it.getClientRects().length);
  return cells.filter((it) => it.scrollWidth > it.clientWidth + 8).map((it) => it.textContent.trim());
}"""
"""The cells whose text comes out of them, by more than the half of a target's mark."""
COLOURS = """() => ['counted', 'rest', 'unknown', 'frame'].map((each) => {
  const style = getComputedStyle(document.querySelector(`.trend rect.${each}`));
  return each === 'frame' ? style.stroke : style.fill;
})"""


@pytest.fixture(params=[1, 2, 3, 5], ids="{} days".format)
def many(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The page of as many days."""
    found = every.measured(tmp_path / "measured").indicators(YEARS[: request.param])
    file = tmp_path / "audit.html"
    file.write_text(as_html(every.clean(tmp_path), "fr", found), encoding="utf-8")
    return file


def test_no_text_leaves_its_place_at_any_width_nor_on_paper(browser: Browser, many: Path) -> None:
    page = browser.new_page()
    page.goto(many.as_uri())
    for width in (320, 390, 704, 768, 1024, 1400):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.locator("#indicators").is_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(SPILT) == [], width
    page.set_viewport_size({"width": 680, "height": 1000})
    page.emulate_media(media="print")
    assert page.evaluate(SPILT) == []
    assert page.locator(".trend svg.chart:visible").count() == page.locator(".trend td.day").count()
    page.close()


@pytest.fixture
def page(browser: Browser, file: Path) -> Any:
    opened = browser.new_page(viewport={"width": 1400, "height": 900})
    opened.goto(file.as_uri())
    yield opened
    opened.close()


def test_the_contents_lead_there_by_keyboard(page: Any) -> None:
    page.locator("nav a[href='#indicators']").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**#indicators")
    page.wait_for_function("Math.abs(document.querySelector('#indicators').getBoundingClientRect().top) < 100")


def test_every_bar_is_an_image_with_words(page: Any) -> None:
    bars = page.get_by_role("img", name="Flows by API, 2021-12-31: 50%, 1 of 2, 2 of 3 flows known, ✓ target met")
    assert bars.count() == 1
    assert page.locator(".trend svg.chart:not([role=img])").count() == 0


@pytest.mark.parametrize("media", ["screen", "print"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_counted_is_known_from_the_rest_without_colours(page: Any, scheme: str, media: str) -> None:
    page.emulate_media(color_scheme=scheme, media=media)
    counted, rest, unknown, frame = page.evaluate(COLOURS)
    assert unknown.startswith("url("), "hatched"

    def grey(colour: str) -> float:
        red, green, blue = (int(each) for each in colour.removeprefix("rgb(").removesuffix(")").split(","))
        return 0.299 * red + 0.587 * green + 0.114 * blue

    assert abs(grey(counted) - grey(rest)) > 100
    assert abs(grey(frame) - grey(rest)) > 90
    dark_paper = media == "print" and grey(rest) < 200
    assert not dark_paper


def test_without_script_the_indicators_are_all_there(browser: Browser, file: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(file.as_uri())
    assert page.locator(".trend svg.chart:visible").count() == page.locator(".trend td.day:visible").count() > 0
    context.close()
