"""Maps for draw.io, opened by a reader that is not ours: every box and arrow, and where they stand."""

from __future__ import annotations

from dataclasses import replace
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring
from N2G import drawio_diagram  # type: ignore[import-untyped]

from ea_repo.draw.diagram import Arrow, Box, Diagram, Group, LegendEntry, Place, Share
from ea_repo.draw.paper import PAPERS
from ea_repo.format.drawio import diagram as as_drawio
from tests.draw.drawing import FLOWS, drawn, point, style
from tests.draw.test_sheets import plan, wide

HOSTILE = '"><img src=x onerror=alert(1)>&#10;<b>%name%</b>'
GROUPED = Diagram(
    "view",
    "Title",
    "Question?",
    "Test · 2021",
    (
        Box("a", ("A", HOSTILE), "good", "Tooltip of A", element="a", group="g", meaning="active"),
        Box("b", ("B",), element="b"),
    ),
    (Arrow("a", "b", ("data",), tooltip="A sends to B: data"),),
    (Group("g", ("Group",)),),
    (LegendEntry("good", "active", 1), LegendEntry("plain", "A → B: A sends to B", 1, arrow=True)),
    ("1 not shown",),
)


def pages(diagram: Diagram, paper: str | None = None) -> list[Element]:
    content = as_drawio(diagram, style(), paper)
    assert content == as_drawio(diagram, style(), paper)
    return fromstring(content).findall("diagram")


def cells(page: Element) -> dict[str, Element]:
    """The objects of a page by their ids, each once."""
    objects = page.findall(".//object")
    assert len({item.get("id") for item in objects}) == len(objects)
    return {item.get("id", ""): item for item in objects}


def absolute(page: Element, id: str) -> Place:
    """Where a shape stands on its page: what stands in a frame is placed from that."""
    found = cells(page)
    x = y = 0.0
    geometry = None
    while id in found:
        cell = found[id].find("mxCell")
        assert cell is not None
        at = cell.find("mxGeometry")
        assert at is not None
        geometry = geometry if geometry is not None else at
        x, y, id = x + float(at.get("x", 0)), y + float(at.get("y", 0)), cell.get("parent", "")
    assert geometry is not None
    return Place(x, y, float(geometry.get("width", 0)), float(geometry.get("height", 0)))


@pytest.mark.usefixtures("graphviz")
def test_another_reader_finds_every_box_and_arrow() -> None:
    read = drawio_diagram()
    read.from_xml(as_drawio(GROUPED, style()).decode())
    nodes, edges = read.nodes_ids["page-1"], read.edges_ids["page-1"]
    assert {"group:g", "box:a", "box:b"} <= set(nodes)
    assert edges == ["arrow:0:0"]


def test_a_label_is_plain_text_and_a_box_says_its_element_and_its_state() -> None:
    (page,) = pages(GROUPED)
    box = cells(page)["box:a"]
    assert box.get("label") == f"A\n{' '.join(HOSTILE.split())} ●"
    assert {name: box.get(name) for name in ("element", "state", "tooltip")} == {
        "element": "a", "state": "active", "tooltip": "Tooltip of A",
    }  # fmt: skip
    styles = [cell.get("style", "") for cell in page.iter("mxCell") if cell.get("vertex") or cell.get("edge")]
    assert all("html=0;" in written for written in styles)


def test_an_arrow_holds_to_its_two_boxes_and_a_box_to_its_group() -> None:
    (page,) = pages(GROUPED)
    found = cells(page)
    cell = found["arrow:0:0"].find("mxCell")
    assert cell is not None
    assert (cell.get("source"), cell.get("target"), found["arrow:0:0"].get("label")) == ("box:a", "box:b", "data")
    inner, outer = absolute(page, "box:a"), absolute(page, "group:g")
    assert outer.x <= inner.x < inner.right <= outer.right
    assert outer.y <= inner.y < inner.bottom <= outer.bottom


def test_a_group_in_a_group_stands_in_it_whichever_is_named_first() -> None:
    inner = Group("inner", ("Inner",), parent="outer")
    for groups in ((inner, Group("outer", ("Outer",))), (Group("outer", ("Outer",)), inner)):
        boxes = (Box("a", ("A",), group="inner"), Box("b", ("B",), group="outer"))
        (page,) = pages(replace(GROUPED, boxes=boxes, groups=groups))
        cell = cells(page)["group:inner"].find("mxCell")
        assert cell is not None
        assert cell.get("parent") == "group:outer"


