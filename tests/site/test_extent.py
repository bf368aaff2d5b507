"""What the site of a large system leaves to the command line: its pages say so, with the command to type."""

from __future__ import annotations

from pathlib import Path

import pytest

from ea_repo.answer.map import MapQuestion
from ea_repo.repository import Repository
from ea_repo.site import extent
from ea_repo.site.pages import ABOUT, WHOLE
from ea_repo.site.portal import Portal
from tests.site import small
from tests.texts import keyboard

MODEL = """
application:
  siu: {name: SIU, type: core, live_on: 2010}
  labo: {name: Labo, type: core, live_on: 2010}
  parti: {name: Parti, live_on: 2001, retired_on: 2020}
node: {salle: {name: Salle, type: room}}
flow: {siu-labo: {source: siu, target: labo}}
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small.write(tmp_path_factory.mktemp("extent") / "si", MODEL)


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Counts as large what is not."""
    monkeypatch.setattr(extent, "LARGE", 3)
    monkeypatch.setattr(extent, "MOST_AROUND", 1)


def test_a_small_system_has_all_its_losses_and_maps(root: Path) -> None:
    portal = Portal(Repository(root))
    assert list(portal.stopping) == ["labo", "parti", "siu", "salle"]
    assert portal.views_left_out == {}
    assert {question.focus for question in portal.maps if question.view == "flows"} == {("siu",), ("labo",)}


@pytest.mark.usefixtures("large")
def test_a_large_one_leaves_out_what_is_not_in_service_and_maps_around_many(root: Path) -> None:
    portal = Portal(Repository(root))
    assert list(portal.stopping) == ["labo", "siu", "salle"]
    assert portal.views_left_out == {"flows": 2}
    assert "flows" not in {question.view for question in portal.maps}
    assert "ea draw flows --focus ID" in WHOLE["maps"](portal, "en")
    assert "ea impact parti" in ABOUT["element"].make(portal, "parti", "en")
    assert "ea impact siu" not in ABOUT["element"].make(portal, "siu", "en")
    assert "what is not in service is asked for so: ea impact ID" in keyboard(
        WHOLE["questions"](portal, "en").replace("<code>", "")
    )


@pytest.mark.usefixtures("large")
def test_who_makes_pages_when_they_are_asked_for_leaves_nothing_out(root: Path) -> None:
    portal = Portal(Repository(root), whole=True)
    assert "parti" in portal.stopping
    assert portal.views_left_out == {}


def test_the_maps_of_the_whole_system_are_always_drawn() -> None:
    questions = [MapQuestion("zones"), *(MapQuestion("flows", (f"a{number}",)) for number in range(501))]
    left_out = extent.views_left_out(questions)
    assert left_out == {"flows": 501}
    assert list(extent.drawn(questions, left_out)) == [MapQuestion("zones")]
