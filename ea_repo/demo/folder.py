"""A generated workspace in its folder: written whole or not at all."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path

from ea_repo.demo.generate import generate
from ea_repo.demo.settings import settings
from ea_repo.demo.text import Files
from ea_repo.demo.world import World
from ea_repo.load import FILE, WorkspaceUnreadable
from ea_repo.starter import folder as starter_folder

MANIFEST = "planted.json"
SMALLEST, LARGEST = 100, 150_000
"""How many applications: each rule has a plant in the smallest, the largest makes a million elements."""


class DemoRefused(WorkspaceUnreadable):
    """A system that cannot be generated so, or not there."""


def demo(folder: Path, applications: int, seed: int) -> int:
    """Writes a generated workspace and returns how many elements it holds; raises DemoRefused, and writes nothing."""
    folder = folder.absolute()
    if not SMALLEST <= applications <= LARGEST:
        raise DemoRefused(f"{applications} applications: choose from {SMALLEST} to {LARGEST}")
    if seed < 0:
        raise DemoRefused(f"{seed}: a seed is 0 or more")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise DemoRefused(f"{folder}: this folder is not empty; choose a new one")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        return _made(folder, applications, seed)
    except OSError as error:
        raise DemoRefused(f"{folder}: no workspace can be made here ({error.strerror})") from None


def _made(folder: Path, applications: int, seed: int) -> int:
    # Made beside, then put in place: what is interrupted leaves nothing.
    with tempfile.TemporaryDirectory(dir=folder if folder.exists() else folder.parent, prefix=".new-") as made:
        new = Path(made) / "workspace"
        count = _written(new, World(applications, seed), seed)
        if not folder.exists():
            new.replace(folder)
            return count
        for each in sorted(new.iterdir(), key=lambda each: each.name == FILE):
            each.replace(folder / each.name)
        return count


def _written(new: Path, world: World, seed: int) -> int:
    shutil.copytree(starter_folder("rules"), new / "rules", ignore=shutil.ignore_patterns("__pycache__", "*.py"))
    with Files(new / "model") as files:
        planted = generate(world, files.write)
    manifest = {"version": 1, "applications": world.applications, "seed": seed, "rules": planted}
    text = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True)
    (new / MANIFEST).write_text(text + "\n", encoding="utf-8")
    (new / FILE).write_text(settings(world, seed), encoding="utf-8")
    return files.elements
