"""Drawings by a real Graphviz, by each of the two: whole, the same bytes twice, a sentence where it fails."""

from __future__ import annotations

import itertools
import os
import shutil
import stat
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from ea_repo.draw.diagram import Arrow, Box, Diagram, Group, Layout, Place
from ea_repo.draw.dot import as_dot
from ea_repo.draw.graphviz_run import Picture
from ea_repo.draw.mermaid import as_mermaid
from ea_repo.draw.render import drawn as drawn_in_time
from ea_repo.draw.render import render
from ea_repo.draw.simple_layout import simply_laid_out
from ea_repo.draw.svg import Miscounted, NotDrawn, finished
from ea_repo.draw.text_equivalent import text_equivalent
from tests.draw.drawing import FLOWS, drawn, point, style
from tests.draw.svg_pages import SVG, boxes, parsed

HERE = Path(__file__).parent
LAYERED = Diagram(
    "view", "Title", "Question?", "Test · 2021", (Box("a", ("A",)), Box("b", ("B",))), (Arrow("a", "b", ("data",)),)
)
PLACED = replace(
    LAYERED,
    layout="placed",
    boxes=(Box("a", ("A",), place=Place(0, 0, 90, 30)), Box("b", ("B",), place=Place(200, 60, 90, 30))),
)


@pytest.mark.usefixtures("graphviz")
@pytest.mark.parametrize("diagram", [LAYERED, PLACED], ids=["layered", "placed"])
def test_a_drawing_has_all_the_boxes_and_arrows_of_its_diagram(diagram: Diagram) -> None:
    svg = render(diagram, style(), "svg").decode()
    assert [box.get("data-id") for box in boxes(parsed(svg))] == ["a", "b"]
    with pytest.raises(Miscounted, match="2 boxes and 1 arrows drawn instead of 2 and 0"):
        finished(svg, replace(diagram, arrows=()))


def test_a_drawing_that_is_no_xml_is_refused() -> None:
    with pytest.raises(NotDrawn, match="no well-formed XML"):
        finished('<svg><a href="x"><script>alert(1)</script>"/></svg>', LAYERED)


def corners(box: ElementTree.Element) -> list[tuple[float, float]]:
    points = next(box.iter(f"{SVG}polygon")).get("points", "")
    return [(float(x), float(y)) for x, y in (pair.split(",") for pair in points.split())]


@pytest.mark.usefixtures("graphviz")
def test_boxes_with_places_are_drawn_there() -> None:
    one, two = map(corners, boxes(parsed(render(PLACED, style(), "svg"))))
    left, top = (min(two)[axis] - min(one)[axis] for axis in (0, 1))
    assert [left, top] == pytest.approx([200, 60], abs=1)


@pytest.mark.usefixtures("graphviz")
@pytest.mark.parametrize(("picture", "first"), [("svg", b"<?xml"), ("png", b"\x89PNG"), ("pdf", b"%PDF")])
def test_pictures_are_of_their_kinds_and_the_same_bytes_twice(picture: Picture, first: bytes) -> None:
    content = render(LAYERED, style(), picture)
    assert content.startswith(first)
    assert content == render(LAYERED, style(), picture)


@pytest.mark.usefixtures("graphviz")
def test_more_arrows_than_one_follows_are_all_drawn() -> None:
    """Graphviz would look for the best places for minutes: it is told to stop."""
    names = [f"application-{number}" for number in range(27)]
    arrows = tuple(Arrow(one, two, ("Identity", "2 flows")) for one in names for two in names if one != two)
    diagram = replace(LAYERED, boxes=tuple(Box(name, (name,)) for name in names), arrows=arrows)
    root = parsed(render(diagram, style(), "svg"))
    assert sum(group.get("class", "").startswith("edge") for group in root.iter(f"{SVG}g")) == 27 * 26


@pytest.mark.usefixtures("graphviz")
def test_a_png_has_twice_the_resolution_of_a_screen() -> None:
    def width(content: bytes) -> int:
        return int.from_bytes(content[16:20], "big")

    root = parsed(render(LAYERED, style(), "svg"))
    points = float(str(root.get("viewBox")).split()[2])
    assert width(render(LAYERED, style(), "png")) == pytest.approx(2 * points, rel=0.02)


