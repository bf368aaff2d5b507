"""`ea draw` and `ea views`: maps in files, in a pipe, all at once."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.cli.running import Said, invoke, process
from tests.patience import patience
from tests.texts import workspace

MODEL = """
zone: {z: {name: Soins}}
process: {lits: {name: Lits, zone: z}}
data_object: {d: {name: Identité}}
application:
  siu: {name: SIU, zone: z, masters: d, type: core, live_on: 2010}
  gam: {name: GAM, zone: z, covers: lits, live_on: 2012}
  old: {name: Ancien, retired_on: 2015}
flow:
  siu-gam: {source: siu, target: gam, data: d, mode: api, need: vital}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    workspace(tmp_path, settings="name: Essai\nat: 2021-12-31\n", si=MODEL)
    return tmp_path


def refused(said: Said, *words: str) -> None:
    assert said.code == 2
    assert said.out == ""
    assert len(said.error.strip().splitlines()) == 1
    assert all(each in said.error for each in words), said.error


def test_views_are_listed_with_their_questions(root: Path) -> None:
    said = invoke(root, "views", "--lang", "fr")
    assert said.code == 0
    assert "Plan d'occupation des sols" in said.out
    assert "autour de : application (--focus ID)" in said.out


def test_a_picture_goes_where_one_says_in_the_format_of_its_name(root: Path) -> None:
    for suffix, first in (
        ("svg", b"<?xml"),
        ("png", b"\x89PNG"),
        ("pdf", b"%PDF"),
        ("dot", b"digraph"),
        ("mmd", b"---"),
        ("drawio", b"<mxfile"),
        ("pptx", b"PK"),
    ):
        file = root / "maps" / f"map.{suffix}"
        said = invoke(root, "draw", "flows", "--focus", "gam", "-o", str(file), "--lang", "en")
        assert (said.code, said.out) == (0, "")
        assert said.error == f"2 elements, 1 arrow → {file}\n"
        assert file.read_bytes().startswith(first)


def test_a_click_leads_where_one_says_and_nowhere_else(root: Path) -> None:
    words = ("draw", "flows", "--focus", "gam", "--format", "svg")
    assert "href" not in invoke(root, *words).out
    out = invoke(root, *words, "--links", "https://portal.example/{id}?from=map").out
    assert out.count('xlink:href="https://portal.example/siu?from=map"') == 1
    assert out.count('xlink:href="https://portal.example/siu-gam?from=map"') == 1
    said = invoke(root, *words, "--links", "https://portal.example/", "--lang", "en")
    assert (said.code, said.error.splitlines()[-1][:27]) == (2, "Error: --links: {id} is mis")


def test_in_the_folder_of_all_maps_an_element_leads_to_its_own(root: Path) -> None:
    assert invoke(root, "draw", "--all", "-o", str(root / "maps")).code == 0
    plan = (root / "maps" / "land-use-plan.svg").read_text(encoding="utf-8")
    assert 'xlink:href="flows-siu.svg"' in plan
    own = (root / "maps" / "flows-siu.svg").read_text(encoding="utf-8")
    assert 'xlink:href="flows-siu.svg"' not in own
    assert not [file for file in (root / "maps").glob("*.svg") if ".yaml" in file.read_text(encoding="utf-8")]


