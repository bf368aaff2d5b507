"""Files written whole or not at all."""

from __future__ import annotations

import tempfile
from pathlib import Path


def write(file: Path, content: str | bytes) -> None:
    """Writes a file whole or not at all: an interrupted write leaves what was there."""
    with tempfile.NamedTemporaryFile(dir=file.parent, delete=False) as made:
        made.write(content.encode("utf-8") if isinstance(content, str) else content)
    try:
        Path(made.name).chmod(file.stat().st_mode if file.exists() else 0o644)
        Path(made.name).replace(file)
    except OSError:
        Path(made.name).unlink(missing_ok=True)
        raise