def program(folder: Path, text: str, mode: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Puts a program called dot before all others."""
    dot = folder / "dot"
    dot.write_text(text)
    dot.chmod(mode)
    monkeypatch.setenv("PATH", str(folder))


def test_a_failing_dot_gives_its_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path, "#!/bin/sh\necho 'lost edge' >&2\nexit 3\n", stat.S_IRWXU, monkeypatch)
    with pytest.raises(NotDrawn, match=r"Graphviz \(dot\) fails on view: lost edge"):
        render(LAYERED, style(), "svg")


def test_a_dot_that_crashes_after_a_warning_gives_its_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path, "#!/bin/sh\necho 'Fontconfig warning: x' >&2\nexit 3\n", stat.S_IRWXU, monkeypatch)
    with pytest.raises(NotDrawn, match="fails on view: code 3"):
        render(LAYERED, style(), "svg")


def test_a_dot_that_draws_nothing_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path, "#!/bin/sh\nexit 0\n", stat.S_IRWXU, monkeypatch)
    with pytest.raises(NotDrawn, match="nothing is drawn"):
        render(LAYERED, style(), "svg")


def test_a_dot_that_may_not_be_run_is_as_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pygraphviz")
    program(tmp_path, "", stat.S_IRUSR, monkeypatch)
    assert len(boxes(parsed(render(LAYERED, style(), "svg")))) == 2


@pytest.mark.usefixtures("graphviz")
def test_a_picture_has_a_title_and_says_in_words_what_it_shows() -> None:
    root = parsed(render(LAYERED, style(), "svg"))
    assert (root.get("aria-labelledby"), root.get("aria-describedby")) == ("map-title", "map-text")
    assert root.findtext(f"{SVG}title") == "Title"
    assert root.findtext(f"{SVG}desc") == "\n".join(text_equivalent(LAYERED))


MODEL = """
zone: {z: {name: Zone}}
data_object: {d: {name: Identity}}
application: {siu: {name: SIU, zone: z}, orbis: {name: ORBIS}, gam: {name: "GAM \\"x\\""}}
flow:
  f: {source: siu, target: orbis, data: d, mode: api}
  g: {source: orbis, target: siu, data: d, mode: file}
"""


@pytest.mark.parametrize("suffix", ["dot", "mmd", "txt"])
def test_the_text_of_a_map_is_the_golden_one(suffix: str) -> None:
    """EA_WRITE_GOLDEN=1 writes them again, to be read before they are committed."""
    diagram = drawn(MODEL, point(show={"kind": "application"}, arrows=[FLOWS], group="zone", colour="kind"))
    text = {
        "dot": as_dot(diagram, style()),
        "mmd": as_mermaid(diagram, style()),
        "txt": "\n".join(text_equivalent(diagram)) + "\n",
    }[suffix]
    golden = HERE / f"golden.{suffix}"
    if os.environ.get("EA_WRITE_GOLDEN"):
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


@pytest.mark.usefixtures("graphviz")
@pytest.mark.parametrize("layout", ["layered", "placed"])
def test_a_map_of_a_model_that_was_not_read_whole_says_so_in_every_format(layout: Layout) -> None:
    form = "map" if layout == "layered" else "tiles"
    viewpoint = point(form=form, show={"kind": "application"}, group="zone")
    diagram = drawn(MODEL, viewpoint, unreadable=3)
    sentence = "3 parts of the model could not be read: this map may be incomplete"
    assert diagram.layout == layout
    assert sentence in as_dot(diagram, style())
    assert sentence in as_mermaid(diagram, style()).splitlines()[1]
    assert text_equivalent(diagram)[:2] == ["Title", sentence]
    root = parsed(render(diagram, style(), "svg"))
    assert sentence in "".join("".join(text.itertext()) for text in root.iter(f"{SVG}text"))
    in_french = drawn(MODEL, viewpoint, unreadable=1, lang="fr").warning
    assert in_french == "1 partie du modèle n'a pas pu être lue : cette carte est peut-être incomplète"
    assert drawn(MODEL, viewpoint).warning == ""


SLOW = """#!/bin/sh
case "$1" in -Kdot) exec sleep 60;; esac
PATH=%s exec dot "$@"
"""


def test_a_layout_that_does_not_end_gives_way_to_a_simpler_one_which_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if shutil.which("dot") is None:
        pytest.skip("no program dot here")
    path = os.environ["PATH"]
    program(tmp_path, SLOW % path, stat.S_IRWXU, monkeypatch)
    monkeypatch.setenv("PATH", f"{tmp_path}:{path}")
    grouped = replace(LAYERED, groups=(Group("g", ("Group",)),), boxes=(Box("a", ("A",), group="g"), Box("b", ("B",))))
    drawing = drawn_in_time(grouped, style(), seconds=0.3)
    assert {box.id for box in drawing.diagram.boxes} == {"a", "b", "group:g"}
    assert "Too many arrows to be laid out with care: this layout is simpler" in "".join(parsed(drawing.svg).itertext())


def test_boxes_of_a_simple_layout_do_not_overlap() -> None:
    boxes = tuple(Box(f"a{number}", ("Name",) * (number % 3 + 1), group="gh"[number % 2]) for number in range(30))
    diagram = simply_laid_out(replace(LAYERED, boxes=boxes, groups=(Group("g", ("G",)), Group("h", ("H",)))))
    places = [box.place for box in diagram.boxes if box.place and not box.frame]
    assert len(places) == 30
    for one, two in itertools.combinations(places, 2):
        assert one.right <= two.x or two.right <= one.x or one.bottom <= two.y or two.bottom <= one.y


def far_apart(points: float) -> Diagram:
    """Two boxes so far from each other."""
    places = (Place(0, 0, 90, 30), Place(points, points, 90, 30))
    return replace(PLACED, boxes=tuple(replace(box, place=at) for box, at in zip(PLACED.boxes, places, strict=True)))


@pytest.mark.usefixtures("graphviz")
def test_a_png_never_has_more_points_than_fit_in_memory() -> None:
    content = render(far_apart(5000), style(), "png")
    across, down = (int.from_bytes(content[at : at + 4], "big") for at in (16, 20))
    assert 40_000_000 < across * down <= 62_000_000
    with pytest.raises(NotDrawn, match=r"view: too large for a PNG \(14.\d × 14.\d m\); draw it as SVG or PDF"):
        render(far_apart(40_000), style(), "png")


def test_mermaid_says_the_question_the_day_the_legend_and_what_is_not_shown() -> None:
    model = "application: {a: {}, b: {}, c: {}, d: {name: Alone}}\nflow:\n  f: {source: a, target: b, mode: api}\n"
    view = point(show={"kind": "application"}, arrows=[FLOWS], linked=True)
    text = as_mermaid(drawn(model + "  g: {source: b, target: c, mode: file}\n", view), style())
    assert '  head["Title<br>Test · 2021<br>1 without any arrow, not shown: Alone"]' in text
    assert "  n0 --> n1\n  linkStyle 0 stroke:#00664a,color:#00664a" in text
    assert "  n1 ==> n2\n  linkStyle 1 stroke:#b03a00,color:#b03a00" in text
    assert "⇒ by file (1)" in text.replace("#8658;", "⇒").replace("#40;", "(").replace("#41;", ")")
