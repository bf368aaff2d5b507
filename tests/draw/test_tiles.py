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
    lines += [f"  a{n}: {{zone: [{', '.join(f'z{each}' for each in zones)}]}}" for n, zones in enumerate(wanted)]
    return "\n".join(lines), sum(max(len(each), 1) for each in wanted)


def check(found: Diagram, tiles: int) -> None:
    frames = {each.id: placed(each) for each in found.boxes if each.frame}
    laid = [each for each in found.boxes if not each.frame]
    assert len(laid) == tiles
    for number, each in enumerate(laid):
        assert inside(placed(each), frames[str(each.group)]), each.id
        assert all(apart(placed(each), placed(other)) for other in laid[number + 1 :])
    for id, one in frames.items():
        for other_id, other in frames.items():
            assert id == other_id or apart(one, other) or inside(one, other) or inside(other, one)


@given(plans())
def test_tiles_stand_in_their_frames_and_never_overlap(plan: tuple[str, int]) -> None:
    check(drawn(plan[0], PLAN), plan[1])


def test_a_zone_without_applications_is_a_hole_that_shows() -> None:
    model = "zone: {z: {name: Empty}, y: {name: Full}}\napplication: {a: {zone: y}}"
    found = drawn(model, PLAN)
    assert {each.label for each in found.boxes if each.frame} == {("Empty (0)",), ("Full (1)",)}
    assert len([each for each in drawn(model, PLAN.model_copy(update={"holes": False})).boxes if each.frame]) == 1


def test_what_has_no_zone_is_told_apart() -> None:
    found = drawn("application: {a: {name: Nowhere}}", PLAN)
    assert [each.label for each in found.boxes] == [("Group not recorded", "(1)"), ("Nowhere",)]
