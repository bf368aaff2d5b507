"""Archives (DOCX, PPTX, XLSX) that are the same bytes whenever they are written."""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import IO

from ea_repo.write.pieces import read
from ea_repo.write.refusal import explaining

_DAY = (1980, 1, 1, 0, 0, 0)
"""When every file of an archive says that it was written."""


LONGEST_TITLE = 255
"""How many characters the title of such a file may have."""


def made_on_disk(make: Callable[[Path], Mapping[str, Path]]) -> Iterator[bytes]:
    """An archive in pieces, which `make` makes at a path, in a folder where it may write more, and not in memory.

    `make` returns the files that stand in it for those of some names. Raises NotWritten where the disk takes no more.
    """
    with explaining(Path("$TMPDIR")):
        temporary = tempfile.TemporaryDirectory(prefix="ea-archive-")
    with temporary as folder:
        made, dated = Path(folder) / "made", Path(folder) / "dated"
        # A disk that is full there is not the disk of the file that is asked for.
        with explaining(Path(folder)):
            _copy_of_one_day(made, dated, make(made))
        yield from read(dated)


def same_day(data: bytes) -> bytes:
    """The same archive, whose files all bear one day."""
    dated = io.BytesIO()
    _copy_of_one_day(io.BytesIO(data), dated, {})
    return dated.getvalue()


def _copy_of_one_day(made: Path | IO[bytes], dated: Path | IO[bytes], instead: Mapping[str, Path]) -> None:
    """Copies an archive, so that all its files bear one day, none of them ever whole in memory."""
    # Every command knows this module, few write an archive.
    import zipfile

    with zipfile.ZipFile(made) as old, zipfile.ZipFile(dated, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            file = instead.get(info.filename)
            entry = zipfile.ZipInfo(info.filename, _DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.file_size = info.file_size if file is None else file.stat().st_size
            with old.open(info) if file is None else file.open("rb") as source, new.open(entry, "w") as target:
                shutil.copyfileobj(source, target)
