"""The list of needs: what several meet, or nothing, first; every row with what meets it."""

from __future__ import annotations

import pytest

from ea_repo.draw.text_equivalent import text_equivalent
from tests.draw.drawing import drawn, point

VIEW = point(
    form="needs",
    rows={"kind": "process"},
    across={"kind": "application", "in_service": True},
    group="zone",
    cells={
        "link": "covered_by",
        "verb": {"fr": "est couvert par", "en": "is covered by"},
        "partly": {"link": "supported_by", "verb": {"fr": "est soutenu par", "en": "is supported by"}},
    },
)
MODEL = """
zone: {z: {name: Care}, q: {part_of: z}}
process: {p: {name: Beds, zone: q}, r: {name: Admission}, s: {name: Pharmacy}, t: {name: Imaging, zone: z}}
application:
  a: {name: A, covers: [p, r]}
  b: {name: B, covers: r}
  c: {name: C, supports: [t, r]}
  gone: {name: Gone, covers: s, retired_on: 2015}
"""


def test_what_several_meet_comes_first_then_what_nothing_meets_then_groups() -> None:
    diagram = drawn(MODEL, VIEW)
    frames = [box.label for box in diagram.boxes if box.frame]
    assert frames == [("Several (1)",), ("No application (1)",), ("Care (2)",)]
    rows = {box.id: box.label for box in diagram.boxes if box.id.startswith("met:")}
    assert rows == {
        "met:r": ("A, B, (C)",),
        "met:s": ("Gone (at its end of life)",),
        "met:p": ("A",),
        "met:t": ("(C)",),
    }


def test_the_text_answers_which_needs_have_several_and_which_none() -> None:
    text = "\n".join(text_equivalent(drawn(MODEL, VIEW)))
    assert (
        "process · Admission (r) · several applications; the audit says whether they are redundant: A, B, (C)" in text
    )
    assert "process · Pharmacy (s) · none in service, or not recorded: Gone (at its end of life)" in text


def test_a_long_list_goes_on_in_other_frames_and_loses_no_row() -> None:
    model = "process:\n" + "".join(f"  p{number}: {{}}\n" for number in range(100))
    diagram = drawn(model + "application: {a: {}}\n", VIEW)
    assert sum(box.id.startswith("row:") for box in diagram.boxes) == 100
    assert sum(box.frame for box in diagram.boxes) == 7


@pytest.mark.parametrize(
    ("applications", "readings"),
    [
        (
            "a: {covers: [p, r]}, c: {supports: [t, r]}",
            [("left is covered by right", 2), ("in brackets: a part only", 2)],
        ),
        ("c: {supports: [t, r]}", [("in brackets: a part only", 2)]),
        ("a: {}", []),
    ],
)
def test_the_legend_counts_the_rows_that_something_meets(applications: str, readings: list[tuple[str, int]]) -> None:
    diagram = drawn(f"process: {{p: {{}}, r: {{}}, s: {{}}, t: {{}}}}\napplication: {{{applications}}}\n", VIEW)
    own = ("left is covered by right", "in brackets: a part only")
    assert [(entry.text, entry.count) for entry in diagram.legend if entry.text in own] == readings