def test_sheets_that_are_a_picture_each_go_in_a_folder_called_after_the_file(root: Path) -> None:
    many = "".join(f"\n  a{number}: {{zone: z{number % 30}}}" for number in range(400))
    zones = "".join(f"\n  z{number}: {{name: Zone {number}}}" for number in range(30))
    (root / "model" / "more.yaml").write_text(f"zone:{zones}\napplication:{many}\n")
    for ending in ("svg", "png"):
        words = ("draw", "land-use-plan", "--paper", "A4", "--lang", "en")
        said = invoke(root, *words, "-o", str(root / "maps" / f"plan.{ending}"))
        files = sorted((root / "maps" / "plan").glob(f"*.{ending}"))
        assert len(files) >= 3
        assert files[0].name == f"plan-1.{ending}"
        assert f", {len(files)} sheets → {root / 'maps' / 'plan'}\n" in said.error
    (root / "maps" / "plan" / "plan-99.svg").touch()
    said = invoke(root, *words, "-o", str(root / "maps" / "plan.svg"))
    assert f"{root / 'maps' / 'plan' / 'plan-99.svg'}: a sheet of an earlier drawing" in said.error
    said = invoke(root, *words, "--format", "svg")
    assert (said.code, said.out) == (2, "")
    assert "several sheets" in said.error
    said = invoke(root, "draw", "flows", "--focus", "gam", "--paper", "A4", "-o", str(root / "maps" / "one.svg"))
    assert (root / "maps" / "one.svg").is_file()


def test_in_a_pipe_a_map_is_printed(root: Path) -> None:
    said = process(root, "draw", "flows", "--focus", "gam")
    assert said.code == 0
    assert said.out.startswith("<?xml")
    assert process(root, "draw", "flows", "--focus", "gam", "--format", "text", "--lang", "fr").out == (
        "Flux d'une application · GAM\n"
        "Qui échange quoi avec cette application, dans quel sens et par quel moyen ?\n"
        "Essai · 31/12/2021 (date de l'espace de travail)\n"
        "\n"
        "- application · GAM (gam)\n"
        "- application · SIU (siu)\n"
        "\n"
        "- SIU transmet à GAM : Identité, par API\n"
    )


@pytest.mark.parametrize("format_", ["svg", "dot", "mermaid", "text"])
def test_a_map_is_the_same_bytes_under_any_hash_seed(root: Path, format_: str) -> None:
    words = ("draw", "land-use-plan", "--format", format_)
    assert process(root, *words, PYTHONHASHSEED="1").out == process(root, *words, PYTHONHASHSEED="77").out


def test_all_views_are_drawn_with_a_sheet_that_says_what_is_empty(root: Path) -> None:
    said = invoke(root, "draw", "--all", "-o", str(root / "maps"), "--lang", "en")
    assert said.code == 0
    page = (root / "maps" / "index.html").read_text(encoding="utf-8")
    for name in ("land-use-plan.svg", "flows-siu.svg", "coverage-matrix.svg", "application-list.html"):
        assert f'href="{name}"' in page
        assert (root / "maps" / name).stat().st_size > 0
    assert "No technology: write some" in page


def test_a_change_file_shows_what_is_added_removed_and_changed(root: Path) -> None:
    (root / "change.yaml").write_text("application: {new: {name: Neuf, zone: z}, gam: {name: GAM 2}}\nremove: [siu]\n")
    said = invoke(root, "draw", "changes", "--with", str(root / "change.yaml"), "--format", "text", "--lang", "en")
    assert "- application · Neuf (new)" in said.out
    assert "- application · SIU (siu)" in said.out
    dot = invoke(root, "draw", "changes", "--with", str(root / "change.yaml"), "--format", "dot", "--lang", "en").out
    assert ["look-good" in line for line in dot.splitlines() if line.startswith('    "new"')] == [True]
    assert ["look-gone" in line for line in dot.splitlines() if line.startswith('    "siu"')] == [True]
    assert ["look-warn" in line for line in dot.splitlines() if line.startswith('    "gam"')] == [True]


def test_two_days_are_compared(root: Path) -> None:
    said = invoke(root, "draw", "changes", "--before", "2014", "--format", "text", "--lang", "en")
    assert "application · Ancien (old)" in said.out
    assert "SIU" not in said.out


def test_an_impact_is_drawn_with_its_states(root: Path) -> None:
    dot = invoke(root, "draw", "impact", "--focus", "siu", "--format", "dot", "--lang", "en").out
    assert ["look-bad" in line for line in dot.splitlines() if line.startswith('  "gam" [')] == [True]
    assert '"gam" -> "lits"' in dot


