"""Drawings by a real Graphviz: well-formed, whole, safe whatever the names."""

from __future__ import annotations

import os
import stat
import xml.etree.ElementTree as ET
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from ea_repo.draw.diagram import Arrow, Box, Diagram, Place
from ea_repo.draw.dot import as_dot
from ea_repo.draw.mermaid import as_mermaid
from ea_repo.draw.outline import outline
from ea_repo.draw.render import render
from ea_repo.draw.svg import Miscounted, NotDrawn, dressed
from tests.draw.drawing import FLOWS, drawn, point, style

HERE = Path(__file__).parent
HOSTILE = (
    '"><script>alert(1)</script>', "\\N \\G \\l \\", "<b>&amp;</b>", "<<TABLE><TR><TD>x</TD></TR></TABLE>>",
    "l'été « à » 12 % ?", "👩‍⚕️ soins 🏥", "مستشفى", "x" * 300, "a\u202eb", "$(touch /tmp/x)", "{a|b}", "%%comment",
)  # fmt: skip
SVG = "{http://www.w3.org/2000/svg}"


def hostile(engine: str = "dot") -> Diagram:
    place = Place(0, 0, 90, 30) if engine == "placed" else None
    boxes = tuple(
        Box(
            f"n{number}",
            (name[:40],),
            tooltip=name,
            element=f"e{number}",
            place=place and replace(place, y=number * 40),
        )
        for number, name in enumerate(HOSTILE)
    )
    arrows = tuple(Arrow(one.id, two.id, (one.label[0],), tooltip=two.tooltip) for one, two in pairwise(boxes))
    found = Diagram("view", HOSTILE[0], HOSTILE[1], HOSTILE[2], boxes, arrows, notes=HOSTILE)
    links = {"e0": 'model/a.yaml#L1"><script>', "e1": "b.yaml"}
    return replace(found, engine=engine, links=links)  # type: ignore[arg-type]


def named(svg: str) -> list[ET.Element]:
    root = ET.fromstring(svg)  # noqa: S314
    return [each for each in root.iter(f"{SVG}g") if each.get("class", "").startswith("node")]


@pytest.mark.parametrize("engine", ["dot", "placed"])
def test_hostile_names_draw_safely_and_whole(engine: str) -> None:
    diagram = hostile(engine)
    svg = render(diagram, style(), "svg").decode()
    root = ET.fromstring(svg)  # noqa: S314
    assert [each.tag for each in root.iter() if each.tag.endswith("script")] == []
    assert {each.findtext(f"{SVG}title") for each in named(svg)} == {each.id for each in diagram.boxes}
    text = "".join(root.itertext())
    for name in HOSTILE:
        if "\u202e" not in name:
            assert name[:40] in text, name


@pytest.mark.parametrize("engine", ["dot", "placed"])
def test_a_drawing_has_as_many_boxes_and_arrows_as_its_diagram(engine: str) -> None:
    diagram = hostile(engine)
    svg = render(diagram, style(), "svg").decode()
    assert svg.count('class="node') == len(diagram.boxes)
    assert svg.count('class="edge') == len(diagram.arrows)
    with pytest.raises(Miscounted):
        dressed(svg, replace(diagram, arrows=diagram.arrows[1:]))


def test_pictures_are_of_their_kinds_and_the_same_bytes_twice() -> None:
    diagram = hostile()
    for kind, first in (("svg", b"<?xml"), ("png", b"\x89PNG"), ("pdf", b"%PDF")):
        picture: Any = kind
        content = render(diagram, style(), picture)
        assert content.startswith(first)
        assert kind == "pdf" or content == render(diagram, style(), picture)


def test_a_failing_dot_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dot = tmp_path / "dot"
    dot.write_text("#!/bin/sh\necho 'lost edge' >&2\nexit 3\n")
    dot.chmod(dot.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    with pytest.raises(NotDrawn, match="lost edge"):
        render(hostile(), style(), "svg")


def test_a_picture_has_a_title_and_says_in_words_what_it_shows() -> None:
    root = ET.fromstring(render(hostile(), style(), "svg"))  # noqa: S314
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == HOSTILE[0]
    assert (root.findtext(f"{SVG}desc") or "").splitlines()[0] == HOSTILE[0]


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
    found = drawn(MODEL, point(show={"kind": "application"}, arrows=[FLOWS], group="zone", colour="kind"))
    text = {"dot": as_dot(found, style()), "mmd": as_mermaid(found, style()), "txt": "\n".join(outline(found)) + "\n"}[
        suffix
    ]
    golden = HERE / f"golden.{suffix}"
    if os.environ.get("EA_WRITE_GOLDEN"):
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


def test_mermaid_gives_a_name_no_meaning() -> None:
    text = as_mermaid(hostile(), style())
    labels = [line.split('"')[1] for line in text.splitlines() if '["' in line]
    assert len(labels) == len(HOSTILE)
    assert not any(mark in label.replace("<br>", "") for label in labels for mark in '<>"{}|[]`\\')
