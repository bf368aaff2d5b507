"""Who holds a datum and from whom: by hand, and as the words alone have it."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ea_repo.impact.lineage import Lineage, lineage
from ea_repo.impact.refusal import Refusal
from ea_repo.load.yaml import parse
from ea_repo.semantics.exchanges import Exchanges
from tests.depth import examples
from tests.impact.oracle import holders
from tests.impact.systems import DATES, System, systems, text
from tests.impact.test_dependencies import as_words
from tests.texts import day, graph_of

AT = day("2021-12-31")
SYSTEM = """
referential: {m: {masters: d, relays: r}, old: {masters: d, retired_on: 2020}}
application:
  r: {}
  a: {}
  b: {}
  b1: {part_of: b}
  c: {}
  alone: {}
  fed: {}
  user: {uses: d}
  hub: {type: platform}
data_object: {whole: {}, d: {part_of: whole}, bit: {part_of: d}}
flow:
  f1: {source: m, target: r, data: d, mode: api}
  f2: {source: r, target: a, data: whole, mode: message}
  f3: {source: a, target: b1, data: d}
  f4: {source: m, target: b, data: [d], mode: file}
  f5: {source: b1, target: c, data: d, mode: email}
  f6: {source: c, target: m, data: d}
  g1: {source: alone, target: fed, data: d}
  g2: {source: fed, target: c, data: d}
  h: {source: b, target: user, data: bit}
"""


def lines(answer: Lineage) -> list[str]:
    return [
        f"{holder.id} {holder.distance} {holder.origin} "
        + ",".join(f"{receipt.flow}:{receipt.origin}" for receipt in holder.receipts)
        for holder in answer.holders
    ]


def test_an_example_comes_behind_the_facts_as_far_from_a_master() -> None:
    model = """
data_object: {d: {}}
application:
  a-local: {masters: d, illustrative: true}
  siu: {masters: d}
  b-local: {illustrative: true}
  gam: {}
flow: {f: {source: siu, target: gam, data: d}, g: {source: a-local, target: b-local, data: d}}
"""
    answer = lineage(graph_of(model).at(AT), "d")
    assert [holder.id for holder in answer.holders] == ["siu", "a-local", "gam", "b-local"]


def test_each_holder_says_how_far_and_from_whom() -> None:
    answer = lineage(graph_of(SYSTEM).at(AT), "d")
    assert lines(answer) == [
        "m 0 None f6:copy",
        "b 1 master f4:master,f3:copy",
        "r 1 master f1:master",
        "a 2 relay f2:relay",
        "c 2 copy f5:copy,g2:copy",
        "alone None None ",
        "fed None copy g1:copy",
    ]
    by_id = {holder.id: holder for holder in answer.holders}
    assert as_words(by_id["c"].chain) == "m-f4-b b1-f5-c"
    assert as_words(by_id["fed"].chain) == "alone-g1-fed"
    assert by_id["m"].master
    assert by_id["alone"].by == ("alone",)
    assert (answer.mastered, answer.absent) == ("d", ("old",))


def test_a_part_comes_from_the_masters_of_its_whole() -> None:
    answer = lineage(graph_of(SYSTEM).at(AT), "bit")
    assert answer.mastered == "d"
    assert {holder.id: holder.distance for holder in answer.holders}["user"] == 2
    whole = lineage(graph_of(SYSTEM).at(AT), "whole")
    assert (whole.mastered, lines(whole)) == (None, ["a None copy f2:copy", "r None None "])


def test_what_passes_through_a_relay_comes_from_it() -> None:
    graph = graph_of("""
referential: {m: {masters: d, relays: hub}}
application: {hub: {}, a: {}, b: {}}
data_object: {d: {}}
flow: {f: {source: m, target: a, data: d}, g: {source: a, target: b, data: d, via: hub}}
""")
    assert lines(lineage(graph, "d")) == ["m 0 None ", "a 1 master f:master", "b 2 relay g:relay"]


def test_a_datum_of_nobody_has_no_holder() -> None:
    assert lineage(graph_of("data_object: {d: {}}\napplication: {a: {uses: d}}"), "d").holders == ()


def test_only_a_datum_has_a_lineage() -> None:
    with pytest.raises(Refusal) as refused:
        lineage(graph_of(SYSTEM), "a")
    assert refused.value.message.fr == (
        "« a » est de genre application, pas donnée : `ea deps` suit les flux d'une application"
    )


@settings(max_examples=examples(150))
@given(systems(most_flows=14), st.sampled_from(DATES))
def test_holders_are_those_that_the_words_say(system: System, date: dt.date) -> None:
    graph, expected = graph_of(text(system)).at(date), holders(parse(text(system)).value, date)
    givers = {exchange.flow: exchange.giver for exchange in Exchanges.in_service(graph).all()}
    for datum in graph.of("data_object"):
        answer = lineage(graph, datum)
        assert {holder.id: holder.distance for holder in answer.holders} == expected[datum], datum
        holding = {holder.id for holder in answer.holders}
        for holder in answer.holders:
            assert holder.distance is None or len(holder.chain) == holder.distance
            for receipt in holder.receipts:
                assert givers[receipt.flow] in holding
            assert holder.receipts or holder.by
