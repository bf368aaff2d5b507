"""For formats of which one file is a whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ea_repo.exchange.place import Unreadable
from ea_repo.exchange.source import File
from ea_repo.finding import Text


def only(files: Sequence[File]) -> File:
    """The one file; raises Unreadable where there are several, which say different things."""
    if len(files) > 1:
        why = Text(
            "ce format tient en un fichier : importez-les un par un", "this format is one file: import them one by one"
        )
        raise Unreadable(why, files[1].at)
    return files[0]


def object_of(file: File) -> dict[str, Any]:
    """The JSON object that a file holds; raises Unreadable where it holds something else."""
    value = file.json
    if not isinstance(value, dict):
        raise Unreadable(Text("ce JSON n'est pas un objet", "this JSON is no object"), file.at)
    return value
