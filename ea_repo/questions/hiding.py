"""What an answer does not tell: where the workspace stands on the machine."""

from __future__ import annotations

import re
from collections.abc import Callable
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
    folders = {str(folder) for folder in (*start, *above, *files) if folder.is_absolute() and folder.name}
    any_folder = "|".join(map(re.escape, sorted(folders, key=len, reverse=True)))
    path = re.compile(rf"(?<![\w.:/-])(?:{any_folder})(?:/|(?![\w.-]))")
    return lambda text: path.sub("", text)


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
