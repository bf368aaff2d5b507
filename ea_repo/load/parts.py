"""Files read each by itself, by two processes where there is much to read; those that share an id are read together."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from ea_repo import parallel
from ea_repo.finding import Finding
from ea_repo.load.columns import Batch, validated
from ea_repo.load.files import Content
from ea_repo.load.locate import Locator
from ea_repo.load.model import Reader
from ea_repo.load.progress import Progress
from ea_repo.load.settings import Settings

_LARGE = 3_000_000
"""From how many bytes on a second process is worth its start."""
_TOO_LARGE = 450_000_000
"""From how many bytes on memory is spared: of 360 MB, two processes hold 2.2 GB, one 1.3 GB in twice the time."""
_DIGEST_SIZE = 20
"""In bytes."""
Fetch = Callable[[str], Content]
"""Reads a file, by its path in the workspace."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """Which bytes a file holds, without them."""

    file: str
    digest: str | None
    """None where it could not be read."""
    size: int

    @classmethod
    def of(cls, content: Content) -> Stamp:
        """The stamp of what was read of a file."""
        data = content.data
        digest = None if data is None else hashlib.blake2b(data, digest_size=_DIGEST_SIZE).hexdigest()
        return cls(content.file, digest, len(data or b""))


@dataclass(frozen=True, slots=True)
class FileRead:
    """What is to be known of a file that was read, when others change."""

    stamp: Stamp
    kinds: tuple[str, ...]
    """The kinds of its elements, in its order."""
    lost: tuple[str, ...]
    """The ids that seem to be written in text of it that could not be read."""
    rivals: tuple[str, ...]
    """The files with which it shares an id: only one of them gave the element."""


@dataclass(frozen=True, slots=True)
class Part:
    """What some files hold, read in their order: their elements kind by kind, and what is wrong in their text."""

    files: tuple[FileRead, ...]
    batches: tuple[Batch, ...]
    findings: tuple[Finding, ...]
    is_cut: bool
    """Whether there are more elements than are read."""


def is_large(size: int) -> bool:
    """Whether two processes should read so many bytes, where there can be two."""
    return _LARGE < size < _TOO_LARGE and parallel.possible()


def read_parts(
    sizes: Mapping[str, int], fetch: Fetch, settings: Settings, locator: Locator, progress: Progress
) -> list[Part]:
    """All these files, of so many bytes, in parts, of which none holds an id that another one holds."""
    files, size = [*sizes], sum(sizes.values())
    begins = [0, *accumulate(sizes.values())]

    def read(number: int) -> Part:
        return _part((fetch(files[number]),), settings, locator)

    def tell(number: int, _: int) -> None:
        progress.reached(begins[number])

    parts = parallel.shared(len(files), read, tell, shared=is_large(size))
    progress.reached(size)
    if any(part.is_cut for part in parts) or _count(parts) > settings.limits.elements:
        return [_part(map(fetch, files), settings, locator)]
    together = _with_shared_ids(parts)
    if not together:
        return parts
    apart = [part for number, part in enumerate(parts) if number not in together]
    return [*apart, _part((fetch(files[number]) for number in sorted(together)), settings, locator)]


def files_of(parts: Iterable[Part], files: Iterable[str]) -> tuple[FileRead, ...]:
    """These files as the parts read them, in this order."""
    by_name = {file.stamp.file: file for part in parts for file in part.files}
    return tuple(by_name[file] for file in files)


def _part(contents: Iterable[Content], settings: Settings, locator: Locator) -> Part:
    """The part that these files make."""
    reader = Reader(locator, most=settings.limits.elements, vocabulary=settings.vocabulary)
    stamps = read_files(reader, contents)
    batches: list[Batch] = []
    for raws in reader.by_kind.values():
        batch, wrong = validated(raws, locator)
        batches.append(batch)
        reader.findings += wrong
    return Part(files_read(reader, stamps), tuple(batches), tuple(reader.findings), reader.full)


def _count(parts: Iterable[Part]) -> int:
    return sum(len(batch.ids) for part in parts for batch in part.batches)


def _with_shared_ids(parts: Sequence[Part]) -> set[int]:
    """The numbers of the parts that hold an id which another one holds too."""
    numbers: dict[str, int] = {}
    shared: set[int] = set()
    for number, part in enumerate(parts):
        for batch in part.batches:
            again = numbers.keys() & set(batch.ids)
            if again:
                shared.update((number, *(numbers[id] for id in again)))
            numbers.update(dict.fromkeys(batch.ids, number))
    return shared


def read_files(reader: Reader, contents: Iterable[Content]) -> list[Stamp]:
    """Has a reader gather what these files hold; returns which bytes each was."""
    stamps: list[Stamp] = []
    for content in contents:
        stamps.append(Stamp.of(content))
        reader.read((content.source,))
    return stamps


def files_read(reader: Reader, stamps: Sequence[Stamp]) -> tuple[FileRead, ...]:
    """What is to be known of the files that a reader gathered."""
    rivals: defaultdict[str, set[str]] = defaultdict(set)
    for first, second in reader.rivals:
        rivals[first].add(second)
        rivals[second].add(first)
    return tuple(
        FileRead(
            stamp,
            tuple(reader.kinds_by_file.get(stamp.file, ())),
            tuple(sorted(reader.lost_by_file.get(stamp.file, ()))),
            tuple(sorted(rivals[stamp.file] - {stamp.file})),
        )
        for stamp in stamps
    )
