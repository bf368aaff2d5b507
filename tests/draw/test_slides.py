"""Maps as slides: native shapes where they belong, arrows that hold to their boxes, all of it in words in the notes."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pptx
import pytest

from ea_repo.draw.diagram import Arrow, Box, Diagram, Group, LegendEntry, Place, Share
from ea_repo.draw.text_equivalent import text_equivalent
from ea_repo.format.pptx import diagram as as_pptx
from tests.draw.drawing import style
from tests.draw.test_sheets import plan, wide

EMU = 12700
LAYERED = Diagram(
    "view",
    "Title",
    "Question?",
    "Test · 2021",
    (
        Box("a", ("A",), "good", "application · A (a)\nactive", element="a", group="g", meaning="active"),
        Box("b", ("B", "two lines"), element="b"),
    ),
    (Arrow("a", "b", ("data",), tooltip="A sends to B: data"),),
    (Group("g", ("Group",)),),
    (LegendEntry("good", "active", 1), LegendEntry("plain", "A → B: A sends to B", 1, arrow=True)),
    ("1 not shown",),
)


def slides(diagram: Diagram, paper: str | None = None) -> list[Any]:
    return list(pptx.Presentation(io.BytesIO(as_pptx(diagram, style(), paper))).slides)


def texts(slide: Any) -> list[str]:
    return [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame and shape.text_frame.text]


def named(slide: Any, name: str) -> Any:
    (shape,) = (shape for shape in slide.shapes if shape.name == name)
    return shape


@pytest.mark.usefixtures("graphviz")
def test_a_slide_says_its_title_its_question_its_day_and_its_legend() -> None:
    (slide,) = slides(LAYERED)
    assert slide.shapes.title.text_frame.text == "Title"
    for words in ("Question?", "Test · 2021 · 1 not shown", "active (1)", "A → B: A sends to B (1)", "B\ntwo lines"):
        assert words in texts(slide)


def test_the_notes_hold_the_map_in_words() -> None:
    (slide,) = slides(LAYERED)
    assert slide.notes_slide.notes_text_frame.text == "\n".join(text_equivalent(LAYERED))


def test_an_arrow_holds_to_its_two_boxes_and_boxes_say_their_state() -> None:
    (slide,) = slides(LAYERED)
    connector = named(slide, "A sends to B: data")
    ends = connector._element.xpath(".//a:stCxn | .//a:endCxn")
    assert [int(end.get("id")) for end in ends] == [named(slide, "A").shape_id, named(slide, "B two lines").shape_id]
    box = named(slide, "A")
    assert box._element.xpath("./*/p:cNvPr")[0].get("descr") == "application · A (a)\nactive"
    order = [shape.name for shape in slide.shapes]
    assert order.index("Group") < order.index("A sends to B: data") < order.index("A")


def test_an_arrow_around_a_box_is_a_curve_and_one_of_several_modes_a_curve_each() -> None:
    places = (Place(0, 0, 60, 30), Place(150, 0, 60, 30), Place(300, 0, 60, 30))
    boxes = tuple(Box(id, (id.upper(),), place=place) for id, place in zip("abc", places, strict=True))
    arrow = Arrow("a", "c", tooltip="A sends to C")
    diagram = replace(LAYERED, boxes=boxes, arrows=(arrow,), groups=(), layout="placed")
    (slide,) = slides(diagram)
    assert named(slide, "A sends to C")._element.tag.endswith("}sp")
    shares = (Share("good", "by API", 2), Share("bad", "by file", 1))
    (slide,) = slides(replace(LAYERED, arrows=(replace(LAYERED.arrows[0], shares=shares),)))
    lines = [shape for shape in slide.shapes if shape.name == "A sends to B: data"]
    wanted = [style().look(share.look).ink_of_line.removeprefix("#").upper() for share in shares]
    assert [str(line.line.color.rgb) for line in lines] == wanted


@pytest.mark.parametrize("diagram", [plan(), wide()], ids=["frames", "windows"])
def test_a_map_that_one_slide_cannot_show_is_an_overview_and_numbered_slides(diagram: Diagram) -> None:
    overview, *others = slides(diagram)
    assert len(others) >= 2
    assert any(f"sheet 1 of {len(others) + 1} (overview)" in text for text in texts(overview))
    shown = set()
    for number, slide in enumerate(others, 2):
        assert any(f"heet {number} of {len(others) + 1}" in text for text in texts(slide))
        shown |= set(texts(slide))
        sizes = [
            run.font.size.pt
            for shape in slide.shapes
            if shape.has_text_frame
            for paragraph in shape.text_frame.paragraphs
            for run in paragraph.runs
        ]
        assert min(sizes) >= 8.8
    assert {"\n".join(box.label) for box in diagram.boxes if box.label and not box.frame} <= {
        text.rstrip(" ○●") for text in shown
    }
    leading = [shape for shape in overview.shapes if getattr(shape, "click_action", None)]
    targets = [shape.click_action.target_slide for shape in leading if shape.click_action.target_slide is not None]
    assert [target.slide_id for target in targets] == ([slide.slide_id for slide in others] if diagram.arrows else [])


def test_the_same_map_is_the_same_bytes_and_a_paper_is_the_size_of_a_slide() -> None:
    content = as_pptx(LAYERED, style(), "A3")
    assert content == as_pptx(LAYERED, style(), "A3")
    deck = pptx.Presentation(io.BytesIO(content))
    assert deck.slide_width and deck.slide_height
    assert (round(deck.slide_width / EMU), round(deck.slide_height / EMU)) == (1191, 842)
    assert len(slides(plan(), "screen")) == 1


def test_a_title_longer_than_a_file_may_have_is_cut_there_alone() -> None:
    long = replace(LAYERED, title="t" * 400)
    deck = pptx.Presentation(io.BytesIO(as_pptx(long, style(), None)))
    assert len(deck.core_properties.title) == 255
    assert any("t" * 400 in text for text in texts(next(iter(deck.slides))))


def test_what_does_not_fit_on_a_line_is_told_in_the_notes() -> None:
    long = "word " * 100
    (slide,) = slides(replace(LAYERED, notes=(long.strip(),)))
    assert any(text.endswith("… (more in the notes)") for text in texts(slide))
    assert long.strip() in slide.notes_slide.notes_text_frame.text


def test_a_hostile_name_is_a_text_and_a_click_leads_where_one_says() -> None:
    name = "<b>&amp;</b> \x01 _x000D_ 👩‍⚕️"
    boxes = (Box("a", (name,), element="a"), Box("b", ("B",)))
    (slide,) = slides(replace(LAYERED, boxes=boxes, arrows=(), links={"a": "https://portal.example/a"}))
    (box,) = (shape for shape in slide.shapes if shape.has_text_frame and "<b>" in shape.text_frame.text)
    assert box.text_frame.text == "<b>&amp;</b> ␁ _x000D_ 👩‍⚕️"
    assert box.click_action.hyperlink.address == "https://portal.example/a"
