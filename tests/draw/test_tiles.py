"""The land-use plan: every tile in its frame, none over another."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ea_repo.draw.diagram import Box, Diagram, Place
from tests.draw.drawing import drawn, point

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
    assert {box.label for box in diagram.boxes if box.frame} == {("Empty (0)",), ("Full (1)",)}
    without_holes = drawn(model, PLAN.model_copy(update={"holes": False}))
    assert [box.label for box in without_holes.boxes if box.frame] == [("Full (1)",)]


def test_what_has_no_zone_stands_in_a_frame_of_its_own() -> None:
    diagram = drawn("application: {a: {name: Nowhere}}", PLAN)
    assert [box.label for box in diagram.boxes] == [("Group not recorded", "(1)"), ("Nowhere",)]
