"""A workspace as it is read: its settings, its graph, and what is wrong in its text."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ea_repo.finding import Finding, Position, Text
from ea_repo.graph import Graph, Table
from ea_repo.load.files import Content, files_below, one_file
from ea_repo.load.limits import Limits
from ea_repo.load.locate import Locator
from ea_repo.load.model import locate_in
from ea_repo.load.scenario import Scenario
from ea_repo.load.settings import Settings, WorkspaceUnreadable

MODEL = "model"
DEROGATIONS = "rules/derogations.yaml"
"""The file of the derogations, which are elements like others, written beside the rules that they lift."""

_ABOUT_CHANGES = ("change-conflict", "change-dropped", "change-undecided")


@dataclass(frozen=True)
class Workspace:
    """A workspace: its settings, its graph (at no date) and what is wrong in its text."""

    root: Path
    settings: Settings
    graph: Graph
    findings: tuple[Finding, ...]
    locator: Locator
    lost: frozenset[str] = frozenset()
    """The ids that seem to be written in text that could not be read: links to them are not called dangling."""
    scenarios: tuple[Scenario, ...] = ()
    """The change files that were read over it, in order."""
    put: Mapping[tuple[str, str], Position] = field(default_factory=dict)
    """By element and field, where the last change file that writes it does; under `REMOVE`, the one that removes it."""
    room: int | None = None
    """How many bytes of memory there are for it, where it may not fit: then memory is spared, and time is spent."""
    address: str | None = None
    """What tells its text from others, where it is kept as it was read."""
    tables_at: Callable[[str], Mapping[str, Table] | None] = lambda _: None
    """The tables, by kind, of an earlier text of that address; None where it is not kept."""

    @property
    def changes(self) -> tuple[str, ...]:
        """The names of the change files that were read over it, in order."""
        return tuple(scenario.name for scenario in self.scenarios)

    @property
    def about_changes(self) -> tuple[Finding, ...]:
        """What is doubtful in the change files: two that write one field otherwise, one that is dropped …"""
        return tuple(finding for finding in self.findings if finding.rule in _ABOUT_CHANGES)

    def locate(self, id: str, *path: str | int) -> Position:
        """Where an element, or something in it (a field, then an item of it), is written."""
        return locate_in(self.graph, self.locator)(id, *path)

    @property
    def unreadable(self) -> tuple[Finding, ...]:
        """The findings that say that a file, an element, a field or an item of the text is not in the graph.

        An answer taken from the graph may be wrong for want of it. They cost nothing: the text was read already.
        """
        return tuple(finding for finding in self.findings if finding.hides)


def contents(root: Path, limits: Limits) -> Iterator[Content]:
    """The files that the graph of a workspace is made from, in the order in which they are read.

    Raises WorkspaceUnreadable where there is no folder for them: nothing that is asked of nothing may look clean.
    """
    _require_model(root)
    yield from files_below(root, MODEL, limits)
    if (root / DEROGATIONS).exists():
        yield one_file(root, DEROGATIONS, limits)


def _require_model(root: Path) -> None:
    folder = root / MODEL
    if folder.is_dir():
        return
    if folder.is_symlink():
        target = folder.readlink()
        why = Text(f"c'est un lien vers {target}, qui n'est pas un dossier", f"it is a link to {target}, no folder")
    elif folder.exists():
        why = Text("ce n'est pas un dossier", "it is no folder")
    else:
        hint = in_another_case(root, MODEL)
        why = Text(f"il n'y en a pas{hint.fr}", f"there is none{hint.en}")
    french = f"{folder} : les éléments d'un espace de travail sont dans ce dossier ; {why.fr}"
    raise WorkspaceUnreadable(Text(french, f"{folder}: the elements of a workspace are in this folder; {why.en}"))


def in_another_case(root: Path, folder: str) -> Text:
    """A hint at a folder that is missing only because its name is not in lower case; empty where there is none."""
    with contextlib.suppress(OSError):
        for path in sorted(root.iterdir()):
            if path.name.lower() == folder:
                fr = f" (« {path.name} » s'écrit en minuscules)"
                return Text(fr, f" (“{path.name}” is to be in lower case)")
    return Text("", "")


@contextlib.contextmanager
def no_garbage_collection() -> Iterator[None]:
    """Suspends the garbage collector: reading makes many small objects and no cycle, and it would triple the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
