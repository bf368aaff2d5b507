"""The reading of a text of which some files changed: only these are read, and what rests on them is settled anew.

What is read is what reading everything would give. An element comes from its own file alone, unless several files hold
its id: these are read together. What is wrong with it depends also on the kinds of the elements that it points at; what
is wrong with links as a whole (dangling ones, loops) is worked out again from what changed.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain

from ea_repo.finding import Finding, Position
from ea_repo.graph import Graph, Loop, Record, Relation, Table
from ea_repo.graph.loops import fields_with_loops_from, find_loops
from ea_repo.graph.memory import InMemory, astray_in
from ea_repo.graph.spliced import columns_read, may_hold, rows_of, written
from ea_repo.load import consistency
from ea_repo.load.locate import Locate, Locator
from ea_repo.load.model import Reader
from ea_repo.load.nearest import NearestIds
from ea_repo.load.parts import Fetch, FileRead, Stamp, files_read, read_files
from ea_repo.load.progress import OnProgress, Progress
from ea_repo.load.reading import Layers, Reading
from ea_repo.load.settings import Settings
from ea_repo.metamodel import Vocabulary

_MOST = 1 / 2
"""The share of the text from which on, where so much changed, it is no slower to read all of it."""
_SMALL = 200_000
"""How many bytes may always be read again."""


def read_again(
    before: Reading,
    settings: Settings,
    stamps: Sequence[Stamp],
    fetch: Fetch,
    locator: Locator,
    on_progress: OnProgress,
) -> Reading | None:
    """The reading of the files of which these are the stamps, in order, after one with the same settings.

    None where everything is to be read: most of it changed, or it is too large.
    """
    if before.is_cut or not before.is_complete:
        return None
    most, changed = settings.limits.elements, _Changed(before, stamps)
    while True:
        if changed.is_most:
            return None
        progress = Progress(changed.size, on_progress)
        reader = Reader(locator, progress, most, settings.vocabulary)
        read = files_read(reader, read_files(reader, map(fetch, changed.there)))
        rivals = changed.other_files_with(reader.by_id)
        if not rivals:
            break
        changed.add(rivals)
    records = reader.records()
    by_name = {file.stamp.file: file for file in (*before.files, *read)}
    files = tuple(by_name[stamp.file] for stamp in stamps)
    layers = _layers(before.layers, changed.files, records)
    tables = layers.tables(files)
    if reader.full or sum(len(table.ids) for table in tables) > most:
        return None
    reading = _Settled(before, changed, records, reader, files, tables, locator).reading(layers)
    progress.settled(1)
    return reading


class _Changed:
    """The files of a reading that are not as they were, those that came and those that are gone."""

    def __init__(self, before: Reading, stamps: Sequence[Stamp]) -> None:
        self._before, self._stamps = before, stamps
        self._rivals = {file.stamp.file: file.rivals for file in before.files}
        self.files: set[str] = set()
        self.kinds: dict[str, str] = {}
        """By id, the kind of each element that they held."""
        unchanged = {file.stamp for file in before.files}.intersection(stamps)
        same = {stamp.file for stamp in unchanged if stamp.digest is not None}
        self.add({*self._rivals, *(stamp.file for stamp in stamps)} - same)

    def add(self, files: Iterable[str]) -> None:
        """Has more files read again, with those that share an id with one of them."""
        pending = list(files)
        while pending:
            file = pending.pop()
            if file not in self.files:
                self.files.add(file)
                pending += self._rivals.get(file, ())
        tables = self._before.tables
        self.kinds = {table.ids[row]: table.kind for table in tables for row in rows_of(table, self.files)}

    @property
    def there(self) -> Sequence[str]:
        """Those that are there now, in order."""
        return [stamp.file for stamp in self._stamps if stamp.file in self.files]

    @property
    def size(self) -> int:
        """How many bytes they hold now."""
        return sum(stamp.size for stamp in self._stamps if stamp.file in self.files)

    @property
    def is_most(self) -> bool:
        return self.size > max(_SMALL, _MOST * sum(stamp.size for stamp in self._stamps))

    def other_files_with(self, ids: Iterable[str]) -> set[str]:
        """The files that are as they were, and that hold one of these ids too."""
        files: set[str] = set()
        for id in ids:
            for table in self._before.tables if id not in self.kinds else ():
                row = bisect_left(table.ids, id)
                if row < len(table.ids) and table.ids[row] == id:
                    files.add(table.files[row])
        return files


def _layers(before: Layers, changed: Collection[str], records: Iterable[Record]) -> Layers:
    """The layers with these records in the place of what the files that changed held."""
    by_kind: dict[str, list[Record]] = {}
    for kind_name, table in before.put.items():
        rows = (row for row, file in enumerate(table.files) if file not in changed)
        by_kind[kind_name] = [table.record(row) for row in rows]
    for record in records:
        by_kind.setdefault(record.kind, []).append(record)
    put = {kind_name: Table.of(kind_name, same_kind) for kind_name, same_kind in by_kind.items() if same_kind}
    return Layers(before.whole, before.replaced.union(changed), put)


class _Settled:
    """What rests on several files, once some of them were read again."""

    def __init__(
        self,
        before: Reading,
        changed: _Changed,
        records: Sequence[Record],
        reader: Reader,
        files: tuple[FileRead, ...],
        tables: Iterable[Table],
        locator: Locator,
    ) -> None:
        self._before, self._changed, self._reader, self._files = before, changed, reader, files
        self._vocabulary = reader.vocabulary
        self._engine = InMemory.of_tables(tables, frozenset(), self._vocabulary)
        self._lost = frozenset(chain.from_iterable(file.lost for file in files))
        kinds = {raw.id: raw.kind.name for raw in reader.by_id.values()}
        self._gone = {id for id, kind in changed.kinds.items() if kinds.get(id) != kind}
        """The ids that no element has any more, or one of another kind."""
        self._new = {id for id, kind in kinds.items() if changed.kinds.get(id) != kind}
        """The ids that an element has now, or one of another kind."""
        touched = _records(self._engine, self._referring())
        self._again = Graph([*records, *touched], vocabulary=self._vocabulary)
        """The elements that are looked at again: those that were read, and those that refer to what came or went."""
        self._locate = _locate_in(self._engine, locator, self._known_places())

    def reading(self, layers: Layers) -> Reading:
        """The reading, whose tables these layers make."""
        before, engine, again = self._before, self._engine, self._again
        astray_again = [*_astray(engine, again)]
        engine.knowing_astray(
            frozenset(relation for relation in before.astray if self._is_as_before(relation.source)).union(astray_again)
        )
        loops = self._loops()
        graph = Graph.over(engine, frozenset(loop.closing for loop in loops))
        dangling_before = (link for link in before.dangling if self._is_as_before(link.source))
        dangling_again = consistency.dangling_links(again, graph, astray_again)
        dangling = tuple(sorted((*dangling_before, *dangling_again), key=lambda link: link.source))
        nearest = NearestIds(graph, before.nearest, self._new, self._gone)
        of_links = tuple(consistency.of_links(dangling, loops, self._lost, self._locate, nearest))
        of_again = consistency.of_elements(again, graph, astray_again, self._lost, self._locate, nearest)
        reading = Reading(
            vocabulary=self._vocabulary,
            files=self._files,
            layers=layers,
            tables=tuple(engine.tables.values()),
            astray=graph.astray,
            of_text=(*self._of_text_before(), *self._reader.findings),
            of_elements=(
                *(finding for finding in before.of_elements if self._is_as_before(finding.subject)),
                *of_again,
            ),
            of_links=of_links,
            dangling=dangling,
            loops=loops,
            nearest=nearest.by_word,
            is_cut=False,
        )
        reading.__dict__["graph"] = graph
        return reading

    def _is_as_before(self, id: str) -> bool:
        """Whether an element is the same, and all that it points at is there, or missing, as before."""
        return id not in self._changed.kinds and id not in self._again

    def _of_text_before(self) -> Iterator[Finding]:
        files = self._changed.files
        return (finding for finding in self._before.of_text if finding.at is not None and finding.at.file not in files)

    def _referring(self) -> set[str]:
        """The elements of other files with links to what came or went, or for it, and those whose hints may change."""
        moved = self._gone | self._new
        referring = {relation.source for relation in self._before.astray if relation.target in moved}
        referring.update(_with_links_to(self._engine.tables.values(), self._vocabulary, self._gone))
        lost = self._before.lost ^ self._lost
        referring.update(_with_takers(self._engine.tables.values(), self._vocabulary, lost | moved))
        if moved:
            referring |= {finding.subject for finding in self._before.of_elements if finding.rule == "dangling-link"}
        return referring - self._changed.kinds.keys() - self._reader.by_id.keys()

    def _loops(self) -> tuple[Loop, ...]:
        """All loops. Where there was none, a new one passes through an element that is looked at again."""
        fields = {loop.field for loop in self._before.loops} | fields_with_loops_from(self._engine, self._again)
        return tuple(find_loops(self._engine, fields)) if fields else ()

    def _known_places(self) -> Mapping[tuple[str | int, ...], Position | None]:
        """The places of links that were told before, in files that are as they were."""
        before = self._before
        links = [link for link in before.dangling if link.target not in before.lost]
        paths: list[tuple[str | int, ...]] = [(link.source, link.field, link.place) for link in links]
        paths += [(loop.ids[-1], loop.field) for loop in before.loops]
        places = zip(paths, before.of_links, strict=True)
        return {path: finding.at for path, finding in places if path[0] not in self._changed.kinds}


def _records(engine: InMemory, ids: Iterable[str]) -> Iterator[Record]:
    """Some elements with all that they write, by kind; nothing of others is read. Ids of no element are left out."""
    by_kind: dict[str, list[str]] = {}
    for id in sorted(ids):
        if kind_name := engine.kind(id):
            by_kind.setdefault(kind_name, []).append(id)
    for kind_name, same_kind in by_kind.items():
        table = engine.tables[kind_name]
        rows = [bisect_left(table.ids, id) for id in same_kind]
        fields = dict.fromkeys(field for row in rows for field in table.shapes[row])
        columns = {field: written(table, field, same_kind) for field in fields}
        for place, (id, row) in enumerate(zip(same_kind, rows, strict=True)):
            values = {field: columns[field][place] for field in table.shapes[row]}
            yield Record(id, kind_name, values, table.files[row])


def _astray(engine: InMemory, some: Graph) -> Iterator[Relation]:
    """The links of some elements that lead astray."""
    for table in some.tables:
        for field in table.columns.keys() & engine.vocabulary.kinds[table.kind].links.keys():
            yield from astray_in(engine, table, field)


def _with_links_to(tables: Iterable[Table], vocabulary: Vocabulary, ids: Collection[str]) -> Iterator[str]:
    """The elements of which a link leads to one of these ids."""
    for table in tables if ids else ():
        for field in table.columns.keys() & vocabulary.kinds[table.kind].links.keys():
            if may_hold(table.columns, field, ids):
                column = columns_read(table.columns, field) or ()
                rows = zip(table.ids, column, strict=True)
                yield from (id for id, refs in rows if refs and any(ref.to in ids for ref in refs))


def _with_takers(tables: Iterable[Table], vocabulary: Vocabulary, ids: frozenset[str]) -> Iterator[str]:
    """The elements of which a link holds for one of these ids."""
    for table in tables if ids else ():
        for field, link in vocabulary.kinds[table.kind].links.items():
            if link.takers and may_hold(table.columns, field, ids):
                column = columns_read(table.columns, field) or ()
                rows = zip(table.ids, column, strict=True)
                yield from (
                    id for id, refs in rows if refs and not all(map(ids.isdisjoint, (ref.for_ for ref in refs)))
                )


def _locate_in(engine: InMemory, locator: Locator, known: Mapping[tuple[str | int, ...], Position | None]) -> Locate:
    """Finds where something in an element is written; no column is read for it."""

    def locate(id: str, *path: str | int) -> Position:
        place = known.get((id, *path))
        if place is not None:
            return place
        table = engine.tables[engine.kind_of(id)]
        return locator.find(table.files[bisect_left(table.ids, id)], table.kind, id, *path)

    return locate
