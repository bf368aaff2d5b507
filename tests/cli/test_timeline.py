"""`ea timeline`, as a shell runs it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.check.workspaces import written
from tests.cli.running import Said, invoke, process
from tests.cli.test_output import on_a_terminal

AP_HP = Path(__file__).parents[2]
MODEL = """\
zone: {z: {}}
site: {ghu: {name: GHU}, hegp: {name: HEGP, part_of: ghu}, cochin: {name: Cochin, part_of: ghu}}
process: {bloc: {name: Programmation opératoire}}
application:
  ipop: {name: IPOP, covers: bloc, deployed_at: ghu, successor: orbis-bloc, overlap_until: 2021,
         live_on: 2018, retired_on: 2022-07}
  orbis: {name: ORBIS}
  orbis-bloc: {name: ORBIS Bloc, part_of: orbis, covers: bloc, live_on: 2020-09,
               deployed_at: [hegp, {to: cochin, from: 2023}]}
  old: {name: Old, live_on: 2001}
contract: {maintenance: {name: "Maintenance IPOP", ends_on: 2022-06}}
state: {cible: {name: Cible, date: 2023}}
"""


@pytest.fixture
def hospital(tmp_path: Path) -> Path:
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "si.yaml").write_text(MODEL, encoding="utf-8")
    (tmp_path / "workspace.yaml").write_text("name: Essai\nat: 2021-12-31\n", encoding="utf-8")
    return tmp_path


def told(root: Path, *words: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(said(root, *words, "--format", "json").out)
    return found


def said(root: Path, *words: str) -> Said:
    found = invoke(root, "timeline", *words)
    assert (found.code, found.error) == (0, "")
    return found


def test_it_draws_what_changes(hospital: Path) -> None:
    lines = said(hospital, "--from", "2019", "--to", "2023", "--lang", "fr").out.splitlines()
    assert lines[0] == "Essai · chronologie 2019–2023, vue le 31/12/2021 (date de l'espace de travail)"
    assert "  IPOP              ██████████████████████████████████████████" in lines
    assert "Et 1 qui ne change pas sur ces dates (--all)" in lines
    assert "  01/07/2022  IPOP (ipop) : en service → hors service" in lines
    assert "Recouvrements : 1" in lines
    assert lines[-1] == (
        "  Programmation opératoire, Cochin, du 01/07/2022 au 31/12/2022. Arrêt : IPOP. Reprise : ORBIS Bloc"
    )
    assert "Old" not in "".join(lines)
    assert "Old" in said(hospital, "--all").out


def test_the_json_has_days_and_no_words(hospital: Path) -> None:
    found = told(hospital, "ipop", "--from", "2019", "--to", "cible")
    assert (found["version"], found["from"], found["to"]) == (1, "2019-01-01", "2023-12-31")
    assert found["elements"][0]["phases"] == [
        {"phase": "active", "from": "2019-01-01", "until": "2022-06-30"},
        {"phase": "end_of_life", "from": "2022-07-01", "until": "2023-12-31"},
    ]
    assert found["overlaps"] == [
        {
            "application": "ipop",
            "successor": "orbis-bloc",
            "from": "2020-09-01",
            "until": "2022-06-30",
            "allowed_until": "2021-12-31",
            "beyond": True,
        }
    ]
    (gap,) = found["gaps"]
    assert (gap["sites"], gap["from"], gap["until"]) == (["cochin"], "2022-07-01", "2022-12-31")
    assert (gap["stops"], gap["starts"], gap["certain"]) == (["ipop"], ["orbis-bloc"], True)
    assert found["marks"] == [{"id": "cible", "name": "Cible", "date": "2023-12-31"}]


def test_what_no_date_ends_is_null(hospital: Path) -> None:
    elements = {each["id"]: each for each in told(hospital)["elements"]}
    assert elements["maintenance"]["runs"] == {"from": None, "until": "2022-06-30"}


def test_a_spreadsheet_and_a_page(hospital: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(said(hospital, "--format", "csv").out)))
    assert {each["what"] for each in rows} == {"phase", "run", "overlap", "gap"}
    page = said(hospital, "--format", "markdown", "--lang", "en").out
    assert "| IPOP | ipop | application | planned, active since 2018-01-01, at its end of life since" in page
    assert "## Gaps in cover" in page


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("ipip",), "unknown element: “ipip”; did you mean “ipop”?"),
        (("--from", "2O21"), "unknown date or state: “2O21”"),
        (("--to", "cibl"), "unknown date or state: “cibl”; did you mean “cible”?"),
        (("--from", "2022", "--to", "2021"), "the period ends (2021-12-31) before it begins (2022-01-01)"),
        (("z",), "“z” is of kind zone, which has no life cycle; ask about one of: application"),
    ],
)
def test_wrong_use_is_one_sentence(hospital: Path, words: tuple[str, ...], why: str) -> None:
    found = invoke(hospital, "timeline", *words, "--lang", "en")
    assert (found.code, found.out) == (2, "")
    assert found.error.startswith(f"ea: {why}")
    assert found.error.count("\n") == 1


def test_a_screenful_unless_all_is_asked(hospital: Path) -> None:
    many = "".join(f"  n{number}: {{live_on: 2020}}\n" for number in range(80))
    (hospital / "model" / "many.yaml").write_text(f"application:\n{many}", encoding="utf-8")
    told = said(hospital, "--lang", "en").out.splitlines()
    assert sum(line.startswith("  n") for line in told) == 59
    assert "And 24 more that change on these days (--all)" in told
    assert "And 1 that does not change on these days (--all)" in told
    assert sum(line.startswith("  n") for line in said(hospital, "--all").out.splitlines()) == 80


def test_change_files_change_it(hospital: Path) -> None:
    changes = hospital / "prolonge.yaml"
    changes.write_text("application: {ipop: {retired_on: 2023}}\n", encoding="utf-8")
    assert told(hospital, "--with", str(changes))["gaps"] == []
    assert told(hospital, "--with", str(changes))["changes"] == ["prolonge.yaml"]


@pytest.mark.parametrize("format_", ["text", "json", "markdown", "csv"])
def test_ap_hp_from_2016_to_2026_at_any_hash_seed(format_: str) -> None:
    words = ("timeline", "--from", "2016", "--to", "2026", "--format", format_)
    one, other = (process(AP_HP, *words, PYTHONHASHSEED=seed) for seed in ("1", "4242"))
    assert (one.code, one.error, one.out) == (0, "", other.out)
    assert "Espace patient" in one.out
    assert max(map(len, one.out.splitlines())) <= 100 or format_ != "text"


def test_colours_are_for_terminals(hospital: Path) -> None:
    assert "\x1b[32m█" in on_a_terminal(hospital, "timeline")
    assert "\x1b" not in process(hospital, "timeline").out


NEED = """
process: {p: {name: Soigner}}
application:
  a: {name: Alpha, supports: {to: p, for: imagerie, need: vital}, retired_on: 2021-02-01}
  b: {name: Bêta, supports: {to: p, for: Imagerie}, live_on: 2021-04-01, retired_on: 2021-06-01}
