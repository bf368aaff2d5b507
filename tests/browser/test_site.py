"""The portal in a real browser, from a file share: search, facets, pages, maps, questions, languages, paper, access."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from ea_repo.cli.main import main
from tests.site import small

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

EVERY_KIND_OF_PAGE = (
    "index", "catalogue", "questions", "maps", "charter", "asked", "decisions", "indicators", "history",
    "element/labo", "element/biologie-moa", "element/analyses", "element/resultat", "impact/siu", "lineage/identite",
    "map/zone-flows", "map/application-list", "rule/redundant-solution",
)  # fmt: skip


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small.write(tmp_path_factory.mktemp("portal") / "si")


@pytest.fixture(scope="module")
def site(root: Path) -> Path:
    folder = root.parent / "a site é #1"
    assert CliRunner().invoke(main, ["-C", str(root), "site", "-o", str(folder), "--lang", "en"]).exit_code == 0
    return folder


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page on which nothing goes wrong, and which asks nothing of the outside."""
    opened = browser.new_page(viewport={"width": 1400, "height": 900})
    wrong: list[str] = []
    opened.on("console", lambda message: wrong.append(message.text))
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("request", lambda request: None if request.url.startswith("file:") else wrong.append(request.url))
    yield opened
    opened.close()
    assert wrong == []


def results(page: Page) -> list[str]:
    return page.locator("#results a").all_inner_texts()


def answered(root: Path, *words: str) -> Any:
    """What a command answers for programs."""
    return json.loads(CliRunner().invoke(main, ["-C", str(root), *words, "--format", "json"]).stdout)


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("laboratoire systeme", "Système de gestion du laboratoire"),
        ("SYSTÈME labo", "Système de gestion du laboratoire"),
        ("eprouvette", "Système de gestion du laboratoire"),
        ("glims gest", "Système de gestion du laboratoire"),
        ("identité", "Identité patient"),
    ],
)
def test_a_search_takes_words_in_any_order_without_accents_and_across_aliases(
    page: Page, site: Path, words: str, first: str
) -> None:
    page.goto((site / "en/catalogue.html").as_uri())
    page.fill("#query", words)
    assert results(page)[0] == first


def test_a_number_is_sought_in_what_is_written_and_not_in_the_order_of_the_rows(page: Page, site: Path) -> None:
    page.goto((site / "en/catalogue.html").as_uri())
    page.fill("#query", "4")
    assert results(page) == []


def test_a_search_of_any_page_leads_to_the_catalogue_and_a_result_to_its_page(page: Page, site: Path) -> None:
    page.goto((site / "en/element/siu.html").as_uri())
    page.fill("#q", "eprouvette")
    page.press("#q", "Enter")
    page.wait_for_url("**/catalogue.html?q=eprouvette*")
    page.click("#results a")
    page.wait_for_url("**/element/labo.html")
    assert page.locator("h1").inner_text() == "Système de gestion du laboratoire"


def test_facets_narrow_down_count_and_are_remembered_by_the_address(page: Page, site: Path) -> None:
    page.goto((site / "en/catalogue.html").as_uri())
    whole = page.locator("#count").inner_text()
    kind = page.locator('[data-facet="kind"]')
    count = int(kind.locator("li", has_text="Application").locator(".count").inner_text())
    kind.get_by_label("Application").check()
    assert page.locator("#count").inner_text() == f"Results: {count}"
    assert "kind=application" in page.url
    page.reload()
    assert page.locator("#count").inner_text() == f"Results: {count}"
    page.fill("#query", "dossier")
    assert results(page) == ["Dossier patient"]
    page.click("#clear")
    assert page.locator("#count").inner_text() == whole


def test_the_page_of_an_element_says_what_is_known_of_it(page: Page, site: Path) -> None:
    page.goto((site / "en/element/labo.html").as_uri())
    words = page.locator("main").inner_text()
    for known in ("GLIMS", "Analyses de biologie", "€120,000", "Refonte du laboratoire", "Direction de la biologie",
                  "Bichat", "from 2020", "Identité patient", "message", "vital", "01 02 03"):  # fmt: skip
        assert known in words, known
    incoming = page.locator("table.flows").first.locator("tbody tr")
    assert incoming.locator("th").all_inner_texts() == ["SIU"]
    page.click("svg.around a >> nth=0")
    page.wait_for_url("**/element/siu.html")


def test_a_box_of_a_map_leads_to_the_page_and_words_are_pointed_out(page: Page, site: Path) -> None:
    page.goto((site / "en/map/zone-flows.html").as_uri())
    before = page.locator("#drawing svg").evaluate("drawing => drawing.getBoundingClientRect().width")
    page.click('[data-zoom="in"]')
    assert page.locator("#drawing svg").evaluate("drawing => drawing.getBoundingClientRect().width") > before
    page.fill("#map-filter", "laboratoire")
    assert page.locator("#drawing .hit").count() == 1
    page.fill("#map-filter", "")
    page.click('[data-zoom="fit"]')
    page.locator("#drawing g.node a", has_text="SIU").first.hover()
    assert page.locator("#drawing g.edge.hit").count() == 3
    page.locator("#drawing g.node a", has_text="SIU").first.click()
    page.wait_for_url("**/element/siu.html")


