"""Maps of hostile texts: whatever a name, a file or a view says, an SVG is XML in which nothing runs."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ea_repo.answer.answer import Answer
from ea_repo.answer.map import Map, MapQuestion
from ea_repo.draw.diagram import Arrow, Box, Diagram, Group, Layout, LegendEntry, Place
from ea_repo.draw.links import linked
from ea_repo.draw.mermaid import as_mermaid
from ea_repo.draw.render import render
from ea_repo.draw.text_equivalent import text_equivalent
from ea_repo.draw.wrap import wrap
from ea_repo.report.map import diagram
from ea_repo.repository import Repository
from tests.draw.drawing import style
from tests.draw.svg_pages import SVG, boxes, links, parsed

HOSTILE = (
    '"><script>alert(1)</script>', "\\N \\G \\l \\", "<b>&amp;</b>", "<<TABLE><TR><TD>x</TD></TR></TABLE>>",
    "l'été « à » 12 % ?", "👩‍⚕️ soins 🏥", "مستشفى", "x" * 300, "a\u202eb", "$(touch /tmp/x)", "{a|b}", "%%comment",
    "&#x27; onload='alert(1)'", "]]> --> <!-- x", "javascript:alert(1)", "a\x00b\x1b[31m\x7f\x9b\ufffe", "\ud800",
)  # fmt: skip


def diagram_of(texts: tuple[str, ...], layout: Layout = "layered") -> Diagram:
    """A map with each of these texts wherever one may stand."""
    shown = tuple(
        Box(
            f"n{number} {text}",
            (text[:40],),
            tooltip=text,
            element=f"e{number}",
            group=f"g{text}" if layout == "layered" else None,
            place=Place(0, number * 40, 90, 30) if layout == "placed" else None,
        )
        for number, text in enumerate(texts)
    )
    return Diagram(
        texts[0],
        texts[0],
        texts[-1],
        texts[0],
        shown,
        tuple(Arrow(one.id, two.id, (two.label[0],), tooltip=two.tooltip) for one, two in pairwise(shown)),
        tuple(Group(f"g{text}", wrap(text, 260, 11, 2)) for text in dict.fromkeys(texts))
        if layout == "layered"
        else (),
        tuple(LegendEntry("plain", text, 1) for text in texts),
        texts,
        warning=texts[-1],
        layout=layout,
    )


def linked_to_texts(diagram: Diagram) -> Diagram:
    """The same, each element of which leads to what its tooltip says."""
    texts = {box.element: box.tooltip for box in diagram.boxes}
    return linked(diagram, texts.get)


@pytest.mark.usefixtures("graphviz")
@pytest.mark.parametrize("layout", ["layered", "placed"])
def test_hostile_texts_draw_safely_and_whole(layout: Layout) -> None:
    root = parsed(render(linked_to_texts(diagram_of(HOSTILE, layout)), style(), "svg"))
    assert len(boxes(root)) == len(HOSTILE)
    words = "".join(root.itertext())
    for text in HOSTILE:
        if text.isprintable():
            assert text[:40] in words, text


ANY_TEXT = st.text(st.characters(codec="utf-8"), min_size=1, max_size=30)


@pytest.mark.usefixtures("graphviz")
@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(ANY_TEXT, min_size=1, max_size=8).map(tuple), st.sampled_from(["layered", "placed"]))
@example(("\x0b\x85\u2028", "\r\n\t"), "layered")
@example(("a", "\n", "b"), "placed")
@example(("]",), "layered")
def test_any_text_makes_an_svg_that_is_xml(texts: tuple[str, ...], layout: Layout) -> None:
    parsed(render(linked_to_texts(diagram_of(texts, layout)), style(), "svg"))


@given(st.lists(ANY_TEXT, min_size=1, max_size=8).map(tuple))
def test_no_text_has_a_control_in_words_nor_a_meaning_in_mermaid(texts: tuple[str, ...]) -> None:
    diagram = diagram_of((*texts, *HOSTILE))
    assert not [mark for line in text_equivalent(diagram) for mark in line if mark < " " and mark not in "\t\r\n"]
    labels = [line.split('["')[1] for line in as_mermaid(diagram, style()).splitlines() if '["' in line]
    assert len(labels) == len(diagram.boxes) + len(diagram.groups) + 1 + len(diagram.legend)
    assert all(label.endswith('"]') for label in labels)
    assert not [mark for label in labels for mark in label[:-2].replace("<br>", "") if mark in '<>"{}|[]`\\\x00\x1b']


ADDRESSES = {
    "pages/a.html": "pages/a.html",
    "https://portal.example/a?tab=1&lang=fr#top": "https://portal.example/a?tab=1&lang=fr#top",
    "été 1.html": "%C3%A9t%C3%A9%201.html",
    'x"><script>alert(1)</script>': "x%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
    "javascript:alert(1)": None,
    "data:text/html,<script>": None,
    "": None,
}


@pytest.mark.usefixtures("graphviz")
@pytest.mark.parametrize(("address", "written"), ADDRESSES.items())
def test_a_click_leads_to_a_page_and_nowhere_else(address: str, written: str | None) -> None:
    one = Diagram("view", "Title", "Question?", "Test", (Box("a", ("A",), element="a"), Box("b", ("B",))))
    svg = render(linked(one, lambda _: address), style(), "svg")
    assert links(fromstring(svg)) == ([written] if written else [])


def drawn_map(repository: Repository, question: MapQuestion) -> Diagram:
    """A map that is no table, whose elements lead to pages called after them."""
    answer = repository.draw(question)
    assert isinstance(answer.content, Map)
    return diagram(Answer(answer.situation, answer.content), "en", "{}.html".format)


NAME = '"\\"><script>alert(1)</script>\\x01\\x1b \\uFFFE"'
EVERYTHING = f"""
zone: {{z: {{name: {NAME}}}}}
state: {{s: {{name: {NAME}, date: 2022}}}}
actor: {{m: {{name: {NAME}, type: partner}}}}
site: {{h: {{name: {NAME}}}}}
process: {{p: {{name: {NAME}, zone: z}}}}
data_object: {{d: {{name: {NAME}}}}}
technology: {{t: {{name: {NAME}, supplier: m, end_of_support_on: 2020}}}}
node: {{n: {{name: {NAME}, type: room, site: h}}, o: {{name: {NAME}, part_of: n}}}}
application:
  a: {{name: {NAME}, description: {NAME}, zone: z, live_on: 2010, covers: p, deployed_at: h, technologies: t,
       runs_on: o, moa: m, masters: d, type: core}}
  b: {{name: {NAME}, zone: z, live_on: 2010, retired_on: 2022, successor: a, type: external}}
flow: {{f: {{source: a, target: b, data: d, mode: file}}}}
"""


@pytest.mark.usefixtures("graphviz")
def test_every_map_of_a_hostile_model_is_an_svg_in_which_nothing_runs(tmp_path: Path) -> None:
    (tmp_path / "model").mkdir()
    (tmp_path / "workspace.yaml").write_text(f"name: {NAME}\nat: 2021-12-31\n")
    (tmp_path / "model" / "si.yaml").write_text(EVERYTHING)
    repository = Repository(tmp_path)
    drawn = set()
    for question in repository.every_map():
        if repository.cartography.views[question.view].point.form != "table":
            shown = drawn_map(repository, question)
            if not shown.empty:
                root = parsed(render(shown, repository.cartography.style, "svg"))
                assert "script>alert" in (root.findtext(f"{SVG}desc") or "")
                drawn.add(question.view)
    assert {"land-use-plan", "timeline", "coverage-matrix", "zone-flows"} <= drawn
