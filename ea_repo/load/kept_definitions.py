"""What a workspace says to the program (its settings, its rules, its views), kept as it was read from the same text.

A workspace has one file of it, beside the snapshots and as safe. Each part is known by a digest of what it was read
from, the code among it: another text or another code reads it again, and takes its place.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from ea_repo.load import snapshot

T = TypeVar("T")
SUFFIX = ".definitions"
_DIGEST_SIZE = 32


def find(root: Path, part: str, digest: str, read: Callable[[Any], T]) -> T | None:
    """What `read` makes of what was kept of a part of a workspace; None where nothing was of this digest."""
    try:
        kept_digest, said = _parts(root)[part]
        return read(said) if kept_digest == digest else None
    except Exception:  # Whatever is wrong with it: what it was made from is still there.
        return None


def keep(root: Path, part: str, digest: str, said: Any) -> None:
    """Keeps what was read of a part of a workspace, as JSON can say it; nothing happens where nothing can be kept."""
    try:
        parts = _parts(root)
    except Exception:  # There are none, or they are not to be believed.
        parts = {}
    data = json.dumps({**parts, part: [digest, said]}, separators=(",", ":"))
    snapshot.keep_bytes(_address(root), data.encode(), SUFFIX)


def _parts(root: Path) -> dict[str, Any]:
    parts: dict[str, Any] = json.loads(bytes(snapshot.find_bytes(_address(root), SUFFIX)))
    return parts


def _address(root: Path) -> str:
    return hashlib.blake2b(str(root).encode("utf-8", "surrogateescape"), digest_size=_DIGEST_SIZE).hexdigest()
