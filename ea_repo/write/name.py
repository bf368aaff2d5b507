"""Names of elements and views as names of files."""

from __future__ import annotations

import hashlib
import re
from urllib.parse import quote

_LONGEST = 150
"""How many bytes a name may have: systems take 255, and endings are added."""

_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)", re.IGNORECASE)


def is_device(name: str) -> bool:
    """Whether Windows gives a name to a device, whatever its ending: no file there can have it."""
    return _DEVICE.match(name) is not None


def file_name(name: str) -> str:
    """A name that stays in its folder, on any system, whatever the text; it has no ending.

    Other signs than letters, digits, dots and hyphens are percent-encoded, and a dot at the beginning, which would
    hide the file or lead upwards, and the first letter of a device's name. What is too long ends in a digest.
    """
    if is_device(name):
        return f"%{ord(name[0]):02X}{file_name(name[1:])}"
    safe = re.sub(r"[^\w.-]|^\.", lambda sign: _encoded(sign[0]), name)
    if len(safe.encode()) > _LONGEST:
        digest = hashlib.sha256(name.encode("utf-8", "surrogateescape")).hexdigest()[:8]
        safe = safe.encode()[:_LONGEST].decode("utf-8", "ignore") + "-" + digest
    return safe


def _encoded(sign: str) -> str:
    return "%2E" if sign == "." else quote(sign.encode("utf-8", "surrogateescape"), safe="")
