"""Writing a first request, to be completed by hand."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ea_repo.finding import Text
from ea_repo.load.element_text import field_lines
from ea_repo.load.requests import FOLDER
from ea_repo.metamodel.dates import as_written
from ea_repo.repository.open_workspace import OpenWorkspace, UnknownName
from ea_repo.write import NotWritten, change, file_name

_LISTS = {"moa": "actor", "processes": "process", "sites": "site"}
_OPTIONS = {
    "A": {"name": "Utiliser l'existant", "type": "existing"},
    "B": {"name": "Étendre le cœur", "type": "extend"},
    "C": {"name": "Acheter ou développer", "type": "buy"},
    "D": {"name": "Ne rien faire", "type": "nothing"},
}


def new_request(opened: OpenWorkspace, id: str, said: Mapping[str, str]) -> Path:
    """Writes a request of this id with what was said and four options to complete; returns its path.

    Raises UnknownName for an actor, a process, a site or a day that does not exist, NotWritten where there is one.
    """
    fields: dict[str, Any] = {}
    for name, text in said.items():
        if name in _LISTS:
            words = [word.strip() for word in text.split(",") if word.strip()]
            fields[name] = list(opened.all_named(words, _LISTS[name]))
        elif name == "received_on" and text:
            fields[name] = _day(text)
        elif text.strip():
            fields[name] = text.strip()
    fields["options"] = _OPTIONS
    text = "\n".join(line for name, value in fields.items() for line in field_lines(name, value, 0)) + "\n"
    file = opened.root / FOLDER / f"{file_name(id)}.yaml"

    def where_there_is_none(before: bytes) -> bytes:
        if before:
            fr = f"{file} : cette demande existe déjà ; rien n'est écrit"
            raise NotWritten(Text(fr, f"{file}: this request is there already; nothing is written"))
        return text.encode("utf-8")

    change(file, where_there_is_none)
    return file


def _day(written: str) -> str:
    try:
        return as_written(written)
    except ValueError:
        raise UnknownName(Text("date", "date"), written, ()) from None
