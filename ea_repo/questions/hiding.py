"""What an answer does not tell: where the workspace stands on the machine."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from ea_repo.load import FILE
from ea_repo.repository import Repository


def hidden(repository: Repository) -> Callable[[str], str]:
    """Takes the folders of the machine out of a text: those around the workspace, and those of its change files."""
    start = (repository.start.absolute(), repository.start.resolve())
    # The workspace may begin above the folder that one stands in.
    above = (folder for place in start for folder in place.parents if (folder / FILE).is_file())
    files = (change.parent for change in repository.changes if isinstance(change, Path))
    return without((*start, *above, *files))


def without(folders: Iterable[Path]) -> Callable[[str], str]:
    """Takes these folders out of a text: what is below one is named from there, one itself is `.`."""
    names = {str(folder) for folder in folders if folder.is_absolute() and folder.name}
    if not names:
        return lambda text: text
    any_folder = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    path = re.compile(rf"(?<![\w.:/-])(?:{any_folder})(/|(?![\w.-]))")
    return lambda text: path.sub(lambda found: "" if found[1] else ".", text)


def without_folders(value: Any, hidden: Callable[[str], str]) -> Any:
    """The same answer, whose every text is changed by `hidden`, keys too."""
    match value:
        case str():
            return hidden(value)
        case dict():
            return {hidden(key): without_folders(item, hidden) for key, item in value.items()}
        case list():
            return [without_folders(item, hidden) for item in value]
        case _:
            return value
