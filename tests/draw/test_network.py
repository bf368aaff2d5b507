"""Maps of boxes and arrows: what merges, what is gathered, what the notes say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ea_repo.draw.diagram import Diagram
from ea_repo.draw.dot import as_dot
from ea_repo.draw.text_equivalent import text_equivalent
from ea_repo.finding import Lang
from tests.draw.drawing import FLOWS, drawn, ends, ids, point, style

APPLICATIONS = point(show={"kind": "application"}, arrows=[FLOWS])


def test_parallel_flows_are_one_arrow_and_two_opposite_ones_stay_two() -> None:
    diagram = drawn(
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
    assert ends(diagram) == [("a", "b"), ("b", "a")]
    assert diagram.arrows[0].stands_for == ("f", "g")
    assert diagram.arrows[0].label == ("Identity, Stay", "2 flows")
    assert "a sends to b: Identity" in diagram.arrows[0].tooltip


@pytest.mark.parametrize(("lang", "label"), [("fr", "Essai (exemple)"), ("en", "Essai (example)")])
def test_an_example_says_on_the_map_that_it_is_one(lang: Lang, label: str) -> None:
    model = """
application: {a: {name: Essai, illustrative: true}, b: {name: Fait}, c: {name: Copie (exemple), illustrative: true}}
flow: {f: {source: a, target: b}, g: {source: c, target: b}}
"""
    diagram = drawn(model, APPLICATIONS, lang=lang)
    assert {" ".join(box.label) for box in diagram.boxes} == {label, "Fait", "Copie (exemple)"}


def test_an_arrow_has_the_worst_look_of_its_flows() -> None:
    diagram = drawn(
        """
        application: {a: {}, b: {}}
        flow:
          f: {source: a, target: b, mode: api}
          g: {source: a, target: b, mode: file}
        """,
        APPLICATIONS,
    )
    assert diagram.arrows[0].look == "bad"
    assert {(entry.text, entry.count) for entry in diagram.legend if entry.arrow} == {
        ("by API", 1), ("by file", 1), ("A → B: A sends to B", 1)}  # fmt: skip


CHAIN = """
application: {a: {}, b: {}, c: {}, d: {}, e: {name: Alone}}
flow:
  f: {source: a, target: b}
  g: {source: b, target: c}
  h: {source: c, target: d}
"""


def test_a_focus_shows_what_is_near_and_counts_what_is_further() -> None:
    around = point(show={"kind": "application"}, arrows=[FLOWS], around=True, depth=1, focus={"kind": "application"})
    diagram = drawn(CHAIN, around, "b")
    assert ids(diagram) == {"a", "b", "c"}
    assert diagram.notes == ("1 more than 1 step away, not shown",)
    assert ids(drawn(CHAIN, around, "b", depth=2)) == {"a", "b", "c", "d"}


@pytest.mark.parametrize(
    ("focus", "depth", "lang", "note"),
    [
        ("a", 1, "fr", "2 à plus d'un pas, non montrés"),
        ("b", 1, "fr", "1 à plus d'un pas, non montré"),
        ("a", 2, "fr", "1 à plus de 2 pas, non montré"),
        ("a", 1, "en", "2 more than 1 step away, not shown"),
        ("a", 2, "en", "1 more than 2 steps away, not shown"),
    ],
)
def test_what_is_further_is_counted_in_the_singular_and_the_plural(
    focus: str, depth: int, lang: Lang, note: str
) -> None:
    around = point(show={"kind": "application"}, arrows=[FLOWS], around=True, focus={"kind": "application"})
    assert drawn(CHAIN, around, focus, depth=depth, lang=lang).notes == (note,)


def test_a_focus_counts_the_flows_to_oneself_of_what_it_shows_alone() -> None:
    around = point(show={"kind": "application"}, arrows=[FLOWS], around=True, depth=1, focus={"kind": "application"})
    loops = "".join(f"  own-{id}: {{source: {id}, target: {id}}}\n" for id in "acd")
    assert drawn(CHAIN + loops, around, "a").notes == (
        "2 more than 1 step away, not shown",
        "1 flow from an element to itself, not shown",
    )
    assert drawn(CHAIN + loops, around, "d").notes == (
        "2 more than 1 step away, not shown",
        "2 flows from an element to itself, not shown",
    )


def test_an_arrow_between_two_neighbours_is_drawn_too() -> None:
    model = """
    application: {a: {}, b: {}, d: {}, s: {}}
    flow:
      f: {source: d, target: s}
      g: {source: s, target: a}
      h: {source: a, target: b, mode: file}
      i: {source: s, target: b}
    """
    around = point(show={"kind": "application"}, arrows=[FLOWS], around=True, depth=1, focus={"kind": "application"})
    assert ends(drawn(model, around, "s")) == [("a", "b"), ("d", "s"), ("s", "a"), ("s", "b")]


def test_a_view_may_leave_out_what_two_neighbours_exchange_and_marks_what_it_is_about() -> None:
    view = point(show={"kind": "application"}, arrows=[FLOWS], around=True, depth=1, rim=False, colour="kind")
    model = """
    application: {a: {}, b: {}, c: {}}
    flow: {f: {source: a, target: b}, g: {source: b, target: c}, h: {source: a, target: c}}
    """
    diagram = drawn(model, view, "b")
    assert ends(diagram) == [("a", "b"), ("b", "c")]
    assert diagram.notes == ("1 flow between the others, not drawn",)
    assert [box.element for box in diagram.boxes if box.look == "focus"] == ["b"]
    assert [(entry.look, entry.count) for entry in diagram.legend if not entry.arrow] == [("focus", 1), ("usual", 2)]


def test_arrows_between_neighbours_that_are_too_many_are_counted() -> None:
    names = [f"a{number}" for number in range(14)]
    pairs = [(one, two) for one in names for two in names if one != two]
    flows = "".join(f"\n  {one}-{two}: {{source: {one}, target: {two}}}" for one, two in pairs)
    model = f"application: {{{', '.join(f'{name}: {{}}' for name in names)}}}\nflow:{flows}"
    around = point(show={"kind": "application"}, arrows=[FLOWS], around=True, depth=1, focus={"kind": "application"})
    diagram = drawn(model, around, "a0")
    assert len(diagram.arrows) == 26
    assert diagram.notes == ("156 flows between the others, not drawn",)


def test_what_no_arrow_touches_is_named_where_a_view_leaves_it_out() -> None:
    diagram = drawn(CHAIN, point(show={"kind": "application"}, arrows=[FLOWS], linked=True))
    assert ids(diagram) == {"a", "b", "c", "d"}
    assert diagram.notes == ("1 without any arrow, not shown: Alone",)


ZONES = """
zone: {z: {name: Zone Z}, y: {name: Zone Y}, q: {name: Quarter, part_of: z}}
application: {a: {zone: q}, b: {zone: q}, c: {zone: y}, d: {zone: y}}
flow:
  f: {source: a, target: b}
  g: {source: a, target: c}
  h: {source: b, target: d}
