"""Archives (DOCX, PPTX, XLSX) that are the same bytes whenever they are written."""

from __future__ import annotations

import io
import shutil
from pathlib import Path
from typing import IO

_DAY = (1980, 1, 1, 0, 0, 0)
"""When every file of an archive says that it was written."""


LONGEST_TITLE = 255
"""How many characters the title of such a file may have."""


def same_day(data: bytes) -> bytes:
    """The same archive, whose files all bear one day."""
    dated = io.BytesIO()
    copy_of_one_day(io.BytesIO(data), dated)
    return dated.getvalue()


def copy_of_one_day(made: Path | IO[bytes], dated: Path | IO[bytes]) -> None:
    """Copies an archive, so that all its files bear one day, none of them ever whole in memory."""
    # Every command knows this module, few write an archive.
    import zipfile

    with zipfile.ZipFile(made) as old, zipfile.ZipFile(dated, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            entry = zipfile.ZipInfo(info.filename, _DAY)
            entry.compress_type, entry.file_size = zipfile.ZIP_DEFLATED, info.file_size
            with old.open(info) as source, new.open(entry, "w") as target:
                shutil.copyfileobj(source, target)
