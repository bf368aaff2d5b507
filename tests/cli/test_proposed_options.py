"""Which option of a request is proposed to the committee, why, and what the others leave without a tool."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from tests.cli.requests import MODEL, REQUEST, dossier, hospital
from tests.cli.running import invoke


def test_what_is_proposed_says_what_sets_it_apart(tmp_path: Path) -> None:
    root = hospital(tmp_path)
    assert dossier(root).because == "only"
    twice = REQUEST.replace(
        "  C:\n    name: LitBox",
        "  B: {name: Autre, type: existing, once: {class_6: 1}, yearly: {class_6: 0}}\n  C:\n    name: LitBox",
    )
    assert dossier(hospital(tmp_path, twice)).because == "opinion"


NEW = """\
title: Un outil de dossiers
options:
  A: {name: Utiliser, type: existing}
  B: {name: Étendre, type: extend}
  D: {name: Rien, type: nothing, meets: rien}
"""
UNSERVED = MODEL.replace("process:\n", "process:\n  permis: {name: Permis}\n")


@pytest.mark.parametrize(
    ("request_", "proposed"),
    [
        (NEW, None),
        (NEW + "processes: [lits]\n", None),
        (NEW.replace("type: existing", "type: existing, meets: tout") + "processes: [lits]\n", "A"),
        (NEW.replace("type: extend", "type: extend, meets: tout") + "processes: [permis]\n", "B"),
        (NEW.replace("type: existing", "type: existing, meets: tout") + "processes: [permis]\n", None),
        (NEW.replace("type: extend", "type: extend, meets: tout") + "processes: [lits]\n", "B"),
    ],
)
def test_what_does_not_exist_and_what_says_nothing_is_not_proposed(
    tmp_path: Path, request_: str, proposed: str | None
) -> None:
    root = hospital(tmp_path, request_, UNSERVED)
    found = dossier(root).proposed
    assert (found.key if found else None) == proposed
    said = invoke(root, "dossier", "lits-de-plus", "--lang", "en").out
    assert ("Nothing to compare yet" in said) is (proposed is None)


@pytest.mark.parametrize(
    ("processes", "told", "not_told"),
    [
        ("", "– which processes it concerns is not recorded.", "No recorded tool serves"),
        ("processes: [permis]\n", "– no recorded solution serves this need.", "is not recorded."),
    ],
)
def test_what_a_request_does_not_say_is_not_told_as_a_no(
    tmp_path: Path, processes: str, told: str, not_told: str
) -> None:
    said = " ".join(invoke(hospital(tmp_path, NEW + processes, UNSERVED), "dossier", "lits-de-plus").out.split())
    assert f"Un outil de dossiers {told}" in said
    assert not_told not in said
    assert "rests on 0 elements" not in said


@pytest.mark.parametrize("request_", [NEW, REQUEST])
@pytest.mark.parametrize("words", [("dossier",), ("request", "check")])
def test_an_english_reader_is_told_in_english_who_is_who(tmp_path: Path, request_: str, words: tuple[str, ...]) -> None:
    model = MODEL.replace("name: DSI", "name: Informatique").replace("name: MOA des lits", "name: Soins")
    said = invoke(hospital(tmp_path, request_, model), *words, "lits-de-plus", "--lang", "en").out
    assert re.findall(r"\b(?:MOA|MOE|DSI|RSSI)\b|maîtrise", said) == []


@pytest.mark.parametrize(("hub", "rows"), [("", 0), ("innovation_hub: false\n", 1)])
def test_the_innovation_hub_is_told_only_where_the_request_speaks_of_it(tmp_path: Path, hub: str, rows: int) -> None:
    root = hospital(tmp_path, REQUEST.replace("innovation_hub: false\n", hub))
    assert invoke(root, "dossier", "lits-de-plus").out.count("innovation hub") == rows
    assert "innovation" not in invoke(root, "request", "check", "lits-de-plus").out


TWO_PROCESSES = """\
site: {nord: {name: Nord}, sud: {name: Sud}}
process: {courrier: {name: Courrier}, archivage: {name: Archivage}}
application:
  ged: {name: GED, supports: [courrier, archivage], deployed_at: [nord, sud], retired_on: 2023-07-01}
  parapheur: {name: Parapheur, supports: [], deployed_at: nord}
