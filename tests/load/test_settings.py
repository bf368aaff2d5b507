"""`workspace.yaml`: what it says, and how its flaws are told (file, line and column)."""

from __future__ import annotations

from pathlib import Path

import pytest

from ea_repo.load import FILE, Settings, WorkspaceUnreadable, find_root, load
from tests.texts import workspace

SETTINGS_PROBLEMS = {"wrong-setting"}
FULL = """
name: AP-HP
at: 2021-12-31
lang: fr
complete:
  - {kind: flow}
  - {kind: application, fields: [moa, approvals], where: {zone: soins}}
thresholds: {tangle: 12, share: 0.5}
targets: {apis: 80}
severity: {overdue-poc: info, non-api-exchange: off}
"""


def settings(root: Path, text: str | bytes) -> Settings:
    (root / FILE).write_bytes(text if isinstance(text, bytes) else text.encode())
    (root / "model").mkdir(exist_ok=True)
    return load(root).settings


def refused(root: Path, text: str | bytes) -> list[str]:
    with pytest.raises(WorkspaceUnreadable) as raised:
        settings(root, text)
    return str(raised.value).split("\n")


def test_a_workspace_says_its_name_its_date_and_what_it_holds(tmp_path: Path) -> None:
    read = settings(tmp_path, FULL)
    assert (read.name, read.at, read.lang) == ("AP-HP", "2021-12-31", "fr")
    assert [(each.kind, each.fields, each.where) for each in read.complete] == [
        ("flow", (), None),
        ("application", ("moa", "approvals"), {"zone": "soins"}),
    ]
    assert read.thresholds == {"tangle": 12, "share": 0.5}
    assert read.targets == {"apis": 80}
    assert read.severity == {"overdue-poc": "info", "non-api-exchange": "off"}


def test_a_name_is_enough_and_what_has_nothing_after_it_is_absent(tmp_path: Path) -> None:
    alone = settings(tmp_path, "name: X")
    assert alone == Settings(name="X")
    assert settings(tmp_path, "name: X\nat:\nlang: ~\ncomplete:\nthresholds:\ntargets:\nseverity:\n") == alone


@pytest.mark.parametrize("at", ["2021", "2021-06", "2021-06-14", "'2021'"])
def test_the_date_may_be_partial_and_stays_as_written(tmp_path: Path, at: str) -> None:
    assert settings(tmp_path, f"name: X\nat: {at}\n").at == at.strip("'")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "workspace.yaml:1:1: “name” is missing"),
        ("# nothing", "workspace.yaml:1:1: “name” is missing"),
        ("name:", "workspace.yaml:1:1: “name” is missing"),
        ("name: 12", "workspace.yaml:1:1: “name”: expected a text"),
        ("- name: X", "workspace.yaml:1:1: expected a mapping “name: value”"),
        ("only words", "workspace.yaml:1:1: expected a mapping “name: value”"),
        ("name: X\nat: 2023-02-29", "workspace.yaml:2:1: “at”: there is no 2023-02-29 in the calendar"),
        ("name: X\nat: today", "workspace.yaml:2:1: “at”: expected a date: 2023, 2023-06 or 2023-06-14"),
        ("name: X\nname: Y", "workspace.yaml:2:1: “name” is already written in the same block (at 1:1, line:column)"),
        ("name: X\nat: [", "workspace.yaml:2:6: this is not YAML"),
        ("name: X\n\tat: 2021", "workspace.yaml:2:1: a tab indents this line"),
        ("name: X\n---\nname: Y", "workspace.yaml:2:1: a second document"),
        ("name: !!python/name:os.system x", "workspace.yaml:1:7: the tag “tag:yaml.org,2002:python/name:os.system”"),
        ("<<: {name: X}", "workspace.yaml:1:1: “<<” is refused"),
        ("name: X\nat: *then", "workspace.yaml:2:5: the alias “*then” is refused"),
        ("name: X\x07", "workspace.yaml:1:8: the character U+0007 has no place in a text"),
        ("name: Général".encode("cp1252"), "workspace.yaml:1:8: this file is not in UTF-8 (0xE9, Windows-1252 ?)"),
    ],
)
def test_without_its_name_and_its_date_no_workspace_is_read(tmp_path: Path, text: str | bytes, sentence: str) -> None:
    (first,) = refused(tmp_path, text)
    assert first.startswith(sentence)


