"""`ea lsp`, spoken to by pygls' own client: findings, offers, cards, definitions, references, other ids, remedies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from lsprotocol.types import HoverParams, Position, ReferenceContext, TextDocumentIdentifier
from pygls.exceptions import JsonRpcException

from ea_repo.editor.answers import Asked
from ea_repo.editor.card import card
from ea_repo.editor.desk import Desk
from ea_repo.editor.server import Server
from ea_repo.finding import Text, Wrong
from tests.editor.client import Editor, edited
from tests.texts import keyboard, workspace

APPLICATIONS = """\
# 🏥 the hospital
application:
  siu: {name: "🏥🏥 SIU", masters: identite}
  dossier:
    name: Dossier
    covers: [accueil, {to: accueil, from: 2030}]
data_object: {identite: {name: Identité}}
process: {accueil: {name: Accueil}}
"""
FLOWS = """\
flow:
  "🏥": {source: siu, target: dossier}
  siu-dossier: {name: "🏥🏥", source: siu, target: dossier, mode: file}
"""
FILE, FLOWS_FILE = "model/applications.yaml", "model/flux.yaml"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("editor") / "un espace é"
    root.mkdir()
    workspace(root, settings="name: Essai\nat: 2022\n", applications=APPLICATIONS, flux=FLOWS)
    (root / "rules").mkdir()
    (root / "rules" / "charter.yaml").write_text("extends: common\n", encoding="utf-8")
    (root / "requests").mkdir()
    (root / "requests" / "besoin.yaml").write_text("title: le siu\ndata: [identite]\n", encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def started(root: Path) -> Iterator[Editor]:
    """One editor for all: each test begins with the same text in it."""
    with Editor(root, "--lang", "en") as editor:
        editor.open(FLOWS_FILE)
        yield editor


@pytest.fixture
def editor(started: Editor) -> Editor:
    started.save(FLOWS_FILE, FLOWS)
    return started


def place(text: str, words: str, within: int = 0) -> tuple[int, int]:
    """The line and the column in UTF-16 of the first place where these words stand."""
    before = text[: text.index(words) + within]
    line = before.rpartition("\n")[2]
    return before.count("\n"), len(line.encode("utf-16-le")) // 2


def test_what_is_wrong_in_the_text_is_shown_where_it_is_in_utf_16(editor: Editor) -> None:
    assert "bad-id 1:2-6" in editor.findings(FLOWS_FILE)
    text = FLOWS.replace("target: dossier, mode", "target: dosier, mode")
    editor.write(FLOWS_FILE, text)
    line, column = place(text, "target: dosier, mode")
    assert f"dangling-link {line}:{column}-{column + 6}" in editor.findings(FLOWS_FILE)
    editor.write(FLOWS_FILE, FLOWS)
    assert [shown for shown in editor.findings(FLOWS_FILE) if shown.startswith("dangling-link")] == []


def test_the_charter_is_judged_when_one_saves(editor: Editor, root: Path) -> None:
    flow = "flow:\n  siu-dossier: {source: siu, target: dossier, mode: file}\n"
    editor.save(FLOWS_FILE, flow)
    assert any(shown.startswith("non-api-exchange 1:") for shown in editor.findings(FLOWS_FILE))
    # It moves with the text until the next time, and goes with what it is about.
    editor.write(FLOWS_FILE, "# later\n" + flow)
    assert any(shown.startswith("non-api-exchange 2:") for shown in editor.findings(FLOWS_FILE))
    editor.save(FLOWS_FILE, flow.replace("file", "api"))
    assert not any(shown.startswith("non-api-exchange") for shown in editor.findings(FLOWS_FILE))


def test_nothing_is_written(editor: Editor, root: Path) -> None:
    before = {file: file.read_bytes() for file in root.rglob("*") if file.is_file()}
    editor.write(FLOWS_FILE, FLOWS + "  autre: {source: siu, target: dossier}\n")
    editor.ask("rename", FLOWS_FILE, *place(FLOWS, "siu, target: dossier, mode"), new_name="identites")
    assert {file: file.read_bytes() for file in root.rglob("*") if file.is_file()} == before


def test_a_link_is_offered_the_ids_of_what_it_may_point_at(editor: Editor) -> None:
    text = FLOWS + "  nouveau: {name: 🏥, source: do"
    editor.write(FLOWS_FILE, text)
    line, column = place(text, "source: do", len("source: do"))
    offered = editor.ask("completion", FLOWS_FILE, line, column)
    assert [item.label for item in offered.items] == ["dossier"]
    assert edited(text, [offered.items[0].text_edit]) == text + "ssier"


def test_the_card_of_an_element_is_shown_over_its_id(editor: Editor) -> None:
    shown = editor.ask("hover", FLOWS_FILE, *place(FLOWS, "dossier, mode"))
    assert shown.contents.value.startswith("# Dossier")
    assert "model/applications.yaml:4:3" in shown.contents.value
    assert editor.ask("hover", FLOWS_FILE, *place(FLOWS, "mode: file", 2)).contents.value.startswith("**mode**: ")
    assert editor.ask("hover", FLOWS_FILE, *place(FLOWS, "file}")) is None


@pytest.mark.parametrize(
    ("words", "start"),
    [
        ("flow:", "**flow** (flux)\n\nDes données qui vont"),
        ("mode: file", "**mode** : `api` | "),
    ],
)
def test_a_french_workspace_is_spoken_to_in_french(tmp_path: Path, words: str, start: str) -> None:
    workspace(tmp_path, settings="name: Essai\nlang: fr\n", applications=APPLICATIONS, flux=FLOWS)
    desk = Desk(tmp_path)
    spot = desk.spot(FLOWS_FILE, *place(FLOWS, words, 2))
    assert spot is not None
    shown = card(desk, FLOWS_FILE, spot, "fr")
    assert shown is not None
    assert keyboard(shown).startswith(start), shown


def test_a_refusal_is_in_the_language_of_the_workspace(tmp_path: Path) -> None:
    workspace(tmp_path, settings="name: Essai\nlang: fr\n", applications=APPLICATIONS, flux=FLOWS)

    def refuse(_: Asked) -> None:
        raise Wrong(Text("pas permis", "not allowed"))

    document = TextDocumentIdentifier((tmp_path / FLOWS_FILE).as_uri())
    with pytest.raises(JsonRpcException, match="pas permis"):
        Server(None).answer(refuse, HoverParams(document, Position(0, 0)))


def test_an_id_leads_to_where_its_element_is_written(editor: Editor) -> None:
    there = editor.ask("definition", FLOWS_FILE, *place(FLOWS, "dossier, mode"))
    line, column = place(APPLICATIONS, "dossier:")
    assert there.uri == editor.uri(FILE)
    assert (there.range.start.line, there.range.start.character, there.range.end.character) == (
        line,
        column,
        column + 7,
    )


@pytest.mark.parametrize("own", [True, False])
def test_every_place_that_refers_to_an_element_is_found(editor: Editor, own: bool) -> None:
    at = place(FLOWS, "siu, target: dossier, mode")
    locations = editor.ask("references", FLOWS_FILE, *at, context=ReferenceContext(own))
    found = sorted((Path(location.uri).name, location.range.start.line) for location in locations)
    expected = [("applications.yaml", 2), ("flux.yaml", 1), ("flux.yaml", 2)]
    assert found == (expected if own else expected[1:])


def test_a_text_that_was_emptied_refers_to_nothing(tmp_path: Path) -> None:
    workspace(tmp_path, applications=APPLICATIONS, flux=FLOWS)
    desk = Desk(tmp_path)
    assert {file for file, _ in desk.references("siu")} == {FILE, FLOWS_FILE}
    desk.put(FLOWS_FILE, "")
    assert {file for file, _ in desk.references("siu")} == {FILE}


def test_another_id_goes_wherever_the_old_one_refers(editor: Editor, root: Path) -> None:
    at = place(FLOWS, "siu, target: dossier, mode")
    changes = editor.ask("rename", FLOWS_FILE, *at, new_name="identites").changes
    files = {FILE: APPLICATIONS, FLOWS_FILE: FLOWS}
    assert set(changes) == {editor.uri(file) for file in files}
    assert edited(APPLICATIONS, changes[editor.uri(FILE)]) == APPLICATIONS.replace("  siu:", "  identites:")
    assert edited(FLOWS, changes[editor.uri(FLOWS_FILE)]) == FLOWS.replace("source: siu", "source: identites")


@pytest.mark.parametrize(("new", "why"), [("dossier", "“dossier” exists"), ("Été 1", "“Été 1” is no id")])
def test_an_id_that_may_not_be_is_refused_in_a_sentence(editor: Editor, new: str, why: str) -> None:
    with pytest.raises(JsonRpcException, match=why):
        editor.ask("rename", FLOWS_FILE, *place(FLOWS, "siu, target: dossier, mode"), new_name=new)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("target: dossier, mode", "target: dosier, mode"),
        ("mode: file", "mod: file"),
        ("flow:\n", "flwo:\n"),
        ("mode: file", "mode: fiel"),
    ],
)
def test_a_slip_is_mended_by_a_code_action(editor: Editor, right: str, wrong: str) -> None:
    text = FLOWS.replace(right, wrong)
    editor.write(FLOWS_FILE, text)
    line, _ = place(text, wrong)
    actions = editor.actions(FLOWS_FILE, line)
    assert len(actions) == 1, editor.shown
    assert actions[0].edit is not None
    assert actions[0].edit.changes is not None
    assert edited(text, list(actions[0].edit.changes[editor.uri(FLOWS_FILE)])) == FLOWS


def test_a_text_that_is_not_whole_ends_nothing(editor: Editor) -> None:
    for text in ("flow: {", "flow:\n  a: {source: [", "\tx", "flow:\n  - ", "é: 🏥 {", ""):
        editor.write(FLOWS_FILE, text)
        last = text.count("\n"), len(text.rpartition("\n")[2].encode("utf-16-le")) // 2
        for request in ("completion", "hover", "definition"):
            editor.ask(request, FLOWS_FILE, *last)


def test_a_hostile_name_acts_nowhere(editor: Editor) -> None:
    name = "![x](http://evil.example/x) <img src=x> \\u202egro"
    text = f'flow:\n  mal: {{name: "{name}", source: siu, target: siu}}\n'
    editor.save(FLOWS_FILE, text)
    shown = editor.ask("hover", FLOWS_FILE, 1, 3).contents.value
    assert "mal" in shown
    # What is escaped acts no longer.
    assert not {"[", "<", "\u202e"} & set(re.sub(r"\\.", "", shown))
    assert not any("\u202e" in finding.message for findings in editor.shown.values() for finding in findings)


def test_a_workspace_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    workspace(tmp_path, flux=FLOWS)
    with Editor(tmp_path, "--lang", "en") as editor:
        (tmp_path / "workspace.yaml").write_text("name: [", encoding="utf-8")
        editor.open(FLOWS_FILE)
        assert editor.told
        assert editor.ask("hover", FLOWS_FILE, 1, 3) is None
