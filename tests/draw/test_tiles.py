"""The land-use plan: every tile in its frame, none over another."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ea_repo.draw.diagram import Box, Diagram, Place
from tests.draw.drawing import drawn, point, style

PLAN = point(form="tiles", show={"kind": "application"}, group="zone", holes=True, colour="phase")


def inside(inner: Place, outer: Place) -> bool:
    return (
        outer.x <= inner.x + 0.01
        and outer.y <= inner.y + 0.01
        and inner.right <= outer.right + 0.01
        and inner.bottom <= outer.bottom + 0.01
    )


def apart(one: Place, two: Place) -> bool:
    return (
        one.right <= two.x + 0.01
        or two.right <= one.x + 0.01
        or one.bottom <= two.y + 0.01
        or two.bottom <= one.y + 0.01
    )


def placed(box: Box) -> Place:
    assert box.place is not None
    return box.place


@st.composite
def plans(draw: st.DrawFn) -> tuple[str, int]:
    """Zones in zones, applications in one of them, in two, or nowhere."""
    parents = [draw(st.integers(-1, place - 1)) for place in range(draw(st.integers(1, 7)))]
    lines = ["zone:"]
    lines += [f"  z{n}: {{name: Zone {n}{f', part_of: z{up}' if up >= 0 else ''}}}" for n, up in enumerate(parents)]
    wanted = draw(
        st.lists(st.lists(st.integers(0, len(parents) - 1), max_size=2, unique=True), min_size=1, max_size=20)
    )
    lines.append("application:")
    lines += [f"  a{n}: {{zone: [{', '.join(f'z{zone}' for zone in zones)}]}}" for n, zones in enumerate(wanted)]
    return "\n".join(lines), sum(max(len(zones), 1) for zones in wanted)


def check(diagram: Diagram, tiles: int) -> None:
    frames = {box.id: placed(box) for box in diagram.boxes if box.frame}
    laid = [box for box in diagram.boxes if not box.frame]
    assert len(laid) == tiles
    for number, tile in enumerate(laid):
        assert inside(placed(tile), frames[str(tile.group)]), tile.id
        assert all(apart(placed(tile), placed(other)) for other in laid[number + 1 :])
    for id, one in frames.items():
        for other_id, other in frames.items():
            assert id == other_id or apart(one, other) or inside(one, other) or inside(other, one)


@given(plans())
def test_tiles_stand_in_their_frames_and_never_overlap(plan: tuple[str, int]) -> None:
    check(drawn(plan[0], PLAN), plan[1])


def test_a_zone_without_applications_is_a_hole_that_shows() -> None:
    model = "zone: {z: {name: Empty}, y: {name: Full}}\napplication: {a: {zone: y}}"
    diagram = drawn(model, PLAN)
    assert {box.label for box in diagram.boxes if box.frame} == {("Empty · empty",), ("Full (1)",)}
    without_holes = drawn(model, PLAN.model_copy(update={"holes": False}))
    assert [box.label for box in without_holes.boxes if box.frame] == [("Full (1)",)]


def test_what_has_no_zone_stands_in_a_frame_of_its_own() -> None:
    diagram = drawn("application: {a: {name: Nowhere}}", PLAN)
    assert [box.label for box in diagram.boxes] == [("Group not recorded (1)",), ("Nowhere",)]


def test_zones_stand_in_the_bands_of_the_view_and_the_others_after() -> None:
    bands = [
        {"title": {"fr": "Pilotage", "en": "Steering"}, "show": {"kind": "zone", "tags": "steering"}},
        {"title": {"fr": "Métiers", "en": "Business"}, "show": {"kind": "zone", "tags": "trade"}},
    ]
    model = """
    zone: {a: {tags: [trade]}, b: {}, c: {tags: [steering]}, q: {part_of: a}}
    application: {x: {zone: q}, y: {zone: b}, z: {zone: c}}
    """
    diagram = drawn(model, point(form="tiles", show={"kind": "application"}, group="zone", bands=bands))
    check(diagram, 3)
    assert [box.label for box in diagram.boxes if box.frame and box.id.startswith("frame:band:")] == [
        ("Steering (1)",), ("Business (1)",), ("Others (1)",)]  # fmt: skip
    none = "zone: {b: {}}\napplication: {y: {zone: b}}"
    view = point(form="tiles", show={"kind": "application"}, group="zone", bands=bands)
    assert drawn(none, view).boxes[0].label == ("b (1)",)


def test_bands_of_one_row_stand_side_by_side_and_fill_the_sheet() -> None:
    bands = [
        {"title": {"fr": name, "en": name}, "show": {"kind": "zone", "tags": name}, "row": row}
        for name, row in (("steering", 1), ("exchanges", 2), ("trade", 2))
    ]
    model = """
    zone: {s: {tags: [steering]}, e: {tags: [exchanges]}, t: {tags: [trade]}, q: {part_of: t}, o: {}}
    application: {a: {zone: s}, b: {zone: e}, c: {zone: q}, d: {zone: q}, f: {zone: t}, g: {zone: o}}
    """
    diagram = drawn(model, point(form="tiles", show={"kind": "application"}, group="zone", bands=bands))
    check(diagram, 6)
    first, *second = (placed(box) for box in diagram.boxes if box.id.startswith("frame:band:"))
    assert len({place.y for place in second}) == len({place.bottom for place in second}) == 1
    assert first.bottom < second[0].y and abs(first.right - second[-1].right) < 1


def test_what_is_in_service_without_a_date_does_not_look_off() -> None:
    diagram = drawn("application: {a: {live_on: 2019}, b: {}, c: {live_on: 2030}}", PLAN)
    looks = {box.element: style().look(box.look) for box in diagram.boxes if not box.frame}
    assert [looks[id].line for id in "abc"] == ["solid", "solid", "dashed"]
    assert [box.meaning for box in diagram.boxes if box.element == "b"] == ["in service, its start not written"]


def test_empty_places_are_counted() -> None:
    diagram = drawn("zone: {z: {}, y: {}, q: {part_of: y}}\napplication: {a: {zone: y}}", PLAN)
    assert diagram.notes == ("2 empty places of 3: nothing stands there, or none is written",)


def test_a_plan_is_coloured_by_what_is_recorded_of_most() -> None:
    model = "application: {a: {type: core}, b: {type: core}, c: {live_on: 2019}}"
    view = PLAN.model_copy(update={"or_colour": ("type",)})
    assert [entry.text for entry in drawn(model, view).legend] == ["core", "type not recorded"]
    dated = "application: {a: {type: core}, b: {live_on: 2019}, c: {live_on: 2019}}"
    assert [entry.text for entry in drawn(dated, view).legend] == ["active", "in service, its start not written"]


HOSTING = point(
    form="tiles",
    show={"kind": "application", "runs_on": "*"},
    out_of={"kind": "application"},
    group="runs_on",
    above=["part_of", "runs_on", "site"],
    frame_label=["technologies"],
    holes=True,
)


def frames_around(diagram: Diagram, tile: str) -> list[str]:
    """The labels of the frames around a tile, the outermost first."""
    (box,) = (box for box in diagram.boxes if box.element == tile and not box.frame)
    around = [frame for frame in diagram.boxes if frame.frame and inside(placed(box), placed(frame))]
    return [" ".join(frame.label) for frame in sorted(around, key=lambda frame: -placed(frame).width)]


def test_hosting_is_frames_in_frames_from_the_place_to_the_application() -> None:
    diagram = drawn(
        """
        site: {h: {name: Hospital}}
        technology: {os: {name: Linux 8}}
        node:
          dc: {name: Centre, site: h}
          c: {name: Cluster, part_of: dc}
          host: {name: Host, part_of: c}
          vm: {name: Machine, runs_on: host, technologies: os}
          spare: {name: Spare, part_of: dc}
        application: {a: {name: A, runs_on: vm}, b: {name: B}}
        """,
        HOSTING,
    )
    assert frames_around(diagram, "a") == [
        "Hospital (1)", "Centre (1)", "Cluster (1)", "Host (1)", "Machine · Linux 8 (1)"]  # fmt: skip
    assert any(box.label == ("Spare · empty",) for box in diagram.boxes)
    assert "1 of 2 not on this map: nothing recorded places them" in diagram.notes


def test_nodes_that_stand_in_each_other_stand_in_none() -> None:
    diagram = drawn(
        """
        node: {one: {name: One, part_of: two}, two: {name: Two, runs_on: one}}
        application: {a: {name: A, runs_on: one}}
        """,
        HOSTING,
    )
    assert frames_around(diagram, "a") == ["One (1)"]


def test_what_others_stand_in_is_a_frame_and_no_tile() -> None:
    equipment = point(
        form="tiles", show={"kind": "node"}, group="part_of", or_group=["site"], above=["part_of", "site"]
    )
    diagram = drawn(
        """
        site: {h: {name: Hospital}}
        node:
          dc: {name: Centre, site: h}
          s: {name: Server, part_of: dc}
          box: {name: Box, site: h}
          lone: {name: Lone}
        """,
        equipment,
    )
    assert {box.element for box in diagram.boxes if not box.frame} == {"s", "box", "lone"}
    assert frames_around(diagram, "s") == ["Hospital (2)", "Centre (1)"]
    assert frames_around(diagram, "lone") == ["Group not recorded (1)"]


def test_no_frame_is_lost_however_many_there_are() -> None:
    zones = "".join(f"\n  z{number}: {{name: Z{number}, part_of: all}}" for number in range(60))
    diagram = drawn(f"zone:\n  all: {{name: All}}{zones}\napplication: {{a: {{zone: z1}}}}\n", PLAN)
    assert len([box for box in diagram.boxes if box.frame]) == 61
    check(diagram, 1)


def test_a_plan_of_findings_names_what_has_an_error_and_is_not_on_it() -> None:
    model = "zone: {z: {}}\napplication: {a: {zone: z}, old: {name: Old, retired_on: 2015}}\n"
    plan = point(form="tiles", show={"kind": "application", "in_service": True}, group="zone", colour="findings")
    diagram = drawn(model, plan, marks={"a": "error", "old": "error", "z": "warning"})
    assert diagram.notes == ("1 element with an error at least, not shown here: Old",)
