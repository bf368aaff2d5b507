"""Whoever replaces an application takes over its support of a process, also where nobody says what it is for."""

from __future__ import annotations

import pytest

from ea_repo.impact.prerequisites import MissingFact
from ea_repo.impact.refusal import Refusal
from tests.impact.dossiers import dossier_of


def replaced(old: str, new: str, *, asked: bool) -> str:
    successor = "" if asked else ", successor: new"
    return f"""
site: {{north: {{}}, south: {{}}}}
process: {{p: {{}}}}
application:
  old: {{supports: {old}, deployed_at: [north, south]{successor}}}
  new: {{{new}}}
"""


VITAL = "{to: p, need: vital}"


@pytest.mark.parametrize("asked", [True, False])
@pytest.mark.parametrize(
    ("old", "new", "lost", "lacking", "silent"),
    [
        (VITAL, "supports: p, deployed_at: [north, south]", [], [], ["new", "old"]),
        (VITAL, "supports: p, deployed_at: north", ["south"], [], ["new", "old"]),
        (VITAL, "supports: {to: p, for: x}, deployed_at: north", ["south"], [], ["old"]),
        ("{to: p, for: x, need: vital}", "supports: p, deployed_at: north", ["south"], [], ["new"]),
        ("{to: p, for: x, need: vital}", "supports: {to: p, for: X}, deployed_at: north", ["south"], [], []),
        (VITAL, "covers: p, deployed_at: north", ["south"], [], []),
        (VITAL, "covers: [], deployed_at: north", ["north", "south"], ["p"], []),
        (VITAL, "supports: p, deployed_at: north, type: external", ["north", "south"], [], []),
    ],
)
def test_it_counts_where_it_is_deployed_and_what_it_is_for_is_asked(
    old: str, new: str, lost: list[str], lacking: list[str], silent: list[str], *, asked: bool
) -> None:
    written = replaced(old, new, asked=asked)
    if asked and lacking:
        with pytest.raises(Refusal):
            dossier_of(written, "old", old="new")
        return
    dossier = dossier_of(written, "old", **({"old": "new"} if asked else {}))
    (step,) = dossier.plan.steps
    assert sorted({obstacle.lost.place or "" for obstacle in step.obstacles}) == lost
    (takeover,) = dossier.takeovers
    assert list(takeover.processes) == lacking
    assert [fact for fact in dossier.missing if fact.field == "for"] == [
        MissingFact(id, "for", for_go=True) for id in silent
    ]


def test_one_that_supports_it_for_another_need_does_not_replace() -> None:
    written = replaced("{to: p, for: x}", "supports: {to: p, for: y}", asked=False)
    (takeover,) = dossier_of(written, "old").takeovers
    assert takeover.processes == ("p",)
    with pytest.raises(Refusal, match="new"):
        dossier_of(written, "old", old="new")


def test_a_module_of_the_replacement_supports_it_too() -> None:
    written = replaced("p", "deployed_at: [north, south]", asked=False) + "  m: {part_of: new, supports: p}\n"
    dossier = dossier_of(written, "old")
    assert [step.obstacles for step in dossier.plan.steps] == [()]
    assert dossier.takeovers[0].processes == ()
    assert [fact.id for fact in dossier.missing if fact.field == "for"] == ["m", "old"]


def test_who_stays_and_does_not_replace_meets_a_need_of_its_own() -> None:
    written = replaced(VITAL, "supports: p, deployed_at: [north, south]", asked=True)
    dossier = dossier_of(written, "old")
    assert sorted(obstacle.lost.place for obstacle in dossier.plan.steps[0].obstacles) == ["north", "south"]
    assert not [fact for fact in dossier.missing if fact.field == "for"]
