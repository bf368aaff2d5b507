"""The ways to read a workspace: from its text, from what was kept of an earlier reading, as it is being edited."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from ea_repo import parallel
from ea_repo.graph import Table
from ea_repo.load.files import Content, one_file, read_as
from ea_repo.load.graph_bytes import TableBytes
from ea_repo.load.kept_readings import Kept, Maker, find_reading, keep_reading, nearest_reading
from ea_repo.load.locate import Locator
from ea_repo.load.parts import Fetch, Stamp, is_large
from ea_repo.load.progress import OnProgress, Progress, ignore_progress
from ea_repo.load.read_settings import kept_settings, read_settings
from ea_repo.load.reading import Reading, read_whole
from ea_repo.load.rereading import read_again
from ea_repo.load.settings import Settings
from ea_repo.load.workspace import MODEL, Workspace, contents, no_garbage_collection


def load(root: Path, on_progress: OnProgress = ignore_progress) -> Workspace:
    """Reads a workspace; its content never raises, an unreadable `workspace.yaml` does (WorkspaceUnreadable)."""
    settings = read_settings(root)
    files = {file.file: file for file in contents(root, settings.limits)}
    with no_garbage_collection():
        stamps = map(Stamp.of, files.values())
        reading = _read(settings, stamps, files.__getitem__, Locator.of(root), on_progress)
        return reading.workspace(root, settings)


def load_cached(root: Path, on_progress: OnProgress = ignore_progress) -> Workspace:
    """The workspace as `load` reads it; what is as it was at an earlier reading is taken from what was kept of that.

    Raises WorkspaceUnreadable like `load`.
    """
    settings = kept_settings(root)
    with no_garbage_collection():
        stamps: list[Stamp] = []
        unread: dict[str, Content] = {}
        for content in contents(root, settings.limits):
            stamps.append(Stamp.of(content))
            if content.data is None:
                unread[content.file] = content

        def fetch(file: str) -> Content:
            return unread[file] if file in unread else one_file(root, file, settings.limits)

        maker = Maker.of(settings)
        kept = find_reading(maker, stamps, settings.vocabulary)
        if kept is not None:
            return kept.workspace(root, settings)
        # What is kept is known by the bytes that are read: a file may have changed since it was stamped.
        before = nearest_reading(maker, stamps, settings.vocabulary)
        locator = Locator.of(root)
        reading = _read_again(before, settings, stamps, fetch, locator, on_progress)
        if reading is not None:
            return _workspace(keep_reading(maker, reading, before), reading, root, settings)
        with parallel.Ahead[TableBytes]() as encoding:

            def encode(tables: Sequence[Table]) -> None:
                if is_large(sum(stamp.size for stamp in stamps)):
                    encoding.begin(len(tables), lambda number: TableBytes.of(tables[number], settings.vocabulary))

            reading = _read(settings, stamps, fetch, locator, on_progress, encode)
            kept = keep_reading(maker, reading, None, encoding.answers)
        return _workspace(kept, reading, root, settings)


def _workspace(kept: Kept | None, reading: Reading, root: Path, settings: Settings) -> Workspace:
    """The workspace of a reading that is kept, or is not."""
    return reading.workspace(root, settings) if kept is None else kept.workspace(root, settings)


def load_edited(root: Path, texts: Mapping[str, str]) -> Workspace:
    """Reads a workspace as it would be with these texts in place of what its files hold, by their paths in it.

    What was kept of an earlier reading spares reading the rest; nothing is kept of this one. Raises
    WorkspaceUnreadable, as `load`.
    """
    settings = kept_settings(root)
    written = {file.file: file for file in contents(root, settings.limits)}
    edited = {file: Content(file, text.encode("utf-8", "surrogatepass")) for file, text in texts.items()}
    files = {
        name: file
        for name, file in sorted((written | edited).items())
        if name in written or name.startswith(f"{MODEL}/")
    }
    locator = Locator.reading(lambda file: texts[file] if file in texts else read_as(file, root / file).text)
    with no_garbage_collection():
        stamps = [*map(Stamp.of, files.values())]
        before = nearest_reading(Maker.of(settings), stamps, settings.vocabulary)
        reading = _read_again(before, settings, stamps, files.__getitem__, locator, ignore_progress)
        if reading is None:
            reading = _read(settings, stamps, files.__getitem__, locator, ignore_progress)
        return reading.workspace(root, settings, locator)


def _read_again(
    before: Kept | None,
    settings: Settings,
    stamps: Sequence[Stamp],
    fetch: Callable[[str], Content],
    locator: Locator,
    on_progress: OnProgress,
) -> Reading | None:
    """What is read of files that changed since what was kept `before`; None where everything is to be read."""
    if before is None:
        return None
    try:
        return read_again(before.reading, settings, stamps, fetch, locator, on_progress)
    except Exception:  # What was kept is damaged: what it was made from is still there.
        return None


def _read(
    settings: Settings,
    stamps: Iterable[Stamp],
    fetch: Fetch,
    locator: Locator,
    on_progress: OnProgress,
    use: Callable[[Sequence[Table]], None] = lambda _: None,
) -> Reading:
    """What is read of all the files that have these stamps; `use` as `read_whole` takes it."""
    sizes = {stamp.file: stamp.size for stamp in stamps}
    return read_whole(settings, sizes, fetch, locator, Progress(sum(sizes.values()), on_progress), use)
