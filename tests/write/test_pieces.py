"""Contents in pieces: what is written so is what would be written whole, or nothing is."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ea_repo.write import NotWritten, Pairs, encoded, json_pieces, write
from ea_repo.write.spool import Spool

_TEXTS = st.text(max_size=8) | st.sampled_from(("NaN", "-Infinity", 'a "quoted" NaN', "line\nand line", "\ud83d"))
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | _TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_TEXTS, inner, max_size=4),
    max_leaves=20,
)


def _later(value: Any) -> Any:
    """The same value, whose lists and mappings are made as they are written."""
    if isinstance(value, list):
        return (_later(item) for item in value)
    return Pairs((name, _later(item)) for name, item in value.items()) if isinstance(value, dict) else value


def _finite(value: Any) -> Any:
    if isinstance(value, list):
        return [_finite(item) for item in value]
    if isinstance(value, dict):
        return {name: _finite(item) for name, item in value.items()}
    return None if isinstance(value, float) and not math.isfinite(value) else value


@given(_VALUES, st.sampled_from((1, 2)))
def test_json_in_pieces_is_what_python_writes(value: Any, indent: int) -> None:
    whole = json.dumps(_finite(value), ensure_ascii=False, indent=indent)
    assert "".join(json_pieces(value, indent)) == whole
    assert "".join(json_pieces(_later(value), indent)) == whole


@given(st.lists(st.text(max_size=50_000), max_size=5))
def test_texts_in_pieces_are_the_bytes_of_the_whole(texts: list[str]) -> None:
    assert b"".join(encoded(texts)) == "".join(texts).encode("utf-8", "replace")


@given(st.lists(st.text(st.characters(), max_size=5_000), max_size=5), st.integers(1, 400))
def test_what_waits_on_the_disk_comes_back(texts: list[str], times: int) -> None:
    with Spool() as spool:
        for text in texts * times:
            spool.put(text)
        assert "".join(spool.texts()) == "".join(texts * times)


class _Stopped(BaseException):
    """As when somebody interrupts."""


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), ValueError("wrong"), _Stopped()])
@pytest.mark.parametrize("before", [None, b"what was there"])
def test_what_fails_midway_leaves_what_was_there(tmp_path: Path, error: BaseException, before: bytes | None) -> None:
    file = tmp_path / "new" / "answer.txt"
    if before is not None:
        file.parent.mkdir()
        file.write_bytes(before)

    def content() -> Iterator[bytes]:
        yield b"half of it" * 100_000
        raise error

    with pytest.raises(NotWritten if isinstance(error, OSError) else type(error)):
        write(file, content())
    if before is None:
        assert not file.parent.exists()
    else:
        assert {path.name: path.read_bytes() for path in file.parent.iterdir()} == {file.name: before}


def test_pieces_are_written_in_their_order(tmp_path: Path) -> None:
    write(tmp_path / "answer.txt", (bytes([number]) * 3 for number in range(5)))
    assert (tmp_path / "answer.txt").read_bytes() == b"".join(bytes([number]) * 3 for number in range(5))
