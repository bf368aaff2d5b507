"""`-o FILE` and `--format`, alike on every command that answers: which format, which files may be replaced."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.running import Said, invoke
from tests.report.small import workspace

ANSWERS = [
    ("check",), ("list",), ("show", "a"), ("find", "a"), ("deps", "a"), ("path", "a", "b"), ("impact", "a"),
    ("retire", "a"), ("retire", "a", "--check"), ("timeline",), ("indicators",), ("diff", "2021", "2022"),
    ("explain", "no-files"), ("explain", "dangling-link"), ("rules",), ("rules", "--test"), ("kinds",),
    ("kinds", "flow"), ("views",), ("query", "--schema"), ("draw", "application-list"),
]  # fmt: skip
FOREIGN = "Notes of a meeting.\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return workspace(tmp_path)


def kept(root: Path, file: Path, *words: str) -> Said:
    said = invoke(root, *words, "-o", str(file), "--lang", "en")
    assert said.code in (0, 1), said.error
    assert said.out == ""
    assert said.error.splitlines()[0].endswith(f"→ {file}")
    return said


def refused(said: Said, *words: str) -> None:
    assert (said.code, said.out) == (2, "")
    assert said.error.count("\n") == 1
    assert all(word in said.error for word in words), said.error


@pytest.mark.parametrize("words", ANSWERS, ids=" ".join)
@pytest.mark.parametrize(
    ("name", "first"), [("a.html", "<!doctype html>"), ("a.md", "# "), ("a.txt", ""), ("a", "")], ids=lambda each: each
)
def test_every_answer_is_kept_in_the_format_of_its_file_and_kept_again(
    root: Path, words: tuple[str, ...], name: str, first: str
) -> None:
    file = root / "new" / "folder" / name
    kept(root, file, *words)
    content = file.read_text(encoding="utf-8")
    assert content.lstrip().startswith(first)
    assert content.endswith("\n") and not content.endswith("\n\n")
    assert "\x1b" not in content
    kept(root, file, *words)
    assert file.read_text(encoding="utf-8") == content


@pytest.mark.parametrize("words", [words for words in ANSWERS if "--test" not in words], ids=" ".join)
def test_what_is_kept_as_json_is_what_is_printed(root: Path, words: tuple[str, ...]) -> None:
    file = root / "a.json"
    kept(root, file, *words)
    assert file.read_text(encoding="utf-8") == invoke(root, *words, "--format", "json").out


@pytest.mark.parametrize("words", ANSWERS, ids=" ".join)
def test_a_dash_is_the_standard_output(root: Path, words: tuple[str, ...]) -> None:
    assert invoke(root, *words, "-o", "-") == invoke(root, *words)


@pytest.mark.parametrize("words", ANSWERS, ids=" ".join)
def test_an_ending_that_says_no_format_is_refused_with_those_there_are(root: Path, words: tuple[str, ...]) -> None:
    said = invoke(root, *words, "-o", str(root / "a.rtf"), "--lang", "en")
    refused(said, "no format is called rtf", "markdown (.md)", "html (.html)", "say --format")
    assert not (root / "a.rtf").exists()


def test_the_format_asked_for_needs_no_ending_that_says_it(root: Path) -> None:
    kept(root, root / "audit.log", "check", "--format", "markdown")
    assert (root / "audit.log").read_text(encoding="utf-8").startswith("# ")


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_format_and_a_name_that_contradict_each_other_are_refused(root: Path, lang: str) -> None:
    words = ("check", "--format", "json", "-o", str(root / "audit.html"), "--lang", lang)
    refused(invoke(root, *words), "html", "--format json")


@pytest.mark.parametrize(("name", "format_"), [("a.csv", None), ("a", "csv"), ("a.txt", None), ("a.json", None)])
def test_a_file_of_somebody_else_is_replaced_only_by_force(root: Path, name: str, format_: str | None) -> None:
    file = root / name
    file.write_text(FOREIGN, encoding="utf-8")
    words = ("list", *(("--format", format_) if format_ else ()), "-o", str(file), "--lang", "en")
    refused(invoke(root, *words), "no earlier answer", "--force")
    assert file.read_text(encoding="utf-8") == FOREIGN
    assert invoke(root, *words, "--force").code == 0
    assert file.read_text(encoding="utf-8") != FOREIGN


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.html", '<!doctype html>\n<html lang="en"><head><title>Mine</title></head></html>\n'),
        ("README.md", "# The information system\n"),
        ("package.json", '{\n  "name": "mine",\n  "version": "1.0.0"\n}\n'),
        ("logo.svg", '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"></svg>\n'),
    ],
)
def test_another_s_page_readme_data_or_picture_is_left_alone(root: Path, name: str, content: str) -> None:
    file = root / name
    file.write_text(content, encoding="utf-8")
    words = ("draw", "land-use-plan") if name.endswith(".svg") else ("check",)
    refused(invoke(root, *words, "-o", str(file), "--lang", "en"), "no earlier answer")
    assert file.read_text(encoding="utf-8") == content


@pytest.mark.parametrize("name", ["audit.html", "audit.csv", "audit.sarif", "audit.xml", "audit.txt", "audit.md"])
def test_the_same_question_of_another_day_replaces_the_earlier_answer(root: Path, name: str) -> None:
    kept(root, root / name, "check")
    kept(root, root / name, "check", "--at", "2030")
    assert "2030" in (root / name).read_text(encoding="utf-8")


def test_an_empty_file_and_an_empty_list_are_replaced(root: Path) -> None:
    file = root / "a.json"
    file.touch()
    kept(root, file, "list", "flow", "mode=email")
    assert file.read_text(encoding="utf-8") == "[]\n"
    kept(root, file, "list", "flow")
    kept(root, file, "list", "flow", "mode=email")


@pytest.mark.parametrize("force", [(), ("--force",)])
def test_the_text_of_a_workspace_and_a_folder_are_never_replaced(root: Path, force: tuple[str, ...]) -> None:
    model = root / "model" / "all.yaml"
    before = model.read_text(encoding="utf-8")
    words = ("check", "--format", "text", *force, "--lang", "en", "-o")
    refused(invoke(root, *words, str(model)), "never replaced")
    refused(invoke(root, *words, str(root / "model")), "a folder")
    assert model.read_text(encoding="utf-8") == before


def test_a_file_that_may_not_be_replaced_is_refused_before_anything_is_asked(root: Path) -> None:
    refused(invoke(root, "show", "nobody", "-o", str(root / "model"), "--lang", "en"), "a folder")


def test_what_is_kept_is_whole_or_not_there(root: Path) -> None:
    refused(invoke(root, "show", "nobody", "-o", str(root / "new" / "a.html"), "--lang", "en"), "unknown element")
    assert not (root / "new").exists()
    if os.geteuid() != 0:
        (root / "closed").mkdir(mode=0o500)
        refused(invoke(root, "show", "a", "-o", str(root / "closed" / "a.html"), "--lang", "en"), "closed")


def test_an_atlas_is_drawn_again_and_leaves_another_s_page_alone(root: Path) -> None:
    folder = root / "maps"
    for _ in range(2):
        assert invoke(root, "draw", "--all", "-o", str(folder)).code == 0
    (folder / "index.html").write_text("<html>mine</html>\n", encoding="utf-8")
    said = invoke(root, "draw", "--all", "-o", str(folder), "--lang", "en")
    assert (said.code, "no earlier answer" in said.error) == (2, True)
