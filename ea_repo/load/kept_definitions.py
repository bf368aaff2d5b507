"""What a workspace says to the program (its settings, its rules, its views), kept as it was read from the same text.

There is a file for each text of each part, beside the snapshots and as safe. Its name is a digest of what the part was
read from, the code among it: another text or another code is read again, wherever the workspace is.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from ea_repo.load import snapshot

T = TypeVar("T")
_DIGEST_SIZE = 32


def find(part: str, digest: str, read: Callable[[Any], T]) -> T | None:
    """What `read` makes of what was kept of a part of a workspace; None where nothing was of this digest."""
    try:
        return read(json.loads(bytes(snapshot.find_bytes(digest, _suffix(part)))))
    except Exception:  # Whatever is wrong with it: what it was made from is still there.
        return None


def keep(part: str, digest: str, said: Any) -> None:
    """Keeps what was read of a part of a workspace, as JSON can say it; nothing happens where nothing can be kept."""
    data = json.dumps(said, separators=(",", ":")).encode()
    snapshot.keep_bytes(digest, data, _suffix(part))


def digest_of(*parts: bytes) -> str:
    """What tells these parts from others."""
    digest = hashlib.blake2b(digest_size=_DIGEST_SIZE)
    for part in parts:
        digest.update(len(part).to_bytes(8, "little"))
        digest.update(part)
    return digest.hexdigest()


def digest_of_code(*folders: str) -> bytes:
    """What tells the code in these folders of the package from another version of it."""
    digest = hashlib.blake2b()
    for folder in folders:
        for file in sorted((Path(__file__).parents[1] / folder).glob("*.py")):
            digest.update(file.read_bytes())
    return digest.digest()


def _suffix(part: str) -> str:
    return f".{part}"
