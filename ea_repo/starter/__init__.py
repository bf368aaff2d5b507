"""What `ea init` puts in a new workspace: the charter's rules and the maps, as data, and an example of a model."""

import shutil
from pathlib import Path


def folder(name: str) -> Path:
    """The starter folder of that name: beside this file; in a checkout, rules and maps are those at its root."""
    shipped = Path(__file__).parent / name
    return shipped if shipped.is_dir() else Path(__file__).parents[2] / name


def copy(name: str, workspace: Path, part: str = "") -> None:
    """Copies the text of a starter folder, or of a part of it, into the workspace's folder of that name.

    Raises OSError at the first file that cannot be.
    """
    source = folder(name) / part
    for file in sorted(source.rglob("*")):
        if file.suffix in (".yaml", ".md"):
            target = workspace / name / file.relative_to(source)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)
