"""The files of the folder of the views."""

from __future__ import annotations

from pathlib import Path

from ea_repo.load.files import Source, read, sources
from ea_repo.load.limits import Limits
from ea_repo.starter import folder as starter_folder

FOLDER = "cartography"
STYLE = "style.yaml"
STYLE_PLACE = f"{FOLDER}/{STYLE}"


def cartography_files(root: Path, limits: Limits) -> list[Source]:
    """The files that the views of a workspace are read from, its style or the starter's among them."""
    found = list(sources(root, FOLDER, limits))
    if not found and (root / FOLDER).is_symlink():
        found = [read(root, root / FOLDER, limits)]
    found = found or list(sources(starter_folder(FOLDER).parent, FOLDER))
    if any(file.file == STYLE_PLACE for file in found):
        return found
    starter = starter_folder(FOLDER)
    return [*found, read(starter.parent, starter / STYLE)]
