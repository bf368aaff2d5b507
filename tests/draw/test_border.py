"""The ecosystem: partners by kind outside of a border, what passes over it, and those of which nothing is recorded."""

from __future__ import annotations

from ea_repo.draw.diagram import Diagram
from ea_repo.draw.text_equivalent import text_equivalent
from tests.draw.drawing import drawn, point

TITLES = {"national": {"fr": "Nationaux", "en": "National"}, "partner": {"fr": "Partenaires", "en": "Partners"}}
VIEW = point(
    form="border",
    colour="type",
    show={"kind": "application", "in_service": True, "not": {"type": "external"}},
    bands=[
        {"title": TITLES["national"], "show": {"kind": "application", "type": "external"}},
        {"title": TITLES["partner"], "show": {"kind": "actor", "type": "partner"}},
    ],
    arrows=[
        {
            "flows": {"in_service": True},
            "verb": {"fr": "transmet à", "en": "sends to"},
            "label": ["data"],
            "colour": "mode",
        },
        {"link": "supplier", "verb": {"fr": "est fourni par", "en": "is supplied by"}},
    ],
)
MODEL = """
data_object: {d: {name: Rights}}
actor: {firm: {name: Firm, type: partner}, mute: {name: Mute, type: partner}}
application:
  insurer: {name: Insurer, type: external}
  other: {name: Other, type: external}
  silent: {name: Silent, type: external}
  ward: {name: Ward, supplier: firm}
  lab: {name: Lab}
flow:
  in: {source: insurer, target: ward, data: d, mode: api}
  out: {source: ward, target: insurer, mode: file}
  within: {source: ward, target: lab, mode: api}
  among: {source: insurer, target: other, mode: api}
  later: {source: ward, target: other, live_on: 2030}
"""


def view() -> Diagram:
    return drawn(MODEL, VIEW)


def test_what_passes_over_the_border_is_told_with_its_way() -> None:
    words = {box.id: " ".join(box.label) for box in view().boxes if box.id.startswith("cell:")}
    assert words == {
        "cell:insurer:ward:1": "→ Rights",
        "cell:insurer:ward:0": "← data not recorded",
        "cell:firm:ward:0": "→ is supplied by",
    }


def test_what_is_inside_only_outside_only_or_to_come_is_counted_and_not_drawn() -> None:
    assert view().notes == (
        "1 link among partners, not shown",
        "1 flow with the outside, planned or out of service on that day, not shown",
    )


def test_partners_without_any_recorded_exchange_are_named() -> None:
    text = "\n".join(text_equivalent(view()))
    assert "No exchange recorded (2): Other, Silent" in text
    assert "No exchange recorded (1): Mute" in text
    assert "- Insurer sends to Ward: Rights, by API" in text


def test_each_stands_on_its_side_of_the_border() -> None:
    boxes = {box.id: box.place for box in view().boxes if box.place}
    system = boxes["frame:system"]
    for id, place in boxes.items():
        if id.startswith("inside:"):
            assert system.x <= place.x
            assert place.right <= system.right
        elif id != "frame:system":
            assert place.right <= system.x + 0.1 or place.x >= system.right - 0.1