def test_a_table_is_text_markdown_csv_html_or_json(root: Path) -> None:
    words = ("draw", "application-list", "--lang", "en")
    assert "yearly cost (€): not recorded (2 of 2)" in invoke(root, *words).out
    assert invoke(root, *words, "--format", "csv").out.startswith("name,type,")
    assert "| SIU |" in invoke(root, *words, "--format", "markdown").out
    assert "<table" in invoke(root, *words, "--format", "html").out
    assert '"id": "gam"' in invoke(root, *words, "--format", "json").out


def test_wrong_use_is_one_sentence(root: Path) -> None:
    refused(invoke(root, "draw", "flow", "--lang", "en"), "unknown view", "flows")
    refused(invoke(root, "draw", "flows", "--lang", "en"), "--focus ID")
    refused(invoke(root, "draw", "flows", "--focus", "sui", "--lang", "en"), "unknown element", "siu")
    refused(invoke(root, "draw", "flows", "--focus", "lits", "--lang", "en"), "is of kind process")
    refused(invoke(root, "draw", "flows", "--focus", "siu,gam", "--lang", "en"), "one centre")
    refused(invoke(root, "draw", "land-use-plan", "--focus", "siu", "--lang", "en"), "without --focus")
    refused(invoke(root, "draw", "flows", "--focus", "siu", "--before", "2014", "--lang", "en"), "compares nothing")
    refused(invoke(root, "draw", "land-use-plan", "--depth", "2", "--lang", "en"), "no depth")
    refused(invoke(root, "draw", "changes", "--before", "soon", "--lang", "en"), "unknown date or state")


def test_what_left_service_is_told_when_a_map_is_asked_around_it(root: Path) -> None:
    said = invoke(root, "draw", "flows", "--focus", "old", "--format", "text", "--lang", "en")
    assert "Ancien: out of service on that day" in said.out


def test_a_view_of_the_workspace_takes_the_place_of_the_starter_s(root: Path) -> None:
    maps = root / "cartography"
    maps.mkdir()
    (maps / "mine.yaml").write_text(
        "title: {fr: Mienne, en: Mine}\nquestion: {fr: Qui ?, en: Who?}\nempty: {fr: rien, en: none}\n"
        "show: {kind: application, type: core}\n"
    )
    (maps / "wrong.yaml").write_text("title: 3\n")
    said = invoke(root, "views", "--lang", "en")
    assert said.code == 1
    assert "Mine" in said.out
    assert "cartography/wrong.yaml:1:1" in said.error
    assert '"siu"' in invoke(root, "draw", "mine", "--format", "dot").out
    refused(invoke(root, "draw", "wrong", "--lang", "en"), "cartography/wrong.yaml:1:1")


def test_every_view_that_cannot_be_read_is_named_in_the_reader_s_language(root: Path) -> None:
    maps = root / "cartography"
    maps.mkdir()
    head = "title: {fr: Mienne, en: Mine}\nquestion: {fr: Qui ?, en: Who?}\nempty: {fr: rien, en: none}\n"
    (maps / "one.yaml").write_text(head + "form: circle\n")
    (maps / "two.yaml").write_text(head + "depth: 0\n")
    errors = (
        "ea: cartography/one.yaml:4:1: « form » : attendu map, tiles, matrix, needs, years, grid, quadrants, border, "
        "takers, timeline, effects ou table\n"
        "ea: cartography/two.yaml:4:1: « depth » : attendu au moins 1\n"
    )
    listed = invoke(root, "views", "--lang", "fr")
    assert (listed.code, listed.error) == (1, errors)
    drawn = invoke(root, "draw", "--all", "-o", str(root / "maps"), "--lang", "fr")
    assert drawn.code == 2
    assert drawn.error.endswith(errors)


