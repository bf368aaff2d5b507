"""`retire`: its sentences name what is lost, mark what is only possible, and give the owners that are known."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.check.workspaces import written
from tests.cli.running import invoke

MODEL = """
actor: {culture: {name: Culture}}
data_object: {trace: {name: Trace}}
application:
  ahjo: {name: AHJO, moa: culture}
  portal: {name: Portail, moa: culture}
  site: {name: Site}
flow:
  f1: {name: Vers le portail, source: ahjo, target: portal, data: trace}
  f2: {name: Vers le site, source: ahjo, target: site}
"""
PLANNED = MODEL + "project: {p: {name: Arrêt, retires: ahjo}}\n"
ONE_FLOW = """
application: {a: {name: Source}, b: {name: Cible}}
flow: {f: {name: Flux, source: a, target: b}}
"""
FIVE_FLOWS = """
application: {a: {name: Source}, b1: {name: B1}, b2: {name: B2}, b3: {name: B3}, b4: {name: B4}}
flow:
  f1: {name: F1, source: a, target: b1, need: useful}
  f2: {name: F2, source: a, target: b2, need: useful}
  f3: {name: F3, source: a, target: b3}
  f4: {name: F4, source: a, target: b4}
"""


def told(root: Path, model: str, *words: str, lang: str = "en") -> str:
    """The answer as people read it, on one line, without what aligns it."""
    return " ".join(invoke(written(root, model, {}), "retire", *words, "--lang", lang).out.split())


@pytest.mark.parametrize(
    ("model", "lang", "met"),
    [
        (MODEL, "en", "the project, and one only no project is recorded that retires it AHJO"),
        (MODEL, "fr", "métier) du projet et une seule aucun projet enregistré ne le retire AHJO"),
        (PLANNED, "en", "one business owner of the project, and one only not recorded AHJO"),
    ],
)
def test_the_business_owner_that_is_missing_is_that_of_the_project(
    tmp_path: Path, model: str, lang: str, met: str
) -> None:
    assert met in told(tmp_path, model, "ahjo", lang=lang)


def test_several_without_a_project_are_told_together(tmp_path: Path) -> None:
    assert "no project is recorded that retires them AHJO, Portail" in told(tmp_path, MODEL, "ahjo", "portal")


def test_a_flow_belongs_to_the_owners_of_its_ends(tmp_path: Path) -> None:
    said = told(tmp_path, MODEL, "ahjo")
    assert "to be re-routed first (question 2) (business owner: Culture)." in said
    assert "(business owner: nobody is recorded)." in told(tmp_path, ONE_FLOW, "a")


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("en", "masters no recorded datum. Nobody would hold these any more: Trace."),
        ("fr", "pour maître ce qui est retiré. Plus personne ne les détiendrait : Trace."),
    ],
)
def test_the_third_question_names_the_data_that_lose_their_last_holder(
    tmp_path: Path, lang: str, sentence: str
) -> None:
    assert sentence in told(tmp_path, MODEL, "ahjo", lang=lang)


def test_a_datum_that_is_shown_with_its_archive_is_not_named_twice(tmp_path: Path) -> None:
    said = told(tmp_path, MODEL.replace("moa: culture}\n  portal", "moa: culture, masters: trace}\n  portal"), "ahjo")
    assert "Trace nowhere not recorded" in said
    assert "Nobody would hold these any more" not in said


@pytest.mark.parametrize(
    ("model", "lang", "sentences"),
    [
        (ONE_FLOW, "en", ("these would be lost: Flux, Cible (perhaps).", "this would be lost: Flux, Cible (perhaps).")),
        (ONE_FLOW, "fr", ("seraient perdus : Flux, Cible (peut-être).", "on y perdrait : Flux, Cible (peut-être).")),
        (FIVE_FLOWS, "en", ("would be lost: F1, F2, F3 and 3 more (2 perhaps).",)),
        (FIVE_FLOWS.replace("f4: {name: F4, source: a", "f4: {name: F4, source: b3"), "en",
         ("would be lost: F1, F2, F3 and 3 more (perhaps).",)),
    ],
)  # fmt: skip
def test_what_is_only_possible_is_marked_beside_what_is_certain(
    tmp_path: Path, model: str, lang: str, sentences: tuple[str, ...]
) -> None:
    said = told(tmp_path, model, "a", lang=lang)
    for sentence in sentences:
        assert sentence in said
