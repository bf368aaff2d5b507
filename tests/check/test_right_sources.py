"""Right sources for some: a referential that masters a datum for some takers, beside the institution's."""

from __future__ import annotations

import pytest

from tests.check.judging import judged

PLACES = """
actor: {ghu-nord: {}, pole: {part_of: ghu-nord}, dsi: {}}
site: {hopital-nord: {run_by: ghu-nord}, bat-a: {part_of: hopital-nord}, hopital-sud: {}}
zone: {soins: {}, lits: {part_of: soins}}
data_object: {identite: {}, traits: {part_of: identite}}
"""
SIU = "siu: {sanctuarised: true, masters: [identite]}"


def limited(taker: str, id: str = "local", more: str = "") -> str:
    return f"{id}: {{sanctuarised: true, masters: [{{to: identite, for: [{taker}]}}]{more}}}"


def ignored(referentials: str, applications: str, flows: str) -> list[str]:
    text = f"referential: {{{referentials}}}\napplication: {{{applications}}}\nflow: {{{flows}}}\n{PLACES}"
    return judged("ignored-referential", text).flags


def duplicated(referentials: str, applications: str = "") -> list[str]:
    return judged(
        "duplicated-referential", f"referential: {{{referentials}}}\napplication: {{{applications}}}\n{PLACES}"
    ).flags


TAKES = [
    ("labo", ""),
    ("suite", "part_of: suite"),
    ("hopital-nord", "deployed_at: [bat-a]"),
    ("soins", "zone: lits"),
    ("ghu-nord", "moa: pole"),
    ("ghu-nord", "deployed_at: [bat-a, hopital-nord]"),
]
TAKES_NOT = [
    ("autre", ""),
    ("hopital-nord", "deployed_at: [bat-a, hopital-sud]"),
    ("hopital-nord", ""),
    ("lits", "zone: soins"),
    ("ghu-nord", "moa: dsi"),
    ("ghu-nord", "deployed_at: [bat-a, hopital-sud]"),
]
FROM_LOCAL = "f: {source: local, target: labo, data: identite}"
FROM_SIU = "f: {source: siu, target: labo, data: identite}"


@pytest.mark.parametrize(("taker", "fields"), TAKES)
def test_a_taker_is_to_get_the_datum_from_its_own_referential(taker: str, fields: str) -> None:
    both, suite = f"{SIU}, {limited(taker)}", "suite: {}, autre: {}"
    ignoring = ["suite"] if "part_of" in fields else ["labo"]
    assert ignored(both, f"labo: {{{fields}}}, {suite}", FROM_LOCAL) == []
    assert ignored(both, f"labo: {{{fields}}}, {suite}", FROM_SIU) == ignoring


@pytest.mark.parametrize(("taker", "fields"), TAKES_NOT)
def test_anybody_else_is_to_get_it_from_the_institution_s(taker: str, fields: str) -> None:
    both = f"{SIU}, {limited(taker)}"
    assert ignored(both, f"labo: {{{fields}}}, autre: {{}}", FROM_SIU) == []
    assert ignored(both, f"labo: {{{fields}}}, autre: {{}}", FROM_LOCAL) == ["labo"]


LABO = "labo: {deployed_at: bat-a, zone: lits, moa: pole}"


@pytest.mark.parametrize(
    ("narrow", "wide"),
    [("labo", "hopital-nord"), ("hopital-nord", "soins"), ("soins", "ghu-nord")],
)
def test_the_most_limited_that_fits_is_the_right_one(narrow: str, wide: str) -> None:
    both = f"{limited(wide, 'large')}, {limited(narrow)}, {SIU}"
    assert ignored(both, LABO, FROM_LOCAL) == []
    assert ignored(both, LABO, FROM_LOCAL.replace("local", "large")) == ["labo"]


def test_the_nearest_whole_of_the_datum_comes_before_a_farther_one() -> None:
    both = f"{SIU}, traits-maitre: {{masters: [traits]}}"
    flow = "f: {source: %s, target: labo, data: traits}"
    assert ignored(both, "labo: {}", flow % "traits-maitre") == []
    assert ignored(both, "labo: {}", flow % "siu") == ["labo"]


def test_referentials_limited_to_takers_that_differ_duplicate_nobody() -> None:
    assert duplicated(f"{SIU}, {limited('hopital-nord')}, {limited('hopital-sud', 'sud')}") == []


def test_two_of_the_same_takers_do() -> None:
    later = limited("hopital-nord", "deuxieme", ", live_on: 2019")
    assert duplicated(f"{limited('hopital-nord')}, {later}") == ["deuxieme"]


def test_only_a_referential_may_limit_whom_it_masters_for() -> None:
    copie = "copie: {masters: [{to: identite, for: [hopital-nord]}]}"
    assert duplicated(SIU, copie) == ["copie"]


def test_what_a_module_masters_its_solution_does() -> None:
    referential = "basins: {part_of: socle, masters: identite, sanctuarised: true}"
    assert (
        ignored(referential, "socle: {}, rh: {uses: identite}", "f: {source: socle, target: rh, data: identite}") == []
    )


def test_what_a_relay_s_whole_passes_on_the_relay_does() -> None:
    referential = "siu: {masters: identite, relays: [bus-hl7]}"
    applications = "bus: {}, bus-hl7: {part_of: bus}, rh: {}"
    assert ignored(referential, applications, "f: {source: bus, target: rh, data: identite}") == []


def test_a_national_module_excuses_neither_its_whole_nor_its_siblings() -> None:
    national = "teleservice: {part_of: gam, scope: national, masters: [ins, identite]}"
    assert duplicated(f"{SIU}, {national}", "gam: {masters: identite}") == ["gam"]
    assert duplicated(f"{SIU}, {national}", "gam: {}, accueil: {part_of: gam, masters: identite}") == ["gam"]
    assert duplicated(f"{SIU}, {national}", "gam: {}") == []