def test_a_map_of_a_model_that_could_not_be_read_whole_says_so(root: Path) -> None:
    words = ("draw", "land-use-plan", "--format", "text", "--lang", "fr")
    assert "incomplète" not in invoke(root, *words).out
    (root / "model" / "more.yaml").write_text("application: {new: {zone: z, live_on: soon}}\n")
    title, warning, *_ = invoke(root, *words).out.splitlines()
    assert title == "Plan d'occupation des sols"
    assert warning == "1 partie du modèle n'a pas pu être lue : cette carte est peut-être incomplète"


def test_an_id_is_no_path_out_of_the_folder_of_the_maps(root: Path) -> None:
    text = 'application: {"../../../out": {live_on: 2010, type: core}}\n'
    text += 'flow: {g: {source: "../../../out", target: gam, mode: api}}\n'
    (root / "model" / "more.yaml").write_text(text)
    assert invoke(root, "draw", "--all", "-o", str(root / "deep" / "maps"), "--lang", "en").code == 0
    assert (root / "deep" / "maps" / "flows-..%2F..%2F..%2Fout.svg").is_file()
    assert {file.parent for file in root.rglob("*.svg")} == {root / "deep" / "maps"}
    page = (root / "deep" / "maps" / "index.html").read_text(encoding="utf-8")
    assert 'href="flows-..%252F..%252F..%252Fout.svg"' in page


def test_an_id_that_no_disk_takes_as_a_name_is_cut_and_still_its_own(root: Path) -> None:
    ids = ["x" * 300, "x" * 299 + "y"]
    text = "application:\n" + "".join(f"  {id}: {{live_on: 2010, type: core}}\n" for id in ids)
    text += "flow:\n" + "".join(f"  f{place}: {{source: {id}, target: gam}}\n" for place, id in enumerate(ids))
    (root / "model" / "more.yaml").write_text(text)
    assert invoke(root, "draw", "--all", "-o", str(root / "maps"), "--lang", "en").code == 0
    assert len(list((root / "maps").glob("flows-xxx*.*"))) == len(ids)


def test_a_pipe_is_written_to_and_left_a_pipe(root: Path) -> None:
    pipe = root / "pipe"
    os.mkfifo(pipe)
    reader = subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE)
    assert process(root, "draw", "flows", "--focus", "gam", "--format", "svg", "-o", str(pipe)).code == 0
    assert reader.communicate(timeout=patience(20))[0].startswith(b"<?xml")
    assert pipe.is_fifo()


def test_a_pdf_is_the_same_bytes_twice(root: Path) -> None:
    for name in ("one.pdf", "two.pdf"):
        assert process(root, "draw", "flows", "--focus", "gam", "-o", name).code == 0
    assert (root / "one.pdf").read_bytes() == (root / "two.pdf").read_bytes()


def test_names_that_look_like_the_engine_s_own_draw_whole(root: Path) -> None:
    states = "state: {s: {name: S, date: 2022}, t: {name: S, date: 2022}}"
    text = f"zone: {{nowhere: {{}}}}\napplication: {{x: {{zone: nowhere}}, y: {{}}}}\n{states}"
    (root / "model" / "more.yaml").write_text(text)
    for view in ("land-use-plan", "timeline"):
        assert invoke(root, "draw", view, "-o", str(root / f"{view}.svg")).code == 0


def test_a_name_that_says_no_format_is_refused(root: Path) -> None:
    said = invoke(root, "draw", "flows", "--focus", "gam", "-o", str(root / "map.jpg"))
    assert said.code == 2
    assert "no format is called jpg" in said.error
    assert invoke(root, "draw", "--all", "--focus", "gam", "-o", str(root / "maps")).code == 2


@pytest.mark.parametrize("words", [(), ("-o", "x.json"), ("-o", "x")], ids=["printed", "json", "file"])
def test_a_picture_is_not_written_as_what_is_for_tables(root: Path, words: tuple[str, ...]) -> None:
    refused(invoke(root, "draw", "land-use-plan", "--format", "json", *words), "not written as json", "svg")
    french = invoke(root, "draw", "land-use-plan", "--format", "json", "--lang", "fr", *words)
    refused(french, "ne s'écrit pas en json")
