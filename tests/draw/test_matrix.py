"""Maps in rows and columns: a cell for each link, how many a row has, what is left out."""

from __future__ import annotations

from tests.draw.drawing import drawn, point

VERB = {"fr": "est couvert par", "en": "is covered by"}
COVER = point(
    form="matrix", rows={"kind": "process"}, across={"kind": "application"}, cells={"link": "covered_by", "verb": VERB}
)


def test_a_row_shows_whether_it_has_none_one_or_several() -> None:
    diagram = drawn(
        """
        process: {hole: {}, once: {}, twice: {}}
        application: {a: {covers: [once, twice]}, b: {covers: twice}, c: {}}
        """,
        COVER,
    )
    looks = {box.id: box.look for box in diagram.boxes}
    assert (looks["row:hole"], looks["row:once"], looks["row:twice"]) == ("hole", "head", "warn")
    assert {box.id for box in diagram.boxes if box.id.startswith("cell:")} == {
        "cell:once:a", "cell:twice:a", "cell:twice:b"}  # fmt: skip
    # An empty column says nothing; the key names the others by their numbers.
    assert [box.label for box in diagram.boxes if box.id.startswith("key:")] == [("1 a",), ("2 b",)]


def test_what_supports_a_row_fills_a_cell_otherwise_and_is_no_redundancy() -> None:
    partly = {"link": "supported_by", "verb": {"fr": "est soutenu par", "en": "is supported by"}, "look": "part"}
    diagram = drawn(
        """
        process: {hole: {}, helped: {}, once: {}}
        application: {a: {covers: once, supports: helped}, b: {supports: [once, helped]}, c: {supports: {to: once}}}
        """,
        point(
            form="matrix",
            rows={"kind": "process"},
            across={"kind": "application"},
            cells={"link": "covered_by", "verb": VERB, "partly": partly},
        ),
    )
    looks = {box.id: box.look for box in diagram.boxes}
    assert (looks["row:hole"], looks["row:helped"], looks["row:once"]) == ("hole", "fair", "head")
    assert {id: look for id, look in looks.items() if id.startswith("cell:")} == {
        "cell:once:a": "cell", "cell:once:b": "part", "cell:once:c": "part", "cell:helped:a": "part",
        "cell:helped:b": "part",
    }  # fmt: skip
    tooltips = {box.id: box.tooltip for box in diagram.boxes}
    assert tooltips["cell:once:b"] == "once is supported by b"
    assert [(entry.look, entry.count) for entry in diagram.legend][-2:] == [("plain", 1), ("part", 4)]
