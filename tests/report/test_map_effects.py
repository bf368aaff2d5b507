"""What a map of a loss shows and says is what the study of that loss says."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from hypothesis import given

from ea_repo.draw.cartography import View
from ea_repo.draw.context import Context
from ea_repo.draw.diagram import Diagram
from ea_repo.draw.paper import LEAST, PAPERS
from ea_repo.draw.sheets import sheets
from ea_repo.draw.text_equivalent import text_equivalent
from ea_repo.draw.view_to_diagram import draw
from ea_repo.impact.impact import Impact, impact
from ea_repo.report.impact import certain_and_possible
from ea_repo.report.impact_words import both
from ea_repo.report.map_effects import effects
from tests.draw.drawing import point, style
from tests.impact.systems import System, losses
from tests.impact.systems import text as written
from tests.texts import graph_of

PROCESSES = 60
DAY = dt.date(2021, 12, 31)


def drawn(found: Impact, most: int = 40) -> Diagram:
    focus = {"kind": "*", "required": True}
    view = View("impact", "impact.yaml", point(form="effects", colour="impact", focus=focus, most=most), {})
    context = Context(found.graph, style(), "en", "Test", focus=found.roots)
    return draw(view, context, effects(found, "en"))


def hub() -> Impact:
    """An application that is the only one to cover many processes, and to hold a datum; little else is linked to it."""
    processes = "".join(f"\n  p{number}: {{}}" for number in range(PROCESSES))
    covered = ", ".join(f"p{number}" for number in range(PROCESSES))
    return impact(
        graph_of(f"""
data_object: {{d: {{}}}}
process:{processes}
application: {{hub: {{covers: [{covered}], masters: d}}, taker: {{}}, after: {{}}}}
flow:
  f: {{source: hub, target: taker, data: d, need: vital}}
  g: {{source: taker, target: after, data: d}}
"""),
        ["hub"],
        DAY,
    )


def test_every_lost_process_and_datum_is_drawn_or_listed() -> None:
    for most in (1, 40):
        text = "\n".join(text_equivalent(drawn(hub(), most)))
        assert all(f"p{number}" in text for number in range(PROCESSES))
    assert "data object · d (d) · lost" in text
    (listed,) = (box for box in drawn(hub(), 1).boxes if box.frame)
    assert listed.label == (f"Also touched, not drawn ({len(hub().elements) - 1})",)


def test_effects_alike_of_one_cause_are_one_box_with_all_their_names() -> None:
    diagram = drawn(hub())
    (box,) = (box for box in diagram.boxes if box.id.startswith("list:hub:"))
    assert box.label[0].startswith(f"Processes ({PROCESSES})")
    assert box.tooltip.startswith(f"Processes ({PROCESSES}) · lost: p0, p1")
    (arrow,) = (arrow for arrow in diagram.arrows if arrow.target == box.id)
    assert len(arrow.stands_for) == len(arrow.tooltip.splitlines()) == PROCESSES


def test_a_loss_that_touches_a_thousand_elements_is_read_on_paper() -> None:
    """Every name is there, at 7 points at the least, on no more than a few sheets."""
    flows = "".join(
        f"\n  f{number}: {{source: a0, target: a{number}, data: d, need: vital}}" for number in range(1, 600)
    )
    applications = "".join(
        f"\n  a{number}: {{name: Application {number}, covers: p{number}}}" for number in range(1, 600)
    )
    processes = "".join(f"\n  p{number}: {{name: Process {number}}}" for number in range(1, 600))
    model = (
        f"data_object: {{d: {{}}}}\nprocess:{processes}\napplication:\n  a0: {{masters: d}}{applications}\nflow:{flows}"
    )
    diagram = drawn(impact(graph_of(model), ["a0"], DAY))
    text = "\n".join(text_equivalent(diagram))
    assert all(f"{name} {number}" in text for number in range(1, 600) for name in ("Application", "Process"))
    _, *others = sheets(diagram, style(), PAPERS["A3"])
    assert all(sheet.scale * 9 >= LEAST * 0.99 for sheet in others) and len(others) <= 4
    assert others[0].drawing.diagram.arrows == diagram.arrows
    shown = Counter(box.id for sheet in others for box in sheet.drawing.diagram.boxes if not box.frame)
    assert shown == Counter(box.id for box in diagram.boxes if not box.frame)


def test_what_is_drawn_never_takes_more_room_than_there_is() -> None:
    """A process at the end of a chain brings the chain with it, or stays in the list."""
    found = impact(
        graph_of("""
data_object: {d: {}}
process: {p: {}}
application: {a: {masters: d}, b: {}, c: {}, e: {covers: p}}
flow:
  f: {source: a, target: b, data: d, need: vital}
  g: {source: b, target: c, data: d, need: vital}
  h: {source: c, target: e, data: d, need: vital}
"""),
        ["a"],
        DAY,
    )
    for most in range(1, 6):
        diagram = drawn(found, most)
        assert len([box for box in diagram.boxes if box.element]) <= most + 1
        assert {arrow.source for arrow in diagram.arrows} <= {box.id for box in diagram.boxes}


def test_it_reads_from_the_cause_to_its_effects_in_columns_by_distance() -> None:
    found = impact(
        graph_of("""
process: {p: {}}
data_object: {d: {}}
application: {a: {masters: d}, b: {}, c: {covers: p}}
flow:
  f: {source: a, target: b, data: d, need: vital}
  g: {source: b, target: c, data: d, need: vital}
"""),
        ["a"],
        DAY,
    )
    arrows = {(arrow.source, arrow.target): arrow.length for arrow in drawn(found).arrows}
    assert {("a", "b"): 1, ("b", "c"): 1, ("c", "p"): 1}.items() <= arrows.items()
    assert all((target, source) not in arrows for source, target in arrows)


@given(losses())
def test_the_map_says_what_the_study_says(asked: tuple[System, list[str], dt.date]) -> None:
    system, roots, day = asked
    found = impact(graph_of(written(system)), roots, day)
    for most in (3, 40):
        diagram = drawn(found, most)
        if not found.elements:
            assert diagram.empty
            continue
        assert len([box for box in diagram.boxes if box.element]) <= most + len(found.roots)
        text = "\n".join(text_equivalent(diagram))
        for affected in found.elements:
            assert found.graph.name(affected.id) in text
            if any(box.id == affected.id for box in diagram.boxes):
                (box,) = (box for box in diagram.boxes if box.id == affected.id)
                assert box.meaning.startswith(both(affected, "en") + " · ")
        scale = style().scales["impact"]
        counts: Counter[str] = Counter(affected.state or "possible" for affected in found.elements)
        counts["root"] = len(found.roots)
        assert {entry.text: entry.count for entry in diagram.legend} == {
            scale[value].words.text.en: number for value, number in counts.items()
        }
        assert all(sentence.text in text for sentence in certain_and_possible(found, "en"))
        assert len({arrow.target for arrow in diagram.arrows}) == len(diagram.arrows)
