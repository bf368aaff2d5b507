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
