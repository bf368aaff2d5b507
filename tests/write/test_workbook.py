"""A workbook is made in the temporary folder: what is wrong there is not said of the file that is asked for."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from ea_repo.write import NotWritten, write
from ea_repo.write.workbook import workbook


def test_a_temporary_folder_that_is_not_there_is_named_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    file = tmp_path / "out.xlsx"
    file.write_bytes(b"as before")
    with pytest.raises(NotWritten) as refused:
        write(file, workbook(lambda book: book.add_worksheet()))
    assert refused.value.message.en.startswith("$TMPDIR: nothing is written")
    assert [*tmp_path.iterdir()] == [file]
    assert file.read_bytes() == b"as before"
