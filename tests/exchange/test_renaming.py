"""An id replaced in the text: the system is the same but for its name."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ea_repo.exchange.writing.renaming import in_model, renamed
from ea_repo.graph import Graph
from ea_repo.metamodel import built_in
from ea_repo.select.paths import fields
from tests.impact.systems import System, systems, text
from tests.texts import graph_of


def said(graph: Graph) -> dict[str, tuple[str, object]]:
    return {id: (graph.kind(id), fields(graph, id)) for id in graph}


@given(systems(size=5, most_flows=4), st.data())
def test_there_and_back_is_the_same_text_and_in_between_the_same_system(system: System, data: st.DataObject) -> None:
    before = text(system)
    graph = graph_of(before)
    old = data.draw(st.sampled_from(sorted(graph)))
    there = renamed(before, old, "new-id", in_model(built_in().kinds))
    assert old not in graph_of(there.text)
    assert len(graph_of(there.text)) == len(graph)
    back = renamed(there.text, "new-id", old, in_model(built_in().kinds))
    assert (back.text, back.times) == (before, there.times)
    assert graph_of(there.text).kind("new-id") == graph.kind(old)
    assert said(graph_of(back.text)) == said(graph)


def test_sentences_keep_the_word_and_are_told() -> None:
    written = (
        "# siu\napplication:\n  siu: {name: siu, description: 'voir siu'}  # siu\n"
        "  b: {part_of: {to: siu, note: siu}}\n"
    )
    changed = renamed(written, "siu", "iris", in_model(built_in().kinds))
    assert changed.text == written.replace("  siu:", "  iris:").replace("to: siu", "to: iris")
    assert (changed.times, changed.mentions) == (2, (1, 3, 4))


def test_an_anchor_of_that_name_keeps_its_name() -> None:
    written = "application: {a: {moa: &chef chef}, b: {moa: *chef}, c: {moa: 'chef'}}\nactor: {chef: {}}\n"
    changed = renamed(written, "chef", "boss", in_model(built_in().kinds)).text
    assert changed == "application: {a: {moa: &chef boss}, b: {moa: *chef}, c: {moa: 'boss'}}\nactor: {boss: {}}\n"


def test_a_word_that_holds_the_id_is_another_one() -> None:
    written = "application: {siu: {}, siu-2: {part_of: siu}}\n"
    assert renamed(written, "siu", "iris", in_model(built_in().kinds)).text == (
        "application: {iris: {}, siu-2: {part_of: iris}}\n"
    )