@pytest.mark.parametrize(("question", "way"), [("feeds", "out"), ("fed", "in")])
@pytest.mark.parametrize("id", ["siu", "dpi", "dpi-bloc", "con", "labo"])
def test_what_depends_on_what_is_the_answer_of_the_command(
    page: Page, root: Path, site: Path, question: str, way: str, id: str
) -> None:
    page.goto(f"{(site / 'en/questions.html').as_uri()}#question={question}&application={id}")
    page.wait_for_selector("#answer:not([hidden])")
    shown = page.locator("#said li[data-id]").evaluate_all("items => items.map(item => item.dataset.id)")
    expected = [element["id"] for element in answered(root, "deps", id)["elements"] if element["direction"] == way]
    assert shown == expected


def test_a_path_is_asked_by_names_and_drawn(page: Page, site: Path) -> None:
    page.goto((site / "en/questions.html").as_uri())
    page.select_option("#question", "path")
    page.fill("#application", "SIU")
    page.fill("#end", "Dossier patient")
    page.click("#asking button")
    assert "From SIU to Dossier patient, by 1 flow" in page.locator("#said").inner_text()
    assert page.locator("#graph canvas").count() > 0


@pytest.mark.parametrize("start", ["siu", "labo", "dpi", "dpi-bloc", "con"])
def test_the_paths_from_an_application_are_those_of_the_command(page: Page, root: Path, site: Path, start: str) -> None:
    page.goto((site / "en/questions.html").as_uri())
    for end in ("siu", "labo", "dpi", "dpi-bloc", "con", "seul"):
        if {start, end} in ({"dpi", "dpi-bloc"}, {start}):  # The command refuses an application and itself.
            continue
        shown = page.evaluate(
            """([start, end]) => EA.walks(EA.exchanges).paths(start, end, 10).chains
                .map(chain => chain.map(hop => hop[1]))""",
            [start, end],
        )
        expected = [[hop["by"] for hop in chain] for chain in answered(root, "path", start, end)["chains"]]
        assert sorted(shown) == sorted(expected), end


@pytest.mark.parametrize(("question", "field", "name", "leads"), [
    ("impact", "#stopping", "SIU", "**/impact/siu.html"),
    ("impact", "#stopping", "Baie", "**/impact/baie.html"),
    ("holders", "#datum", "Identité patient", "**/lineage/identite.html"),
])  # fmt: skip
def test_a_question_worked_out_beforehand_leads_to_its_page(
    page: Page, site: Path, question: str, field: str, name: str, leads: str
) -> None:
    page.goto((site / "en/questions.html").as_uri())
    page.select_option("#question", question)
    page.fill(field, name)
    page.click("#asking button")
    page.wait_for_url(leads)
    assert name in page.locator("main").inner_text()


def test_each_page_leads_to_itself_in_the_other_language(page: Page, site: Path) -> None:
    page.goto((site / "index.html").as_uri())
    page.wait_for_url("**/en/index.html")
    for name in ("element/labo", "map/zone-flows", "catalogue"):
        page.goto((site / f"en/{name}.html").as_uri())
        page.click(".language a")
        page.wait_for_url(f"**/fr/{name}.html")
        assert page.locator("html").get_attribute("lang") == "fr"
        assert "Rubriques" in str(page.locator("header nav").get_attribute("aria-label"))


def test_on_paper_only_what_is_read_is_left(page: Page, site: Path) -> None:
    page.goto((site / "en/element/labo.html").as_uri())
    page.emulate_media(media="print")
    assert not page.locator(".find").is_visible()
    assert not page.locator("header nav").is_visible()
    assert page.locator("h1").is_visible()
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_without_a_script_every_element_is_still_found(browser: Browser, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "en/catalogue.html").as_uri())
    page.locator("details.kind summary", has_text="Application").click()
    page.get_by_role("link", name="Système de gestion du laboratoire").click()
    page.wait_for_url("**/element/labo.html")
    context.close()


def test_no_page_is_wider_than_a_telephone_in_either_language(page: Page, site: Path) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    for lang in ("en", "fr"):
        for name in EVERY_KIND_OF_PAGE:
            page.goto((site / f"{lang}/{name}.html").as_uri())
            assert page.evaluate("document.documentElement.scrollWidth") <= 360, (lang, name)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_on_any_kind_of_page(browser: Browser, site: Path, scheme: Any) -> None:
    axe = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    # The checker itself is a script that no page allows.
    context = browser.new_context(bypass_csp=True, color_scheme=scheme)
    page = context.new_page()
    # In the dark the colours alone differ.
    wanted = {"preload": False, **({"runOnly": ["color-contrast"]} if scheme == "dark" else {})}
    for name in EVERY_KIND_OF_PAGE:
        page.goto((site / f"en/{name}.html").as_uri())
        page.evaluate(axe)
        found = page.evaluate("wanted => axe.run(wanted)", wanted)
        serious = [
            (violation["id"], violation["nodes"][0]["html"])
            for violation in found["violations"]
            if violation["impact"] in ("serious", "critical")
        ]
        assert serious == [], name
    context.close()


def test_nothing_of_the_model_runs(page: Page, site: Path) -> None:
    for file in sorted((site / "en/element").glob("x.*.html")):
        page.goto(file.as_uri())
        assert page.title() != "1"
        assert page.locator("main img").count() == 0
    page.goto((site / "en/catalogue.html").as_uri())
    page.fill("#query", "script document")
    assert small.HOSTILE in results(page)
    assert page.title() != "1"
