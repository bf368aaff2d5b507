"""The committee's page in a real browser: filters that filter, no network, keyboard, contrast, paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog, Page, Request

pytestmark = pytest.mark.browser

CONTRAST = """() => {
  const parts = (colour) => {
    const [r, g, b, a = 1] = colour.match(/[\\d.]+/g).map(Number);
    return { rgb: [r, g, b], a };
  };
  const light = (rgb) => {
    const [r, g, b] = rgb.map((each) => {
      const part = each / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (node) => {
    for (let each = node; each; each = each.parentElement) {
      const ground = parts(getComputedStyle(each).backgroundColor);
      if (ground.a === 1) return ground.rgb;
    }
    return [255, 255, 255];
  };
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode.parentElement;
    if (!walker.currentNode.textContent.trim() || !node.getClientRects().length) continue;
    if (["SCRIPT", "STYLE"].includes(node.tagName)) continue;
    const style = getComputedStyle(node);
    const [a, b] = [light(parts(style.color).rgb), light(behind(node))].sort((x, y) => y - x);
    const name = `${node.tagName}.${node.className}: ${node.textContent.trim().slice(0, 40)}`;
    found.push([(a + 0.05) / (b + 0.05), name]);
  }
  return found;
}"""


@pytest.fixture
def page(browser: Browser, file: Path) -> Iterator[Page]:
    """The page, wide; whatever it says to the console or asks of the network fails the test."""
    told: list[str] = []

    def asked(request: Request) -> None:
        if request.url != file.as_uri():
            told.append(f"request: {request.url}")

    def dialog(shown: Dialog) -> None:
        told.append(f"dialog: {shown.message}")
        shown.dismiss()

    opened = browser.new_page(viewport={"width": 1400, "height": 900})
    opened.on("console", lambda message: told.append(f"{message.type}: {message.text}"))
    opened.on("pageerror", lambda error: told.append(str(error)))
    opened.on("dialog", dialog)
    opened.on("request", asked)
    opened.goto(file.as_uri())
    yield opened
    opened.close()
    assert told == []


def shown(page: Page) -> list[str]:
    """The sentences of the findings that are visible."""
    heads = page.locator("article.finding:visible h5").all_inner_texts()
    return [each.split(" ")[0] if each.startswith('"') else each for each in heads]


def test_everything_is_shown_at_first_and_counted(page: Page) -> None:
    assert len(shown(page)) == 7
    assert page.locator("#shown").inner_text() == "7 of 7 shown"


def test_it_filters_by_severity(page: Page) -> None:
    page.get_by_role("checkbox", name="error").uncheck()
    assert shown(page) == ["Alpha has no owner", '"><script>alert(1)</script><img']
    assert page.locator("#shown").inner_text() == "2 of 7 shown"
    assert page.locator("#open [data-rule=no-files]").is_hidden()


def test_it_filters_by_principle(page: Page) -> None:
    page.get_by_label("Principle", exact=True).select_option("Second")
    assert shown(page) == ["Alpha has no owner", '"><script>alert(1)</script><img']
    page.get_by_label("Principle", exact=True).select_option("Text of the model")
    assert len(shown(page)) == 1


def test_it_filters_by_state(page: Page) -> None:
    for each in ("to treat", "known before", "illustrative"):
        page.get_by_role("checkbox", name=each).uncheck()
    assert shown(page) == ["Acceptée is a copy"]
    assert page.locator("#open .no-match").is_visible()
    assert page.locator("#accepted .no-match").is_hidden()


@pytest.mark.parametrize(
    ("words", "count"),
    [("acceptee", 1), ("ACCEPTÉE", 1), ("copy alpha", 0), ("escapes everything", 4), ("<script>", 1), ("zzz", 0),
     ("  owner   alpha ", 1), ("model/all.yaml:8", 1)],
)  # fmt: skip
def test_it_searches_whatever_the_accents_and_the_order(page: Page, words: str, count: int) -> None:
    page.get_by_label("Search for a text").fill(words)
    assert len(shown(page)) == count


def wait_for(page: Page, count: int) -> None:
    """Wait until the page tells that it shows as many: what a key or a link starts ends later."""
    from playwright.sync_api import expect

    expect(page.locator("#shown")).to_have_text(f"{count} of 7 shown")


def test_reset_shows_everything_again(page: Page) -> None:
    page.get_by_label("Search for a text").fill("zzz")
    assert shown(page) == []
    page.get_by_role("button", name="Show all").click()
    wait_for(page, 7)
    assert len(shown(page)) == 7


def test_a_link_to_what_is_filtered_shows_it(page: Page) -> None:
    page.get_by_label("Search for a text").fill("zzz")
    page.locator("ol.decisions a").first.click()
    wait_for(page, 7)
    assert page.locator("article.finding").first.is_visible()


def test_without_javascript_everything_is_there_and_no_control(browser: Browser, file: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(file.as_uri())
    assert page.locator("article.finding:visible").count() == 7
    assert page.locator("#filter").is_hidden()
    context.close()


def test_the_keyboard_reaches_every_control_and_one_sees_where_it_is(page: Page) -> None:
    wanted = page.locator("a[href]:visible, input:visible, select:visible, button:visible, summary:visible").count()
    reached = []
    for _ in range(wanted):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate(
                """() => { const it = document.activeElement, style = getComputedStyle(it);
                return [it.textContent.trim() || it.id || it.value, style.outlineStyle, style.outlineWidth]; }"""
            )
        )
    names = [each[0] for each in reached]
    assert names[0] == "Go to the decisions"
    assert len({*names} & {"q", "error", "warning", "info", "open", "accepted", "Show all"}) == 7
    assert not [each for each in reached if each[1] == "none" or each[2] == "0px"]


def test_the_keyboard_filters(page: Page) -> None:
    page.get_by_label("Search for a text").focus()
    page.keyboard.type("gamma")
    wait_for(page, 0)
    page.keyboard.press("Enter")
    assert page.url.endswith("audit.html")
    page.get_by_label("Search for a text").fill("")
    page.get_by_role("checkbox", name="error").focus()
    page.keyboard.press("Space")
    wait_for(page, 2)
    assert len(shown(page)) == 2


def test_every_control_has_a_label_and_headings_skip_no_level(page: Page) -> None:
    assert (
        page.evaluate("[...document.querySelectorAll('input, select')].filter((it) => !it.labels.length).length") == 0
    )
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4,h5')].map((it) => Number(it.tagName[1]))")
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_contrast_is_enough(page: Page, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach((it) => { it.open = true; })")
    found = page.evaluate(CONTRAST)
    assert len(found) > 100
    assert [each for each in found if each[0] < 4.5] == []


def test_dark_is_dark(page: Page) -> None:
    def ground() -> list[int]:
        return [
            int(each) for each in re.findall(r"\d+", page.evaluate("getComputedStyle(document.body).backgroundColor"))
        ]

    assert min(ground()) > 240
    page.emulate_media(color_scheme="dark")
    assert max(ground()) < 40


@pytest.mark.parametrize("width", [320, 390, 768, 1400, 2560])
def test_no_screen_scrolls_sideways(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_paper_has_pages_of_a4_without_controls(page: Page) -> None:
    page.emulate_media(media="print")
    assert page.locator("#filter").is_hidden()
    assert page.locator("nav").is_hidden()
    assert page.locator("article.finding:visible").count() == 7
    assert page.evaluate("getComputedStyle(document.querySelector('article')).breakInside") == "avoid"
    printed = page.pdf(prefer_css_page_size=True)
    sizes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", printed)
    assert len(sizes) >= 2
    assert {(round(float(width)), round(float(height))) for width, height in sizes} == {(595, 842)}
