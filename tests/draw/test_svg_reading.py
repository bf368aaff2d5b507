"""An SVG as one reads it without a mouse, or without eyes: one stop a box, in order, named, explained."""

from __future__ import annotations

from dataclasses import replace
from xml.etree.ElementTree import Element

import pytest

from ea_repo.draw.diagram import Arrow, Box, Diagram, Group, Place
from ea_repo.draw.render import render
from ea_repo.draw.svg import inlined
from tests.draw.drawing import style
from tests.draw.svg_pages import SVG, boxes, links, parsed

LAYERED = Diagram(
    "view",
    "Title",
    "Question?",
    "Test · 2021",
    (
        Box("c", ("C",), tooltip="application · C (c)\nlost\nis fed by B alone", element="c", meaning="lost"),
        Box("b", ("B",), group="g", element="b"),
        Box("a", ("A",), group="g", element="a"),
    ),
    (Arrow("a", "b", ("data",), tooltip="A sends to B: data"), Arrow("b", "c")),
    (Group("g", ("Group",)),),
)
PLACED = replace(
    LAYERED,
    boxes=(
        Box("z", ("Zone",), frame=True, place=Place(0, 0, 300, 100), element="z"),
        Box("a", ("A",), place=Place(10, 40, 90, 30), element="a"),
        Box("b", ("B",), place=Place(150, 40, 90, 30), element="b"),
    ),
    arrows=(),
    groups=(),
    layout="placed",
)
SHAPES = ("path", "polygon", "text", "polyline", "ellipse")


def svg(diagram: Diagram) -> Element:
    return parsed(render(diagram, style(), "svg"))


def stops(root: Element) -> list[str]:
    """The names of what the keyboard stops at, in order."""
    reached = (item for item in root.iter() if item.get("tabindex") == "0" or item.tag == f"{SVG}a")
    return [item.get("aria-label", "") for item in reached if item.get("tabindex") != "-1"]


@pytest.mark.usefixtures("graphviz")
def test_each_box_is_one_stop_in_the_order_of_the_arrows() -> None:
    assert stops(svg(LAYERED)) == ["A", "B", "application · C (c) · lost"]


@pytest.mark.usefixtures("graphviz")
def test_a_box_that_leads_somewhere_is_still_one_stop() -> None:
    diagram = replace(LAYERED, links={"a": "a.html", "c": "c.html", "f": "f.html"})
    diagram = replace(diagram, arrows=(replace(LAYERED.arrows[0], element="f"), LAYERED.arrows[1]))
    root = svg(diagram)
    assert stops(root) == ["A", "B", "application · C (c) · lost"]
    assert sorted(links(root)) == ["a.html", "c.html", "f.html"]


@pytest.mark.usefixtures("graphviz")
def test_a_frame_is_named_before_what_stands_in_it_and_is_no_stop() -> None:
    root = svg(PLACED)
    assert [(box.get("aria-label"), box.get("role")) for box in boxes(root)] == [
        ("Zone", "group"), ("A", "img"), ("B", "img"),
    ]  # fmt: skip
    assert stops(root) == ["A", "B"]


@pytest.mark.usefixtures("graphviz")
def test_pointing_at_a_box_tells_its_state_and_its_cause() -> None:
    root = svg(LAYERED)
    told = {box.get("data-id"): box.findtext(f"{SVG}title") for box in boxes(root)}
    assert told["c"] == "application · C (c)\nlost\nis fed by B alone"
    (arrow,) = (item for item in root.iter(f"{SVG}g") if item.get("data-id") == "a->b")
    assert (arrow.findtext(f"{SVG}title"), arrow.get("tabindex")) == ("A sends to B: data", None)


@pytest.mark.usefixtures("graphviz")
@pytest.mark.parametrize("diagram", [LAYERED, PLACED], ids=["layered", "placed"])
def test_what_is_drawn_is_drawn_once_whatever_is_put_in_order(diagram: Diagram) -> None:
    root = svg(replace(diagram, links={"a": "a.html"}))
    ids = [item.get("data-id") for item in root.iter(f"{SVG}g") if item.get("data-id")]
    assert len(ids) == len(set(ids)) == len(diagram.boxes) + len(diagram.arrows) + len(diagram.groups)
    for box in boxes(root):
        drawn = [item for item in box.iter() if item.tag.removeprefix(SVG) in SHAPES]
        assert len(drawn) == 2, box.get("data-id")


@pytest.mark.usefixtures("graphviz")
def test_arrows_are_never_hidden_by_frames_nor_boxes_by_arrows() -> None:
    root = svg(replace(PLACED, arrows=(Arrow("a", "b"),)))
    kinds = [item.get("data-id") for item in root.iter(f"{SVG}g") if item.get("data-id")]
    assert kinds == ["z", "a->b", "a", "b"]


@pytest.mark.usefixtures("graphviz")
def test_a_map_fits_its_window() -> None:
    root = svg(LAYERED)
    assert (root.get("width"), root.get("height")) == ("100%", "100%")
    assert len(root.get("viewBox", "").split()) == 4


@pytest.mark.usefixtures("graphviz")
def test_a_text_is_as_wide_as_it_was_measured_where_its_letters_are_known() -> None:
    diagram = replace(LAYERED, boxes=(Box("a", ("Élan vital",)), Box("b", ("👩‍⚕️ soins",)), Box("c", ("مستشفى",))))
    diagram = replace(diagram, arrows=(), groups=())
    widths = {text.text: text.get("textLength") for box in boxes(svg(diagram)) for text in box.iter(f"{SVG}text")}
    assert widths == {"Élan vital": "40.6", "👩‍⚕️ soins": None, "مستشفى": None}


def test_as_a_part_of_a_page_it_has_its_size_and_ids_of_its_own_and_no_style() -> None:
    root = parsed(inlined(render(LAYERED, style(), "svg").decode(), "figure-1-"))
    width, height = root.get("viewBox", "").split()[2:]
    assert (root.get("width"), root.get("height"), root.get("style")) == (f"{width}pt", f"{height}pt", None)
    assert root.find(f"{SVG}style") is None
    ids = [item.get("id", "") for item in root.iter() if item.get("id")]
    assert all(id.startswith("figure-1-") for id in ids)
    assert {root.get("aria-labelledby"), root.get("aria-describedby")} <= {*ids}