def test_the_head_and_the_legend_are_a_layer_above_the_map() -> None:
    (page,) = pages(GROUPED)
    head = [item for item in cells(page).values() if item.find("mxCell[@parent='layer-head']") is not None]
    labels = [item.get("label") for item in head]
    for words in ("Title", "Question?", "Test · 2021", "active (1)", "A → B: A sends to B (1)", "1 not shown"):
        assert words in labels
    lowest = max(absolute(page, item.get("id", "")).bottom for item in head)
    assert lowest <= min(absolute(page, id).y for id in ("group:g", "box:b"))


def test_boxes_that_have_places_keep_them_and_stand_in_their_frames() -> None:
    model = "zone: {z: {name: Zone}}\napplication: {a: {zone: z}, b: {zone: z}}"
    diagram = drawn(model, point(form="tiles", group="zone", show={"kind": "application"}, colour="phase"))
    (page,) = pages(diagram)
    first, second = (box for box in diagram.boxes if not box.frame)
    assert first.place
    assert second.place
    one, two = (absolute(page, f"box:{box.id}") for box in (first, second))
    assert (two.x - one.x, two.y - one.y) == pytest.approx(
        (second.place.x - first.place.x, second.place.y - first.place.y), abs=1
    )
    cell = cells(page)[f"box:{first.id}"].find("mxCell")
    assert cell is not None
    assert cell.get("parent", "").startswith("box:")


def test_an_arrow_of_several_modes_is_a_line_of_each_colour() -> None:
    shares = (Share("good", "by API", 2), Share("bad", "by file", 1))
    (page,) = pages(replace(GROUPED, arrows=(replace(GROUPED.arrows[0], shares=shares),)))
    lines = {id: item for id, item in cells(page).items() if id.startswith("arrow:")}
    colours = []
    for item in lines.values():
        cell = item.find("mxCell")
        assert cell is not None
        colours.append(cell.get("style", "").split("strokeColor=")[1][:7])
    assert colours == [style().look("good").ink_of_line, style().look("bad").ink_of_line]
    assert [item.get("label") for item in lines.values()] == ["data", ""]


@pytest.mark.parametrize("diagram", [plan(), wide()], ids=["frames", "windows"])
def test_a_paper_gives_an_overview_and_a_page_for_each_sheet(diagram: Diagram) -> None:
    (whole,) = pages(diagram)
    overview, *others = pages(diagram, "A4")
    assert whole.get("name") == diagram.title
    assert overview.get("name") == "sheet 1 – overview"
    assert [page.get("id") for page in others] == [f"page-{number}" for number in range(2, len(others) + 2)]
    drawn_ids = {f"box:{box.id}" for box in diagram.boxes}
    assert drawn_ids <= set(cells(overview))
    assert drawn_ids == {id for page in others for id in cells(page) if id in drawn_ids}
    marks = [item.get("link") for id, item in cells(overview).items() if id.startswith("mark:")]
    assert marks == ([f"data:page/id,{page.get('id')}" for page in others] if diagram.arrows else [])
    size = {round(float(model.get(name, 0))) for name in ("pageWidth", "pageHeight") for model in overview}
    paper = PAPERS["A4"]
    assert max(size) / min(size) == pytest.approx(paper.height / paper.width, rel=0.01)


def test_a_click_leads_where_one_says_and_never_further() -> None:
    links = {"a": "applications/a.html"}
    (page,) = pages(replace(GROUPED, links=links))
    found = cells(page)
    assert (found["box:a"].get("link"), found["box:b"].get("link")) == ("applications/a.html", None)


def test_a_real_map_has_all_that_its_diagram_has() -> None:
    flows = ", ".join(f"f{number}: {{source: a{number}, target: a{number + 1}}}" for number in range(30))
    model = f"application: {{{', '.join(f'a{number}: {{}}' for number in range(31))}}}\nflow: {{{flows}}}"
    diagram = drawn(model, point(show={"kind": "application"}, arrows=[FLOWS], colour="phase"))
    (page,) = pages(diagram)
    found = cells(page)
    assert sum(id.startswith("box:") for id in found) == len(diagram.boxes)
    assert sum(id.startswith("arrow:") for id in found) == len(diagram.arrows)