@pytest.mark.parametrize(
    ("text", "fr", "en"),
    [
        (
            "nmae: Y", "2:1: « nmae » n'est pas un champ connu ici ; vouliez-vous dire « name » ?",
            "2:1: “nmae” is no field known here; did you mean “name”?",
        ),
        ("colour: red", "2:1: « colour » n'est pas un champ connu ici", "2:1: “colour” is no field known here"),
        ("lang: de", "2:1: « lang » : attendu fr ou en", "2:1: “lang”: expected fr or en"),
        ("complete: flow", "2:1: « complete » : attendu une liste", "2:1: “complete”: expected a list"),
        (
            "complete:\n  - {kind: flow}\n  - {fields: [moa]}",
            "4:5: il manque « complete.1.kind »", "4:5: “complete.1.kind” is missing",
        ),
        (
            "complete:\n  - kind: flow\n    field: moa",
            "4:5: « complete.0.field » n'est pas un champ connu ici ; vouliez-vous dire « fields » ?",
            "4:5: “complete.0.field” is no field known here; did you mean “fields”?",
        ),
        (
            "thresholds: {a: 1, b: many}",
            "2:20: « thresholds.b » : attendu un nombre", "2:20: “thresholds.b”: expected a number",
        ),
        (
            "severity:\n  r: wraning",
            "3:3: « severity.r » : attendu error, warning, info ou off ; vouliez-vous dire « warning » ?",
            "3:3: “severity.r”: expected error, warning, info or off; did you mean “warning”?",
        ),
    ],
)  # fmt: skip
def test_another_flaw_is_told_with_its_place_in_both_languages_and_left_out(
    tmp_path: Path, text: str, fr: str, en: str
) -> None:
    read = settings(tmp_path, f"name: X\n{text}\ntargets: {{apis: 80}}\n")
    assert [(f"{flaw.at}: {flaw.message.fr}", f"{flaw.at}: {flaw.message.en}") for flaw in read.flaws] == [
        (f"workspace.yaml:{fr}", f"workspace.yaml:{en}")
    ]
    assert {flaw.rule for flaw in read.flaws} == SETTINGS_PROBLEMS
    assert (read.name, read.targets) == ("X", {"apis": 80})


def test_what_is_right_beside_a_flaw_is_read(tmp_path: Path) -> None:
    read = settings(
        tmp_path, "name: X\nseverity: {a: off, b: fatal}\ncomplete: [{kind: flow, field: mode}, {kind: site}]"
    )
    assert read.severity == {"a": "off"}
    # An entry whose limits are not understood would say too much: it says nothing.
    assert [entry.kind for entry in read.complete] == ["site"]


def test_several_flaws_are_told_together(tmp_path: Path) -> None:
    lines = refused(tmp_path, "at: never\nlang: de\nseverity: {a: b, c: d}\n")
    assert [line.split(": ")[0] for line in lines] == [
        "workspace.yaml:1:1",
        "workspace.yaml:1:1",
        "workspace.yaml:2:1",
        "workspace.yaml:3:12",
        "workspace.yaml:3:18",
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_settings_in_a_readable_encoding_are_read(tmp_path: Path, encoding: str) -> None:
    assert settings(tmp_path, "name: Hôpital\r\nat: 2021\r\n".encode(encoding)) == Settings(name="Hôpital", at="2021")


def test_settings_that_cannot_be_opened_are_told(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    with pytest.raises(WorkspaceUnreadable, match=r"workspace.yaml:1:1: this file cannot be read: not a regular file"):
        load(tmp_path)
    (tmp_path / FILE).rmdir()
    with pytest.raises(
        WorkspaceUnreadable, match=r"workspace.yaml:1:1: this file cannot be read: there is no such file"
    ):
        load(tmp_path)


def test_the_root_is_found_from_any_folder_below_it(tmp_path: Path) -> None:
    workspace(tmp_path, m="actor: {a: {}}")
    below = tmp_path / "model" / "deep" / "deeper"
    below.mkdir(parents=True)
    assert find_root(below) == find_root(tmp_path) == tmp_path


def test_the_nearest_root_is_the_one(tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    workspace(tmp_path)
    workspace(inner)
    assert find_root(inner / "model") == inner


def test_where_there_is_no_workspace_it_is_said(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    with pytest.raises(WorkspaceUnreadable, match=r"no workspace.yaml here or above; `ea init DIR`"):
        find_root(tmp_path)
    with pytest.raises(WorkspaceUnreadable, match="no such folder"):
        find_root(tmp_path / "nowhere")


def test_a_relative_folder_is_looked_at_from_where_one_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace(tmp_path)
    monkeypatch.chdir(tmp_path / "model")
    assert find_root(Path()) == tmp_path
    assert find_root(Path("..")).samefile(tmp_path)