"""
HALF = """\
title: Remplacer la GED
processes: [courrier, archivage]
options:
  B:
    name: Acheter
    type: buy
    changes:
      application:
        neuf: {name: Neuf, supports: [courrier, archivage], deployed_at: [nord, sud], live_on: 2023}
        ged: {successor: neuf}
  C:
    name: Étendre
    type: extend
    changes: {application: {parapheur: {supports: [courrier]}}}
"""


def test_what_serves_all_that_is_asked_comes_before_what_is_known_best(tmp_path: Path) -> None:
    root = hospital(tmp_path, HALF, TWO_PROCESSES)
    found = dossier(root)
    whole, half = found.options
    assert len(half.facts) < len(whole.facts)
    assert (found.proposed and found.proposed.key, found.because) == ("B", "served")
    assert not whole.unserved
    day = dt.date(2023, 7, 1)
    assert [(left.id, left.sites, left.since) for left in half.unserved] == [
        ("courrier", ("Sud",), day),
        ("archivage", ("Nord", "Sud"), day),
    ]
    # What an option touches is what it serves, and not all that is asked.
    assert [process.id for process in half.processes] == ["courrier"]
    said = " ".join(invoke(root, "dossier", "lits-de-plus", "--lang", "fr").out.split())
    assert "Processus laissés sans outil" in said
    assert "elle laisse le moins de processus demandés sans outil" in said


def test_an_option_that_is_asked_says_what_it_leaves_without_a_tool(tmp_path: Path) -> None:
    root = hospital(tmp_path, f"{HALF}asked: C\n", TWO_PROCESSES)
    said = " ".join(invoke(root, "dossier", "lits-de-plus", "--lang", "en").out.split())
    left = "It leaves without a tool: Courrier (Sud, from 2023-07-01 on); Archivage (Nord, Sud, from 2023-07-01 on)."
    assert left in said


def test_to_use_what_exists_asks_only_that_it_goes_on(tmp_path: Path) -> None:
    request = HALF.replace("  C:\n", "  A: {name: Garder, type: existing, meets: tout}\n  C:\n")
    root = hospital(tmp_path, request, TWO_PROCESSES.replace("[nord, sud], retired_on: 2023-07-01", "nord"))
    by_key = {study.key: study for study in dossier(root).options}
    assert not by_key["A"].unserved


def test_a_module_is_used_where_it_says_and_nowhere_where_it_says_so(tmp_path: Path) -> None:
    model = """\
site: {nord: {name: Nord}, sud: {name: Sud}}
actor: {moa: {name: MOA}}
process: {lits: {name: Lits}}
application:
  suite: {name: Suite, deployed_at: [nord, sud], moa: moa}
  left: {name: Parti, part_of: suite, covers: lits, deployed_at: {to: nord, until: 2020}, moa: []}
  none: {name: Rien, part_of: suite, covers: lits, deployed_at: []}
  with-it: {name: Avec, part_of: suite, covers: lits}
  alone: {name: Seul, covers: lits}
"""
    root = hospital(tmp_path, "title: Lits\nprocesses: [lits]\noptions: {A: {name: Garder, type: existing}}\n", model)
    assert {tool.id: (tool.sites, tool.moa) for tool in dossier(root).existing} == {
        "left": ((), ()),
        "none": ((), ("MOA",)),
        "with-it": (("Nord", "Sud"), ("MOA",)),
        "alone": (None, ()),
    }
    assert "nulle part à cette date" in " ".join(invoke(root, "dossier", "lits-de-plus", "--lang", "fr").out.split())


def test_a_gap_before_what_an_option_brings_is_left_without_a_tool(tmp_path: Path) -> None:
    late = HALF.replace("live_on: 2023", "live_on: 2023-09-01")
    root = hospital(tmp_path, f"{late}asked: B\n", TWO_PROCESSES)
    said = " ".join(invoke(root, "dossier", "lits-de-plus", "--lang", "en").out.split())
    where = "Nord, Sud, from 2023-07-01 to 2023-08-31"
    assert f"It leaves without a tool: Courrier ({where}); Archivage ({where})." in said