"""


def test_a_need_that_nobody_meets_is_a_gap_by_its_words(tmp_path: Path) -> None:
    root = written(tmp_path, NEED, {})
    found = json.loads(invoke(root, "timeline", "--format", "json").out)["gaps"]
    assert [(gap["need"], gap["certain"]) for gap in found] == [
        ({"for": "imagerie", "unsaid": [], "perhaps": []}, True),
        ({"for": "Imagerie", "unsaid": ["b"], "perhaps": []}, False),
    ]
    said = " ".join(invoke(root, "timeline", "--lang", "fr").out.split())
    assert "Soigner, besoin « imagerie », du 01/02/2021 au 31/03/2021. Arrêt : Alpha. Reprise : Bêta" in said
    assert "À confirmer : ce besoin est-il vital, d'après Bêta (supports) ?" in said


@pytest.mark.parametrize(
    ("lang", "links_alone", "nothing"),
    [
        ("fr", "aucune date propre, seulement celles de ses liens", "aucune date écrite"),
        ("en", "no date of its own, only those of its links", "no date written"),
    ],
)
def test_a_row_without_a_bar_says_whether_its_links_have_days(
    tmp_path: Path, lang: str, links_alone: str, nothing: str
) -> None:
    model = """
site: {nord: {name: Nord}}
application:
  linked: {name: Linked, deployed_at: [{to: nord, from: 2021-06}]}
  mute: {name: Mute}
  dated: {name: Dated, live_on: 2020, deployed_at: [{to: nord, from: 2021-06}]}
"""
    root = written(tmp_path, model)
    said = invoke(root, "timeline", "linked", "mute", "dated", "--lang", lang).out
    rows = dict(line.split(maxsplit=1) for line in said.splitlines() if line.startswith(("  Linked", "  Mute", "  Da")))
    assert (rows["Linked"], rows["Mute"]) == (f"({links_alone})", f"({nothing})")
    assert "█" in rows["Dated"]
    page = invoke(root, "timeline", "linked", "dated", "--format", "html", "--lang", lang).out
    assert page.count(links_alone) == 1
