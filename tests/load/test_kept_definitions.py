"""What a workspace says to the program is kept as it was read, and holds for the same text alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ea_repo.load import FILE, Settings, load, load_cached, read_settings, snapshot
from ea_repo.load.settings_file import read_text
from tests.load.test_settings import FULL

EVERYTHING = (
    FULL
    + """
margins: {2024: 9000000, 2025: 1.5}
least_known: 0.4
verified_within: {application: 30}
restricted: true
marking: {fr: Diffusion restreinte, en: For few eyes}
limits: {files: 7, outside: true}
"""
)
OWN = "name: X\nfields: {application: {colour: {type: text}}}\n"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty workspace, of which nothing is kept."""
    monkeypatch.setenv(snapshot.FOLDER, str(tmp_path / "kept"))
    root = tmp_path / "workspace"
    (root / "model").mkdir(parents=True)
    return root


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts of settings that are parsed from now on."""
    texts: list[str] = []

    def watch(text: str) -> Settings:
        texts.append(text)
        return read_text(text)

    monkeypatch.setattr(read_settings, "_read", watch)
    return texts


def settings(root: Path, text: str) -> Settings:
    (root / FILE).write_text(text, encoding="utf-8")
    return load_cached(root).settings


@pytest.mark.parametrize("text", ["name: X\n", FULL, EVERYTHING])
def test_settings_are_the_same_without_being_parsed(root: Path, parsed: list[str], text: str) -> None:
    once, again = settings(root, text), settings(root, text)
    assert (parsed, again) == ([text], once)
    assert load(root).settings == again
    assert [*map(type, vars(again).values())] == [*map(type, vars(once).values())]


def test_another_text_is_parsed(root: Path, parsed: list[str]) -> None:
    names = [settings(root, f"name: {name}\n").name for name in ("A", "B", "A")]
    assert (names, len(parsed)) == (["A", "B", "A"], 2)


def test_another_code_parses_again(root: Path, parsed: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    settings(root, FULL)
    monkeypatch.setattr(snapshot, "code_digest", lambda: b"an older one")
    settings(root, FULL)
    assert len(parsed) == 2


@pytest.mark.parametrize("text", [OWN, "name: X\nthresholds: {tangle: much}\n"], ids=["own fields", "a flaw"])
def test_what_is_more_than_plain_values_is_parsed_each_time(root: Path, parsed: list[str], text: str) -> None:
    assert settings(root, text) == settings(root, text)
    assert len(parsed) == 2


def test_without_what_is_kept_the_text_is_parsed(root: Path, parsed: list[str]) -> None:
    settings(root, FULL)
    load(root)
    assert len(parsed) == 2


@pytest.mark.parametrize(
    "spoil",
    [lambda data: data[:-9], lambda data: data[:-3] + b"x" + data[-2:], lambda _: b"", lambda data: data + b" "],
    ids=["truncated", "a byte changed", "empty", "longer"],
)
def test_what_is_spoiled_is_parsed_and_made_good(
    root: Path, parsed: list[str], spoil: Callable[[bytes], bytes]
) -> None:
    whole = settings(root, FULL)
    (file,) = (root.parent / "kept").glob("*.settings")
    good = file.read_bytes()
    file.write_bytes(spoil(good))
    assert (settings(root, FULL), len(parsed), file.read_bytes()) == (whole, 2, good)


numbers = st.dictionaries(st.text(max_size=4), st.integers(-5, 5) | st.floats(-5, 5), max_size=3)


@given(numbers, numbers, st.dictionaries(st.integers(1990, 2100), st.floats(0, 9)), st.booleans())
def test_settings_said_in_json_are_the_same(
    thresholds: dict[str, float], targets: dict[str, float], margins: dict[int, float], restricted: bool
) -> None:
    said = Settings("X", thresholds=thresholds, targets=targets, margins=margins, restricted=restricted)
    assert Settings.from_json(said.as_json()) == said
