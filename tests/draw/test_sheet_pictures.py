"""The sheets of a map as pictures, one each: of the size of the paper, together the whole map, the first leading on."""

from __future__ import annotations

import io

import pytest
from defusedxml.ElementTree import fromstring
from PIL import Image

from ea_repo.draw.diagram import Diagram
from ea_repo.draw.paper import PAPERS
from ea_repo.format import png, svg
from tests.draw.drawing import style
from tests.draw.svg_pages import SVG, links
from tests.draw.test_sheets import SMALL, plan, wide

A4 = PAPERS["A4"]


def name(number: int) -> str:
    return f"map-{number}.svg"


@pytest.mark.parametrize("diagram", [plan(), wide()], ids=["frames", "windows"])
def test_svg_sheets_show_together_all_that_the_map_has(diagram: Diagram) -> None:
    overview, *others = (fromstring(page) for page in svg.pages(diagram, style(), "A4", name))
    assert len(others) >= 2
    for page in (overview, *others):
        size = (float(page.get(side, "").removesuffix("pt")) for side in ("width", "height"))
        assert sorted(size) == [A4.width, A4.height]
    shown = {item.get("data-id") for page in others for item in page.iter(f"{SVG}g")}
    assert {box.id for box in diagram.boxes if not box.frame} <= shown
    if diagram.arrows:
        assert {f"{arrow.source}->{arrow.target}" for arrow in diagram.arrows} <= shown
        assert links(overview) == [name(number) for number in range(2, len(others) + 2)]
    for number, page in enumerate(others, 2):
        words = " ".join(page.itertext())
        assert f"sheet {number} of {len(others) + 1}" in words


def test_a_window_says_in_words_what_it_shows_and_no_more() -> None:
    pages = [fromstring(page) for page in svg.pages(wide(), style(), "A4", name)]
    whole, first = (page.findtext(f".//{SVG}desc", "").splitlines() for page in pages[:2])
    assert {"- B0 → B1", "- B10 → B11"} <= set(whole)
    assert "- B0 → B1" in first
    assert "- B10 → B11" not in first


def test_an_overview_of_frames_says_which_sheet_has_which() -> None:
    overview, *others = (fromstring(page) for page in svg.pages(plan(), style(), "A4", name))
    lines = overview.findtext(f".//{SVG}desc", "").splitlines()
    index = [line for line in lines if line.startswith("Sheet ")]
    assert len(index) == len(others)
    assert index[0].startswith(f"Sheet 2 of {len(others) + 1}: Zone 0 (12)")


@pytest.mark.parametrize("diagram", [plan(), wide()], ids=["frames", "windows"])
def test_png_sheets_are_as_many_and_printed_at_twice_the_resolution_of_a_screen(diagram: Diagram) -> None:
    pages = png.pages(diagram, style(), "A4", name)
    assert len(pages) == len(svg.pages(diagram, style(), "A4", name))
    for page in pages:
        picture = Image.open(io.BytesIO(page))
        assert sorted(picture.size) == pytest.approx([2 * A4.width, 2 * A4.height], abs=2)
        assert picture.convert("L").getextrema() != (255, 255)


def test_a_map_that_fits_is_one_sheet() -> None:
    assert len(svg.pages(SMALL, style(), "A4", name)) == len(png.pages(SMALL, style(), "A4", name)) == 1
