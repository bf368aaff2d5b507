"""An answer begun when a kept snapshot proves to be damaged goes on from the text, and says nothing twice."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ea_repo.cli.shared.terminal import Printed
from ea_repo.load import snapshot
from tests.cli.running import invoke

APPLICATIONS = 400
"""So many that a list of them is printed in several pieces."""
VALUE = b'["one protocol"]'
"""The values of one column, as a snapshot keeps them; it is read for the last element of a list alone."""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(snapshot.FOLDER, str(tmp_path / "kept"))
    text = "x" * 300
    lines = [f"  a{number}: {{description: {text}}}" for number in range(APPLICATIONS)]
    (tmp_path / "model").mkdir()
    model = "\n".join(["application:", *lines, "flow: {z: {source: a1, target: a2, protocol: one protocol}}"])
    (tmp_path / "model" / "all.yaml").write_text(model, encoding="utf-8")
    (tmp_path / "workspace.yaml").write_text("name: Here\nat: 2021-12-31\nat_: 1\n", encoding="utf-8")
    return tmp_path


def damage(kept: Path) -> None:
    """Makes the values of the column none, under a seal that holds."""
    (file,) = kept.glob(f"*{snapshot.SUFFIX}")
    data = bytes(snapshot.find_bytes(file.stem))
    assert data.count(VALUE) == 1
    snapshot.keep_bytes(file.stem, data.replace(VALUE, b"x" * len(VALUE)))


@pytest.mark.parametrize("words", [("list", "--format", "json"), ("list", "--format", "json", "--lang", "fr")])
def test_what_was_printed_before_is_not_printed_again(root: Path, words: tuple[str, ...]) -> None:
    whole = invoke(root, *words)
    assert len(json.loads(whole.out)) == APPLICATIONS + 1
    damage(root / "kept")
    assert invoke(root, *words) == whole
    assert whole.error.count("at_") == 1
    # The snapshot is gone, or made again: the next answer is the same.
    assert invoke(root, *words) == whole


def test_a_file_holds_the_answer_once(root: Path) -> None:
    whole = invoke(root, "list", "--format", "json").out
    damage(root / "kept")
    assert invoke(root, "list", "-o", str(root / "list.json")).code == 0
    assert (root / "list.json").read_text(encoding="utf-8") == whole


def cut(whole: str, places: list[int]) -> list[str]:
    ends = [0, *sorted(place % (len(whole) + 1) for place in places), len(whole)]
    return [whole[begin:end] for begin, end in pairwise(ends)]


PLACES = st.lists(st.integers(0, 100))


@given(st.text(), st.lists(st.tuples(PLACES, st.integers(0, 10))), PLACES)
def test_however_often_it_is_begun_and_however_it_is_cut_the_whole_is_printed_once(
    whole: str, begun: list[tuple[list[int], int]], last: list[int]
) -> None:
    printed, out = Printed(), list[str]()
    for places, parts in begun:
        printed.again()
        out += map(printed.new, cut(whole, places)[:parts])
    printed.again()
    out += map(printed.new, cut(whole, last))
    assert "".join(out) == whole
