"""A generated workspace in its folder: written whole or not at all."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ea_repo.demo.element import Element
from ea_repo.demo.generate import generate
from ea_repo.demo.near_duplicates import MOST, NearDuplicate
from ea_repo.demo.near_duplicates import near_duplicates as made_alike
from ea_repo.demo.settings import settings
from ea_repo.demo.world import World
from ea_repo.demo.writer import Files
from ea_repo.load import FILE, WorkspaceUnreadable
from ea_repo.starter import folder as starter_folder
from ea_repo.write import write_new_folder

MANIFEST = "planted.json"
SMALLEST, LARGEST, SMALLEST_DEGRADED = 100, 150_000, 800
"""How many applications: the smallest has room for all the plants, the largest makes a million elements."""


class DemoRefused(WorkspaceUnreadable):
    """A system that cannot be generated so."""


@dataclass(frozen=True)
class Demo:
    """What was generated: how many elements, and the rules of its charter that no plant violates."""

    elements: int
    not_planted: tuple[str, ...]


def demo(folder: Path, applications: int, seed: int, near_duplicates: int = 0, *, degraded: bool = False) -> Demo:
    """Writes a generated workspace; raises DemoRefused or NotWritten, and writes nothing, where it cannot.

    A `degraded` one violates each rule several times: about 400 findings.
    """
    smallest = SMALLEST_DEGRADED if degraded else SMALLEST
    if not smallest <= applications <= LARGEST:
        raise DemoRefused(f"{applications} applications: choose from {smallest} to {LARGEST}")
    if seed < 0:
        raise DemoRefused(f"{seed}: a seed is 0 or more")
    if not 0 <= near_duplicates <= MOST:
        raise DemoRefused(f"{near_duplicates} near-duplicates: choose from 0 to {MOST}")
    return write_new_folder(
        folder, lambda new: _write(new, World(applications, seed), seed, near_duplicates, degraded=degraded), last=FILE
    )


def _write(new: Path, world: World, seed: int, near_duplicates: int, *, degraded: bool) -> Demo:
    (new / "rules").mkdir(parents=True)
    shutil.copy(starter_folder("rules").parent / "charter.yaml", new / "rules")
    rules = _rules(starter_folder("rules"))
    alike: list[NearDuplicate] = []

    def resembling() -> Iterator[Element]:
        for planted in made_alike(world, near_duplicates):
            alike.append(planted)
            yield from planted.elements

    with Files(new / "model") as files:
        planted = generate(world, rules, files.write, resembling(), degraded=degraded)
    not_planted = tuple(sorted(rules - planted.keys()))
    manifest = {
        "version": 1,
        "applications": world.applications,
        "seed": seed,
        "rules": planted,
        "not_planted": not_planted,
        "near_duplicates": [
            {"kind": planted.kind, "original": planted.original, "alike": planted.alike} for planted in alike
        ],
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True)
    (new / MANIFEST).write_text(text + "\n", encoding="utf-8")
    (new / FILE).write_text(settings(world, seed), encoding="utf-8")
    return Demo(files.elements, not_planted)


def _rules(folder: Path) -> set[str]:
    """The ids of a charter's rules: its other files name no check."""
    files = {file.stem: file.read_text(encoding="utf-8") for file in folder.glob("*.yaml")}
    return {id for id, text in files.items() if re.search(r"^check:", text, re.MULTILINE)}