"""


def test_groups_nest_as_their_wholes_do() -> None:
    diagram = drawn(ZONES, point(show={"kind": "application"}, arrows=[FLOWS], group="zone"))
    assert {(group.id, group.parent) for group in diagram.groups} == {("q", "z"), ("z", None), ("y", None)}
    assert {box.id: box.group for box in diagram.boxes} == {"a": "q", "b": "q", "c": "y", "d": "y"}


def test_too_many_boxes_are_gathered_by_group_and_their_arrows_merge() -> None:
    diagram = drawn(ZONES, point(show={"kind": "application"}, arrows=[FLOWS], group="zone", most=2))
    assert ids(diagram) == {"all:z", "all:y"}
    assert ends(diagram) == [("all:z", "all:y")]
    assert diagram.arrows[0].stands_for == ("g", "h")
    assert "4 elements and 3 arrows" in diagram.notes[0]


def test_the_flows_of_a_gathered_arrow_keep_their_modes() -> None:
    """A single file copy among many interfaces is what such a map is looked at for."""
    model = (
        ZONES.replace("h: {", "h: {mode: file, ").replace("g: {", "g: {mode: api, ")
        + "  i: {source: b, target: c, mode: api}\n"
    )
    view = point(show={"kind": "application"}, arrows=[FLOWS], group="zone", most=2)
    (arrow,) = drawn(model, view).arrows
    assert [(share.look, share.text, share.count) for share in arrow.shares] == [
        ("good", "by API", 2),
        ("bad", "by file", 1),
    ]
    assert arrow.label == ("3 flows", "2 by API", "1 by file")
    assert 'color="#00664a:#b03a00"' in as_dot(drawn(model, view), style())


def test_a_map_of_a_quarter_shows_what_stands_in_it() -> None:
    """What is around is gathered first: the quarter itself is what is asked about."""
    view = point(
        show={"kind": "application"}, arrows=[FLOWS], group="zone", around=True, focus={"kind": "zone"}, most=3
    )
    assert ids(drawn(ZONES, view, "q")) == {"a", "b", "all:y"}
    larger = ZONES.replace("application: {", "application: {e: {zone: q}, ") + "  i: {source: e, target: c}\n"
    assert ids(drawn(larger, view.model_copy(update={"most": 4}), "q")) == {"a", "b", "e", "all:y"}
    assert ids(drawn(ZONES, view, "z")) == {"a", "b", "all:y"}


def test_a_gathered_box_says_the_states_of_what_it_holds() -> None:
    view = point(show={"kind": "application"}, arrows=[FLOWS], group="zone", most=2, colour="findings")
    diagram = drawn(ZONES, view, marks={"a": "error"})
    assert [box.meaning for box in diagram.boxes] == ["2 no finding", "1 an error at least, 1 no finding"]
    assert "· 1 an error at least, 1 no finding" in "\n".join(text_equivalent(diagram))


def test_what_cannot_be_gathered_is_left_out_with_its_name() -> None:
    diagram = drawn(CHAIN, point(show={"kind": "application"}, arrows=[FLOWS], most=3))
    assert len(diagram.boxes) == 3
    assert diagram.notes == (
        "2 not shown, those with the fewest arrows: a, Alone",
        "1 flows of elements that are not shown, not drawn",
    )


def test_a_selector_that_matches_nothing_says_what_to_record() -> None:
    diagram = drawn("application: {a: {}}", point(show={"kind": "site"}))
    assert diagram.empty
    assert diagram.notes == ("none",)


@st.composite
def systems(draw: st.DrawFn) -> str:
    """Applications in zones or nowhere, with flows."""
    number = draw(st.integers(1, 12))
    zones = [draw(st.sampled_from(["", "zone: z", "zone: q", "zone: y"])) for _ in range(number)]
    lines = ["zone: {z: {}, y: {}, q: {part_of: z}}", "application:"]
    lines += [f"  a{place}: {{{zone}}}" for place, zone in enumerate(zones)]
    pairs = draw(st.lists(st.tuples(st.integers(0, number - 1), st.integers(0, number - 1)), max_size=25))
    pairs = [pair for pair in pairs if pair[0] != pair[1]]
    if pairs:
        lines.append("flow:")
        lines += [f"  f{n}: {{source: a{one}, target: a{two}}}" for n, (one, two) in enumerate(pairs)]
    return "\n".join(lines)


def shown_or_noted(diagram: Diagram, id: str) -> bool:
    """Whether an element has a box, is in a gathered one, or is counted in a note."""
    return (
        id in ids(diagram)
        or any(id in box.tooltip.split(", ") for box in diagram.boxes)
        or any(id in note.replace(":", ",").replace(" ", "").split(",") for note in diagram.notes)
    )


@given(systems(), st.integers(1, 12), st.booleans())
def test_nothing_is_dropped_without_a_word(model: str, most: int, linked: bool) -> None:
    diagram = drawn(model, point(show={"kind": "application"}, arrows=[FLOWS], group="zone", most=most, linked=linked))
    applications = [line.split(":")[0].strip() for line in model.splitlines() if line.startswith("  a")]
    assert [id for id in applications if not shown_or_noted(diagram, id)] == []
    kept = ids(diagram)
    assert all(arrow.source in kept and arrow.target in kept for arrow in diagram.arrows)
    assert len(set(ends(diagram))) == len(diagram.arrows)


def test_flows_that_cannot_be_drawn_are_counted() -> None:
    diagram = drawn(
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
    assert "1 flow from an element to itself, not shown" in diagram.notes
    assert "1 flow with an end that is not recorded, not shown" in diagram.notes
    assert "1 flows inside a group, not drawn" in diagram.notes


def test_what_is_far_from_the_focus_is_gathered_before_what_is_near() -> None:
    """With `gather`, a map without frames gathers too: a hub's neighbours keep their boxes as long as they can."""
    near = "\n".join(f"  n{number}: {{zone: z}}" for number in range(4))
    far = "\n".join(f"  f{number}: {{zone: z}}" for number in range(6))
    flows = "\n".join(f"  s{number}: {{source: hub, target: n{number}}}" for number in range(4))
    focus, shown = {"kind": "application"}, {"kind": "application"}
    flows += "".join(f"\n  t{number}: {{source: n0, target: f{number}}}" for number in range(6))
    diagram = drawn(
        f"zone: {{z: {{}}}}\napplication:\n  hub: {{}}\n{near}\n{far}\nflow:\n{flows}\n",
        point(around=True, depth=2, focus=focus, arrows=[FLOWS], show=shown, gather="zone", most=8),
        "hub",
    )
    assert ids(diagram) == {"hub", "n0", "n1", "n2", "n3", "all:z"}
    assert diagram.groups == ()


def test_what_a_map_is_about_keeps_its_box_and_links_are_no_flows() -> None:
    users = "\n".join(f"  a{number}: {{zone: z, sso: door}}" for number in range(6))
    diagram = drawn(
        f"zone: {{z: {{}}}}\napplication:\n  door: {{name: Door, zone: z}}\n{users}\n",
        point(
            show={"kind": "application"},
            about={"kind": "application", "authenticates": "*"},
            gather="zone",
            most=3,
            arrows=[{"link": "sso", "verb": {"fr": "passe par", "en": "goes through"}}],
        ),
    )
    assert ids(diagram) == {"door", "all:z"}
    assert [arrow.label for arrow in diagram.arrows] == [("6 links",)]
