"""Broken workspaces, a few dozen kinds: each told in a sentence that names the file, no traceback, nothing run."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.check.workspaces import NO_FILES, SETTINGS, written
from tests.cli.running import invoke

OK = "application: {a: {}}\n"
Breaks = Callable[[Path], object]


def model(content: str | bytes, name: str = "wrong.yaml") -> Breaks:
    data = content if isinstance(content, bytes) else content.encode()
    return lambda root: (root / "model" / name).write_bytes(data)


def settings(content: str | bytes) -> Breaks:
    data = content if isinstance(content, bytes) else content.encode()
    return lambda root: (root / "workspace.yaml").write_bytes(data)


def rule(content: str, name: str = "wrong.yaml") -> Breaks:
    return lambda root: (root / "rules" / name).write_text(content)


def link(name: str, target: str) -> Breaks:
    return lambda root: (root / name).symlink_to(target)


BOMB = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "\n".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 10)}]" for before, name in zip("abcdefg", "bcdefgh", strict=True)
)

IN_MODEL: dict[str, Breaks] = {
    "not YAML": model("application: {a: {name: A"),
    "a tab": model("application:\n\ta: {}"),
    "a wrong indentation": model("application:\n  b:\n    name: B\n   zone: z\n"),
    "UTF-16": model("application: {b: {}}".encode("utf-16")),
    "cp1252": model("application: {b: {name: Hôpital}}".encode("cp1252")),
    "binary": model(bytes(range(256))),
    "a null character": model("application: {b: {name: 'a\0b'}}"),
    "an anchor bomb": model(BOMB),
    "an alias to itself": model("application: {b: &b {name: *b}}"),
    "an alias to nothing": model("application: {b: *c}"),
    "deep nesting": model("application: " + "[" * 5000 + "]" * 5000),
    "deep mappings": model("".join(" " * place + "a:\n" for place in range(200))),
    "a Python tag": model("application: !!python/object/apply:os.system ['touch executed']"),
    "a Python name": model("application: {b: {name: !!python/name:os.system }}"),
    "a Python module": model("application: {b: !!python/module:antigravity }"),
    "a tag of one's own": model("application: {b: {name: !secret x}}"),
    "a merge": model("application: {b: &b {name: B}, c: {<<: *b}}"),
    "two documents": model("application: {b: {}}\n---\napplication: {c: {}}"),
    "a complex key": model("application: {? [a, b] : {}}"),
    "a list": model("- application\n"),
    "a text": model("application\n"),
    "a number": model("42\n"),
    "an unknown kind": model("aplication: {b: {}}"),
    "a kind that is a list": model("application: [b]"),
    "an element that is a text": model("application: {b: core}"),
    "an unknown field": model("application: {b: {nmae: B}}"),
    "a wrong choice": model("application: {b: {type: cor}}"),
    "a wrong flag": model("application: {b: {exposed: yes}}"),
    "a date that does not exist": model("application: {b: {live_on: 2021-02-30}}"),
    "dates backwards": model("application: {b: {live_on: 2021, retired_on: 2020}}"),
    "an id that is none": model("application: {B b: {}}"),
    "an id twice": model("process: {a: {}}"),
    "a key twice": model("application: {b: {name: B, name: C}}"),
    "a link to nothing": model("application: {b: {zone: nulle-part}}"),
    "a link to a wrong kind": model("application: {b: {zone: a}}"),
    "a link to itself": model("application: {b: {part_of: b}}"),
    "a loop": model("application: {b: {part_of: c}, c: {part_of: b}}"),
    "a number for a text": model("application: {b: {name: 3}}"),
    "a line of 2 MB": model("application: {b: {description: '" + "x" * 2_000_000 + "'}}"),
    "a broken symbolic link": link("model/wrong.yaml", "nowhere.yaml"),
    "a symbolic link to itself": link("model/wrong.yaml", "wrong.yaml"),
    "a folder that contains itself": link("model/wrong", "."),
    "a pipe": lambda root: os.mkfifo(root / "model" / "wrong.yaml"),
}
"""What is told as an error of the audit: exit code 1."""

IN_RULES: dict[str, Breaks] = {
    "a rule that is not YAML": rule("id: [wrong"),
    "a rule that is empty": rule(""),
    "a rule without its check": rule("id: wrong\n"),
    "a rule with a Python tag": rule(NO_FILES.replace("no-files", "wrong") + "x: !!python/name:os.system\n"),
    "a rule with an unknown check": rule(NO_FILES.replace("no-files", "wrong").replace("forbids", "eval")),
    "a rule that asks for what does not exist": rule(
        NO_FILES.replace("no-files", "wrong").replace("where: {mode: file}", "where: {x: y}")
    ),
    "a charter that is a list": rule("- wrong", "charter.yaml"),
    "a broken link among the rules": link("rules/wrong.yaml", "nowhere.yaml"),
}

IN_SETTINGS: dict[str, Breaks] = {
    "settings that are not YAML": settings("name: [Test"),
    "settings without a name": settings("at: 2021\n"),
    "empty settings": settings(""),
    "settings that are a list": settings("- Test\n"),
    "a date of the workspace that does not exist": settings("name: Test\nat: 2021-13\n"),
    "settings in cp1252": settings("name: Hôpital\n".encode("cp1252")),
    "settings with a Python tag": settings("name: !!python/object/apply:os.system ['touch executed']\n"),
    "a name twice": settings("name: Test\nname: Other\n"),
}
"""What makes a workspace unreadable: exit code 2."""


def broken(root: Path, breaks: Breaks) -> None:
    written(root, OK, {"no-files": NO_FILES}, SETTINGS)
    breaks(root)


SEVERAL = {
    "an anchor bomb", "deep nesting", "deep mappings", "a Python tag", "a Python name", "a Python module",
    "a rule without its check", "a rule with a Python tag",
}  # fmt: skip
"""Where several things are wrong at once: each has its sentence."""


@pytest.mark.parametrize("name", [*IN_MODEL, *IN_RULES])
def test_what_cannot_be_read_is_told_with_its_file_and_the_rest_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    broken(tmp_path, {**IN_MODEL, **IN_RULES}[name])
    said = invoke(tmp_path, "check", "--lang", "en", COLUMNS="140")
    assert (said.code, said.error) == (1, "")
    told = [line.strip() for line in said.out.splitlines() if ": error" in line]
    assert len(told) == 1 or (told and name in SEVERAL)
    files = ("model/wrong", "rules/wrong", "rules/charter.yaml", "model/all.yaml")
    assert all(line.startswith(files) for line in told)
    assert any("wrong" in line or "charter" in line for line in told)
    assert invoke(tmp_path, "show", "a").code == 0
    assert not (tmp_path / "executed").exists()


@pytest.mark.parametrize("breaks", IN_SETTINGS.values(), ids=IN_SETTINGS.keys())
def test_settings_that_cannot_be_read_are_refused_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, breaks: Breaks
) -> None:
    monkeypatch.chdir(tmp_path)
    broken(tmp_path, breaks)
    for words in (("check",), ("list",), ("show", "a"), ("find", "a"), ("rules",)):
        said = invoke(tmp_path, *words)
        assert (said.code, said.out) == (2, "")
        assert said.error.startswith("ea: workspace.yaml:")
        assert said.error.count("\n") == 1
    assert not (tmp_path / "executed").exists()


def test_everything_wrong_at_once_is_told_and_the_rest_is_still_judged(tmp_path: Path) -> None:
    flow = "application: {a: {}}\nflow: {f: {source: a, target: a, mode: file}}\n"
    written(tmp_path, flow, {"no-files": NO_FILES}, SETTINGS)
    for place, breaks in enumerate(IN_MODEL.values()):
        breaks(tmp_path)
        wrong = tmp_path / "model" / "wrong.yaml"
        if wrong.is_symlink() or wrong.exists():
            wrong.rename(tmp_path / "model" / f"wrong-{place}.yaml")
    said = invoke(tmp_path, "check", "--lang", "en")
    assert (said.code, said.error) == (1, "")
    assert "no-files" in said.out
    assert said.out.splitlines()[-1].startswith(tuple("123456789"))
