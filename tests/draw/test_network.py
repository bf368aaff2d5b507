"""Maps of boxes and arrows: what merges, what is gathered, what is told."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ea_repo.draw.diagram import Diagram
from tests.draw.drawing import FLOWS, drawn, ends, ids, point

APPLICATIONS = point(show={"kind": "application"}, arrows=[FLOWS])


def test_parallel_flows_are_one_arrow_and_two_opposite_ones_stay_two() -> None:
    found = drawn(
        """
        application: {a: {}, b: {}}
        data_object: {d: {name: Identity}, e: {name: Stay}}
        flow:
          f: {source: a, target: b, data: d}
          g: {source: a, target: b, data: e}
          h: {source: b, target: a, data: d}
        """,
        APPLICATIONS,
    )
    assert ends(found) == [("a", "b"), ("b", "a")]
    assert found.arrows[0].stands_for == ("f", "g")
    assert found.arrows[0].label == ("Identity, Stay", "2 flows")
    assert "a sends to b: Identity" in found.arrows[0].tooltip


def test_an_arrow_has_the_worst_look_of_its_flows() -> None:
    found = drawn(
        """
        application: {a: {}, b: {}}
        flow:
          f: {source: a, target: b, mode: api}
          g: {source: a, target: b, mode: file}
        """,
        APPLICATIONS,
    )
    assert found.arrows[0].look == "bad"
    assert {(each.text, each.count) for each in found.legend if each.arrow} == {
        ("by API", 1), ("by file", 1), ("A → B: A sends to B", 1)}  # fmt: skip


CHAIN = """
application: {a: {}, b: {}, c: {}, d: {}, e: {name: Alone}}
flow:
  f: {source: a, target: b}
  g: {source: b, target: c}
  h: {source: c, target: d}
"""


def test_a_focus_shows_what_is_near_and_tells_what_is_further() -> None:
    around = point(show={"kind": "application"}, arrows=[FLOWS], around=True, depth=1, focus={"kind": "application"})
    found = drawn(CHAIN, around, "b")
    assert ids(found) == {"a", "b", "c"}
    assert found.notes == ("1 more than 1 steps away, not shown",)
    assert ids(drawn(CHAIN, around, "b", depth=2)) == {"a", "b", "c", "d"}


def test_what_no_arrow_touches_is_told_where_a_view_leaves_it_out() -> None:
    found = drawn(CHAIN, point(show={"kind": "application"}, arrows=[FLOWS], linked=True))
    assert ids(found) == {"a", "b", "c", "d"}
    assert found.notes == ("1 without any arrow, not shown: Alone",)


ZONES = """
zone: {z: {name: Zone Z}, y: {name: Zone Y}, q: {name: Quarter, part_of: z}}
application: {a: {zone: q}, b: {zone: q}, c: {zone: y}, d: {zone: y}}
flow:
  f: {source: a, target: b}
  g: {source: a, target: c}
  h: {source: b, target: d}
"""


def test_groups_nest_as_their_wholes_do() -> None:
    found = drawn(ZONES, point(show={"kind": "application"}, arrows=[FLOWS], group="zone"))
    assert {(each.id, each.parent) for each in found.groups} == {("q", "z"), ("z", None), ("y", None)}
    assert {each.id: each.group for each in found.boxes} == {"a": "q", "b": "q", "c": "y", "d": "y"}


def test_too_many_boxes_are_gathered_by_group_and_their_arrows_merge() -> None:
    found = drawn(ZONES, point(show={"kind": "application"}, arrows=[FLOWS], group="zone", most=2))
    assert ids(found) == {"all:z", "all:y"}
    assert ends(found) == [("all:z", "all:y")]
    assert found.arrows[0].stands_for == ("g", "h")
    assert "4 elements and 3 arrows" in found.notes[0]


def test_what_cannot_be_gathered_is_left_out_with_its_name() -> None:
    found = drawn(CHAIN, point(show={"kind": "application"}, arrows=[FLOWS], most=3))
    assert len(found.boxes) == 3
    assert found.notes == ("2 not shown, those with the fewest arrows: a, Alone",)


def test_a_selector_that_matches_nothing_says_what_to_record() -> None:
    found = drawn("application: {a: {}}", point(show={"kind": "site"}))
    assert found.empty
    assert found.notes == ("none",)


@st.composite
def systems(draw: st.DrawFn) -> str:
    """Applications in zones or nowhere, with flows."""
    number = draw(st.integers(1, 12))
    zones = [draw(st.sampled_from(["", "zone: z", "zone: q", "zone: y"])) for _ in range(number)]
    lines = ["zone: {z: {}, y: {}, q: {part_of: z}}", "application:"]
    lines += [f"  a{place}: {{{zone}}}" for place, zone in enumerate(zones)]
    pairs = draw(st.lists(st.tuples(st.integers(0, number - 1), st.integers(0, number - 1)), max_size=25))
    pairs = [each for each in pairs if each[0] != each[1]]
    if pairs:
        lines.append("flow:")
        lines += [f"  f{n}: {{source: a{one}, target: a{two}}}" for n, (one, two) in enumerate(pairs)]
    return "\n".join(lines)


def shown_or_told(found: Diagram, id: str) -> bool:
    """Whether an element has a box, is in a gathered one, or is counted in a note."""
    return (
        id in ids(found)
        or any(id in each.tooltip.split(", ") for each in found.boxes)
        or any(id in note.replace(":", ",").replace(" ", "").split(",") for note in found.notes)
    )


@given(systems(), st.integers(1, 12), st.booleans())
def test_nothing_is_dropped_without_a_word(model: str, most: int, linked: bool) -> None:
    found = drawn(model, point(show={"kind": "application"}, arrows=[FLOWS], group="zone", most=most, linked=linked))
    applications = [line.split(":")[0].strip() for line in model.splitlines() if line.startswith("  a")]
    assert [id for id in applications if not shown_or_told(found, id)] == []
    kept = ids(found)
    assert all(each.source in kept and each.target in kept for each in found.arrows)
    assert len({(each.source, each.target) for each in found.arrows}) == len(found.arrows)


def test_flows_that_cannot_be_drawn_are_counted() -> None:
    found = drawn(
        """
        zone: {z: {}, y: {}}
        application: {a: {zone: z}, b: {zone: z}, c: {zone: y}, d: {zone: y}}
        flow:
          f: {source: a, target: b}
          g: {source: a, target: a}
          h: {source: a}
          i: {source: a, target: c}
        """,
        point(show={"kind": "application"}, arrows=[FLOWS], group="zone", most=2),
    )
    assert "1 flows from an element to itself, not shown" in found.notes
    assert "1 flows with an end that is not recorded, not shown" in found.notes
    assert "1 flows inside a group, not drawn" in found.notes
