"""Who else could bring what a flow brings."""

from __future__ import annotations

import pytest

from ea_repo.impact.reroute import Reroute
from tests.impact.dossiers import dossier_of

FED = """
application: {old: {masters: [d, e]SUCCESSOR}, t: {}, other: {}, second: {masters: [d, e]}, new: {}}
referential: {ref: {masters: [d, e]}}
data_object: {d: {}, e: {}}
flow:
  f: {source: old, target: t, data: [d, e], mode: file}
  g: {source: old, target: other, data: [d, e]}
  h: {source: second, target: new, data: [d, e]}
"""


def fed(*without: str, successor: str = "") -> str:
    lines = FED.replace("SUCCESSOR", f", successor: {successor}" if successor else "")
    for line in without:
        lines = lines.replace(line, "")
    return lines


def first(written: str, **replacements: str) -> Reroute:
    return dossier_of(written, "old", **replacements).reroutes[0]


def test_the_replacement_named_comes_first_then_the_successor_then_a_referential_a_master_a_holder() -> None:
    no_ref = "referential: {ref: {masters: [d, e]}}\n"
    named = first(fed(successor="new"), old="other")
    assert (named.flow, named.target, named.data) == ("f", "t", ("d", "e"))
    assert (named.provider, named.because) == ("other", "replacement")
    succeeded = first(fed(successor="new"))
    assert (succeeded.provider, succeeded.because) == ("new", "successor")
    assert (first(fed()).provider, first(fed()).because) == ("ref", "referential")
    mastered = first(fed(no_ref))
    assert (mastered.provider, mastered.because) == ("second", "master")


def test_the_replacement_of_its_own_source_is_told_to_get_the_data_from_another() -> None:
    named = first(fed(successor="t"), old="t")
    assert (named.target, named.provider, named.because) == ("t", "ref", "referential")
    alone = "application: {old: {}, t: {}}\ndata_object: {d: {}}\nflow: {f: {source: old, target: t, data: d}}"
    assert (first(alone, old="t").target, first(alone, old="t").provider) == ("t", None)


def test_one_that_holds_all_the_data_by_another_way_will_do() -> None:
    written = """
application: {old: {}, x: {}, t: {}, holder: {}}
data_object: {d: {}}
flow:
  f: {source: old, target: t, data: d}
  g: {source: x, target: holder, data: d, mode: message}
  h: {source: holder, target: old, data: d, mode: message}
"""
    assert first(written) == Reroute("f", "t", ("d",), "holder", "holder", "message")


def test_one_that_holds_a_part_of_the_data_will_not_do() -> None:
    written = """
application: {old: {masters: [d, e]}, t: {}, half: {masters: d}}
data_object: {d: {}, e: {}}
flow: {f: {source: old, target: t, data: [d, e]}}
"""
    assert first(written) == Reroute("f", "t", ("d", "e"))


def test_nobody_is_known_for_a_flow_that_does_not_say_what_it_carries() -> None:
    assert first("application: {old: {}, t: {}, x: {}}\nflow: {f: {source: old, target: t}}") == Reroute("f", "t", ())


@pytest.mark.parametrize(
    ("more", "mode"),
    [
        ("h: {source: ref, target: x, data: d, mode: file}", None),
        ("h: {source: ref, target: x, data: d, mode: message}", "message"),
        ("h: {source: ref, target: x, data: d, mode: message}, i: {source: ref, target: x, data: d, mode: api}", "api"),
        ("h: {source: ref, target: x, data: e, mode: api}", None),
    ],
)
def test_the_best_mode_by_which_the_provider_gives_it_already(more: str, mode: str | None) -> None:
    written = f"""
application: {{old: {{masters: d}}, t: {{}}, x: {{}}}}
referential: {{ref: {{masters: d}}}}
data_object: {{d: {{}}, e: {{}}}}
flow: {{f: {{source: old, target: t, data: d}}, {more}}}
"""
    assert first(written) == Reroute("f", "t", ("d",), "ref", "referential", mode)
    assert first(f"{written}api: {{p: {{provided_by: ref}}}}\n").mode == "api"


def test_flows_inside_what_is_retired_and_flows_received_are_apart() -> None:
    written = """
application: {a: {}, b: {}, t: {}, s: {}}
flow: {f: {source: a, target: b}, g: {source: b, target: t}, h: {source: s, target: a}}
"""
    dossier = dossier_of(written, "a", "b")
    assert [reroute.flow for reroute in dossier.reroutes] == ["g"]
    assert dossier.incoming == ("h",)


def test_a_flow_whose_source_is_only_deprived_needs_no_other_way_but_what_feeds_its_source() -> None:
    written = """
data_object: {d: {}}
application: {src: {masters: d}, hub: {}, labo: {}, end: {}}
flow:
  f1: {source: src, target: hub, data: d, need: vital}
  f2: {source: hub, target: labo, data: d, need: vital}
  f3: {source: labo, target: end, data: d, mode: api, need: vital}
"""
    first, *deprived = dossier_of(written, "src").reroutes
    assert (first.flow, first.provider, first.first) == ("f1", None, ())
    assert [(reroute.flow, reroute.provider, reroute.because, reroute.mode, reroute.first) for reroute in deprived] == [
        ("f2", "hub", "aftermath", None, ("f1",)),
        ("f3", "labo", "aftermath", None, ("f2",)),
    ]


@pytest.mark.parametrize("way", ["via: hub", "api: i"])
def test_the_source_stays_where_only_the_way_is_lost(way: str) -> None:
    written = f"""
data_object: {{d: {{}}}}
application: {{hub: {{type: platform}}, src: {{masters: d}}, labo: {{}}}}
api: {{i: {{provided_by: hub}}}}
flow: {{f: {{source: src, target: labo, data: d, {way}}}}}
"""
    (reroute,) = dossier_of(written, "hub").reroutes
    assert (reroute.provider, reroute.because) == ("src", "stays")


@pytest.mark.parametrize(
    ("flow", "reroute"),
    [
        ("source: old, data: d", Reroute("f", None, ("d",), "master", "master")),
        ("source: old", Reroute("f", None, ())),
        ("source: old, via: old", Reroute("f", None, ())),
        ("source: other, via: old, data: d", Reroute("f", None, ("d",), "other", "stays")),
        ("target: other, via: old, data: d", Reroute("f", "other", ("d",))),
        ("target: other, api: x", Reroute("f", "other", ())),
        ("via: old", Reroute("f", None, ())),
    ],
)
def test_a_flow_without_one_of_its_ends_is_re_routed_as_far_as_it_is_known(flow: str, reroute: Reroute) -> None:
    written = f"""
application: {{old: {{}}, other: {{}}, master: {{masters: d}}}}
api: {{x: {{provided_by: old}}}}
data_object: {{d: {{}}}}
flow:
  f: {{{flow}}}
  g: {{source: old, target: other, data: d}}
"""
    assert dossier_of(written, "old").reroutes[0] == reroute


def test_a_flow_that_gets_nothing_any_more_is_fed_by_none_whose_target_is_unknown() -> None:
    written = """
application: {old: {masters: d}, middle: {}, end: {}}
data_object: {d: {}}
flow:
  f: {source: old, target: middle, data: d}
  g: {source: middle, target: end, data: d}
  h: {source: old, data: d}
"""
    by_flow = {reroute.flow: reroute.first for reroute in dossier_of(written, "old").reroutes}
    assert by_flow == {"f": (), "g": ("f",), "h": ()}
