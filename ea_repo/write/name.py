"""Names of elements and views as names of files."""

from __future__ import annotations

import hashlib
import re
from urllib.parse import quote

_LONGEST = 150
"""How many bytes a name may have: systems take 255, and endings are added."""


def file_name(name: str) -> str:
    """A name that stays in its folder, on any system, whatever the text; it has no ending.

    Other signs than letters, digits, dots and hyphens are percent-encoded, and a dot at the beginning, which would
    hide the file or lead upwards. What is too long ends in a digest.
    """
    safe = re.sub(r"[^\w.-]|^\.", lambda sign: _encoded(sign[0]), name)
    if len(safe.encode()) > _LONGEST:
        digest = hashlib.sha256(name.encode("utf-8", "surrogateescape")).hexdigest()[:8]
        safe = safe.encode()[:_LONGEST].decode("utf-8", "ignore") + "-" + digest
    return safe


def _encoded(sign: str) -> str:
    return "%2E" if sign == "." else quote(sign.encode("utf-8", "surrogateescape"), safe="")
