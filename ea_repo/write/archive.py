"""Archives (DOCX, PPTX) that are the same bytes whenever they are written."""

from __future__ import annotations

_DAY = (2000, 1, 1, 0, 0, 0)
"""When every file of an archive says that it was written."""


LONGEST_TITLE = 255
"""How many characters the title of such a file may have."""


def same_day(data: bytes) -> bytes:
    """The same archive, whose files all bear one day."""
    import io
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            entry = zipfile.ZipInfo(info.filename, _DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(info))
    return out.getvalue()
