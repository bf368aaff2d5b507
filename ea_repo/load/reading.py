"""What was read of the text of a workspace, file by file, so that where a file changes the others need no reading."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from pathlib import Path

from ea_repo.finding import Finding
from ea_repo.graph import Graph, Loop, Relation, Table
from ea_repo.graph.loops import find_loops
from ea_repo.graph.memory import InMemory
from ea_repo.graph.spliced import spliced
from ea_repo.load import consistency
from ea_repo.load.columns import Columns
from ea_repo.load.consistency import Dangling
from ea_repo.load.locate import Locator
from ea_repo.load.model import in_order, locate_in
from ea_repo.load.nearest import NearestIds
from ea_repo.load.parts import Fetch, FileRead, files_of, read_parts
from ea_repo.load.progress import Progress
from ea_repo.load.settings import Settings
from ea_repo.load.workspace import Workspace
from ea_repo.metamodel import Vocabulary


@dataclass(frozen=True)
class Layers:
    """Tables by kind as one reading made them, and what later ones put in the place of the rows of some files."""

    whole: Mapping[str, Table]
    replaced: frozenset[str] = frozenset()
    put: Mapping[str, Table] = field(default_factory=dict)

    def tables(self, files: Iterable[FileRead]) -> tuple[Table, ...]:
        """The tables that they make together, in the order in which these files first hold their kinds."""
        kinds = dict.fromkeys(chain.from_iterable(file.kinds for file in files))
        return tuple(self._of_kinds(kinds))

    @property
    def by_kind(self) -> Mapping[str, Table]:
        """The same tables by kind."""
        return {table.kind: table for table in self._of_kinds({**self.whole, **self.put})}

    def _of_kinds(self, kinds: Iterable[str]) -> Iterator[Table]:
        tables = (spliced(self.whole.get(kind), self.replaced, self.put.get(kind)) for kind in kinds)
        return (table for table in tables if table is not None)


@dataclass(frozen=True)
class Reading:
    """What was read of the text of a workspace: its elements, what is wrong in it, and what each file gave."""

    vocabulary: Vocabulary
    files: tuple[FileRead, ...]
    """In the order in which they are read."""
    layers: Layers
    tables: tuple[Table, ...]
    astray: frozenset[Relation]
    of_text: tuple[Finding, ...]
    """What is wrong in each file, whatever the others hold, but for the ids that they share."""
    of_elements: tuple[Finding, ...]
    """What is wrong with each element, given the kinds of what it points at."""
    of_links: tuple[Finding, ...]
    """What is wrong with links, given all elements: told anew at each reading."""
    dangling: tuple[Dangling, ...]
    loops: tuple[Loop, ...]
    nearest: Mapping[str, str | None]
    """By id that no element has, the nearest one."""
    is_cut: bool
    """Whether there were more elements than are read."""

    @cached_property
    def graph(self) -> Graph:
        """The graph of the elements, at no date."""
        return Graph.over(InMemory.of_tables(self.tables, self.astray, self.vocabulary), self.closing)

    @property
    def closing(self) -> frozenset[tuple[str, str, str]]:
        """The (id, field, target) of the links that close a loop where none may be."""
        return frozenset(loop.closing for loop in self.loops)

    @property
    def lost(self) -> frozenset[str]:
        """The ids that seem to be written in text that could not be read."""
        return frozenset(chain.from_iterable(file.lost for file in self.files))

    @property
    def is_complete(self) -> bool:
        """Whether every file could be read: one that could not be may be readable the next time."""
        return all(file.stamp.digest is not None for file in self.files)

    def workspace(self, root: Path, settings: Settings, locator: Locator | None = None) -> Workspace:
        """The workspace of which this was read."""
        findings = tuple(in_order([*self.of_text, *self.of_elements, *self.of_links]))
        return Workspace(root, settings, self.graph, findings, locator or Locator.of(root), self.lost)


def read_whole(
    settings: Settings,
    sizes: Mapping[str, int],
    fetch: Fetch,
    locator: Locator,
    progress: Progress,
    use: Callable[[Sequence[Table]], None] = lambda _: None,
) -> Reading:
    """Reads all these files, each of so many bytes, in order.

    `use` is given the tables as soon as they are made, before what rests on all of them is worked out.
    """
    vocabulary = settings.vocabulary
    parts = read_parts(sizes, fetch, settings, locator, progress)
    is_cut = any(part.is_cut for part in parts)
    files, of_text = files_of(parts, sizes), tuple(finding for part in parts for finding in part.findings)
    kinds = dict.fromkeys(chain.from_iterable(file.kinds for file in files))
    columns = {kind_name: Columns(kind_name) for kind_name in kinds}
    while parts:
        # One after the other, so that none is kept longer than it is needed.
        for batch in parts.pop(0).batches:
            columns[batch.kind].add(batch)
    engine = InMemory.of_tables((some.table() for some in columns.values()), None, vocabulary)
    use([*engine.tables.values()])
    lost = frozenset(chain.from_iterable(file.lost for file in files))
    progress.settled(1 / 2)
    loops = tuple(find_loops(engine))
    graph = Graph.over(engine, frozenset(loop.closing for loop in loops))
    dangling = tuple(consistency.dangling_links(graph, graph, graph.astray))
    locate, nearest = locate_in(graph, locator), NearestIds(graph)
    of_links = tuple(consistency.of_links(dangling, loops, lost, locate, nearest))
    of_elements = tuple(consistency.of_elements(graph, graph, graph.astray, lost, locate, nearest))
    progress.settled(1)
    reading = Reading(
        vocabulary=vocabulary,
        files=files,
        layers=Layers(engine.tables),
        tables=tuple(engine.tables.values()),
        astray=graph.astray,
        of_text=of_text,
        of_elements=of_elements,
        of_links=of_links,
        dangling=dangling,
        loops=loops,
        nearest=nearest.by_word,
        is_cut=is_cut,
    )
    reading.__dict__["graph"] = graph
    return reading
