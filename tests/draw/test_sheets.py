"""Maps on paper: whole where they can be read, else an overview and sheets on which everything is."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from ea_repo.draw.diagram import Arrow, Box, Diagram, Place
from ea_repo.draw.paper import LEAST, PAPERS, Paper
from ea_repo.draw.pdf import as_pdf
from ea_repo.draw.render import drawn as laid_out
from ea_repo.draw.sheets import Sheet, sheets
from tests.draw.drawing import drawn, point, style

A4, A3 = PAPERS["A4"], PAPERS["A3"]
SMALL = Diagram("view", "Title", "Question?", "Test · 2021", (Box("a", ("A",)), Box("b", ("B",))), (Arrow("a", "b"),))
ZONES = 24


def plan() -> Diagram:
    """Zones with applications, too many for one sheet of A4."""
    zones = "".join(f"\n  z{number}: {{name: Zone {number}}}" for number in range(ZONES))
    applications = "".join(f"\n  a{number}: {{zone: z{number % ZONES}}}" for number in range(ZONES * 12))
    model = f"zone:{zones}\napplication:{applications}\n"
    return drawn(model, point(form="tiles", group="zone", show={"kind": "application"}, colour="phase"))


def wide() -> Diagram:
    """Boxes far apart, with an arrow from one to the next."""
    places = (Place(number * 300, number % 4 * 300, 90, 30) for number in range(12))
    boxes = tuple(Box(f"b{number}", (f"B{number}",), place=place) for number, place in enumerate(places))
    arrows = tuple(Arrow(f"b{number}", f"b{number + 1}") for number in range(11))
    return Diagram("wide", "Wide", "Question?", "Test · 2021", boxes, arrows, layout="placed")


def readable(sheet: Sheet) -> bool:
    """Whether the smallest name on a sheet is printed in a size that can be read."""
    return sheet.scale * 9 >= LEAST * 0.98


@pytest.mark.parametrize("paper", PAPERS.values(), ids=lambda paper: str(paper.name))
def test_a_small_map_fills_one_sheet(paper: Paper) -> None:
    (sheet,) = sheets(SMALL, style(), paper)
    assert sheet.scale >= 1
    across, down = sheet.size
    room = sheet.paper.room
    assert across * sheet.scale <= room[0] + 1
    assert down * sheet.scale <= room[1] + 1


def test_frames_go_on_numbered_sheets_whole_and_each_once() -> None:
    diagram = plan()
    overview, *others = sheets(diagram, style(), A4)
    assert overview.drawing.diagram.boxes == diagram.boxes
    assert len(others) >= 2
    shown = [box.element for sheet in others for box in sheet.drawing.diagram.boxes]
    assert sorted(filter(None, shown)) == sorted(box.element for box in diagram.boxes if box.element)
    assert all(map(readable, others))
    first = others[0].drawing.diagram
    assert first.notes[0].startswith(f"Sheet 2 of {len(others) + 1}: Zone 0 (12)")
    assert [entry.count for entry in first.legend] == [sum(not box.frame for box in first.boxes)]


def test_a_wider_map_is_shown_through_windows_that_leave_nothing_out() -> None:
    diagram = wide()
    overview, *windows = sheets(diagram, style(), A4)
    assert [number for _, number in overview.marks] == list(range(2, len(windows) + 2))
    assert all(map(readable, windows))
    width, height = laid_out(diagram, style()).size
    places = [sheet.window for sheet in windows if sheet.window]
    for x in range(0, int(width), 40):
        for y in range(0, int(height), 40):
            assert any(at.x <= x <= at.right and at.y <= y <= at.bottom for at in places), (x, y)


def test_the_pdf_has_a_page_a_sheet_of_the_paper_with_its_number() -> None:
    pages = sheets(plan(), style(), A3)
    content = as_pdf(pages, style())
    assert content == as_pdf(pages, style())
    reader = PdfReader(io.BytesIO(content))
    assert len(reader.pages) == len(pages)
    for number, page in enumerate(reader.pages, 1):
        assert {round(float(page.mediabox.width)), round(float(page.mediabox.height))} == {842, 1191}
        assert (f"sheet {number} of {len(pages)}" in page.extract_text()) == (len(pages) > 1)


def test_a_name_in_a_foot_ends_nothing() -> None:
    diagram = Diagram("view", "A) Tj (é \\ ★", "Question?", "Test", (Box("a", ("A",)),))
    reader = PdfReader(io.BytesIO(as_pdf(sheets(diagram, style(), A4), style())))
    assert "A) Tj (é \\ ? · Test" in reader.pages[0].extract_text()


def test_a_frame_that_is_larger_than_a_sheet_goes_on_several() -> None:
    applications = "".join(f"\n  a{number}: {{zone: {'zq'[number % 2]}}}" for number in range(400))
    model = f"zone: {{z: {{name: Zone}}, q: {{name: Quarter, part_of: z}}, y: {{}}}}\napplication:{applications}\n"
    diagram = drawn(model, point(form="tiles", group="zone", show={"kind": "application"}, colour="phase", holes=True))
    others = sheets(diagram, style(), A4)[1:]
    shown = [box.element for sheet in others for box in sheet.drawing.diagram.boxes if not box.frame]
    assert sorted(filter(None, shown)) == sorted(f"a{number}" for number in range(400))
    assert all(map(readable, others))


def test_a_sheet_says_in_what_its_frames_stand() -> None:
    zones = "".join(f"\n  z{number}: {{name: Zone {number}, part_of: all}}" for number in range(ZONES))
    applications = "".join(f"\n  a{number}: {{zone: z{number % ZONES}}}" for number in range(ZONES * 12))
    model = f"zone:\n  all: {{name: Hospital}}{zones}\napplication:{applications}\n"
    diagram = drawn(model, point(form="tiles", group="zone", show={"kind": "application"}, colour="phase"))
    _, *others = sheets(diagram, style(), A4)
    heads = [sheet.drawing.diagram.notes[0] for sheet in others]
    assert len(heads) >= 2
    assert all(f": Hospital ({ZONES * 12}): Zone " in head for head in heads)


def test_frames_of_one_width_fill_columns() -> None:
    rows = "".join(f"\n  p{number}: {{}}" for number in range(400))
    cells = {"link": "covered_by", "verb": {"fr": "est couvert par", "en": "is covered by"}}
    diagram = drawn(
        f"process:{rows}\napplication: {{a: {{}}}}\n",
        point(form="needs", rows={"kind": "process"}, across={"kind": "application"}, cells=cells),
    )
    _, *others = sheets(diagram, style(), A3)
    frames = [box for sheet in others for box in sheet.drawing.diagram.boxes if box.frame]
    assert len(frames) == sum(box.frame for box in diagram.boxes)
    for sheet in others[:-1]:
        tops = [box.place.y for box in sheet.drawing.diagram.boxes if box.frame and box.place]
        assert len(set(tops)) > 1 or len(tops) == 1
